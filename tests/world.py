"""One of everything, for the nets that go over the whole site: the cast, and a record at every stage of its life.

`build_world()` takes about a second. The instants lie around the clock of this computer, because the pages ask it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.utils import timezone

from wagtail.models import Site

from assembly.accounts.corrections import links as correction_links
from assembly.accounts.corrections import services as corrections
from assembly.accounts.models import User
from assembly.compact.guidance import services as guidance
from assembly.compact.models import Undertaking, UndertakingText
from assembly.compact.services import load_example
from assembly.compact.signatories import services as signing
from assembly.compact.signatories.services import Facts
from assembly.compact.text.drafting import copy_example
from assembly.compact.text.services import begin
from assembly.consultations.analysis.codebook import services as codebook
from assembly.consultations.asking.editing import services as questions_of_bodies
from assembly.consultations.asking.editing.services import FACTS as QUESTION_FACTS
from assembly.consultations.asking.selectors import asked_by, newest
from assembly.consultations.asking.sets import services as kept_sets
from assembly.consultations.commenting import services as commenting
from assembly.consultations.events import papers
from assembly.consultations.events.services import Details, plan_event, record_attendance
from assembly.consultations.models import (
    Follower,
    Following,
    PreElectionPeriod,
    Question,
    Response,
    ResponseDraft,
)
from assembly.consultations.publishing import extensions, planning
from assembly.consultations.publishing import services as consultations
from assembly.consultations.respondents import groups_of
from assembly.consultations.responding import services as responding
from assembly.consultations.responding.backings import name_backings
from assembly.consultations.responding.by_address import links as response_links
from assembly.consultations.responding.offline import services as offline
from assembly.consultations.responding.senders import (
    NOTHING_SAID,
    Sender,
    of_group,
    of_individual,
    of_organisation,
)
from assembly.consultations.telling.following.links import CONFIRM, STOP
from assembly.core.hiding.rules import lapses_at
from assembly.core.models import BankHoliday, GlossaryTerm
from assembly.core.passages.services import Said
from assembly.core.uploads import kinds as upload_kinds
from assembly.core.uploads import services as uploads
from assembly.funding.models import Award
from assembly.membership import invitation_links
from assembly.membership import rules as membership_rules
from assembly.membership.models import (
    Consortium,
    ConsortiumPlace,
    Criterion,
    Delegate,
    Organisation,
)
from assembly.membership.questions.services import ask
from assembly.membership.services.admission import Finding, record_check, refuse_organisation
from assembly.membership.services.appeals import appeal
from assembly.membership.services.claims import claim_with_evidence
from assembly.membership.services.control import set_votes_through
from assembly.membership.services.inviting import invite
from assembly.membership.services.joining import register_organisation
from assembly.membership.services.lists import upload_list
from assembly.membership.services.merging import propose_merge
from assembly.membership.services.sector import freeze_sector
from assembly.membership.services.suspending import suspend
from assembly.notifications import unsubscribing
from assembly.notifications.models import Email
from assembly.partners import report_links
from assembly.partners.models import HiddenReply, Officer, Report
from assembly.partners.scorecard import services as scorecards
from assembly.partners.succession.plans import Plan
from assembly.partners.succession.services import prepare
from elections.key_statement import KeyStatement
from elections.models import Contest, Election, Objection, OpeningFinding
from elections.services.draw import ask_for_change
from elections.services.ending import void_poll
from elections.services.key import make_key
from elections.services.limits import keep as keep_limits
from elections.services.objecting import raise_objection
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import count_election, declare
from elections.services.voting import cast_ballot
from elections.shares import make_key as make_other_key
from elections.spread import Limit
from forums.agendas.services import route_item
from forums.groups import services as forums
from forums.invitations import services as group_invitations
from forums.letters.services import send_letter
from forums.meetings import own_calendar
from forums.models import AgendaItem, MeetingPaper, NoteSource, Registration
from forums.observers.services import add_observer
from forums.papers.services import add_paper
from forums.registering.services import register
from forums.removal import services as removals
from home.contact.models import ContactMessage
from home.contact.services import hand_message, receive_message
from home.contact.writing import write
from home.gateway import services as gateway
from home.gateway.models import Enquiry
from home.hiding.services import hide_text
from home.models import (
    NewsIndexPage,
    NewsPage,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
)
from home.offices.services import Term, propose_office
from home.standing_pages import make_missing_pages
from tests import world_cases, world_compact_board
from tests.factories import compact
from tests.factories.consultations import STATED, OfficerFactory, proposal, respond, words_for
from tests.factories.elections import (
    DAY,
    CandidateFactory,
    ContestFactory,
    NominationFactory,
    ScrutineerFactory,
    complete_nomination,
    key_for,
    organisation_with_voter,
    poll,
    sign_all,
)
from tests.factories.forums import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    GroupFactory,
    GroupMeetingFactory,
    GroupMembershipFactory,
    MinutesFactory,
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
from tests.factories.profiles import (
    ActivityTagFactory,
    OfferFactory,
    QualityMarkFactory,
    SectorEstimateFactory,
    WardFactory,
)
from tests.world_answers import add_answered

# Who comes to the site. Each is one person; "anonymous" is nobody.
ROLES = (
    "anonymous",
    "account",
    "delegate",
    "lead",
    "lapsed",
    "convenor",
    "support",
    "board",
    "returning",
    "other_returning",
    "scrutineer",
    "compact",
    "officer",
    "other_officer",
    "data_protection",
)
OFFICES = {
    "support": "Support Unit",
    "board": "Assembly Board",
    "returning": "Returning officer",
    "other_returning": "Returning officer",
    "scrutineer": "Scrutineer",
    "compact": "Compact Board",
    "officer": "Public body officer",
    "other_officer": "Public body officer",
    "data_protection": "Data protection lead",
}
# What the five organisations of each poll voted.
RANKINGS = [(1, 2), (2,), (), (1,), (3, 1)]
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
# A file of each kind that was checked, and waits to be applied.
UPLOADS = (
    (
        "awards",
        "grants.csv",
        b"Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,"
        b"Recipient Org:Name,Funding Org:Identifier,Funding Org:Name\n"
        b"360G-1,Lunch,For forty.,GBP,10.00,2008-05-06,360G-them,Them,GB-LAE-WSX,Wessex\n",
        {"attribution": "Us, CC0"},
    ),
    (
        "register",
        "charities.csv",
        b"org_id,name,postcode,active,date_registered,activities,income,web,company_number\n"
        b"GB-CHC-9900009,THE OWLS,SN10 1AA,True,1998-04-02,Owls.,1.0,,\n",
        {"areas": ["SN"]},
    ),
)


class Records(dict[str, Any]):
    """What the table of addresses may name, where a name means one record.

    Two records under one name send a row to the other's key, which is the right one by chance.
    """

    def __setitem__(self, name: str, record: Any) -> None:
        if name in self and self[name] != record:
            raise ValueError(f"{name!r} is {self[name]!r} already and can't be {record!r} as well")
        super().__setitem__(name, record)


@dataclass
class World:
    """Every record by the name that the table of addresses gives it, such as `{group.slug}`."""

    people: dict[str, User]
    records: Records = field(default_factory=Records)

    def at(self, address: str) -> str:
        """The address with its `{records}` filled in."""
        return address.format_map({**self.records, "people": SimpleNamespace(**self.people)})

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["records"][name]
        except KeyError:
            raise AttributeError(name) from None

    def client(self, role: str) -> Client:
        """A browser in which this person has signed in, and just now proved that they may vote."""
        client = Client()
        if role != "anonymous":
            person = self.people[role]
            client.force_login(person)
            session = client.session
            session["elections_proved"] = {"user": person.pk, "at": timezone.now().timestamp()}
            session.save()
        return client


@contextmanager
def rolled_back() -> Iterator[None]:
    """Take back whatever is written inside, as the end of a test does.

    So services that insist on the outermost transaction work inside too.
    """
    atomics = TestCase._enter_atomics()
    try:
        yield
    finally:
        TestCase._rollback_atomics(atomics)


def build_world() -> World:
    people = {
        role: UserFactory(
            name=f"Person of {role}",
            email=f"{role.replace('_', '-')}@example.org",
            office=OFFICES.get(role),
        )
        for role in ROLES[1:]
    }
    world = World(people)
    _membership(world)
    _corrections(world)
    _standing(world)
    _partners(world)
    load_example()
    world.records["undertaking"] = Undertaking.objects.get(number="F1")
    _compact(world)
    _signatures(world)
    world_cases.build(world)
    world_compact_board.build(world)
    world.records["group"] = GroupFactory(
        name="Health Group", slug="health", convenor=people["convenor"]
    )
    # One to come, one that is over, one that its convenor is still preparing.
    records = world.records
    records["coming_meeting"] = GroupMeetingFactory(group=records["group"], number=1)
    records["past_meeting"] = GroupMeetingFactory(
        group=records["group"], number=2, starts_at=timezone.now() - 8 * DAY
    )
    records["draft_meeting"] = GroupMeetingFactory(group=records["group"], number=3, draft=True)
    records["own_calendar"] = own_calendar.LINKS.token(people["convenor"].pk)
    make_missing_pages()
    _agenda(world)
    _kept_meetings(world)
    _news(world)
    records["resource"] = ResourceIndexPage.objects.get().add_child(
        instance=ResourcePage(
            title="Duties",
            slug="duties",
            need="governance",
            summary="Of a trustee.",
            link="https://guide.example.org",
        )
    )
    _consultations(world)
    _elections(world)
    message = ContactMessage(topic="voting", name="Ann", email="ann@example.org", text="Where?")
    world.records["message"] = receive_message(message, by=None)
    handed = ContactMessage(topic="compact", name="Ann", email="ann@example.org", text="Why?")
    receive_message(handed, by=None)
    world.records["handed"] = hand_message(handed, "Compact Board", by=people["support"])
    world.records["glossary_term"] = GlossaryTerm.objects.create(
        term="youth club", slug="youth-club", also="youth group", meaning="A place for the young."
    )
    world.records["bank_holiday"] = BankHoliday.objects.create(
        day=dt.date(2027, 7, 5), name="Regatta"
    )
    world.records["award"] = AwardFactory(award_class=Award.Class.GIVING)
    for kind, name, content, options in UPLOADS:
        world.records[f"{kind}_upload"] = uploads.receive(
            upload_kinds.accepted.get(kind), BytesIO(content), name, options, by=people["support"]
        )
    world.records["notification"] = NotificationFactory(user=people["lead"], url="/my/")
    world.records["bounced"] = EmailFactory(state="bounced", error="5.1.1")
    link = unsubscribing.link(people["account"].pk, "organisation")
    world.records["unsubscribe"] = link.rstrip("/").rpartition("/")[2]
    _followers(world)
    return world


def _followers(world: World) -> None:
    """An address that follows a body and a consultation, and one that has not confirmed; with the links of both."""
    follower = Follower.objects.create(
        address="fay@example.org", asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    for thing in ({"body": world.body}, {"consultation": world.consultation}):
        Following.objects.create(follower=follower, **thing)
    asked = Follower.objects.create(address="gus@example.org", asked_at=timezone.now())
    world.records["stop_following"] = STOP.token(follower.pk)
    world.records["confirm_following"] = CONFIRM.token(asked.pk, f"body-{world.body.pk}")


def _agenda(world: World) -> None:
    """Of the draft: one item that went to another group of the same convenor, one that may go, an ordinary one."""
    people, records = world.people, world.records
    records["strategic"] = GroupFactory(
        name="Strategy Group", slug="strategy", convenor=people["convenor"]
    )
    make_missing_pages()
    meeting, strategic = records["draft_meeting"], AgendaItem.Level.STRATEGIC
    records["item"] = AgendaItemFactory(meeting=meeting, title="Buses", position=1)
    records["strategic_item"] = AgendaItemFactory(
        meeting=meeting, title="Trains", position=2, level=strategic
    )
    routed = AgendaItemFactory(meeting=meeting, title="Trams", position=3, level=strategic)
    records["routing"] = route_item(routed, records["strategic"], by=people["convenor"])
    records["draft_paper"] = add_paper(
        MeetingPaper(meeting=meeting, title="Routes"),
        SimpleUploadedFile("routes.txt", b"Route 49"),
        by=people["convenor"],
    )
    records["paper"] = add_paper(
        MeetingPaper(meeting=records["coming_meeting"], title="Fares"),
        SimpleUploadedFile("fares.txt", b"Two pounds"),
        by=people["convenor"],
    )
    records["spare_draft"] = GroupMeetingFactory(group=records["strategic"], number=2, draft=True)
    records["taking_meeting"] = GroupMeetingFactory(group=records["strategic"], number=1)


def _membership(world: World) -> None:
    people, records = world.people, world.records
    records["district"] = DistrictFactory(name="Salisbury", slug="salisbury")
    records["theme"] = ThemeFactory(name="Health", slug="health")
    # Nothing hangs on these.
    records["spare_theme"] = ThemeFactory(name="Leisure", slug="leisure")
    records["spare_district"] = DistrictFactory(name="Wessex", slug="wessex")
    # It is asked to confirm its entry.
    records["member"] = OrganisationFactory(
        name="Kennet Carers",
        slug="kennet-carers",
        member=True,
        confirmed_on=timezone.localdate() - 400 * DAY,
    )
    records["other"] = OrganisationFactory(name="Zeals Youth Club", slug="zeals", member=True)
    records["gone"] = OrganisationFactory(name="Lapsed Lunch Club", slug="lunch", lapsed=True)
    DelegateFactory(organisation=records["member"], user=people["lead"], role="lead", is_voter=True)
    records["delegate_line"] = DelegateFactory(
        organisation=records["member"], user=people["delegate"]
    )
    DelegateFactory(organisation=records["gone"], user=people["lapsed"], role="lead")
    records["listed"] = OrganisationFactory(name="Bell Ringers", slug="bell-ringers")
    DelegateFactory(organisation=records["listed"], user=people["convenor"], role="lead")
    records["applicant"] = register_organisation(
        Organisation(name="Wylden Men's Shed", legal_form="group"),
        declarations=dict.fromkeys(
            membership_rules.eligibility.criteria_for(social_enterprise=False), True
        ),
        districts=[records["district"]],
        themes=[records["theme"]],
        by=UserFactory(name="Nadia Novak"),
    )
    records["questioned"] = OrganisationFactory(
        name="Yatesbury Yarners", slug="yarners", applied=True
    )
    DelegateFactory(organisation=records["questioned"], user=people["lead"], role="lead")
    records["question"] = ask(
        records["questioned"], "Who is on the committee?", by=people["support"]
    )
    records["member_list"] = upload_list(
        b"Name\nChute Chess Club\n", "list.csv", by=people["support"]
    )
    records["claim"] = claim_with_evidence(
        records["member"], "Minutes of May.", by=UserFactory(name="Petra Pohl")
    )
    records["ward"] = WardFactory(district=records["district"])
    records["consortium"] = Consortium.objects.create(name="The Consortium", slug="consortium")
    records["hub"] = OrganisationFactory(
        name="The Hub", slug="hub", member=True, infrastructure=True
    )
    records["place"] = ConsortiumPlace.objects.create(
        consortium=records["consortium"], organisation=records["hub"], part="county"
    )
    records["other_hub"] = OrganisationFactory(name="The Other Hub", infrastructure=True)
    OfferFactory(organisation=records["hub"], need="governance")
    DelegateFactory(organisation=records["hub"], user=people["lead"], role="lead")
    question = Enquiry(
        organisation=records["hub"],
        need="governance",
        name="Ann",
        email="ann@example.org",
        text="How?",
    )
    records["enquiry"] = gateway.ask(question, by=people["account"])
    records["estimate"] = SectorEstimateFactory()
    records["snapshot"] = freeze_sector("Spring", by=people["support"])
    records["mark"] = QualityMarkFactory(organisation=records["member"])
    records["tag"] = ActivityTagFactory(name="Carers")
    records["findings"] = list(records["applicant"].findings.all())


def _compact(world: World) -> None:
    """An adopted edition with the words of the example, and a draft that changes one of its undertakings."""
    support = world.people["support"]
    first = begin("Wiltshire Compact", by=support)
    copy_example(first, by=support)
    world.records["compact_edition"] = compact.published(first)
    world.records["compact_draft"] = compact.draft(F1="We pay in advance.", by=support)
    world.records["compact_colleague"] = UserFactory(office="Compact Board")


def _signatures(world: World) -> None:
    """One of a public body, whose champion is its officer; and an exception."""
    records, edition = world.records, world.compact_edition
    facts = Facts(signed_on=compact.SEPTEMBER_2005, champion_officer=records["officer"])
    records["signature"] = signing.enter(edition, facts, body=world.body, by=None)
    exempt = signing.Exempt(edition=edition, name="Swindon Volunteer Bureau")
    records["compact_exception"] = signing.except_from(exempt, by=None)


def _corrections(world: World) -> None:
    """One that waits for a second person, and one whose new address was mailed a link."""
    people, records = world.people, world.records
    gone = UserFactory(name="Greta Gone", email="greta@gone.example.org")
    records["correction"] = corrections.propose(
        gone, "greta@example.org", "We telephoned.", by=people["board"]
    )
    other = UserFactory(name="Gil Gone", email="gil@gone.example.org")
    mailed = corrections.propose(other, "gil@example.org", "We met.", by=people["board"])
    records["correction_path"] = correction_links.path(
        corrections.confirm(mailed, by=people["support"])
    )


def _standing(world: World) -> None:
    """One refused, one that has appealed, one suspended, two under common control, and an invitation."""
    people, records = world.people, world.records
    for name, lead in (("refused", people["lapsed"]), ("appealed", UserFactory(name="Ola Oduya"))):
        records[name] = register_organisation(
            Organisation(name=f"Zeals Fair, {name}", legal_form="group"),
            declarations={},
            districts=[],
            themes=[],
            by=lead,
        )
        not_met = {
            Criterion.NOT_STATUTORY: Finding(met=False, evidence="A committee of the parish.")
        }
        record_check(records[name], not_met, by=people["support"])
        refuse_organisation(records[name], by=people["support"])
    records["appeal"] = appeal(records["appealed"], "We name our own committee.", by=lead)
    records["suspended"] = OrganisationFactory(name="Suspended Choir", slug="choir", member=True)
    suspend(records["suspended"], "Complaint 12.", by=people["support"])
    records["twin"] = OrganisationFactory(name="Zeals Sewing Bee", slug="sewing-bee")
    records["merge"] = propose_merge(
        OrganisationFactory(name="Zeals Needlework", slug="needlework"),
        records["twin"],
        "One committee.",
        by=people["board"],
    )
    today = timezone.localdate()
    people["compact"].office_terms.update(ends_on=today + 365 * DAY)
    records["term"] = people["compact"].office_terms.get()
    records["office_proposal"] = propose_office(
        Term(people["delegate"], "Polling clerk", today, today + 365 * DAY),
        "Offered to help.",
        by=people["board"],
    )
    records["linked"] = OrganisationFactory(name="Zeals Club House", slug="club", member=True)
    set_votes_through(records["linked"], records["other"], "One board.", by=people["support"])
    records["invitation"] = invite(
        records["member"], people["account"].email, Delegate.Role.MEMBER, by=people["lead"]
    )
    records["invitation_path"] = invitation_links.path(records["invitation"])


def _partners(world: World) -> None:
    people, records = world.people, world.records
    for name, slug, role in [
        ("Wiltshire County Council", "wcc", "officer"),
        ("Wiltshire Primary Care Trust", "pct", "other_officer"),
    ]:
        body = PublicBodyFactory(name=name, slug=slug, short_name="the body")
        records["body" if role == "officer" else "other_body"] = body
        records[role] = OfficerFactory(body=body, user=people[role])
        people[role].office_terms.update(body_id=body.pk, body_name=body.name)
    records["ending_district"] = DistrictFactory(name="Old Dale", slug="old-dale")
    records["succession"] = prepare(
        Plan(
            kind="district",
            ended=[DistrictFactory(name="Salt Vale", slug="salt-vale")],
            day=timezone.localdate() + 30 * DAY,
            new_name="Long Vale",
        ),
        "An order of 2026.",
        by=people["board"],
    )
    records["department"] = records["body"].departments.create(name="Adult care", code="AC")
    records["partnership"] = PartnershipFactory(name="Health Partnership")
    records["seat"] = SeatFactory(partnership=records["partnership"], title="Carers' seat")
    records["free_seat"] = SeatFactory(partnership=records["partnership"], title="Free seat")
    today = timezone.localdate()
    records["appointment"] = AppointmentFactory(
        seat=SeatFactory(partnership=records["partnership"]),
        starts_on=today - 30 * DAY,
        ends_on=today + 300 * DAY,
    )
    term = {"starts_on": today - 30 * DAY, "ends_on": today + 300 * DAY}
    seats = SeatFactory.create_batch(3, partnership=records["partnership"])
    records["own_seat"] = AppointmentFactory(seat=seats[0], user=people["account"], **term)
    records["to_take"] = AppointmentFactory(
        seat=seats[1], user=people["account"], taken_on=None, code_version="", **term
    )
    records["to_sign"] = AppointmentFactory(seat=seats[2], taken_on=None, code_version="", **term)
    records["board_meeting"] = MeetingFactory(
        partnership=records["partnership"], held_on=today - DAY
    )
    Report.objects.create(
        appointment=records["own_seat"], meeting=records["board_meeting"], asked_on=today
    )
    records["letter"] = write(
        ContactMessage(seat=seats[0], topic="representative", name="Lena Lead", text="How?"),
        by=people["lead"],
    )
    records["report_path"] = report_links.path(records["own_seat"], records["board_meeting"])


def _kept_meetings(world: World) -> None:
    """One whose minutes are published, with everything in them; one whose minutes are a draft."""
    group, member, now = world.group, world.records["member"], timezone.now()
    published = GroupMeetingFactory(group=group, number=14, starts_at=now - 40 * DAY)
    drafted = GroupMeetingFactory(group=group, number=15, starts_at=now - 30 * DAY)
    world.records.update(published_meeting=published, drafted_meeting=drafted)
    MinutesFactory(meeting=published)
    MinutesFactory(meeting=drafted, published_at=None, published_as=None)
    for meeting in (published, drafted):
        AttendanceFactory(meeting=meeting, organisation=member)
    note = NoteFactory(meeting=published, number=1, unattributed=True)
    NoteSource.objects.create(
        note=note,
        said_by="Ann of the Bell Ringers",
        moderator=world.people["convenor"],
        kept_until=timezone.localdate() + 300 * DAY,
    )
    NoteFactory(meeting=drafted, number=1)
    published.points.create(text="Buses are few.").notes.add(note)
    world.records["action"] = ActionFactory(meeting=published, organisation=member)


def _news(world: World) -> None:
    front = Site.objects.get().root_page
    news = NewsIndexPage.objects.get()
    world.records.update(
        front=front,
        news=news.add_child(
            instance=NewsPage(title="A news item", slug="item", summary="What is new.")
        ),
        draft_news=news.add_child(
            instance=NewsPage(title="A draft", slug="draft", summary="Not yet.", live=False)
        ),
        standing=front.add_child(instance=StandardPage(title="Guidance", slug="guidance")),
    )
    hidden = front.add_child(instance=StandardPage(title="Hidden", slug="hidden", lead="Not so."))
    world.records["hidden_text"] = hide_text(hidden, "It is not so.", by=world.people["support"])


def _consultations(world: World) -> None:
    """One open and answered by Kennet Carers, one open without an answer, one drafted, one closed and answered."""
    people, records = world.people, world.records
    officer, today = people["officer"], timezone.localdate()
    days = {"opens_on": today, "closes_on": today + 84 * DAY}
    for name in ("consultation", "unanswered", "draft"):
        records[name] = consultations.draft_consultation(
            records["body"], proposal(title=f"A {name}", slug=name, **days), by=officer
        )
    for name in ("consultation", "unanswered"):
        revision = records[name].page.get_latest_revision()
        consultations.publish_consultation(revision, by=people["board"])
        records[name].refresh_from_db()
    respond(records["consultation"], records["member"], text="Keep all three.", by=people["lead"])
    records["extension_request"] = extensions.ask_for_extension(
        records["consultation"], to=today + 99 * DAY, reason="The post is on strike.", by=officer
    )
    records["planned_consultation"] = planning.propose(
        records["body"],
        planning.Plan("Parks", "Which parks stay open?", "spring"),
        by=officer,
    )
    records["period"] = PreElectionPeriod.objects.create(
        election="a by-election", first_day=today + DAY, last_day=today + 9 * DAY
    )
    _questions(world)
    _closed_consultation(world)
    _scorecard_replies(world)
    _guidance(world)
    _events(world)
    _analysis(world)
    add_answered(world)
    _texts(world)
    records["answered_group"] = GroupFactory(name="Transport Group", slug="transport")
    make_missing_pages()
    forums.join_group(records["answered_group"], records["member"], by=people["lead"])
    _responses_begun(world)
    records["members_meeting"] = GroupMeetingFactory(group=records["answered_group"], number=1)
    records["registration"] = register(
        Registration(
            meeting=records["members_meeting"],
            name="Asha Amin",
            organisation=records["member"],
            user=people["lead"],
        ),
        by=people["lead"],
    )
    _removals(world)
    _guests(world)


def _scorecard_replies(world: World) -> None:
    """One that everybody reads, and one that is hidden until a second person confirms it."""
    people, records = world.people, world.records
    records["scorecard_reply"] = scorecards.reply(
        records["body"], "There was snow.", by=people["officer"]
    )
    reply = scorecards.reply(records["other_body"], "Ann Ash did it.", by=people["other_officer"])
    records["hidden_reply"] = HiddenReply.objects.create(
        reply=reply,
        reason="It names somebody.",
        hidden_by=people["data_protection"],
        hidden_at=timezone.now(),
        lapses_at=lapses_at(timezone.now()),
    )


def _guidance(world: World) -> None:
    """Guidance on F1, which one officer has read; on F2, which nobody has."""
    people, records = world.people, world.records
    texts = UndertakingText.objects.filter(edition=records["compact_edition"])
    for name, number in (("guidance", "F1"), ("guidance_unread", "F2")):
        text = texts.get(undertaking__number=number)
        records[name] = guidance.write(text, "Plan <b>early</b>.", by=people["support"])
    read = records["guidance"]
    guidance.acknowledge(read.about.undertaking, read.pk, by=people["other_officer"])


def _guests(world: World) -> None:
    """An observer, an advisory group with an invitation, and a convenor's message."""
    people, records = world.people, world.records
    records["contact"] = Officer.objects.create(
        body=records["body"], name="Olu Ojo", post="Head of buses", starts_on=timezone.localdate()
    )
    spare = Officer.objects.create(
        body=records["body"], name="Una Ure", post="Planner", starts_on=timezone.localdate()
    )
    records["spare_contact"] = spare
    records["observer"] = add_observer(records["group"], records["contact"], by=people["support"])
    records["advisory"] = GroupFactory(name="Advisory Group", slug="advisory", kind="advisory")
    make_missing_pages()
    records["invitation_to_group"] = group_invitations.invite(
        records["advisory"], records["member"], by=people["support"]
    )
    records["group_letter"] = send_letter(
        records["answered_group"], "Buses", "Come and see.", by=people["support"]
    )


