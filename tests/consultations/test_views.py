"""What people see: the lists, the page of a consultation, and the form a delegate responds with."""

import datetime as dt
import re
from urllib.parse import quote

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.models import Consultation, Response, ResponseDraft
from assembly.consultations.publishing import services
from tests.consultations.conftest import LONDON, publish
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.consultations import proposal, respond, send_online
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

PAGE = "/consultations/wcc/day-services/"
RESPOND = f"{PAGE}respond/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)  # day 31
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)


@pytest.fixture
def now():
    """In the fifth week of the consultation; `now.move_to` goes elsewhere."""
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


def text_of(client, address, **data):
    return client.get(address, data).content.decode()


def publish_another(body, by, number, **facts):
    facts = proposal(title=f"Number {number}.", slug=f"number-{number}", **facts)
    return publish(services.draft_consultation(body, facts, by=by), by=by)


# The page


def test_the_page_counts_weeks_and_days_down(client, consultation, now):
    page = text_of(client, PAGE)
    assert "Week 5 of 12" in page
    assert "53 days left: closes at 11.59pm on Monday 1 December 2008." in page
    assert "A window of 84 days: the twelve weeks that the Compact promises." in page


def test_the_last_day_is_said_to_be_the_last(client, consultation, now):
    now.move_to(dt.datetime(2008, 12, 1, 23, 59, tzinfo=LONDON))
    page = text_of(client, PAGE)
    assert "Week 12 of 12" in page
    assert "Last day: closes at 11.59pm on Monday 1 December 2008." in page


def test_before_and_after_the_page_says_when(client, consultation, now):
    now.move_to(dt.datetime(2008, 9, 7, 23, 59, tzinfo=LONDON))
    opens = "Opens on Monday 8 September 2008, closes on Monday 1 December 2008."
    for address in (PAGE, "/consultations/"):
        page = text_of(client, address)
        assert opens in page
        assert "Nobody has responded" not in page  # nobody could
    now.move_to(CLOSED)
    page = text_of(client, PAGE)
    assert "Closed on Monday 1 December 2008." in page
    assert "Week" not in page
    assert "Monday 23 February 2009" in page  # feedback, twelve weeks later


def test_the_reports_three_days_are_shown_to_everyone(client, trust, ines, gwen, george, now):
    short = services.draft_consultation(
        trust, proposal(slug="advocacy", closes_on=dt.date(2008, 9, 11)), by=ines
    )
    short.without_reason = True
    services.revise_draft(short, by=george)
    publish(short, by=gwen)
    page = text_of(client, "/consultations/pct/advocacy/")
    assert "A window of 3 days, 81 days short of the twelve weeks (84 days)" in page
    assert "in contravention of the agreed twelve-week timescale" in page
    assert "Closed, short window" in text_of(client, "/consultations/pct/")


def test_holidays_in_the_window_are_shown(client, council, gwen, now):
    facts = {"opens_on": dt.date(2009, 3, 9), "closes_on": dt.date(2009, 8, 3)}
    publish_another(council, gwen, 1, **facts)
    page = text_of(client, "/consultations/wcc/number-1/")
    assert "runs over Easter (4 days) and August (3 days), when fewer people can answer" in page


def test_the_page_counts_responses_and_shows_none(client, consultation, asha, member, now):
    assert "Nobody has responded yet." in text_of(client, PAGE)
    respond(consultation, member, text="Our secret view.", by=asha)
    page = text_of(client, PAGE)
    assert "1 member organisation responded." in page
    assert "Our secret view." not in page


# Lists


def test_the_index_sorts_by_the_clock(client, consultation, council, gwen, now):
    publish_another(council, gwen, 1, opens_on=dt.date(2008, 11, 3), closes_on=dt.date(2009, 1, 26))
    page = text_of(client, "/consultations/")
    assert page.index('id="open"') < page.index("Day services") < page.index('id="forthcoming"')
    assert page.index('id="forthcoming"') < page.index("Number 1.")
    assert "Open: week 5 of 12" in page
    assert "closes at 11.59pm on Monday 1 December 2008: 53 days left" in page.replace(
        "Closes", "closes"
    )
    now.move_to(CLOSED)
    page = text_of(client, "/consultations/")
    assert page.index("Number 1.") < page.index('id="closed"') < page.index("Day services")


def test_a_withdrawn_consultation_is_listed_as_withdrawn(client, consultation, gwen, now):
    services.withdraw_consultation(consultation, reason="Dropped.", by=gwen)
    assert "Feedback due by" not in text_of(client, PAGE)
    page = text_of(client, "/consultations/")
    assert "Withdrawn on Thursday 9 October 2008." in page
    assert "No consultation is open at the moment." in page


def test_a_body_lists_its_own(client, consultation, trust, now):
    assert "Day services" in text_of(client, "/consultations/wcc/")
    assert "Day services" not in text_of(client, "/consultations/pct/")


def test_the_index_is_paged_and_needs_no_more_queries_for_more(
    client, council, gwen, now, django_assert_max_num_queries
):
    publish_another(council, gwen, 0)
    now.move_to(CLOSED)
    client.get("/consultations/")
    with django_assert_max_num_queries(60) as one:
        client.get("/consultations/")
    now.move_to(DURING)
    for number in range(1, 23):
        publish_another(council, gwen, number)
    now.move_to(CLOSED)
    # The link to the next page adds no query.
    with django_assert_max_num_queries(len(one)):
        page = text_of(client, "/consultations/")
    assert page.count("Number") == 20
    following = re.search(r'href="(\?after=[^"]+)" rel="next"', page).group(1)
    assert text_of(client, f"/consultations/{following}").count("Number") == 3


