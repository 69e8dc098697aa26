"""Responses on paper: one person enters, another one checks; until then they count nowhere."""

import datetime as dt

from django.utils.html import escape

import pytest

from assembly.consultations.acts import ACTS
from assembly.consultations.models import Question, Response
from assembly.consultations.reading.selectors import not_to_be_read_yet
from assembly.consultations.responding import services as responding
from assembly.consultations.responding.offline import rules, selectors, services
from assembly.consultations.responding.senders import Sender, Statement, of_organisation
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from tests.consultations.conftest import LONDON
from tests.factories.consultations import respond, words_for
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/cms/consultations/offline/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 9, 0, tzinfo=LONDON)
MON = dt.date(2008, 10, 6)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(DURING, tick=False)
    return time_machine


@pytest.fixture
def carys(council):
    return UserFactory(name="Carys Cole", email="carys@example.org", office="Support Unit")


@pytest.fixture
def dylan(council):
    return UserFactory(name="Dylan Dean", email="dylan@example.org", office="Support Unit")


def paper(consultation, kind="individual", text="Keep all three.", **facts):
    whose = {"source": Response.Source.LETTER, "received_on": MON, **facts}
    sender = Sender(Response.Kind(kind), **whose)
    return services.Paper(sender, words_for(consultation, text), Statement())


def filled_in(**facts):
    """The form as the Support Unit fills it in."""
    return {
        "kind": "individual",
        "name": "Nadia Novak",
        "source": "letter",
        "received_on": "2008-10-06",
        "q1": "Keep all three.",
        **facts,
    }


def entering(consultation):
    return f"/cms/consultations/{consultation.pk}/offline/"


# Two people


def test_what_one_enters_counts_once_another_has_checked_it(client, consultation, carys, dylan):
    client.force_login(carys)
    client.post(entering(consultation), filled_in())
    response = Response.objects.get()
    assert (response.name, response.source, response.entered_by) == (
        "Nadia Novak", "letter", carys,
    )  # fmt: skip
    assert (response.received_on, response.current.consent) == (MON, "")
    assert response.current.has_interest is None
    assert not Response.objects.counting().exists()
    screen = f"{LIST}{response.pk}/"
    page = client.post(screen, {"act": "check"}, follow=True).content.decode()
    assert "You entered this response, so somebody else has to check it" in page
    assert not Response.objects.counting().exists()
    client.force_login(dylan)
    assert "Keep all three." in client.get(screen).content.decode()
    client.post(screen, {"act": "check"})
    assert Response.objects.counting().get().checked_by == dylan
    assert client.get(screen).status_code == 404  # what counts is read after the close


def test_a_member_of_the_board_checks_but_enters_nothing(client, consultation, carys, gwen):
    response = services.enter(consultation, paper(consultation), by=carys)
    client.force_login(gwen)
    assert "Enter a response" not in client.get(LIST).content.decode()
    assert client.post(entering(consultation), filled_in()).status_code in (302, 403)
    assert Response.objects.count() == 1
    client.post(f"{LIST}{response.pk}/", {"act": "check"})
    assert Response.objects.counting().get().checked_by == gwen


def test_an_officer_of_the_body_sees_none_of_it(client, consultation, carys, hari):
    services.enter(consultation, paper(consultation), by=carys)
    client.force_login(hari)
    for address in (LIST, entering(consultation)):
        page = client.get(address, follow=True)
        assert "Waiting" not in page.content.decode()


def test_what_differs_from_the_paper_is_sent_back_and_corrected(client, consultation, carys, dylan):
    response = services.enter(consultation, paper(consultation, text="Keep three"), by=carys)
    screen = f"{LIST}{response.pk}/"
    client.force_login(dylan)
    assert "Say what differs" in client.post(screen, {"act": "back"}).content.decode()
    client.post(screen, {"act": "back", "because": "The letter says four."})
    page = client.post(screen, {"act": "check"}, follow=True).content.decode()
    assert "It can be checked once it has been corrected." in page
    assert client.get(f"{screen}correct/").status_code == 302  # somebody else entered it
    client.force_login(carys)
    page = client.get(f"{screen}correct/").content.decode()
    assert "The letter says four." in page
    assert "Keep three" in page
    client.post(f"{screen}correct/", filled_in(q1="Keep four"))
    response.refresh_from_db()
    assert response.sent_back_because == ""
    assert [one.answers.get().text for one in response.versions.all()] == ["Keep four"]
    services.check(response, by=dylan)
    with pytest.raises(RuleBroken, match="has been checked"):
        services.correct(response, paper(consultation), by=carys)
    with pytest.raises(RuleBroken, match="has been checked"):
        services.check(response, by=dylan)