def _removals(world: World) -> None:
    """One that waits for the second person, and one against which its organisation appeals."""
    people, records = world.people, world.records
    for name in ("hub", "other_hub"):
        GroupMembershipFactory(group=records["group"], organisation=records[name])
    records["removal"] = removals.propose_removal(
        records["group"], records["hub"], "It sells boats.", by=people["convenor"]
    )
    gone = removals.propose_removal(
        records["group"], records["other_hub"], "It sells cars.", by=people["convenor"]
    )
    gone = removals.confirm_removal(gone, by=people["support"])
    DelegateFactory(organisation=records["other_hub"], user=people["lead"])
    records["removal_appeal"] = removals.appeal_removal(gone, "We repair them.", by=people["lead"])


def _questions(world: World) -> None:
    """A draft with a second question and an empty section, its questions kept as a set, and a set of everybody's."""
    people, records = world.people, world.records
    draft, officer = records["draft"], people["officer"]
    questions = newest(draft)
    records["asked_section"] = questions.sections.get()
    records["empty_section"] = questions_of_bodies.add_section(questions, "More", "", by=officer)
    facts = {name: Question._meta.get_field(name).get_default() for name in QUESTION_FACTS}
    records["asked_question"] = questions_of_bodies.add_question(
        records["asked_section"], "text", {**facts, "words": "How often?"}, by=officer
    )
    records["kept_set"] = kept_sets.keep_as_set(draft, "Ours", for_everybody=False, by=officer)
    records["shared_set"] = kept_sets.keep_as_set(
        records["unanswered"], "For all", for_everybody=True, by=people["support"]
    )


