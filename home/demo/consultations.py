"""Some consultations of three bodies at every point of their life, the report's three days among them."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from assembly.accounts.models import User
from assembly.compact.models import Undertaking
from assembly.consultations.models import Consultation, PreElectionPeriod
from assembly.consultations.publishing import body_pages, extensions, planning, services
from assembly.consultations.telling.services import tell_of_consultations
from assembly.membership.models import District, Theme
from assembly.partners.models import Officer

from . import answered, answered_words, responses
from . import consultation_words as words
from .county import COUNCIL, PCT, POLICE
from .stage import Demo

LONDON = ZoneInfo("Europe/London")
WEEKS_12 = 84
OFFICERS = {COUNCIL: "officer_wcc", PCT: "officer_pct", POLICE: "officer_police"}
EARLIER = Consultation.Reason.EARLIER
BUDGET = Consultation.Reason.BUDGET


@dataclass(frozen=True, slots=True)
class Story:
    """A consultation of the demo. Its days are counted from today: it opens on one and closes on another."""

    body: str
    words: words.Words
    opens: int
    closes: int
    themes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    responses: int = 0
    reason: tuple[str, str] = ("", "")
    without_reason: bool = False
    notice: int = field(default=7)  # days between publishing and opening


STORIES = [
    Story(COUNCIL, words.DAY_SERVICES, -31, 53, ("health",), (), 14),
    Story(COUNCIL, words.GRANTS, -112, -28, (), (), 0),
    Story(COUNCIL, words.TRANSPORT, -80, 4, ("environment",), ("kennet", "west-wiltshire"), 11),
    Story(COUNCIL, words.PLAN, -160, -76, (), (), 8),
    Story(
        COUNCIL,
        words.BUDGET,
        -20,
        22,
        ("neighbourhoods",),
        (),
        6,
        (BUDGET, "The council sets its budget in six weeks, and learnt of the gap last month."),
    ),
    Story(PCT, words.CARERS, 12, 12 + WEEKS_12, ("health",), (), 0),
    Story(PCT, words.HEARING, -45, 53, ("health",), (), 7),
    Story(PCT, words.ADVOCACY, 0, 3, ("health",), (), 2, without_reason=True, notice=0),
    Story(POLICE, words.SAFETY, -6, 78, ("neighbourhoods",), ("salisbury",), 3),
    Story(
        POLICE, words.WATCH, -70, -10, (), (), 5, (EARLIER, "We asked the same schemes a year ago.")
    ),
    Story(PCT, answered_words.OUT_OF_HOURS, -190, -106, ("health",), (), 9),
    Story(COUNCIL, answered_words.HALLS, -330, -246, ("environment",), (), 7),
    Story(POLICE, answered_words.PANELS, -280, -196, ("neighbourhoods",), (), 6),
    Story(COUNCIL, words.YOUTH, -25, 59, ("neighbourhoods",), ("north-wiltshire",), 4),
]


def seed(demo: Demo) -> None:
    demo.say(f"Consultations: {len(STORIES)} published, with responses, and a draft")
    for body in demo.bodies.values():
        body_pages.sync_officers(body, on=demo.today)
    _expect_an_election(demo)
    for story in STORIES:
        responses.answer(demo, _publish(demo, story), story.responses)
    _extend_and_withdraw(demo)
    responses.answer_in_full(demo, _known(words.GRANTS))
    answered.count_themselves(demo, _known(words.GRANTS))
    answered.hold_events(demo, _known(words.GRANTS))
    answered.seed(demo)
    _plan_ahead(demo)
    tell_of_consultations()


def _publish(demo: Demo, story: Story) -> Consultation:
    body, officer = demo.bodies[story.body], demo.people[OFFICERS[story.body]]
    opens_on, closes_on = _days(demo, story)
    reason_code, reason_text = story.reason
    consultation = services.draft_consultation(
        body,
        services.Proposal(
            title=story.words.title,
            slug=story.words.slug,
            summary=story.words.summary,
            opens_on=opens_on,
            closes_on=closes_on,
            stage=Consultation.Stage.OPTIONS,
            reason_code=reason_code,
            reason_text=reason_text,
            question=story.words.question,
            body=story.words.body,
        ),
        by=officer,
    )
    _write_the_page(consultation, story, officer)
    if story.words is words.GRANTS:
        responses.ask_in_full(consultation, by=officer)
        answered.ask_about_themselves(consultation, by=officer)
    if story.without_reason:
        consultation.without_reason = True
        services.revise_draft(consultation, by=demo.people["board2"])
    return services.publish_consultation(
        consultation.page.get_latest_revision(),
        by=demo.people["board"],
        at=at(opens_on - dt.timedelta(days=story.notice), 9),
    )


def _days(demo: Demo, story: Story) -> tuple[dt.date, dt.date]:
    """The report's case opens on a Monday, two weeks ago or more, whatever day the demo is made on."""
    start = -14 - demo.today.weekday() if story.without_reason else 0
    return demo.day(start + story.opens), demo.day(start + story.closes)


