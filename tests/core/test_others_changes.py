"""Two people with one form open: the second is told, sees both, and nothing of either is lost."""

import datetime as dt

from django.urls import reverse

import pytest

from assembly.core.others_changes import fingerprint
from assembly.membership.models import Organisation
from elections.models import Contest, Election
from tests.factories.elections import ContestFactory, ReturningOfficerFactory
from tests.factories.membership import DistrictFactory, UserFactory
from tests.factories.partners import SeatFactory

pytestmark = pytest.mark.django_db


def sent(page, **changes):
    """What a browser sends of the form on this page, with some fields changed."""
    fields = {}
    for bound in page.context["form"]:
        value = bound.value()
        if isinstance(value, dt.datetime):
            value = f"{value:%Y-%m-%dT%H:%M}"
        elif isinstance(value, (list, tuple)) or hasattr(value, "all"):
            value = [getattr(one, "pk", one) for one in value]
        if value not in (None, False):
            fields[bound.html_name] = value
    return fields | changes


def read(page):
    return page.content.decode()


@pytest.fixture
def section(client, member, asha):
    client.force_login(asha)
    Organisation.objects.filter(pk=member.pk).update(
        description="Time off.",
        website="https://one.example.org",
        legal_form=Organisation.LegalForm.values[0],
    )
    return reverse("membership:profile_section", args=[member.slug, "about"])


def test_what_both_changed_is_shown_beside_what_was_typed(client, section, member):
    opened = sent(client.get(section))
    client.post(section, {**opened, "description": "Company for carers."})
    page = client.post(section, {**opened, "description": "Advice for carers."})
    assert "It now says: “Company for carers.”" in read(page)
    assert "Advice for carers." in read(page)
    assert "Somebody else saved this while you had it open" in read(page)
    member.refresh_from_db()
    assert member.description == "Company for carers."
    again = sent(page)
    assert again["description"] == "Advice for carers."
    assert client.post(section, again).status_code == 302
    member.refresh_from_db()
    assert member.description == "Advice for carers."


def test_what_only_the_other_changed_is_taken_over(client, section, member):
    opened = sent(client.get(section))
    client.post(section, {**opened, "website": "https://two.example.org"})
    page = client.post(section, {**opened, "description": "Advice for carers."})
    assert "It now says" not in read(page)
    again = sent(page)
    assert again["website"] == "https://two.example.org"
    assert again["description"] == "Advice for carers."
    client.post(section, again)
    member.refresh_from_db()
    assert (member.website, member.description) == ("https://two.example.org", "Advice for carers.")


def test_the_same_change_by_both_is_no_conflict(client, section, member):
    opened = sent(client.get(section))
    for _ in range(2):
        assert client.post(section, {**opened, "description": "Company."}).status_code == 302
    member.refresh_from_db()
    assert member.description == "Company."


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '"x"', '{"description": 1}'])
def test_what_a_browser_sends_instead_breaks_nothing(client, section, seen):
    opened = sent(client.get(section), seen=seen)
    assert client.post(section, {**opened, "description": "Else."}).status_code in {200, 302}


def test_lists_are_compared_whatever_their_order(client, member, asha):
    first, second, third = (DistrictFactory() for _ in range(3))
    member.districts.set([first])
    client.force_login(asha)
    address = reverse("membership:profile_section", args=[member.slug, "places"])
    opened = sent(client.get(address))
    client.post(address, {**opened, "districts": [first.pk, second.pk]})
    page = client.post(address, {**opened, "districts": [first.pk, third.pk]})
    assert f"It now says: “{first}, {second}”" in read(page)
    assert set(member.districts.all()) == {first, second}
    assert fingerprint([first, second]) == fingerprint([second.pk, first.pk])


def test_the_staffs_form_of_an_organisation_tells_the_second(client, member, dev):
    other = UserFactory(office="Support Unit")
    address = f"/cms/organisation/edit/{member.pk}/"
    client.force_login(dev)
    opened = sent(client.get(address))
    client.force_login(other)
    client.post(address, {**sent(client.get(address)), "description": "Theirs."})
    client.force_login(dev)
    page = client.post(address, {**opened, "description": "Ours."})
    assert "It now says: “Theirs.”" in read(page)
    member.refresh_from_db()
    assert member.description == "Theirs."
    client.post(address, sent(page))
    member.refresh_from_db()
    assert member.description == "Ours."


@pytest.fixture
def contest(client, time_machine):
    efua = ReturningOfficerFactory()
    made = ContestFactory(election__returning_officer=efua)
    time_machine.move_to(made.election.notice_at - dt.timedelta(days=1))
    client.force_login(efua)
    return made


def test_the_set_up_of_an_election_tells_the_second_window(client, contest):
    address = reverse("elections_officer:election_change", args=[contest.election_id])
    opened = sent(client.get(address))
    client.post(address, {**opened, "title": "Theirs"})
    page = client.post(address, {**opened, "title": "Ours"})
    assert "It now says: “Theirs”" in read(page)
    assert Election.objects.get().title == "Theirs"


def test_a_contest_tells_the_second_window(client, contest):
    SeatFactory(partnership=contest.partnership)
    Contest.objects.update(lot_substitute="Else", lot_substitute_at=contest.lot_at)
    address = reverse("elections_officer:contest_change", args=[contest.election_id, contest.pk])
    opened = sent(client.get(address))
    client.post(address, {**opened, "rule": "meek"})
    page = client.post(address, {**opened, "rule": "ers97"})
    assert "It now says: “Single transferable vote, Meek&#x27;s method”" in read(page)
    assert Contest.objects.get().rule == "meek"


def test_a_new_record_has_nothing_to_notice(client, dev):
    client.force_login(dev)
    assert "seen" not in client.get("/cms/organisation/new/").context["form"].fields


def test_an_outsider_learns_nothing_by_it(client, section, member, carys):
    """The form is not shown to somebody who may not change it, so neither is what it says."""
    opened = sent(client.get(section))
    client.force_login(carys)
    page = client.post(section, {**opened, "description": "Mine.", "seen": '{"website": "0"}'})
    assert "one.example.org" not in read(page)
