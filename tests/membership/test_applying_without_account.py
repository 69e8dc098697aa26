"""The form first, the account last: what somebody signed out typed is kept, for them alone and for two hours."""

import datetime as dt
import re

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

import pytest

from assembly.accounts.retention import forget_sessions
from assembly.membership import unsent_application
from assembly.membership.models import Delegate, Organisation, RegistrationDraft
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.membership import DelegateFactory, DistrictFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

JOIN, URL = "/members/join/", "/members/register/"
CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", re.MULTILINE)


@pytest.fixture
def typed():
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    return {
        "name": "Hazelmarsh Jam Makers",
        "description": "Jam from fruit that would rot.",
        "legal_form": "group",
        "districts": [str(DistrictFactory().pk)],
        "run_by": "committee",
        **{f"declares_{criterion}": "yes" for criterion in criteria},
    }


def shown_name(page):
    return page.context["form"]["name"].value()


def sign_in(client, user):
    confirm_address(user)
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def sign_in_by_code(client, user, mailoutbox):
    confirm_address(user)
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": CODE.search(mailoutbox[-1].body)[1]})


def kept_in(client):
    """The row in which the text is kept."""
    return client.session.get(unsent_application.SESSION_KEY, {}).get("row")


def test_three_steps_the_account_last(client, typed, mailoutbox):
    found = client.get(JOIN, {"q": "Hazelmarsh"}).content.decode()
    assert "step 1 of 3" in found
    assert f'href="{URL}?name=Hazelmarsh"' in found
    assert shown_name(client.get(URL, {"name": "Hazelmarsh"})) == "Hazelmarsh"

    to_account = client.post(URL, typed, follow=True)
    assert to_account.redirect_chain[-1][0].startswith("/accounts/signup/?next=")
    assert "We keep what you typed" in to_account.content.decode()
    again = client.get(to_account.redirect_chain[-1][0]).content.decode()
    assert "Join: step 3 of 3" in again
    assert "We keep what you typed for two hours" in again
    assert "step 3 of 3" not in client.get("/accounts/signup/").content.decode()
    assert not Organisation.objects.exists()
    assert not RegistrationDraft.objects.exists()

    account = {
        "name": "Nadia Novak",
        "email": "nadia@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "next": URL,
    }
    client.post("/accounts/signup/", account)
    code = CODE.search(mailoutbox[-1].body)[1]
    landed = client.post("/accounts/confirm-email/", {"code": code}, follow=True)
    assert landed.redirect_chain[-1][0] == URL
    form = landed.context["form"]
    assert {name: form[name].value() for name in typed} == typed

    client.post(URL, typed)
    organisation = Organisation.objects.get()
    assert organisation.status == Organisation.Status.APPLIED
    assert organisation.delegates.get().user.email == "nadia@example.org"
    assert unsent_application.SESSION_KEY not in client.session


def test_an_existing_account_finds_it_on_my_assembly(client, typed, carys):
    client.post(URL, typed)
    sign_in(client, carys)
    assert "Registration of Hazelmarsh Jam Makers" in client.get("/my/").content.decode()
    assert shown_name(client.get(URL)) == typed["name"]


def test_it_does_not_replace_a_draft_that_the_person_had(client, typed, carys):
    mine = Client()
    mine.force_login(carys)
    mine.post(URL, {"name": "My own club", "act": "save"})
    client.post(URL, typed)
    sign_in(client, carys)
    client.get(URL)
    assert RegistrationDraft.objects.get(user=carys).name == "My own club"


def test_a_draft_of_the_account_comes_first_and_the_other_is_offered(client, typed, carys):
    mine = Client()
    mine.force_login(carys)
    mine.post(URL, {"name": "My own club", "act": "save"})
    client.post(URL, typed)
    sign_in(client, carys)
    page = client.get(URL)
    assert shown_name(page) == "My own club"
    here = f"{URL}?typed=here"
    assert f'href="{here}"' in page.content.decode()
    assert f'href="{here}"' in client.get("/my/").content.decode()
    assert shown_name(client.get(here)) == typed["name"]
    # Saving the draft does not lose the other; saving the other puts it in the place of the draft.
    client.post(URL, {"name": "My own club", "act": "save"})
    assert shown_name(client.get(here)) == typed["name"]
    client.post(here, {**typed, "act": "save"})
    assert shown_name(client.get(URL)) == typed["name"]
    assert unsent_application.SESSION_KEY not in client.session


def test_it_says_where_it_was_typed_and_is_discarded_by_its_own_button(client, typed, carys):
    client.post(URL, typed)
    row = kept_in(client)
    sign_in(client, carys)
    page = client.get(URL).content.decode()
    assert "This was typed in this browser before you signed in" in page
    assert 'value="forget"' in page
    client.post(URL, {"act": "forget"})
    assert not shown_name(client.get(URL))
    assert not Session.objects.filter(session_key=row).exists()


def test_somebody_signed_out_discards_it(client, typed):
    client.post(URL, typed)
    row = kept_in(client)
    assert 'value="forget"' in client.get(URL).content.decode()
    client.post(URL, {"act": "forget"})
    assert not shown_name(client.get(URL))
    assert not Session.objects.filter(session_key=row).exists()