def test_what_was_entered_by_mistake_is_discarded_by_whoever_entered_it(
    client, consultation, carys, dylan
):
    response = services.enter(consultation, paper(consultation), by=carys)
    with pytest.raises(RuleBroken, match="Somebody else entered this response"):
        services.discard(response, by=dylan)
    client.force_login(carys)
    assert "cannot be undone" in client.get(f"{LIST}{response.pk}/discard/").content.decode()
    assert Response.objects.exists()
    client.post(f"{LIST}{response.pk}/discard/")
    assert not Response.objects.exists()


def test_pressed_twice_it_is_one_and_two_people_may_write_the_same(consultation, carys, now):
    same = paper(consultation, name="Nadia Novak")
    assert services.enter(consultation, same, by=carys) == services.enter(
        consultation, same, by=carys
    )
    services.enter(consultation, paper(consultation, text="Other."), by=carys)
    now.move_to(DURING + dt.timedelta(minutes=5))
    services.enter(consultation, same, by=carys)
    assert Response.objects.count() == 3


# Who and when


def test_an_organisation_with_a_response_gets_no_second_one(consultation, carys, member, asha):
    respond(consultation, member, text="No.", by=asha)
    again = paper(consultation, "organisation", organisation=member)
    with pytest.raises(RuleBroken, match="Kennet Carers has a response to this consultation"):
        services.enter(consultation, again, by=carys)


def test_what_the_organisation_sends_itself_takes_the_place_of_the_paper(
    consultation, carys, dylan, member, asha
):
    entered = services.enter(
        consultation, paper(consultation, "organisation", organisation=member), by=carys
    )
    responding.send(
        consultation, of_organisation(member), words_for(consultation, "Close one."), by=asha
    )
    response = Response.objects.counting().get()
    assert (response, response.source, response.received_on) == (entered, "online", None)
    assert not selectors.waiting().exists()
    with pytest.raises(RuleBroken, match="has responded online since"):
        services.check(response, by=dylan)


@pytest.mark.parametrize(
    ("received_on", "reason"),
    [
        (dt.date(2008, 9, 7), "It has to be received from"),
        (dt.date(2008, 10, 10), "is in the future"),
        (dt.date(2008, 12, 2), "is in the future"),
    ],
)
def test_the_day_of_receiving_lies_in_the_window(consultation, carys, received_on, reason):
    with pytest.raises(RuleBroken, match=reason):
        services.enter(consultation, paper(consultation, received_on=received_on), by=carys)


def test_what_came_in_time_is_entered_for_two_weeks_after_the_close(consultation, carys, now):
    now.move_to(CLOSED)
    with pytest.raises(RuleBroken, match="It has to be received from"):
        services.enter(
            consultation, paper(consultation, received_on=dt.date(2008, 12, 2)), by=carys
        )
    last = dt.date(2008, 12, 1) + rules.ENTERED_WITHIN
    assert consultation in selectors.taking_paper(last)
    assert consultation not in selectors.taking_paper(last + dt.timedelta(days=1))
    assert rules.may_be_entered(consultation, on=last)
    assert not rules.may_be_entered(consultation, on=last + dt.timedelta(days=1))
    services.enter(consultation, paper(consultation, received_on=dt.date(2008, 12, 1)), by=carys)


def test_nothing_is_entered_before_the_opening(consultation):
    assert not rules.may_be_entered(consultation, on=dt.date(2008, 9, 7))


def test_an_empty_paper_is_not_entered(consultation, carys):
    with pytest.raises(RuleBroken, match="Answer at least one question"):
        services.enter(consultation, paper(consultation, text=" "), by=carys)


