"""What became of the consultations that closed: one in full, with sixty responses, and three in short."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from assembly.accounts.models import User
from assembly.consultations.analysis.codebook.services import add_theme
from assembly.consultations.analysis.coding import selectors as coding
from assembly.consultations.analysis.coding.services import code, settle
from assembly.consultations.analysis.monitoring.services import (
    choose_monitoring,
    count_monitoring,
)
from assembly.consultations.answering.deciding.services import (
    DecisionWords,
    draft_decision,
    publish_decision,
    save_decision,
)
from assembly.consultations.answering.feedback.services import (
    FeedbackWords,
    LineWords,
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.commenting.services import comment, put_text
from assembly.consultations.events import papers
from assembly.consultations.events.services import Details, plan_event, record_attendance
from assembly.consultations.models import Consultation, RaisedTheme
from assembly.consultations.responding.senders import of_organisation
from assembly.core.passages.services import Said
from assembly.membership.models import Delegate, District, Organisation
from assembly.partners.models import Officer
from assembly.partners.scorecard.services import reply

from . import answered_words as words
from . import consultation_words
from .county import PCT
from .stage import Demo

DAY = dt.timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
# Days before today on which things came out.
RESPONSES_OUT, FEEDBACK_OUT, DECISION_OUT = 14, 9, 5
LATE, IN_TIME = dt.timedelta(days=84 + 12), dt.timedelta(days=60)
# The second reader sees one answer in so many otherwise, and every third of those is settled.
OTHERWISE, SETTLED = 7, 3


def seed(demo: Demo) -> None:
    """After `consultations`, whose officers and responses it needs."""
    demo.say("What became of four of them: themes, feedback, decisions, and a scorecard")
    council = demo.people["officer_wcc"]
    _answer_in_full(demo, _known(consultation_words.GRANTS), council)
    for text, line, decision, key, after in (
        (words.HALLS, words.HALLS_LINE, words.HALLS_DECISION, "officer_wcc", LATE),
        (words.PANELS, words.PANELS_LINE, words.PANELS_DECISION, "officer_police", IN_TIME),
    ):
        _answer_in_short(_known(text), line, decision, demo.people[key], after)
    reply(demo.bodies[PCT], words.REPLY, by=demo.people["officer_pct"], at=_at(demo.day(-2), 15))
    _plan_an_event(demo)
    _put_a_text(demo)


def _answer_in_full(demo: Demo, consultation: Consultation, officer: User) -> None:
    themes = [
        add_theme(consultation, name, description, by=officer, at=_at(demo.day(-25), 10 + number))
        for number, (name, description, _) in enumerate(words.THEMES)
    ]
    _code(demo, consultation, themes, officer)
    publish_responses(consultation, are_read=True, by=officer, at=_at(demo.day(-RESPONSES_OUT), 11))
    said = dict(zip(themes, words.GRANTS_LINES, strict=True))
    _give_feedback(
        consultation, words.WE_ASKED, said, by=officer, at=_at(demo.day(-FEEDBACK_OUT), 12)
    )
    _decide(consultation, words.GRANTS_DECISION, by=officer, at=_at(demo.day(-DECISION_OUT), 10))


def _code(demo: Demo, consultation: Consultation, themes: list[RaisedTheme], officer: User) -> None:
    """The officer reads every answer, and the Support Unit reads them again."""
    unit, first, second = demo.people["dev"], _at(demo.day(-24), 10), _at(demo.day(-22), 10)
    number = 0
    for asked in coding.in_words(consultation):
        for answer in coding.answers_to(consultation, asked.code):
            raised = _raised(answer.text, themes)
            code(answer, raised, by=officer, at=first)
            number += 1
            differs = number % OTHERWISE == 0
            code(answer, raised[1:] if differs else raised, by=unit, at=second)
            if differs and number % (OTHERWISE * SETTLED) == 0:
                settle(answer, raised, by=officer, at=_at(demo.day(-20), 10))


def _raised(text: str, themes: list[RaisedTheme]) -> list[RaisedTheme]:
    return [
        theme
        for theme, (_, _, marks) in zip(themes, words.THEMES, strict=True)
        if any(mark in text for mark in marks)
    ]


def _answer_in_short(
    consultation: Consultation,
    line: tuple[str, str, str, str, str],
    decision: str,
    officer: User,
    after: dt.timedelta,
) -> None:
    """One theme, and the decision three days after the feedback."""
    window = consultation.window
    if window is None:
        return
    name, *said = line
    closed, out = window.closes_on, window.closes_on + after
    theme = add_theme(consultation, name, by=officer, at=_at(closed + dt.timedelta(days=9), 10))
    publish_responses(
        consultation, are_read=True, by=officer, at=_at(closed + dt.timedelta(days=20), 10)
    )
    asked = consultation.page.summary
    _give_feedback(consultation, asked, {theme: said}, by=officer, at=_at(out, 10))
    _decide(consultation, decision, by=officer, at=_at(out + dt.timedelta(days=3), 10))


def _give_feedback(
    consultation: Consultation,
    we_asked: str,
    said: Mapping[RaisedTheme, Sequence[str]],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    draft = draft_feedback(consultation, by=by, at=at)
    lines = {theme.pk: LineWords(*line) for theme, line in said.items()}
    draft = save_feedback(draft, FeedbackWords(we_asked, lines), by=by, at=at)
    publish_feedback(draft, by=by, at=at)


def _decide(consultation: Consultation, text: str, *, by: User, at: dt.datetime) -> None:
    draft = draft_decision(consultation, by=by, at=at)
    officer = Officer.objects.get(user=by, body=consultation.body)
    day = at.date() - DAY
    draft = save_decision(draft, DecisionWords(text, day, officer), by=by, at=at)
    publish_decision(draft, by=by, at=at)


def hold_events(demo: Demo, consultation: Consultation) -> None:
    """Four, one for each district; to the last nobody came. Before the close, so before `seed`."""
    officer = demo.people["officer_wcc"]
    for number, (slug, place, people, by_themselves) in enumerate(words.EVENTS):
        starts = _at(demo.day(-60 + 5 * number), 18)
        event = plan_event(
            consultation,
            Details(
                title="Talk about the short form",
                starts_at=starts,
                ends_at=starts + dt.timedelta(hours=2),
                district=District.objects.get(slug=slug),
                place=place,
                audience="Anybody who has ever filled in the form.",
                access_notes=words.ACCESS,
            ),
            by=officer,
            at=starts - dt.timedelta(days=30),
        )
        after = starts + DAY
        came = dict(zip(demo.organisations[10 + 2 * number :], people, strict=False))
        if not by_themselves:
            record_attendance(event, {}, nobody=True, by=officer, at=after)
            continue
        record_attendance(event, came, by_themselves, by=officer, at=after)
        if number == 0:
            papers.publish_notes(event, words.NOTES, by=officer, at=after)
            papers.publish_summary(
                event, words.SUMMARY, by=officer, at=after + dt.timedelta(days=3)
            )


def _plan_an_event(demo: Demo) -> None:
    slug, place, title = words.COMING
    starts = _at(demo.day(12), 14)
    plan_event(
        _known(consultation_words.DAY_SERVICES),
        Details(
            title=title,
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=2),
            district=District.objects.get(slug=slug),
            place=place,
            audience="People who go to a day centre, and those who drive them there.",
            access_notes=words.ACCESS,
        ),
        by=demo.people["officer_wcc"],
    )


def _put_a_text(demo: Demo) -> None:
    """A second version after two comments, and one more comment on that."""
    consultation, officer = _known(consultation_words.DAY_SERVICES), demo.people["officer_wcc"]
    first, second = _at(demo.day(-25), 10), _at(demo.day(-9), 10)
    put = put_text(consultation, words.DRAFT_TITLE, words.DRAFT, by=officer, at=first)
    ours, theirs = demo.organisations[3:5]
    for organisation, (key, text) in zip((ours, theirs), words.COMMENTS, strict=True):
        _comment(consultation, organisation, Said(key, text, "named", put.stamp), first + 3 * DAY)
    put = put_text(
        consultation,
        words.DRAFT_TITLE,
        words.DRAFT_CHANGED,
        change_note=words.DRAFT_NOTE,
        by=officer,
        at=second,
    )
    key, text = words.LATER_COMMENT
    _comment(consultation, ours, Said(key, text, "unnamed", put.stamp), second + DAY)


def _comment(
    consultation: Consultation, organisation: Organisation, said: Said, at: dt.datetime
) -> None:
    by = Delegate.objects.of(organisation).select_related("user")[0].user
    comment(consultation, of_organisation(organisation), said, by=by, at=at)


def ask_about_themselves(consultation: Consultation, *, by: User) -> None:
    """Before it is published, as such questions are fixed then."""
    choose_monitoring(consultation, words.ABOUT_THEMSELVES, by=by)


def count_themselves(demo: Demo, consultation: Consultation) -> None:
    """Most of the individuals tick something when they have responded."""
    for _ in range(14):
        ticked = {code: demo.rng.choice((1, 2, 2, 1)) for code in words.ABOUT_THEMSELVES}
        count_monitoring(consultation, ticked)


def _known(text: consultation_words.Words) -> Consultation:
    return Consultation.objects.get(page__slug=text.slug)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)