# Responding


def test_a_delegate_responds_and_reads_what_was_sent(client, consultation, asha, member, now):
    client.force_login(asha)
    assert "Respond for Kennet Carers" in text_of(client, PAGE)
    assert "What is your view?" in text_of(client, RESPOND)
    response = send_online(client, consultation, {"q1": "Keep them."})
    page = response.content.decode()
    assert response.redirect_chain == [(f"{RESPOND}sent/?for=organisation-{member.pk}", 302)]
    assert "Kennet Carers was sent at 12 noon on Thursday 9 October 2008" in page
    assert "Keep them." in page
    assert "Replace the response for Kennet Carers" in text_of(client, PAGE)


def test_the_form_starts_from_what_was_sent_before(client, consultation, asha, member, now):
    respond(consultation, member, text="Keep them.", by=asha)
    client.force_login(asha)
    assert "Keep them." in text_of(client, RESPOND)
    page = send_online(client, consultation, {"q1": "Improve."})
    assert "replaces what was sent before" in page.content.decode()


def test_an_empty_response_is_refused_beside_its_field(client, consultation, asha, member, now):
    client.force_login(asha)
    page = client.post(RESPOND, {"q1": "  "}).content.decode()
    assert "Answer question 1." in page
    assert not Response.objects.exists()


def test_a_visitor_finds_the_ways_to_respond(client, consultation, now):
    page = text_of(client, PAGE)
    sign_in = f"/accounts/login/?next={quote(RESPOND, safe='')}"
    assert f'href="{sign_in}">Sign in to respond for your organisation</a>' in page
    assert "53 days left" in page
    ways = text_of(client, RESPOND)
    for address in (sign_in, f"{RESPOND}yourself/", f"{PAGE}questions/"):
        assert f'href="{address}"' in ways


def test_what_somebody_sends_whose_session_has_ended_is_given_back(client, consultation, now):
    page = client.post(
        RESPOND, {"q1": "Keep all three of them."}, headers={"origin": "http://testserver"}
    )
    assert "Keep all three of them." in page.content.decode()


def test_signing_in_from_the_page_lands_on_the_form(client, consultation, asha, member, now):
    confirm_address(asha)
    sign_in = f"/accounts/login/?next={quote(RESPOND, safe='')}"
    typed = {"login": asha.email, "password": PASSWORD, "next": RESPOND}
    landed = client.post(sign_in, typed, follow=True)
    assert landed.redirect_chain[-1] == (RESPOND, 302)
    assert f"Respond for {member}" in landed.content.decode()


def test_the_way_to_respond_stands_before_what_is_asked(client, consultation, asha, member, now):
    client.force_login(asha)
    page = text_of(client, PAGE)
    button, summary = (page.index(words) for words in ("Respond for Kennet Carers", "govuk-body-l"))
    assert button < summary


def test_a_visitor_is_not_asked_to_sign_in_when_it_is_too_late(client, consultation, now):
    now.move_to(CLOSED)
    page = text_of(client, PAGE)
    assert "Sign in to respond" not in page
    assert "Closed on Monday 1 December 2008" in page


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("carys", "You do not act for a"),
        ("ben", "Lapsed Lunch Club is not a member of the Assembly at present"),
    ],
)
def test_who_cannot_respond_reads_why_on_the_page_and_at_the_form(
    client, consultation, now, who, sentence, request
):
    user = request.getfixturevalue(who)
    client.force_login(user)
    assert sentence in text_of(client, PAGE)
    assert sentence in client.get(RESPOND, follow=True).content.decode()
    page = client.post(RESPOND, {"q1": "Hello."}, follow=True).content.decode()
    assert sentence in page
    assert "Hello." in page
    assert not Response.objects.exists()


def test_a_form_opened_in_time_and_sent_too_late_is_refused(
    client, consultation, asha, member, now
):
    now.move_to(CLOSED - dt.timedelta(seconds=1))
    client.force_login(asha)
    assert client.get(RESPOND).status_code == 200
    now.move_to(CLOSED)
    page = client.post(RESPOND, {"q1": "Late."}).content.decode()
    assert "closed at 11.59pm on Monday 1 December 2008" in page
    assert "Late." in page
    assert not Response.objects.exists()


def test_the_response_goes_to_the_organisation_of_the_form_and_not_of_the_header(
    client, consultation, asha, member, now
):
    other = OrganisationFactory(name="A Second Society", member=True)
    DelegateFactory(organisation=other, user=asha)
    client.force_login(asha)
    client.post(reverse("membership:acting_switch"), {"organisation": other.pk})
    send_online(client, consultation, {"q1": "Keep them."}, one=f"organisation-{member.pk}")
    assert Response.objects.get().organisation == member


def test_an_organisation_in_the_form_that_is_not_ones_own_is_refused(
    client, consultation, asha, member, now
):
    strangers = OrganisationFactory(member=True)
    client.force_login(asha)
    page = client.post(f"{RESPOND}?for=organisation-{strangers.pk}", {"q1": "Ours."})
    assert "You no longer act for the organisation" in page.content.decode()
    assert "Ours." in page.content.decode()
    assert not ResponseDraft.objects.exists()


def test_nobody_reads_another_organisations_response(
    client, consultation, asha, member, carys, now
):
    respond(consultation, member, text="Keep them.", by=asha)
    client.force_login(carys)
    assert client.get(f"{RESPOND}sent/").status_code == 404


def test_a_draft_has_no_form(client, draft, asha, now):
    client.force_login(asha)
    assert client.get(RESPOND).status_code == 404
    assert str(Consultation.objects.get()) == "Day services"
