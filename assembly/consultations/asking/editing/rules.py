"""May the questions be changed, and is this one a question that can be put?"""

import datetime as dt
from collections.abc import Sequence

from assembly.consultations.models import Consultation, Question, QuestionSet
from assembly.consultations.window import Phase
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

from ..selectors import Numbered

MOST_QUESTIONS = 60
MOST_SECTIONS = 20
FEWEST_OPTIONS = 2
MOST_OPTIONS = 20
LONGEST_OPTION = 200


def may_be_edited(question_set: QuestionSet, *, waits: bool, at: dt.datetime) -> Ruling:
    """A draft of questions, while nobody decides on it."""
    if question_set.is_frozen:
        return refused(
            "These questions are in force, so they stay as they are. Choose “Change the questions” to draft new ones."
        )
    if waits:
        return refused(
            "This consultation waits for the Assembly Board, which reads these questions now. To change them, take the "
            "consultation back first: open its page and cancel the workflow."
        )
    consultation = question_set.consultation
    if consultation is not None and consultation.is_published:
        return may_change(consultation, at=at)
    return ALLOWED


def may_change(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """Until the close. Answers given before stay tied to the questions they answer."""
    if not consultation.is_published:
        return refused("This consultation is a draft: change its questions as they are.")
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so its questions stay as they are.")
    if consultation.phase(at) is Phase.CLOSED:
        return refused("This consultation has closed, so its questions stay as they are.")
    return ALLOWED


def may_be_put_in_force(
    consultation: Consultation, *, is_board: bool, differs: bool, at: dt.datetime
) -> Ruling:
    if not is_board:
        return refused("Only a member of the Assembly Board can put changed questions in force.")
    ruling = may_change(consultation, at=at)
    if ruling and not differs:
        return refused(
            "You have not changed anything yet. Change a question first, or discard the changes."
        )
    return ruling


def is_new(words: str, others: Sequence[Numbered]) -> Ruling:
    same = next((one for one in others if one.question.words.casefold() == words.casefold()), None)
    if same is None:
        return ALLOWED
    return refused(f"Question {same.number} asks the same. Ask each question once.")


def has_room(questions: int) -> Ruling:
    if questions <= MOST_QUESTIONS:
        return ALLOWED
    return refused(
        f"That would make {in_words(questions, 'questions')}. A consultation can ask {MOST_QUESTIONS} at most, because "
        "people give up on longer ones: leave some out."
    )


def has_room_for_section(sections: int) -> Ruling:
    if sections <= MOST_SECTIONS:
        return ALLOWED
    return refused(
        f"There are {in_words(sections - 1, 'sections')} already. You cannot have more than {MOST_SECTIONS}."
    )


def are_options(options: Sequence[str], *, fewest: int = FEWEST_OPTIONS) -> Ruling:
    """Few enough to read, each short enough for one line of a phone or two, each different."""
    if len(options) < fewest:
        return refused(f"Enter at least {in_words(fewest, 'lines')}, each with one option.")
    if len(options) > MOST_OPTIONS:
        return refused(
            f"You entered {in_words(len(options), 'options')}. Enter {MOST_OPTIONS} or fewer."
        )
    long = next((one for one in options if len(one) > LONGEST_OPTION), None)
    if long:
        return refused(
            f"“{long[:40]}…” has {in_words(len(long), 'characters')}. Shorten it to {LONGEST_OPTION} or fewer."
        )
    folded = [one.casefold() for one in options]
    twice = next((one for one in options if folded.count(one.casefold()) > 1), None)
    return refused(f"“{twice}” is there twice. Make each line different.") if twice else ALLOWED


def may_bring_up(parent: Question | None, option: int | None, before: Sequence[Question]) -> Ruling:
    """One level: a question brought up by another brings up none itself."""
    if parent is None:
        return ALLOWED
    if parent not in before or parent.only_if_id is not None:
        return refused("Choose an answer to an earlier question that is always asked.")
    if option is None or not 0 <= option < len(parent.options):
        return refused("Choose one of the answers shown.")
    return ALLOWED


def may_depend(numbered: Numbered, follow_ups: Sequence[Numbered]) -> Ruling:
    """A question that brings up others is always asked itself."""
    if not follow_ups:
        return ALLOWED
    return refused(
        f"Question {follow_ups[0].number} depends on the answer to this question, so everybody must be asked this one. "
        f"Change question {follow_ups[0].number} first."
    )


def may_be_deleted(numbered: Numbered, everything: Sequence[Numbered]) -> Ruling:
    follow_up = next(
        (one for one in everything if one.question.only_if_id == numbered.question.pk), None
    )
    if follow_up:
        return refused(
            f"Question {follow_up.number} depends on the answer to this one. Change or delete question "
            f"{follow_up.number} first."
        )
    if len(everything) == 1:
        return refused(
            "A consultation must ask at least one question. Change this one, or add another first."
        )
    return ALLOWED


def may_lose_section(questions: int, sections: int) -> Ruling:
    if questions:
        return refused(
            f"This section has {in_words(questions, 'questions')}. Move or delete them first."
        )
    if sections == 1:
        return refused("This is the only section. Change it instead.")
    return ALLOWED


def keeps_order(everything: Sequence[Question]) -> Ruling:
    """What brings a question up is asked before it."""
    seen: list[int] = []
    for question in everything:
        if question.only_if_id is not None and question.only_if_id not in seen:
            return refused(
                f"“{question.words}” depends on the answer to “{question.only_if}”, so it must stay after it."
            )
        seen.append(question.pk)
    return ALLOWED


def keeps_option(follow_up: Numbered, option: str) -> Ruling:
    return refused(
        f"Question {follow_up.number} depends on “{option}”, so that answer must stay. Change question "
        f"{follow_up.number} first."
    )
