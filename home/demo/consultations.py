"""Consultations at every point of their life: open, closed, to come, a draft, and the report's three-day one."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from assembly.accounts.models import User
from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import body_pages, services
from assembly.consultations.responding.senders import of_organisation
from assembly.consultations.responding.services import send
from assembly.consultations.telling.services import tell_of_consultations
from assembly.membership.models import Delegate, Organisation
from assembly.partners.models import Department, PublicBody

from . import consultation_words as words
from .county import COUNCIL, PCT
from .stage import Demo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Story:
    """A consultation of the demo: what is asked, when it was published, how many organisations answered."""

    body: PublicBody
    officer: User
    proposal: services.Proposal
    published_on: dt.date
    responses: int = 0
    without_reason: bool = False


def seed(demo: Demo) -> None:
    stories = _stories(demo)
    demo.say(f"Consultations: {len(stories)} published, with responses, and a draft")
    for body in demo.bodies.values():
        body_pages.sync_officers(body, on=demo.today)
    for story in stories:
        consultation = _publish(demo, story)
        _answer(demo, consultation, story.responses)
    tell_of_consultations()
    opens_on = demo.day(21)
    services.draft_consultation(
        demo.bodies[COUNCIL],
        _proposal(words.LIBRARIES, opens_on, opens_on + dt.timedelta(days=84)),
        by=demo.people["officer_wcc"],
    )


def _stories(demo: Demo) -> list[Story]:
    council, trust = demo.bodies[COUNCIL], demo.bodies[PCT]
    olga, percy = demo.people["officer_wcc"], demo.people["officer_pct"]
    communities = council.departments.get(code="dcs")
    weeks_12 = dt.timedelta(days=84)
    monday = demo.day(-14 - demo.today.weekday())
    return [
        Story(
            council,
            olga,
            _proposal(words.DAY_SERVICES, demo.day(-31), demo.day(-31) + weeks_12, communities),
            published_on=demo.day(-38),
            responses=14,
        ),
        Story(
            council,
            olga,
            _proposal(words.GRANTS, demo.day(-112), demo.day(-28), communities),
            published_on=demo.day(-119),
            responses=27,
        ),
        Story(
            trust,
            percy,
            _proposal(words.CARERS, demo.day(12), demo.day(12) + weeks_12),
            published_on=demo.day(-2),
        ),
        # The report's case: it opens on a Monday, closes on the Thursday, and nobody says why.
        Story(
            trust,
            percy,
            _proposal(words.ADVOCACY, monday, monday + dt.timedelta(days=3)),
            published_on=monday,
            responses=2,
            without_reason=True,
        ),
    ]


def _proposal(
    text: words.Words, opens_on: dt.date, closes_on: dt.date, department: Department | None = None
) -> services.Proposal:
    return services.Proposal(
        title=text.title,
        slug=text.slug,
        summary=text.summary,
        opens_on=opens_on,
        closes_on=closes_on,
        department=department,
        stage=Consultation.Stage.OPTIONS,
        question=text.question,
        body=text.body,
    )


def _publish(demo: Demo, story: Story) -> Consultation:
    consultation = services.draft_consultation(story.body, story.proposal, by=story.officer)
    if story.without_reason:
        consultation.without_reason = True
        services.revise_draft(consultation, by=demo.people["board2"])
    return services.publish_consultation(
        consultation.page.get_latest_revision(),
        by=demo.people["board"],
        at=_at(story.published_on, 9),
    )


def _answer(demo: Demo, consultation: Consultation, count: int) -> None:
    """Some members respond, on days between the opening and now; one of them thinks again."""
    window = consultation.window
    if window is None or not count:
        return
    last = min(window.closes_on, demo.day(-1))
    respondents = demo.rng.sample(demo.organisations[3:], count)
    for number, organisation in enumerate(respondents):
        day = window.opens_on + (last - window.opens_on) * number // count
        text = demo.rng.choice(words.RESPONSES)
        _send(consultation, organisation, text, _at(day, 10 + number % 8))
    _send(consultation, respondents[0], words.SECOND_THOUGHT, _at(last, 20))


def _send(
    consultation: Consultation, organisation: Organisation, text: str, at: dt.datetime
) -> None:
    delegate = Delegate.objects.of(organisation).select_related("user").first()
    if delegate:
        [question] = questions_of(asked_by(consultation))
        answers = [Given(question.question, text=text)]
        send(consultation, of_organisation(organisation), answers, by=delegate.user, at=at)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)