def _responses_begun(world: World) -> None:
    """A draft of Kennet Carers, and the response of a group that names it."""
    people, records = world.people, world.records
    ResponseDraft.objects.create(
        consultation=records["unanswered"],
        organisation=records["member"],
        question_set=asked_by(records["unanswered"]),
        typed={"q1": ["Keep all three."], **{name: [said] for name, said in STATED.items()}},
        saved_at=timezone.now(),
        saved_by=people["lead"],
    )
    records["answered_group"].terms.create(person=people["convenor"])
    [answering] = [
        one for one in groups_of(people["convenor"]) if one.group == records["answered_group"]
    ]
    about = records["consultation"]
    version = responding.send(
        about, of_group(answering), words_for(about, "We agree."), by=people["convenor"]
    )
    name_backings(version, [records["member"]], by=people["convenor"], is_new=True)
    records["backing"] = version.response.backings.get()


def _events(world: World) -> None:
    """One to come, and one over with notes on the site and a draft that corrects them."""
    officer, now = world.people["officer"], timezone.now()
    for name, of, starts in (
        ("planned_event", "unanswered", now + 9 * DAY),
        ("held_event", "closed_consultation", now - 20 * DAY),
    ):
        details = Details(
            title="An evening", starts_at=starts, ends_at=starts + HOUR, place="The town hall"
        )
        planned_at = starts - 9 * DAY
        world.records[name] = plan_event(world.records[of], details, by=officer, at=planned_at)
    held = world.records["held_event"]
    record_attendance(held, {world.records["hub"]: 3}, 1, by=officer)
    papers.publish_notes(held, "Buses are few.\n\nKeep lunch.", by=officer)
    papers.publish_summary(held, "Buses and lunch [1, 2].", by=officer)
    papers.save_draft(held, "notes", "Buses are too few.\n\nKeep lunch.", seen=0, by=officer)