def test_the_form_is_in_no_cache_of_a_browser(client, typed):
    client.post(URL, typed)
    assert "no-store" in client.get(URL).headers["Cache-Control"]


def test_cookie_and_text_end_when_it_lapses_and_a_sign_in_lasts_as_long_as_ever(
    client, typed, carys, time_machine, mailoutbox
):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    client.post(URL, typed)
    row = kept_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 2 * 60 * 60
    sign_in_by_code(client, carys, mailoutbox)
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    # The row of the text is deleted though the session lives on and nobody asks for it again.
    time_machine.move_to(start + dt.timedelta(days=2), tick=False)
    forget_sessions(timezone.localdate())
    assert not Session.objects.filter(session_key=row).exists()
    assert client.get("/my/").status_code == 200


def test_nobody_else_sees_it(client, typed, carys, asha):
    client.post(URL, typed)
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert not shown_name(Client().get(URL))
    sign_in(client, carys)
    # Whoever knew the key before the sign-in has nothing of it.
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not shown_name(other.get(URL))
    assert other.get("/my/").status_code == 302
    client.post("/accounts/logout/")
    sign_in(client, asha)
    assert not shown_name(client.get(URL))


def test_it_lapses_after_two_hours(client, typed, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    client.post(URL, typed)
    time_machine.move_to(start + dt.timedelta(hours=2), tick=False)
    assert shown_name(client.get(URL)) == typed["name"]
    time_machine.move_to(start + dt.timedelta(hours=2, seconds=1), tick=False)
    assert not shown_name(client.get(URL))
    assert unsent_application.SESSION_KEY not in client.session


def test_what_is_wrong_is_said_before_the_account(client, typed):
    page = client.post(URL, {**typed, "postcode": "nowhere"})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert shown_name(page) == typed["name"]
    assert unsent_application.SESSION_KEY not in client.session


def test_fields_keep_what_they_take_and_no_more(client, typed, carys):
    district = typed["districts"][0]
    client.force_login(carys)
    several = {"name": ["First", "Last"], "districts": [district, district, "9999999", "no"]}
    client.post(URL, {**typed, **several, "act": "save"})
    kept = RegistrationDraft.objects.get(user=carys).typed
    assert (kept["name"], kept["districts"]) == (["Last"], [district])


def test_more_than_can_be_kept_is_refused_with_what_was_typed(client, typed, carys):
    client.force_login(carys)
    much = dict.fromkeys(("description", "name", "website", "number", "postcode"), "x" * 20000)
    for act in ({"act": "save"}, {}):
        page = client.post(URL, {**typed, **much, "shown": "y" * 20_000, **act})
        assert "more text than we can keep" in page.content.decode()
        assert shown_name(page) == much["name"]
    assert not RegistrationDraft.objects.exists()


def test_what_was_left_empty_is_named(client):
    page = client.post(URL, {}).content.decode()
    assert "Enter the name of the organisation." in page
    assert "Choose how the organisation is run." in page
    assert "This field is required" not in page


def test_so_many_an_hour_from_one_address(client, typed, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "application": "2/h/ip"}
    assert [client.post(URL, typed).status_code for _ in range(2)] == [302, 302]
    refused = client.post(URL, typed)
    assert refused.status_code == 200
    assert "We allow 2 applications for membership within" in refused.content.decode()


def test_nobody_signed_out_learns_who_has_applied(client, typed):
    OrganisationFactory(name=typed["name"], status="applied", org_id="GB-CHC-9900001")
    number = {"number_register": "GB-CHC", "number": "9900001"}
    answer = client.post(URL, {**typed, **number})
    assert answer.status_code == 302
    # Who has signed in is asked, and nothing is entered twice.
    assert Organisation.objects.count() == 1


def test_who_has_signed_in_is_asked_about_an_application_of_that_name(client, typed, carys):
    OrganisationFactory(name=typed["name"], status="applied")
    client.post(URL, typed)
    sign_in(client, carys)
    page = client.post(URL, typed).content.decode()
    assert "Has a colleague applied already?" in page
    assert Organisation.objects.count() == 1


def test_an_organisation_that_has_leads_is_claimed_and_not_joined(client, member, asha, carys):
    page = client.get(JOIN, {"q": member.name}).content.decode()
    claim = f"/members/{member.slug}/claim/"
    assert f'href="{claim}"' in page
    assert client.get(claim).headers["Location"] == f"/accounts/login/?next={claim}"
    sign_in(client, carys)
    assert client.get(claim).status_code == 200
    assert not Delegate.objects.filter(user=carys).exists()


@pytest.mark.parametrize("address", ["/", "/members/"])
def test_every_way_to_join_opens_the_look_up(client, address):
    page = client.get(address).content.decode()
    links = re.findall(r'href="([^"]+)"[^>]*>\s*(?:<[^>]+>)?Join(?: the Assembly)?<', page)
    assert links
    assert set(links) == {JOIN}


def test_a_delegate_still_acts_for_what_they_acted_for(client, typed, asha, member):
    """Keeping an application touches no other part of a session."""
    client.post(URL, typed)
    sign_in(client, asha)
    DelegateFactory(organisation=OrganisationFactory(), user=asha)
    assert client.get("/my/").context["acting_for"] is not None
