"""Every page asks the database as often for a crowd as for a few: no list costs a query a line."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import pytest
import time_machine

from assembly.compact.models import (
    CasePiece,
    Cited,
    Conclusion,
    Pause,
    PublicAnswer,
    Remedy,
    Step,
    Undertaking,
    UndertakingText,
)
from assembly.consultations.publishing import services as consultations
from assembly.core.events import record
from assembly.core.models import GlossaryTerm
from forums.agendas.services import accept_routing, route_item
from forums.groups import services as forums
from forums.models import (
    AgendaItem,
    GroupMeeting,
    MeetingPaper,
    MinutesVersion,
    Registration,
    Routing,
)
from forums.papers.services import add_paper
from home.contact.models import ContactMessage
from home.contact.services import receive_message
from home.models import NewsIndexPage, NewsPage
from home.standing_pages import make_missing_pages
from tests import nets
from tests.factories import case_findings, cases
from tests.factories.consultations import OfficerFactory, act_for, proposal, respond
from tests.factories.elections import DAY, CandidateFactory, ContestFactory
from tests.factories.forums import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    GroupFactory,
    GroupMeetingFactory,
    GroupMembershipFactory,
    NoteFactory,
)
from tests.factories.funding import AwardFactory
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.notifications import EmailFactory, NotificationFactory
from tests.factories.partners import (
    AppointmentFactory,
    MeetingFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)
from tests.queries import statements
from tests.site_map import ROWS, WAGTAILS_VIEWS, Row
from tests.world import ROLES, World, rolled_back

pytestmark = pytest.mark.django_db

FEW, CROWD = 2, 14
# Who sees most of a page; the first of them to whom it opens asks for it.
BUSY = ("lead", "support", "returning", "board", *ROLES)


def readers() -> Iterator[tuple[Row, str]]:
    for row in ROWS:
        if row.get and row not in WAGTAILS_VIEWS and nets.walks(row.address):
            yield from ((row, role) for role in BUSY if row.get[role] == "page")


def crowd(world: World, numbers: range) -> None:
    """Add some of everything that a page lists, with what hangs on each."""
    today, people = timezone.localdate(), world.people
    for number in numbers:
        organisation = OrganisationFactory(name=f"Wardour Carers {number}", member=True)
        organisation.districts.add(world.district, DistrictFactory())
        organisation.themes.add(world.theme, ThemeFactory())
        DelegateFactory(organisation=organisation, user=people["lead"], role="lead")
        DelegateFactory(organisation=organisation)
        _groups(world, organisation, number)
        _seats(world, organisation, today)
        AwardFactory(recipient_name=organisation.name, recipient_org_id=organisation.org_id)
        NotificationFactory(user=people["lead"], url=f"/members/{organisation.slug}/")
        EmailFactory(state="bounced", error="5.1.1")
        _kept_of_meetings(world, organisation)
        _messages_and_news(number)
        _consultation(world, number, today)
        _contest(world, organisation, number)
        _cases(world, organisation, number)
        record("membership.admitted", world.member, by=people["support"], acting_for=organisation)
    make_missing_pages()


def _groups(world: World, organisation, number: int) -> None:
    group = GroupFactory(name=f"Group {number}", convenor=world.people["convenor"])
    make_missing_pages()
    GroupMembershipFactory(group=group, organisation=organisation)
    forums.join_group(group, world.member, by=world.people["lead"])
    GroupMembershipFactory(group=world.group, organisation=organisation)
    _meetings(world, group, organisation, number)


def _meetings(world: World, group, organisation, number: int) -> None:
    """Drafts, meetings to come and past ones, with people, papers and items that came and went."""
    people = world.people
    for starts_at in (timezone.now() + (number + 2) * DAY, timezone.now() - (number + 9) * DAY):
        for draft in (True, False):
            GroupMeetingFactory(
                group=world.group, number=world.group.meetings.count() + 1_001, starts_at=starts_at,
                draft=draft,
            )  # fmt: skip
    MeetingFactory(held_on=timezone.localdate() + DAY)
    other = GroupMeetingFactory(group=group, number=1)
    for meeting in (world.draft_meeting, world.coming_meeting, world.members_meeting):
        level = AgendaItem.Level.STRATEGIC
        item = AgendaItemFactory(
            meeting=meeting, title=f"Went {number} of {meeting.pk}", level=level
        )
        accept_routing(route_item(item, group, by=people["support"]), other, by=people["support"])
        came = AgendaItemFactory(meeting=other, title=f"Came {number} to {meeting.pk}", level=level)
        routing = Routing.objects.create(item=came, to=meeting.group, title=came.title)
        accept_routing(routing, meeting, by=people["support"])
        for one in (item, None):
            title = f"Paper {number} for {one}"
            file = SimpleUploadedFile("routes.txt", b"49")
            paper = MeetingPaper(meeting=meeting, title=title, item=one)
            add_paper(paper, file, by=people["support"])
        for body in (organisation, world.member):
            Registration.objects.create(
                meeting=meeting, organisation=body, name=f"Una {number}", placed_at=timezone.now()
            )
        Registration.objects.create(
            meeting=meeting, organisation=organisation, name=f"Ula {number}"
        )
    asked = AgendaItemFactory(meeting=other, title=f"Asked {number}", level="strategic")
    route_item(asked, world.strategic, by=people["support"])


def _kept_of_meetings(world: World, organisation) -> None:
    for meeting in (world.past_meeting, world.drafted_meeting, world.published_meeting):
        AttendanceFactory(meeting=meeting, organisation=organisation)
        item = AgendaItemFactory(meeting=meeting)
        note = NoteFactory(meeting=meeting, item=item, organisation=organisation)
        meeting.points.create(item=item, text="Buses are few.").notes.add(note)
        ActionFactory(meeting=meeting, organisation=organisation)
        ActionFactory(meeting=meeting, organisation=world.member)
        GroupMeetingFactory(
            group=world.group,
            number=GroupMeeting.objects.count() + 100,
            starts_at=timezone.now() - 20 * DAY,
        )
    latest = world.published_meeting.minutes.latest
    MinutesVersion.objects.create(
        minutes=latest.minutes, number=latest.number + 1, kept=latest.kept, reason="Trains."
    )


def _seats(world: World, organisation, today) -> None:
    term = {"starts_on": today - 30 * DAY, "ends_on": today + 300 * DAY}
    for partnership in (world.partnership, PartnershipFactory()):
        for holder in ({}, {"organisation": organisation}, {"organisation": world.member}):
            AppointmentFactory(seat=SeatFactory(partnership=partnership), **holder, **term)
        SeatFactory(partnership=partnership)


def _messages_and_news(number: int) -> None:
    message = ContactMessage(
        topic="voting", name="Ann", email=f"ann{number}@example.org", text="Where?"
    )
    receive_message(message, by=None)
    GlossaryTerm.objects.create(
        term=f"club {number}", slug=f"club-{number}", also=f"group {number}", meaning="A club."
    )
    NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title=f"Item {number}", slug=f"item-{number}", summary="New.")
    )


def _consultation(world: World, number: int, today) -> None:
    body = PublicBodyFactory(name=f"Body {number}", slug=f"body-{number}")
    officer = OfficerFactory(body=body, user=UserFactory())
    act_for(body, officer.user)
    make_missing_pages()
    for where, by in ((world.body, world.people["officer"]), (body, officer.user)):
        drafted = consultations.draft_consultation(
            where,
            proposal(
                title=f"Consultation {number}",
                slug=f"consultation-{number}",
                opens_on=today,
                closes_on=today + 84 * DAY,
            ),
            by=by,
        )
        revision = drafted.page.get_latest_revision()
        consultations.publish_consultation(revision, by=world.people["board"])
        drafted.refresh_from_db()
        respond(drafted, world.member, text="Keep it.", by=world.people["lead"])


def _contest(world: World, organisation, number: int) -> None:
    contest = ContestFactory(
        election__slug=f"crowd-{number}",
        election__returning_officer=world.people["returning"],
        election__poll_opens=timezone.now() + 20 * DAY,
    )
    CandidateFactory(contest=contest, organisation=organisation)
    CandidateFactory(contest=world.nominating_contest, organisation=organisation)


def _cases(world: World, organisation, number: int) -> None:
    """More cases on every list and citing one undertaking; and in each case more that is cited, written and found."""
    records, on = world.records, timezone.localdate()
    cited, body = records["undertaking"], PublicBodyFactory(slug=f"other-body-{number}")
    published = cited.texts.filter(edition__published_at__isnull=False)
    edition = published.latest("edition__number").edition
    more = Undertaking.objects.create(code=cited.code, number=f"Y{number}", order=number + 300)
    UndertakingText.objects.create(undertaking=more, edition=edition, text="Us.", party="both")
    about = [cited, more]
    ours = {"organisation": world.member, "against_body": body}
    theirs = {"organisation": organisation, "against_body": world.body}
    for facts in (ours, theirs):
        for step in (Step.RECEIVED, Step.INFORMAL, Step.PANEL):
            cases.case(at=step, undertakings=about, **facts)
        case_findings.with_finding(about, learnt="Ask.", **facts)
        case_findings.settled(cases.case(at=Step.INFORMAL, undertakings=about, **facts))
    cases.case(at=Step.DRAFT, raised="board", against_body=body)
    for name in ("case", "case_received", "case_found", "case_on_organisation"):
        _in_the_case(records[name], more, edition, on=on, by=world.people["lead"])


def _in_the_case(case, undertaking, edition, *, on, by) -> None:
    new = Cited.objects.create(case=case, undertaking=undertaking, edition=edition)
    case.same_facts.add(cases.case(at=Step.INFORMAL))
    for words, title in (("We met.", ""), ("", "Our plan")):
        CasePiece.objects.create(
            case=case, author="complainant", by=by, words=words, title=title, at=timezone.now()
        )
    Pause.objects.create(
        step=case.steps.latest("pk"), reason="agreed", begun_on=on, begun_by=by, ended_on=on
    )
    for finding in case.findings.all():
        Conclusion.objects.create(finding=finding, cited=new, result="kept", reasons="We saw it.")
        Remedy.objects.create(finding=finding, what="Ask again.", due_on=on + 30 * DAY)
        case_findings.note(finding)
    PublicAnswer.objects.create(case=case, words="We ask earlier now.", by=by, at=timezone.now())


def ask(browsers: dict[str, Client], world: World, row: Row, role: str) -> list[str]:
    """The queries of a page; asked for twice, so that what is fetched once for all pages is not counted.

    The clock stands still meanwhile: a new minute is written into an office holder's session (`accounts.idle`).
    """
    address = world.at(row.address)
    with rolled_back(), time_machine.travel(timezone.now(), tick=False):
        browsers[role].get(address)
        with statements() as sent:
            response = browsers[role].get(address)
            if response.streaming:
                b"".join(response.streaming_content)
    return sent


def test_no_page_asks_more_for_a_crowd(world):
    browsers = {role: world.client(role) for role in ROLES}
    pages = list({row.address: (row, role) for row, role in reversed(list(readers()))}.values())
    crowd(world, range(FEW))
    few = [ask(browsers, world, row, role) for row, role in pages]
    crowd(world, range(FEW, CROWD))
    many = [ask(browsers, world, row, role) for row, role in pages]
    grown = {
        f"{row.address} ({role})": f"{len(before)} queries, then {len(after)}"
        for (row, role), before, after in zip(pages, few, many, strict=True)
        if len(after) > len(before)
    }
    assert len(pages) > (100 if nets.ALL else 25)
    assert grown == {}, "\n".join(f"{page}: {count}" for page, count in grown.items())