def _texts(world: World) -> None:
    """A draft text of the open consultation and one of the closed, each with a comment of Kennet Carers."""
    people, records = world.people, world.records
    for name, of in (("open_comment", "unanswered"), ("closed_comment", "closed_consultation")):
        consultation = records[of]
        at = consultation.published_at + HOUR
        commenting.put_text(
            consultation, "The draft plan", "# Aims\n\nMore buses.", by=people["officer"], at=at
        )
        said = Said(key=2, words="Not enough.", consent="named", seen="1-1")
        records[name] = commenting.comment(
            consultation, of_organisation(records["member"]), said, by=people["lead"], at=at
        )


def _closed_consultation(world: World) -> None:
    people, records = world.people, world.records
    opened = timezone.now() - 90 * DAY
    first = timezone.localdate(opened)
    days = {"opens_on": first, "closes_on": first + 84 * DAY}
    closed = consultations.draft_consultation(
        records["body"], proposal(title="A closed one", slug="closed", **days), by=people["officer"]
    )
    revision = closed.page.get_latest_revision()
    records["closed_consultation"] = consultations.publish_consultation(
        revision, by=people["board"], at=opened
    )
    version = respond(
        closed, records["member"], text="Keep two.", by=people["lead"], at=opened + DAY
    )
    records["closed_response"], records["closed_answer"] = version.response, version.answers.get()
    paper = records["closed_answer"]
    paper.file.save("paper.pdf", ContentFile(b"%PDF-1.4 Keep two."), save=False)
    paper.file_name, paper.size = "paper.pdf", paper.file.size
    paper.save()
    answers = words_for(closed, "Keep one.")
    person = of_individual("nadia@example.org", "Nadia Novak")
    records["individual_response"] = responding.send(
        closed, person, answers, by=None, at=opened + DAY
    ).response
    records["response_token"] = response_links.LINKS.token(records["individual_response"].pk)
    letter = Sender(Response.Kind.INDIVIDUAL, source=Response.Source.LETTER, received_on=first)
    records["paper_response"] = offline.enter(
        closed, offline.Paper(letter, answers, NOTHING_SAID), by=people["board"]
    )
    # They were sent then: a mail that waited since would be a fault of the site.
    Email.objects.filter(kind__startswith="consultations/response_").delete()


