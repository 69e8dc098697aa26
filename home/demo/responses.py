"""What organisations, groups and people answer: a few words to most consultations, sixty full responses to one."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from assembly.accounts.models import User
from assembly.consultations.asking.editing import services as editing
from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import Numbered, asked_by, newest, questions_of
from assembly.consultations.asking.sets.services import keep_as_set
from assembly.consultations.models import Consultation, Question, Response, ResponseVersion
from assembly.consultations.reading.redacting.services import Wanted, redact
from assembly.consultations.respondents import groups_of
from assembly.consultations.responding.backings import name_backings
from assembly.consultations.responding.offline import services as offline
from assembly.consultations.responding.senders import (
    Sender,
    Statement,
    of_group,
    of_individual,
    of_organisation,
    of_outside,
)
from assembly.consultations.responding.services import send
from assembly.membership.models import Delegate
from forums.models import Group

from . import response_words as words
from .stage import Demo

LONDON = ZoneInfo("Europe/London")
MEMBERS, GROUPS = 38, 3
NOTHING = {
    "help": "",
    "is_required": False,
    "options": [],
    "points": 5,
    "lowest": "",
    "highest": "",
}
CONSENTS = (
    ResponseVersion.Consent.NAMED,
    ResponseVersion.Consent.NAMED,
    ResponseVersion.Consent.UNNAMED,
    ResponseVersion.Consent.NO,
)


def answer(demo: Demo, consultation: Consultation, count: int) -> None:
    """Some members respond in a few words, on days between the opening and now; one of them thinks again."""
    if not count:
        return
    days = _days_to_answer(demo, consultation)
    chosen = demo.rng.sample(demo.organisations[3:], count)
    [asked] = questions_of(asked_by(consultation))
    for number, organisation in enumerate([*chosen, chosen[0]]):
        last = number == count
        text = words.SECOND_THOUGHT if last else demo.rng.choice(words.RESPONSES)
        send(
            consultation,
            of_organisation(organisation),
            [Given(asked.question, text=text)],
            _statement(demo, number),
            by=_delegate_of(organisation),
            at=_at(
                days[min(number, count - 1) * len(days) // count], 20 if last else 10 + number % 8
            ),
        )


def ask_in_full(consultation: Consultation, *, by: User) -> None:
    """Sections with questions of every kind but a file, and the same kept as a set for the next time."""
    begun_with = questions_of(newest(consultation))[0].question
    for number, (title, text, questions) in enumerate(words.GRANTS_SECTIONS):
        asked = newest(consultation)
        first = asked.sections.first()
        section = (
            editing.add_section(asked, title, text, by=by)
            if number or first is None
            else editing.change_section(first, title, text, by=by)
        )
        for facts in questions:
            editing.add_question(section, facts["kind"], _values(consultation, facts), by=by)
    editing.delete_question(begun_with, by=by)
    keep_as_set(consultation, "Forms and decisions", for_everybody=False, by=by)


def _values(consultation: Consultation, facts: dict[str, Any]) -> dict[str, Any]:
    number, option = facts.get("if", (None, None))
    _, *others = questions_of(newest(consultation))  # the first is the one that a draft begins with
    asked = {one.number - 1: one.question for one in others}
    said = {name: value for name, value in facts.items() if name not in {"kind", "if"}}
    return {**NOTHING, "only_if": asked.get(number), "only_if_option": option, **said}


def answer_in_full(demo: Demo, consultation: Consultation) -> None:
    """Members, groups, people, organisations from outside, and three on paper; then an officer redacts one answer."""
    asked, days = questions_of(asked_by(consultation)), _days_to_answer(demo, consultation)
    senders = _senders(demo)
    for number, (sender, by) in enumerate(senders):
        version = send(
            consultation,
            sender,
            _answers(demo, asked),
            _statement(demo, number),
            by=by,
            at=_at(days[number * len(days) // len(senders)], 9 + number % 9),
        )
        if by and isinstance(sender.group, Group):
            agreed = [one for answering in groups_of(by) for one in answering.members[:4]]
            name_backings(version, agreed, by=by, is_new=True, at=version.sent_at)
    _enter_paper(demo, consultation, asked, days)
    _redact_one(demo, consultation)


def _senders(demo: Demo) -> list[tuple[Sender, User | None]]:
    members = demo.rng.sample(demo.organisations[3:], MEMBERS)
    found: list[tuple[Sender, User | None]] = [
        (of_organisation(one), _delegate_of(one)) for one in members
    ]
    convenors = User.objects.filter(convenor_terms__isnull=False).distinct().order_by("pk")
    convening = [(groups_of(user), user) for user in convenors]
    found += [(of_group(groups[0]), user) for groups, user in convening if groups][:GROUPS]
    for number, name in enumerate(words.INDIVIDUALS):
        found.append((of_individual(f"person-{number}@example.org", name), None))
    for number, name in enumerate(words.OUTSIDE):
        found.append((of_outside(f"outside-{number}@example.org", name), None))
    demo.rng.shuffle(found)
    return found


def _answers(demo: Demo, asked: list[Numbered]) -> list[Given]:
    """Some leave out what need not be answered; a follow-up is answered only where it is asked."""
    given: dict[int, Given] = {}
    for one in asked:
        question = one.question
        parent = given.get(question.only_if_id) if question.only_if_id else None
        if question.only_if_id and (parent is None or parent.chosen != [question.only_if_option]):
            continue
        if not question.is_required and demo.rng.random() < 0.2:
            continue
        given[question.pk] = _answer(demo, question)
    return list(given.values())


def _answer(demo: Demo, question: Question) -> Given:
    kinds, options = Question.Kind, list(range(len(question.options)))
    if question.kind == kinds.TEXT:
        pool = words.GAVE_UP if question.only_if_id else words.ASKS
        text = " ".join([demo.rng.choice(pool), demo.rng.choice(words.BECAUSE)])
        return Given(question, text=text)
    if question.kind == kinds.SCALE:
        return Given(question, chosen=[demo.rng.choice([2, 3, 4, 4, 5, 5])])
    if question.kind == kinds.RANKING:
        demo.rng.shuffle(options)
        return Given(question, chosen=list(options))
    if question.kind == kinds.GRID:
        return Given(question, chosen=[demo.rng.choice([1, 2, 3, 3, 4, 4]) for _ in options])
    many = demo.rng.randint(1, 2) if question.kind == kinds.CHOICES else 1
    return Given(question, chosen=[*sorted(demo.rng.sample(options, many))])


def _enter_paper(
    demo: Demo, consultation: Consultation, asked: list[Numbered], days: list[dt.date]
) -> None:
    """Two are checked by a second person, and one still waits."""
    for number, name in enumerate(words.ON_PAPER):
        sender = Sender(
            Response.Kind.INDIVIDUAL,
            name=name,
            source=Response.Source.LETTER,
            received_on=days[-1 - number],
        )
        paper = offline.Paper(sender, _answers(demo, asked), Statement())
        entered = offline.enter(
            consultation, paper, by=demo.people["dev"], at=_at(days[-1], 10 + number)
        )
        if number:
            offline.check(entered, by=demo.people["board"], at=_at(days[-1], 16))


def _redact_one(demo: Demo, consultation: Consultation) -> None:
    """One of the answers names the kind people at the council; the officer takes that sentence out."""
    sentence = "The people at the council were kind on the telephone."
    for response in consultation.responses.counting().order_by("pk"):
        for answer in response.current.answers.filter(text__contains=sentence)[:1]:
            text = answer.text.replace(sentence, "[…]")
            wanted = Wanted(text, "personal", "Two people can be recognised.")
            redact(answer, wanted, by=demo.people["officer_wcc"])
            return


def _statement(demo: Demo, number: int) -> Statement:
    """One in six declares an interest, one in ten asks for confidence."""
    has_interest, is_confidential = number % 6 == 1, number % 10 == 3
    return Statement(
        has_interest=has_interest,
        interest=words.INTEREST if has_interest else "",
        is_confidential=is_confidential,
        confidential_because=words.CONFIDENTIAL if is_confidential else "",
        consent=ResponseVersion.Consent.NO if is_confidential else demo.rng.choice(CONSENTS),
    )


def _delegate_of(organisation: Any) -> User:
    return Delegate.objects.of(organisation).select_related("user")[0].user


def _days_to_answer(demo: Demo, consultation: Consultation) -> list[dt.date]:
    window = consultation.window
    if window is None:
        return []
    last = min(window.closes_on, demo.day(-1))
    return [
        window.opens_on + dt.timedelta(days=day) for day in range((last - window.opens_on).days + 1)
    ]


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)