def _write_the_page(consultation: Consultation, story: Story, officer: User) -> None:
    """What the editor's form asks beside title, summary and days."""
    page, body = consultation.page, consultation.body
    page.purpose, page.can_change, page.cannot_change = {**words.WHY, **answered_words.WHY}[
        story.words.slug
    ]
    page.affected = "People who use the service, those who care for them, and the organisations that provide it."
    page.equality = (
        "We looked at age, disability and distance. Ask the contact below for our notes."
    )
    page.methods = ["online", "paper"]
    page.formats = "Large print, Easy Read, on paper."
    page.contact = f"{officer.name}, 01632 960 100"
    page.lead_officer = Officer.objects.get(user=officer, body=body)
    page.themes = list(Theme.objects.filter(slug__in=story.themes))
    page.districts = list(District.objects.filter(slug__in=story.districts))
    page.undertakings = list(Undertaking.objects.filter(number="C1"))
    page.save_revision(user=officer)


def _extend_and_withdraw(demo: Demo) -> None:
    """One is open for longer than it was to be, and one was dropped."""
    board = demo.people["board"]
    extensions.extend_consultation(
        _known(words.YOUTH),
        to=demo.day(73),
        reason="Two of the five centres were closed by the flood, and the meetings there are held later.",
        by=board,
        at=at(demo.day(-3), 11),
    )
    services.withdraw_consultation(
        _known(words.PLAN),
        reason="The plan is written by the new council, which will ask again.",
        by=board,
        on=demo.day(-90),
    )


def _plan_ahead(demo: Demo) -> None:
    """A draft that nobody has seen, and two lines of the forward plan."""
    council, olga = demo.bodies[COUNCIL], demo.people["officer_wcc"]
    opens_on = demo.day(21)
    draft = services.draft_consultation(
        council,
        services.Proposal(
            title=words.LIBRARIES.title,
            slug=words.LIBRARIES.slug,
            summary=words.LIBRARIES.summary,
            opens_on=opens_on,
            closes_on=opens_on + dt.timedelta(days=WEEKS_12),
            question=words.LIBRARIES.question,
            body=words.LIBRARIES.body,
        ),
        by=olga,
    )
    _write_the_page(draft, Story(COUNCIL, words.LIBRARIES, 21, 21 + WEEKS_12), olga)
    for title, summary, expected in words.PLANNED:
        line = planning.propose(council, planning.Plan(title, summary, expected), by=olga)
        planning.announce(line, by=demo.people["dev"])


def _expect_an_election(demo: Demo) -> None:
    PreElectionPeriod.objects.create(
        election="the county council elections",
        first_day=demo.day(40),
        last_day=demo.day(75),
    )


def _known(text: words.Words) -> Consultation:
    return Consultation.objects.get(page__slug=text.slug)


def at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)
