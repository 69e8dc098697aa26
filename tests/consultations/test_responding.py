"""The pages of a response: section by section or all at once, saved and taken up again, checked, stated, sent."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Answer, Question, Response, ResponseDraft, ResponseVersion
from assembly.consultations.models.questions import QuestionSet
from assembly.consultations.responding import services
from assembly.consultations.responding.senders import Statement, of_organisation
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import (
    EVERY_KIND,
    STATED,
    ask,
    respond,
    send_online,
    words_for,
)
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/consultations/wcc/day-services/"
RESPOND = f"{PAGE}respond/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
LAST_SECOND = dt.datetime(2008, 12, 1, 23, 59, 59, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
# q1 is the first question of every consultation; the second section asks one of every kind.
TYPED = {
    "q2": "Better ones.",
    "q3": "0",
    "q4": ["0", "2"],
    "q5": "4",
    "q6_0": "2",
    "q6_1": "1",
    "q6_2": "3",
    "q7_0": "4",
    "q7_1": "0",
}


@pytest.fixture
def now():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sections(draft, gwen):
    """One question, and a second section with one of every kind."""
    ask(asked_by(draft), *EVERY_KIND, title="Day by day")
    return publish(draft, by=gwen)


@pytest.fixture
def delegate(client, asha, now):
    client.force_login(asha)
    return client


def text_of(answer):
    return answer.content.decode()


def typed_in(consultation):
    return consultation.drafts.get().typed


# Section by section, or all at once


def test_one_page_asks_all_and_offers_the_sections(delegate, sections):
    page = text_of(delegate.get(RESPOND))
    assert "Answer section by section" in page
    assert 'name="q1"' in page
    assert 'name="q7_1"' in page
    first = text_of(delegate.get(f"{RESPOND}section/1/"))
    assert "Section 1 of 2" in first
    assert 'name="q2"' not in first
    assert delegate.get(f"{RESPOND}section/3/").status_code == 404


def test_a_single_section_is_not_offered_by_section(delegate, consultation):
    assert "section by section" not in text_of(delegate.get(RESPOND))


def test_section_by_section_to_the_sent_response(delegate, sections, member):
    code = f"?for=organisation-{member.pk}"
    landed = delegate.post(f"{RESPOND}section/1/", {"q1": "Keep them."})
    assert landed.headers["Location"] == f"{RESPOND}section/2/{code}"
    landed = delegate.post(f"{RESPOND}section/2/", {**TYPED, "q8": upload()})
    assert landed.headers["Location"] == f"{RESPOND}statement/{code}"
    landed = delegate.post(f"{RESPOND}statement/", STATED)
    assert landed.headers["Location"] == f"{RESPOND}check/{code}"
    page = text_of(delegate.get(f"{RESPOND}check/"))
    for words in ("Keep them.", "1. Place", "Keep them: Strongly agree", "views.pdf", "4 of 5"):
        assert words in page
    number = ResponseDraft.objects.get().number
    sent = delegate.post(f"{RESPOND}check/", {"number": number}, follow=True)
    assert "Response sent" in text_of(sent)
    assert not ResponseDraft.objects.exists()
    answer = Answer.objects.get(question__code=8)
    assert (answer.file_name, answer.file.read()) == ("views.pdf", PDF)


def upload(name="views.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def test_the_page_of_one_section_keeps_the_answers_of_the_other(delegate, sections):
    delegate.post(f"{RESPOND}section/1/", {"q1": "Keep them."})
    delegate.post(f"{RESPOND}section/2/", TYPED)
    delegate.post(f"{RESPOND}section/1/", {"q1": "Keep all."})
    assert typed_in(sections) == {
        "q1": ["Keep all."],
        **{name: one if isinstance(one, list) else [one] for name, one in TYPED.items()},
    }


# Saved, and taken up again


def test_saved_answers_wait_for_every_delegate_with_who_saved_them(
    delegate, sections, member, client
):
    left = delegate.post(RESPOND, {"q1": "Half a", "q6_0": "9", "act": "later"}, follow=True)
    assert left.redirect_chain[-1][0] == PAGE
    assert "Your answers are saved but not sent." in text_of(left)
    assert "Continue the response for Kennet Carers" in text_of(left)
    other = DelegateFactory(organisation=member, user__name="Zoë Zeal").user
    client.force_login(other)
    page = text_of(client.get(RESPOND))
    assert "Draft saved at 12 noon on Thursday 9 October 2008 by Asha Amin" in page
    assert "Half a" in page
    assert "Finish the response to Wiltshire County Council" in text_of(
        client.get(reverse("membership:my"))
    )


def test_what_is_wrong_is_saved_all_the_same_and_shown_again(delegate, sections):
    page = text_of(delegate.post(RESPOND, {"q1": "Keep.", "q6_0": "1", "q6_1": "1", "q6_2": "2"}))
    assert "you gave place 1 to" in page
    assert "Keep." in page
    again = text_of(delegate.get(RESPOND))
    assert "Keep." in again
    assert typed_in(sections)["q6_1"] == ["1"]


def test_a_refused_file_is_said_though_the_rest_is_saved_for_later(delegate, sections):
    sent = {"q1": "Keep.", "q8": upload("views.exe", b"MZ"), "act": "later"}
    page = text_of(delegate.post(RESPOND, sent))
    assert "views.exe" in page
    assert typed_in(sections)["q1"] == ["Keep."]
    assert not ResponseDraft.objects.get().files.exists()


def test_a_file_waits_in_the_draft_is_replaced_and_taken_out(
    delegate, sections, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        delegate.post(RESPOND, {"q1": "Keep.", "q8": upload()})
        first = ResponseDraft.objects.get().files.get()
        assert "views.pdf" in text_of(delegate.get(RESPOND))
        delegate.post(RESPOND, {"q1": "Keep.", "q8": upload("better.pdf")})
    second = ResponseDraft.objects.get().files.get()
    assert second.file_name == "better.pdf"
    assert not first.file.storage.exists(first.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        delegate.post(RESPOND, {"q1": "Keep.", "q8-clear": "on"})
    assert not ResponseDraft.objects.get().files.exists()
    assert "better.pdf" not in text_of(delegate.get(RESPOND))


def test_two_hundred_kilobytes_come_back_as_they_were_sent(delegate, sections):
    long = "Ärger & <b>Sorge</b>\r\n" * 4_500
    assert len(long.encode()) > 100_000
    delegate.post(RESPOND, {"q1": long[:99_999], "q2": long})
    assert typed_in(sections)["q2"] == [long]
    page = text_of(delegate.get(f"{RESPOND}section/1/"))
    assert "&lt;b&gt;Sorge&lt;/b&gt;" in page
    send_online(delegate, sections, {"q1": long[:99_999]})
    assert Answer.objects.get().text == long[:99_999].replace("\r\n", "\n").strip()


def test_no_character_stops_a_draft(delegate, sections):
    delegate.post(RESPOND, {"q1": "a\x00b", "act": "later"})
    assert typed_in(sections)["q1"] == ["ab"]


# Check, and what is stated


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ({}, "Say whether you have an interest in what is decided."),
        ({"has_interest": "yes"}, "Say what the interest is."),
        ({}, "Say whether you want this response to be kept confidential."),
        ({"is_confidential": "yes"}, "Say why it should stay confidential."),
        (
            {"is_confidential": "yes", "consent": "named"},
            "A confidential response is not published: choose",
        ),
        ({"is_confidential": "no"}, "Say whether this response may be published."),
        ({"consent": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_is_stated_has_no_default_and_holds_together(delegate, sections, stated, sentence):
    page = text_of(delegate.post(f"{RESPOND}statement/", stated))
    assert sentence in page
    assert "may have to disclose" in page
    assert "checked" not in page or stated


def test_a_statement_is_kept_with_the_version_and_shown(delegate, sections):
    stated = {
        "has_interest": "yes",
        "interest": "We run a lunch club.",
        "is_confidential": "yes",
        "confidential_because": "It names a client.",
    }
    page = text_of(send_online(delegate, sections, {"q1": "Keep."}, stated=stated))
    assert "We run a lunch club." in page
    version = ResponseVersion.objects.get()
    assert (version.has_interest, version.interest) == (True, "We run a lunch club.")
    assert (version.is_confidential, version.consent) == (True, "no")
    assert version.confidential_because == "It names a client."


def test_a_reason_beside_a_no_is_not_kept(delegate, sections):
    send_online(delegate, sections, {"q1": "Keep."}, stated={**STATED, "interest": "None at all."})
    assert ResponseVersion.objects.get().interest == ""


def test_the_check_page_says_what_is_missing_and_where(delegate, draft, gwen, member):
    ask(asked_by(draft), {"words": "Who are you?", "is_required": True}, title="You")
    publish(draft, by=gwen)
    delegate.post(f"{RESPOND}section/1/", {"q1": "Keep them."})
    page = text_of(delegate.get(f"{RESPOND}check/"))
    assert "Answer question 2." in page
    assert f"{RESPOND}section/2/?for=organisation-{member.pk}#question-2" in page
    assert "Say whether you have an interest" in page
    assert "Send the response" not in page
    number = ResponseDraft.objects.get().number
    delegate.post(f"{RESPOND}check/", {"number": number})
    assert not Response.objects.exists()


def test_nothing_to_check_leads_to_the_questions(delegate, sections, member):
    landed = delegate.get(f"{RESPOND}check/")
    assert landed.headers["Location"] == f"{RESPOND}?for=organisation-{member.pk}"


def test_an_empty_response_is_refused_when_no_question_has_to_be_answered(delegate, draft, gwen):
    Question.objects.update(is_required=False)
    publish(draft, by=gwen)
    page = text_of(send_online(delegate, draft, {"q1": ""}))
    assert "Answer at least one question." in page
    assert not Response.objects.exists()


def test_what_nobody_checked_is_not_sent(delegate, sections, member):
    delegate.post(RESPOND, {"q1": "Keep them."})
    delegate.post(f"{RESPOND}statement/", STATED)
    checked = ResponseDraft.objects.get().number
    delegate.post(RESPOND, {"q1": "Close them."})
    page = text_of(delegate.post(f"{RESPOND}check/", {"number": checked}))
    assert "Asha Amin changed the draft at 12 noon" in page
    assert "Close them." in page
    assert not Response.objects.exists()
    for wrong in ("", "x", "-1", "9" * 40):
        delegate.post(f"{RESPOND}check/", {"number": wrong})
    assert not Response.objects.exists()


def test_pressed_twice_it_is_sent_once(delegate, sections):
    send_online(delegate, sections, {"q1": "Keep them."})
    again = delegate.post(f"{RESPOND}check/", {"number": 2}, follow=True)
    assert "Response sent" in text_of(again)
    assert ResponseVersion.objects.count() == 1


# Replacing


def test_the_form_starts_with_what_was_sent_of_every_kind_and_the_file_stays(
    delegate, sections, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_online(delegate, sections, {"q1": "Keep them.", **TYPED, "q8": upload()})
        page = text_of(delegate.get(RESPOND))
        for words in ("Keep them.", "Better ones.", "views.pdf"):
            assert words in page
        assert page.count(" checked") == 6  # one, two of several, the scale, two of the grid
        # One section is changed; what was sent to the other is sent again.
        delegate.post(f"{RESPOND}section/1/", {"q1": "Keep all."})
        number = ResponseDraft.objects.get().number
        delegate.post(f"{RESPOND}check/", {"number": number})
    old, new = ResponseVersion.objects.order_by("number")
    answers = {one.question.code: one for one in new.answers.select_related("question")}
    assert answers[1].text == "Keep all."
    for one in old.answers.exclude(question__code=1).select_related("question"):
        same = answers[one.question.code]
        assert (same.text, same.chosen, same.file.name) == (one.text, one.chosen, one.file.name)
    assert answers[8].file.read() == PDF
    assert new.consent == "named"


def test_a_file_taken_out_of_a_replacement_stays_with_what_was_sent(
    delegate, sections, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_online(delegate, sections, {"q1": "Keep.", **TYPED, "q8": upload()})
        delegate.post(RESPOND, {"q1": "Keep.", **TYPED, "q8-clear": "on"})
        page = text_of(delegate.get(RESPOND))
        assert "views.pdf" not in page
        send_online(delegate, sections, {"q1": "Keep.", **TYPED})
    old, new = ResponseVersion.objects.order_by("number")
    assert not new.answers.filter(question__code=8).exists()
    assert old.answers.get(question__code=8).file.read() == PDF


def test_answers_to_questions_that_changed_meanwhile_are_checked_again(sections, asha, member, now):
    answers = words_for(sections, "Keep them.")
    QuestionSet.objects.create(consultation=sections, number=2, in_force_at=DURING)
    with pytest.raises(RuleBroken, match=r"questions have changed since you began.*is lost"):
        services.send(sections, of_organisation(member), answers, by=asha)
    assert not Response.objects.exists()


# Too late, suspended, no longer there


def test_too_late_what_was_typed_is_given_back_and_kept(delegate, sections, asha, now):
    now.move_to(LAST_SECOND)
    delegate.force_login(asha)
    delegate.post(RESPOND, {"q1": "Keep them."})
    now.move_to(CLOSED)
    page = text_of(delegate.post(RESPOND, {"q1": "Keep them all."}))
    assert "closed at 11.59pm on Monday 1 December 2008" in page
    assert "Keep them all." in page
    assert typed_in(sections)["q1"] == ["Keep them all."]
    assert "Keep them all." in text_of(delegate.get(RESPOND))


def test_sent_as_the_window_closes_it_is_refused_under_the_lock(
    delegate, sections, asha, now, monkeypatch
):
    """The page still found it open; the service reads the clock again."""
    delegate.post(RESPOND, {"q1": "Keep them."})
    delegate.post(f"{RESPOND}statement/", STATED)
    number = ResponseDraft.objects.get().number
    now.move_to(LAST_SECOND)
    delegate.force_login(asha)
    locked = type(sections).objects.select_for_update

    def wait_for_lock(*args, **kwargs):
        now.move_to(CLOSED)
        return locked(*args, **kwargs)

    monkeypatch.setattr(type(sections).objects, "select_for_update", wait_for_lock)
    page = text_of(delegate.post(f"{RESPOND}check/", {"number": number}))
    assert "closed at 11.59pm on Monday 1 December 2008" in page
    assert "Keep them." in page
    assert not Response.objects.exists()
    assert ResponseDraft.objects.exists()


def test_while_an_organisation_is_suspended_its_draft_waits(delegate, sections, member):
    delegate.post(RESPOND, {"q1": "Keep them."})
    delegate.post(f"{RESPOND}statement/", STATED)
    number = ResponseDraft.objects.get().number
    Organisation.objects.filter(pk=member.pk).update(status="suspended")
    for address in (RESPOND, f"{RESPOND}check/"):
        page = text_of(delegate.post(address, {"number": number, "q1": "Keep them."}))
        assert "Kennet Carers is not a member of the Assembly at present" in page
        assert "Keep them." in page
    assert not Response.objects.exists()
    Organisation.objects.filter(pk=member.pk).update(status="member")
    assert "Response sent" in text_of(
        delegate.post(f"{RESPOND}check/", {"number": number}, follow=True)
    )


def test_nothing_is_begun_before_the_opening(delegate, sections, now):
    now.move_to(dt.datetime(2008, 9, 7, 12, tzinfo=LONDON))
    page = text_of(delegate.post(RESPOND, {"q1": "Early."}, follow=True))
    assert "opens on Monday 8 September 2008" in page
    assert not ResponseDraft.objects.exists()


@pytest.mark.parametrize("page", ["", "section/1/", "statement/", "check/", "sent/"])
def test_nobody_else_reads_a_draft(client, sections, asha, member, now, page, request):
    client.force_login(asha)
    client.post(RESPOND, {"q1": "Our secret view."})
    strangers = OrganisationFactory(member=True)
    who = [DelegateFactory(organisation=strangers).user, UserFactory()]
    who += [request.getfixturevalue(name) for name in ("hari", "gwen", "dev", "carys")]
    left = DelegateFactory(organisation=member, ended_on=dt.date(2008, 9, 9)).user
    for user in [*who, left]:
        client.force_login(user)
        for query in ("", f"?for=organisation-{member.pk}", "?for=forums.group-1", "?for=x"):
            answer = client.get(f"{RESPOND}{page}{query}", follow=True)
            assert "Our secret view." not in text_of(answer)
            client.post(f"{RESPOND}{page}{query}", {"q1": "Theirs."})
    assert sections.drafts.get(organisation=member).typed == {"q1": ["Our secret view."]}


def test_the_pages_ask_as_many_questions_as_they_like_in_as_many_queries(
    delegate, draft, gwen, member
):
    set_ = asked_by(draft)
    ask(set_, *EVERY_KIND)
    publish(draft, by=gwen)
    delegate.get(RESPOND)
    with CaptureQueriesContext(
        connection,
    ) as few:
        delegate.get(RESPOND)
    for _ in range(3):
        ask(set_, *EVERY_KIND)
    assert len(questions_of(set_)) > 25
    with CaptureQueriesContext(connection) as many:
        delegate.get(RESPOND)
    assert len(many) == len(few)


def test_sending_takes_as_many_queries_however_many_answers(sections, asha, member, now):
    statement = Statement(has_interest=False, consent="no")
    with CaptureQueriesContext(connection) as first:
        services.send(
            sections, of_organisation(member), words_for(sections, "Keep."), statement, by=asha
        )
    inserts = [one["sql"] for one in first if one["sql"].startswith('INSERT INTO "consultations')]
    assert len(inserts) == 3  # the response, its version, its answers


def test_the_same_response_again_is_no_new_version(sections, asha, member, now):
    respond(sections, member, text="Keep.", by=asha)
    respond(sections, member, text="Keep.", by=asha)
    assert ResponseVersion.objects.count() == 1
