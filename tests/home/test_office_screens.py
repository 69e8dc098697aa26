"""The screens of offices: list, proposal, confirmation, history; my offices; and who is let in."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.accounts import offices
from assembly.accounts.models import OfficeTerm, User
from home.models import OfficeProposal
from home.offices import services
from tests.factories.membership import UserFactory, give_office

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
NEW = "/cms/offices/new/"


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bakare", email="bola@example.org", office="Assembly Board")


@pytest.fixture
def support(client, dev, bola):
    client.force_login(dev)
    return client


def typed(**changes):
    today = timezone.localdate()
    return {
        "office": "Scrutineer",
        "account": "carys@example.org",
        "begins_on": today.isoformat(),
        "last_day": (today + 200 * DAY).isoformat(),
        "reason": "Named by the Board.",
    } | changes


def text(response):
    return response.content.decode()


def test_a_holder_is_proposed_confirmed_and_ended_on_screens(client, support, carys, dev, bola):
    page = support.post(NEW, typed(), follow=True)
    proposal = OfficeProposal.objects.get()
    assert page.redirect_chain[-1][0] == proposal.get_absolute_url()
    assert "You proposed this, so somebody else has to confirm it." in text(page)
    assert 'value="confirm"' not in text(page)

    client.force_login(bola)
    assert 'value="confirm"' in text(client.get(proposal.get_absolute_url()))
    page = client.post(
        proposal.get_absolute_url(), {"act": "confirm", "shown": proposal.title}, follow=True
    )
    assert "Carys Cole now holds the office: Scrutineer." in text(page)
    term = OfficeTerm.objects.get(user=carys)
    assert term.last_day == timezone.localdate() + 200 * DAY

    client.post(f"/cms/offices/terms/{term.pk}/end/", {"reason": "Stands herself."})
    ending = OfficeProposal.objects.get(act="end")
    client.force_login(dev)
    page = client.post(
        ending.get_absolute_url(), {"act": "confirm", "shown": ending.title}, follow=True
    )
    assert "no longer holds the office" in text(page)
    assert offices.held_by(carys) == []
    history = text(client.get("/cms/offices/scrutineer/history/"))
    assert "Carys Cole" in history
    assert "Confirmed by Bola Bakare" in history
    assert "Confirmed by Dev Das" in history


def test_nobody_confirms_their_own_by_sending_the_form_all_the_same(support, carys):
    support.post(NEW, typed())
    proposal = OfficeProposal.objects.get()
    page = support.post(
        proposal.get_absolute_url(), {"act": "confirm", "shown": proposal.title}, follow=True
    )
    assert "You proposed this" in text(page)
    assert offices.held_by(carys) == []


def test_a_form_with_more_fields_than_shown_sets_none_of_them(support, carys, dev, bola):
    support.post(
        NEW,
        typed(
            proposed_by=bola.pk,
            decided_by=bola.pk,
            outcome="confirmed",
            act="confirm",
            decided_at="2026-01-01",
            user=dev.pk,
        ),
    )
    proposal = OfficeProposal.objects.get()
    assert (proposal.proposed_by, proposal.outcome, proposal.user) == (dev, "", carys)
    assert proposal.act == "give"
    assert offices.held_by(carys) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"account": "nobody@example.org"}, "There is no account with this e-mail address."),
        ({"office": "Harbour master"}, "Select a valid choice"),
        ({"office": "Public body officer"}, "Choose which contact of a public body"),
        ({"last_day": "2001-01-01"}, "The last day is before the first."),
        ({"last_day": "9999-12-31"}, "Choose an earlier last day."),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_what_is_typed_wrongly_is_said(support, carys, wrong, says):
    assert says in text(support.post(NEW, typed(**wrong)))
    assert not OfficeProposal.objects.exists()


def test_the_list_shows_who_until_when_and_what_ends_soon(support, carys):
    today = timezone.localdate()
    give_office(carys, "Scrutineer", ends_on=today + 30 * DAY)
    give_office(UserFactory(name="Old Oz"), "Scrutineer", ends_on=today)
    give_office(UserFactory(name="Ned New"), "Scrutineer", began_on=today + DAY)
    page = text(support.get("/cms/offices/"))
    assert page.count("(ends soon)") == 1
    assert f"{today + 29 * DAY:%-d %B %Y}" in page
    assert "Old Oz" not in page
    assert page.index("Carys Cole") < page.index("Ned New")
    assert "(to come)" in page
    assert "Nobody holds this office." in page
    assert "Old Oz" in text(support.get("/cms/offices/scrutineer/history/"))


def test_a_term_is_filled_in_to_give_it_for_longer(support, carys):
    ends_on = timezone.localdate() + 30 * DAY
    term = give_office(carys, "Scrutineer", ends_on=ends_on)
    page = text(support.get(f"{NEW}?term={term.pk}"))
    assert "carys@example.org" in page
    assert ends_on.isoformat() in page
    assert support.get(f"{NEW}?term=x").status_code == 200


def test_a_single_office_holder_reads_what_to_do(client, dev):
    client.force_login(dev)
    assert "first_office_holders" in text(client.get("/cms/offices/"))


def test_the_menu_shows_offices_to_those_who_give_them(client, support, efua):
    assert "/cms/offices/" in text(support.get("/cms/"))
    client.force_login(efua)
    assert "/cms/offices/" not in text(client.get("/cms/"))


# The clock and open sessions


@pytest.mark.parametrize("office", ["Support Unit", "Assembly Board", "Returning officer"])
def test_an_open_session_is_refused_once_the_term_is_over_and_no_job_ran(
    client, carys, office, time_machine
):
    give_office(carys, office, ends_on=timezone.localdate() + 2 * DAY)
    client.force_login(carys)
    assert client.get("/cms/").status_code == 200
    time_machine.move_to(timezone.now() + 2 * DAY)
    client.force_login(carys)  # a session lasts less than two days
    for address in ("/cms/", "/cms/offices/", "/cms/pages/", "/cms/users/", "/cms/elections/"):
        assert client.get(address).status_code == 403, address


def test_of_two_offices_the_one_that_ended_gives_no_right_on_pages(client, dev, time_machine):
    """Wagtail reads rights on pages from groups, so they follow at the next request."""
    from wagtail.models import Page

    give_office(dev, "Assembly Board", ends_on=timezone.localdate() + DAY)
    page = Page.objects.get(depth=2)
    assert page.permissions_for_user(User.objects.get(pk=dev.pk)).can_publish()
    time_machine.move_to(timezone.now() + DAY)
    client.force_login(dev)
    client.get("/cms/")
    assert not page.permissions_for_user(User.objects.get(pk=dev.pk)).can_publish()
    assert page.permissions_for_user(User.objects.get(pk=dev.pk)).can_edit()


def test_who_is_switched_off_is_out_at_the_next_request(client, dev):
    client.force_login(dev)
    assert client.get("/cms/").status_code == 200
    User.objects.filter(pk=dev.pk).update(is_active=False)
    assert client.get("/cms/offices/").status_code == 302
    assert "_auth_user_id" not in client.session or client.get("/my/").status_code == 302
    assert dev not in offices.holders("Support Unit")


# My offices


def test_the_holder_sees_the_term_and_resigns(client, carys, dev, bola):
    term = give_office(carys, "Scrutineer", ends_on=timezone.localdate() + 30 * DAY)
    client.force_login(carys)
    assert "/my/offices/" in text(client.get("/my/"))
    page = text(client.get("/my/offices/"))
    assert f"{term.last_day:%-d %B %Y}" in page
    address = f"/my/offices/{term.pk}/resign/"
    assert "ends at once" in text(client.get(address))
    page = client.post(address, follow=True)
    assert "You have resigned: Scrutineer." in text(page)
    assert "You hold no office." in text(page)
    assert offices.held_by(carys) == []
    assert client.post(address).status_code == 404


def test_nobody_resigns_for_another(client, carys, asha):
    term = give_office(carys, "Scrutineer")
    client.force_login(asha)
    for ask in (client.get, client.post):
        assert ask(f"/my/offices/{term.pk}/resign/").status_code == 404
    assert offices.held_by(carys) == ["Scrutineer"]


def test_the_holder_is_told_that_an_end_is_proposed(client, carys, dev, bola):
    term = give_office(carys, "Scrutineer")
    services.propose_end(term, "Moved.", by=dev)
    client.force_login(carys)
    assert "Somebody has proposed that this should end early" in text(client.get("/my/offices/"))


def test_what_is_confirmed_is_what_stood_on_the_page(client, support, carys, bola):
    support.post(NEW, typed())
    proposal = OfficeProposal.objects.get()
    client.force_login(bola)
    for shown in ("Public body officer (Parish of A)", ""):
        page = client.post(
            proposal.get_absolute_url(), {"act": "confirm", "shown": shown}, follow=True
        )
        assert "Look at the proposal again: the office is now Scrutineer." in text(page)
    assert offices.held_by(carys) == []
