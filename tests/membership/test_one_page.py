"""The Support Unit has one page of each organisation, and everything is reached from there."""

import pytest

from tests.factories.notifications import EmailFactory

pytestmark = pytest.mark.django_db


def page(world, organisation, role="support"):
    return world.client(role).get(f"/cms/standing/{organisation.pk}/").content.decode()


def test_everything_about_a_member_is_reached_from_it(world):
    mail = EmailFactory(user=world.people["lead"], state="bounced", error="5.1.1")
    shown = page(world, world.member)
    for address in (
        world.member.get_absolute_url(),
        f"/cms/organisation/edit/{world.member.pk}/",
        f"/cms/claims/{world.claim.pk}/",
        f"/cms/record/membership.organisation/{world.member.pk}/",
        f"/cms/mail/{mail.pk}/",
        "/groups/",
        "/cms/corrected-addresses/new/?old=lead%40example.org",
    ):
        assert f'href="{address}' in shown, address
    assert "Consultations it answered" in shown


def test_an_application_a_merge_and_a_roll_too(world):
    assert f'href="/cms/applications/{world.applicant.pk}/"' in page(world, world.applicant)
    assert f'href="{world.merge.get_absolute_url()}"' in page(world, world.merge.gone)
    on_roll = world.roll_entry.organisation
    shown = page(world, on_roll)
    assert "Rolls of elections" in shown
    assert world.running.get_absolute_url() in shown
    assert "voted" not in shown.split("Rolls of elections")[1].split("</ul>")[0]


def test_the_public_page_leads_there_for_those_who_may_see_it(world):
    address = f"/cms/standing/{world.member.pk}/"
    for role, leads in [("support", True), ("lead", False), ("board", False), ("anonymous", False)]:
        shown = world.client(role).get(world.member.get_absolute_url()).content.decode()
        assert (address in shown) is leads, role