def _analysis(world: World) -> None:
    """Two themes of the one that closed, and one more whose figures are public."""
    people, records = world.people, world.records
    for name in ("raised_theme", "theme_to_merge"):
        records[name] = codebook.add_theme(
            records["closed_consultation"], f"A {name}", by=people["officer"]
        )
    opened = timezone.now() - 90 * DAY
    first = timezone.localdate(opened)
    days = {"opens_on": first, "closes_on": first + 84 * DAY}
    analysed = consultations.draft_consultation(
        records["body"],
        proposal(title="An analysed one", slug="analysed", **days),
        by=people["officer"],
    )
    revision = analysed.page.get_latest_revision()
    analysed = consultations.publish_consultation(revision, by=people["board"], at=opened)
    analysed.responses_published_at = timezone.now()
    analysed.save(update_fields=["responses_published_at"])
    records["analysed_consultation"] = analysed


def _elections(world: World) -> None:
    """One for every act of a returning officer; `shares` has the share of the key of each."""
    world.records["shares"] = {}
    voters = [organisation_with_voter(f"Organisation {letter}") for letter in "ABCDE"]
    _elections_before_the_poll(world)
    _poll(world, "running", timezone.now() - DAY, voters)
    running = world.records["running_contest"]
    world.records["roll_entry"] = running.roll.get(organisation=world.records["other"])
    # Each of these has gone one step further than the one before.
    eight_days_ago = timezone.now() - 8 * DAY - HOUR
    for slug, poll_opened in [
        ("closed", eight_days_ago),
        ("lost", eight_days_ago),
        ("voided", eight_days_ago),
        ("to_open", eight_days_ago),
        ("opened", eight_days_ago),
        ("counted", eight_days_ago - 7 * DAY),
        ("declared", eight_days_ago - 7 * DAY),
    ]:
        go_on_to(slug, *_poll(world, slug, poll_opened, voters))
    records = world.records
    sign_all(records["counted"], at=timezone.now() - DAY)
    for slug in ("lost", "voided"):
        records[slug].key_shares.filter(number__gt=1).update(lost_at=timezone.now())
    records["voided"] = void_poll(
        records["voided"], "Two shares are lost.", by=world.people["returning"]
    )
    records["finding"] = OpeningFinding.objects.create(
        contest=records["to_open_contest"],
        code=OpeningFinding.Code.BALLOTS_AND_MARKS,
        facts={"ballots": 4, "marks": 5, "empty": 0},
        facts_sha256=OpeningFinding.sha256_of({}),
        text="The box holds 4 ballots and the roll 5 marks.",
        found_at=timezone.now(),
    )
    world.records["lot_change"] = ask_for_change(
        world.records["to_open_contest"],
        "3 17 23",
        "A slip of the pen.",
        by=world.people["returning"],
    )
    _after_the_count(world, eight_days_ago, voters)