# The form


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"kind": ""}, "Choose who is responding."),
        ({"kind": "organisation"}, "Choose the member organisation."),
        ({"kind": "outside", "name": ""}, "Give the name of the organisation."),
        ({"kind": "group"}, "group is not one of the available choices"),
        ({"source": "online"}, "online is not one of the available choices"),
        ({"received_on": "soon"}, "Give the day on which it was received"),
        ({"interest": "Tenant"}, "You wrote what the interest is"),
        ({"confidential_because": "Safety", "consent": "named"}, "A confidential response is not"),
    ],
)
def test_a_mistake_is_said_and_loses_nothing(client, consultation, carys, facts, said):
    client.force_login(carys)
    page = client.post(entering(consultation), filled_in(**facts)).content.decode()
    assert said in page
    assert "Keep all three." in page
    assert not Response.objects.exists()


def test_the_paper_of_a_member_is_entered_under_the_member(client, consultation, carys, member):
    client.force_login(carys)
    client.post(
        entering(consultation), filled_in(kind="organisation", organisation=member.pk, name="")
    )
    assert Response.objects.get().organisation == member


def test_who_chose_a_member_and_an_individual_chooses_again(client, consultation, carys, member):
    client.force_login(carys)
    page = client.post(entering(consultation), filled_in(organisation=member.pk)).content.decode()
    assert "You chose a member organisation, but not" in page
    assert not Response.objects.exists()


def test_a_question_that_the_paper_leaves_out_is_left_out(client, consultation, carys):
    client.force_login(carys)
    page = client.post(entering(consultation), filled_in(q1="")).content.decode()
    assert "Answer question 1" not in page
    assert "Answer at least one question." in page


def test_before_the_close_the_record_leaves_out_what_happens_to_responses(consultation, now):
    names = {act.name for act in ACTS}
    ours = {name for name in names if "offline" in name or "response_" in name}
    assert len(ours) >= 7
    assert ours <= set(not_to_be_read_yet(consultation))
    now.move_to(CLOSED)
    assert not not_to_be_read_yet(consultation)


def test_what_the_paper_says_of_itself_is_kept(client, consultation, carys):
    client.force_login(carys)
    client.post(
        entering(consultation),
        filled_in(has_interest="yes", interest="A tenant", confidential_because="Safety"),
    )
    version = Response.objects.get().current
    assert (version.has_interest, version.interest) == (True, "A tenant")
    assert (version.is_confidential, version.consent) == (True, "no")


def test_the_same_questions_are_asked(client, consultation, carys):
    question = Question.objects.get()
    client.force_login(carys)
    assert escape(question.words) in client.get(entering(consultation)).content.decode()


# Secrecy


def test_whoever_enters_reads_no_other_response(client, consultation, carys, member, asha):
    theirs = respond(consultation, member, text="A secret view.", by=asha).response
    services.enter(consultation, paper(consultation, text="On paper."), by=carys)
    client.force_login(carys)
    page = client.get(LIST).content.decode()
    assert "An individual" in page
    assert "Kennet Carers" not in page
    assert client.get(f"{LIST}{theirs.pk}/").status_code == 404


def test_the_record_holds_no_name(consultation, carys, dylan):
    response = services.enter(consultation, paper(consultation, name="Nadia Novak"), by=carys)
    services.send_back(response, "Nadia is spelt Nadja.", by=dylan)
    services.correct(response, paper(consultation, name="Nadja Novak"), by=carys)
    services.check(response, by=dylan)
    told = {event.name: event.data for event in Event.objects.filter(name__contains="offline")}
    assert set(told) == {
        f"consultations.offline_{what}" for what in ("entered", "sent_back", "corrected", "checked")
    }
    assert all(set(data) == {"response", "kind", "source"} for data in told.values())


def test_a_paper_waits_for_the_others_and_comes_back_to_who_entered_it(
    consultation, carys, dylan, gwen, now
):
    entered = services.enter(consultation, paper(consultation), by=carys)
    assert said_to(carys) == []
    assert said_to(dylan) == said_to(gwen) == ["Check 1 response on paper"]
    services.send_back(entered, "The name is another one.", by=dylan)
    assert said_to(dylan) == []
    assert said_to(carys) == ["Correct 1 response on paper that came back to you"]


def said_to(user):
    return [task.text for task in tasks_for(user, DURING) if "paper" in task.text]
