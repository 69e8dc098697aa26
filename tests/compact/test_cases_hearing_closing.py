"""After the finding: the public answer, what puts it right, what was learnt, and what was wrong in it."""

import datetime as dt

import pytest

from assembly.compact.cases import visible
from assembly.compact.cases.hearing import answers, closing, notes, remedies, selectors
from assembly.compact.models import Case, FindingNote, PublicAnswer, Remedy, Step
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.factories.hearing import Heard, at

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# The time to appeal ends on 16 March.
PUBLIC = dt.date(2026, 3, 17)


def decided(**draft):
    """Nobody appeals."""
    heard = Heard()
    heard.to_appeal(**draft)
    heard.on = PUBLIC
    return heard


def test_the_other_side_answers_in_public_and_every_version_stays():
    heard = decided()
    for words in ("We disagree.", "We disagree, and ask again in May."):
        answers.answer_publicly(heard.case, words, by=heard.officer, at=heard.at)
    assert list(PublicAnswer.objects.values_list("words", flat=True)) == [
        "We disagree, and ask again in May.",
        "We disagree.",
    ]
    with pytest.raises(RuleBroken):
        answers.answer_publicly(heard.case, "Thank you.", by=heard.delegate, at=heard.at)


def test_an_answer_with_what_looks_like_a_name_is_looked_at_first():
    heard = decided()
    words = "Ask Mrs Jane Porter."
    with pytest.raises(RuleBroken, match="Mrs Jane Porter"):
        answers.answer_publicly(heard.case, words, by=heard.officer, at=heard.at)
    answers.answer_publicly(heard.case, words, looked_at=True, by=heard.officer, at=heard.at)


def test_without_a_remedy_the_board_follows_it_up_by_itself():
    heard = decided()
    assert heard.fresh().step_on(PUBLIC) == Step.FOLLOW_UP
    with pytest.raises(RuleBroken, match="Say what was learnt"):
        closing.close(heard.case, " ", by=heard.people[3], at=heard.at)
    with pytest.raises(RuleBroken, match="Compact Board"):
        closing.close(heard.case, "Ask earlier.", by=heard.officer, at=heard.at)
    closing.close(heard.case, "Ask earlier.", by=heard.people[3], at=heard.at)
    case = heard.fresh()
    assert (case.step, case.outcome) == (Step.CLOSED, Case.Outcome.FINDING)
    assert case.learnt == "Ask earlier."


def test_the_first_remedy_that_is_left_gives_the_day_and_the_last_check_goes_on():
    heard = Heard()
    heard.to_appeal(remedies=[heard.remedy(30, "Ask again."), heard.remedy(60, "Say sorry.")])
    heard.on = PUBLIC
    case = heard.fresh()
    assert case.step_on(PUBLIC) == Step.REMEDY
    assert case.due_day(PUBLIC) == dt.date(2026, 4, 1)
    first, second = Remedy.objects.order_by("due_on")
    remedies.report(first, "It is open.", by=heard.officer, at=heard.at)
    with pytest.raises(RuleBroken):
        remedies.check(first, "done", "Seen.", by=heard.officer, at=heard.at)
    remedies.check(first, "done", "Seen.", by=heard.people[3], at=heard.at)
    assert heard.fresh().due_on == dt.date(2026, 5, 1)
    with pytest.raises(RuleBroken, match="checked already"):
        remedies.report(first, "Once more.", by=heard.officer, at=heard.at)
    late = at(dt.date(2026, 5, 4))
    assert second.is_overdue(late.date())
    with pytest.raises(RuleBroken, match="not at that step"):
        closing.close(heard.case, "Ask earlier.", by=heard.people[3], at=late)
    remedies.check(second, "not-done", "Nothing came.", by=heard.people[3], at=late)
    assert heard.fresh().step == Step.FOLLOW_UP


def test_a_public_finding_is_corrected_by_two_and_stays():
    heard = decided()
    kind = FindingNote.Kind.CORRECTION
    with pytest.raises(RuleBroken, match="not public yet"):
        notes.propose_note(
            heard.case, kind, "It was four days.", by=heard.people[0], at=heard.at - DAY
        )
    note = notes.propose_note(
        heard.case, kind, "It was four days.", by=heard.people[0], at=heard.at
    )
    with pytest.raises(RuleBroken, match="You proposed this"):
        notes.confirm_note(note, by=heard.people[0], at=heard.at)
    for outsider in (heard.officer, heard.delegate):
        with pytest.raises(RuleBroken):
            notes.confirm_note(note, by=outsider, at=heard.at)
    notes.confirm_note(note, by=heard.people[3], at=heard.at)
    finding = selectors.standing_finding(heard.fresh())
    assert not selectors.is_retracted(finding)
    assert finding.conclusions.get().reasons == "The Compact says twelve weeks."
    assert Event.objects.filter(name="compact.case_note_confirmed").count() == 1


def test_a_retracted_finding_counts_no_more_and_is_still_listed():
    heard = decided()
    kind = FindingNote.Kind.RETRACTION
    note = notes.propose_note(
        heard.case, kind, "The letter was forged.", by=heard.people[0], at=heard.at
    )
    assert visible.public_conclusions(PUBLIC).exists()
    notes.confirm_note(note, by=heard.people[1], at=heard.at)
    assert selectors.is_retracted(selectors.standing_finding(heard.fresh()))
    assert not visible.public_conclusions(PUBLIC).exists()
    assert visible.is_listed(heard.fresh(), PUBLIC)
    with pytest.raises(RuleBroken, match="retracted"):
        notes.propose_note(heard.case, kind, "Again.", by=heard.people[0], at=heard.at)


def test_what_was_only_proposed_can_be_dropped():
    heard = decided()
    note = notes.propose_note(
        heard.case, FindingNote.Kind.CORRECTION, "Hm.", by=heard.people[0], at=heard.at
    )
    notes.drop_note(note, by=heard.people[0], at=heard.at)
    assert not FindingNote.objects.exists()
    with pytest.raises(RuleBroken, match="dropped this"):
        notes.confirm_note(note, by=heard.people[1], at=heard.at)