def _after_the_count(
    world: World, poll_opened: dt.datetime, voters: list[tuple[Organisation, User]]
) -> None:
    """A count in its challenge period, which an account holder watches, and to which Asha's organisation objects."""
    watcher = world.people["account"]
    go_on_to("counted", *_poll(world, "challenged", poll_opened, voters, watched_by=watcher))
    world.records["challenged"].refresh_from_db()
    contest = world.records["challenged_contest"]
    world.records["scrutineer"] = contest.election.scrutineers.get(user=watcher)
    world.records["objection"] = raise_objection(
        Objection(
            contest=contest, organisation=world.records["member"], kind="other", words="Why?"
        ),
        by=world.people["lead"],
    )
    organisation, person = voters[0]
    world.records["unsigned"] = raise_objection(
        Objection(
            contest=contest,
            organisation=organisation,
            kind="missing receipt",
            words="It is not there.",
            receipt="A" * 20,
        ),
        by=person,
    )


def _elections_before_the_poll(world: World) -> None:
    people, records = world.people, world.records
    for slug, days in [("planned", 60), ("nominating", 20), ("ready", 6), ("provable", 8)]:
        records[f"{slug}_contest"] = ContestFactory(
            election__slug=slug,
            election__returning_officer=people["returning"],
            election__poll_opens=timezone.now() + days * DAY,
            partnership=PartnershipFactory(),
        )
        records[slug] = records[f"{slug}_contest"].election
    spread = records["nominating_contest"]
    spread.spread_by, spread.limits = Contest.SpreadBy.DISTRICT, [Limit("Salisbury", maximum=1)]
    spread.save()
    keep_limits(spread)
    for slug in ("nominating", "ready", "provable"):
        CandidateFactory(contest=records[f"{slug}_contest"], organisation=records["gone"])
    records["candidate"] = records["nominating_contest"].candidates.get()
    ScrutineerFactory(election=records["ready"], user=people["scrutineer"])
    _nominations(world)
    records["shares"]["ready"] = key_for(records["ready"])
    records["shares"]["provable"] = _key_to_show(records["provable"], people)
    records["provable_scrutineer"] = records["provable"].scrutineers.last()
    records["statement"] = KeyStatement.of(make_other_key(needed=2, holders=2)).text


def _key_to_show(election: Election, people: dict[str, User]) -> list[str]:
    """A key whose shares wait to be shown, the first of them by the scrutineer of the cast."""
    for person in (people["scrutineer"], UserFactory()):
        ScrutineerFactory(election=election, user=person)
    return [one.text for one in make_key(election, by=people["returning"])]


def _nominations(world: World) -> None:
    """A draft, one that waits for people, one whose candidate has written all, and one that waits for the ruling."""
    people, records = world.people, world.records
    contest, words = (
        records["nominating_contest"],
        {"statement": "I would ask.", "employer": "none", "funding": "none", "other_seats": "none"},
    )
    records["nomination"] = NominationFactory(
        contest=contest, organisation=records["member"], sent_at=None
    )
    records["asked"] = NominationFactory(contest=contest, user=people["account"])
    support = records["asked"].supports.first()
    support.organisation = records["member"]
    support.save()
    records["ready_to_accept"] = NominationFactory(
        contest=contest, user=people["account"], name="Nia North", **words
    )
    records["complete"] = complete_nomination(contest=contest)


def _poll(
    world: World,
    slug: str,
    poll_opens: dt.datetime,
    voters: list[tuple[Organisation, User]],
    watched_by: User | None = None,
) -> tuple[Contest, list[str]]:
    """A poll of three candidates in which five organisations voted; its contest and the shares of its key."""
    contest, shares = poll(
        poll_opens=poll_opens,
        watched_by=watched_by or world.people["scrutineer"],
        election__returning_officer=world.people["returning"],
        election__slug=slug,
        partnership=PartnershipFactory(),
    )
    world.records[slug], world.records[f"{slug}_contest"] = contest.election, contest
    world.records["shares"][slug] = shares
    for (organisation, person), ranking in zip(voters, RANKINGS, strict=True):
        cast_ballot(contest, organisation, ranking=ranking, by=person, at=poll_opens + HOUR)
    return contest, shares


def go_on_to(stage: str, contest: Contest, shares: list[str]) -> None:
    """Take the steps after the poll, each at its time, up to this stage."""
    election, officer = contest.election, contest.election.returning_officer
    stages = ("closed", "to_open", "opened", "counted", "declared")
    steps = stages.index(stage) if stage in stages else 0
    if steps >= 1:
        publish_receipts(election, by=officer, at=election.receipts_at)
        record_draw(contest, "3 17 22", by=officer, at=election.receipts_at)
    if steps >= 2:
        rewrite_box(election, by=officer, at=election.opening_at)
        open_box(election, shares[:2], by=officer, at=election.opening_at)
    if steps >= 3:
        count_election(election, by=officer, at=election.opening_at)
    if steps >= 4:
        sign_all(election, at=election.opening_at)
        declare(election, by=officer, at=election.challenge_ends_at + MINUTE)
    election.refresh_from_db()
