"""Every address of ours, as data: who gets what there, by which method, and with what a form is rightly filled in.

Read by the nets: `test_access`, `test_form_fuzz`, `test_pressed_twice`, `test_query_counts` and
`browser/test_every_page`. An address of ours that is missing here fails `test_access`, which names it.

Outcomes, as `outcome_of` reads them from an answer:

page        200
done        a POST was answered, and something was written
answered    a POST was answered, and nothing was written: a refusal in words, or only the session changed
elsewhere   a redirect to another page of the site
sign in     a redirect to the sign-in page, or the page that keeps what was typed until one has signed in
turned away a redirect to the Wagtail admin's first page, Wagtail's way to say no
forbidden   403
not there   404
not offered 405
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assembly.funding.classing.selectors import digest, stamp_of, stamps
from assembly.funding.models import Award
from assembly.membership import merging
from assembly.membership.selectors import current_delegates
from assembly.notifications.kinds import Category
from tests.factories.consultations import STATED
from tests.factories.elections import DAY, instants
from tests.world import ROLES, World

Audience = Mapping[str, str]
Data = Callable[[World], Mapping[str, Any]]

# Who may open the Wagtail admin at all.
STAFF = (
    "support",
    "board",
    "returning",
    "other_returning",
    "officer",
    "other_officer",
    "data_protection",
    "compact",
)
OUR_ORGANISATION = ("delegate", "lead")
COMMENTERS = (*OUR_ORGANISATION, "convenor")


@dataclass(frozen=True, slots=True)
class Row:
    """One address. `get` or `post` None: the method is not offered. `data` is a form rightly filled in."""

    address: str
    get: Audience | None = None
    post: Audience | None = None
    data: Data = lambda world: {}

    @property
    def methods(self) -> set[str]:
        return ({"GET", "HEAD"} if self.get else set()) | ({"POST"} if self.post else set())


def _all_given() -> str:
    """What the page of all that match carries, while nobody else classes them."""
    return digest(stamps(Award.objects.filter(award_class=Award.Class.GIVING)))


def everybody(outcome: str = "page") -> Audience:
    return dict.fromkeys(ROLES, outcome)


def signed_in(outcome: str = "page", **exceptions: str) -> Audience:
    return everybody(outcome) | {"anonymous": "sign in"} | exceptions


def people(*may: str, get: str = "page", others: str = "not there") -> Audience:
    """These people; signed-in others get another outcome."""
    return signed_in(others) | dict.fromkeys(may, get)


def staff(*may: str, get: str = "page", others: str = "turned away") -> Audience:
    """These people inside the Wagtail admin, which is closed to everybody without an office in it."""
    return signed_in("forbidden") | dict.fromkeys(STAFF, others) | dict.fromkeys(may, get)


def own_election(get: str = "page") -> Audience:
    """The returning officer of the election; to another returning officer it is not there."""
    return staff("returning", get=get) | {"other_returning": "not there"}


PUBLIC = everybody()
HIDDEN = everybody("not there")
SIGNED_IN = signed_in()
SUPPORT = staff("support")
ANY_STAFF = staff(*STAFF)
MERGERS = staff("support", "board")
GIVERS = staff("support", "board")
NO_STAFF = staff()
SUPPORT_DOES = staff("support", get="done")


def _today(days: int = 0) -> str:
    return (timezone.localdate() + days * DAY).isoformat()


def _board_report(world: World, days: int) -> dict[str, Any]:
    return {
        "to": world.records["board_report"].to_id,
        "reported_on": _today(days),
        "by_whom": "The deputy chair",
        "title": "What we heard",
        "next_due_on": _today(90),
    }


def _admin_instants(poll_opens: dt.datetime) -> dict[str, str]:
    local = {field: timezone.localtime(at) for field, at in instants(poll_opens).items()}
    return {field: f"{at:%Y-%m-%d %H:%M}" for field, at in local.items()}


def _office(world: World) -> dict[str, Any]:
    return {
        "office": "Polling clerk",
        "account": world.people["lead"].email,
        "begins_on": _today(),
        "last_day": _today(100),
        "reason": "Named by the Board.",
    }


def _succession(ended: Any, **heir: str) -> dict[str, Any]:
    return {"ended": [ended.pk], "day": _today(30), "reason": "An order of 2026.", **heir}


def _who_came(world: World) -> dict[str, str]:
    """A guest: nobody has joined the group."""
    return {"act": "other", "other-organisation": "Kennet Carers", "other-how": "attended"}


def _action(world: World) -> dict[str, str]:
    owner = f"person-{world.people['convenor'].pk}"
    return {"text": "Write to the bus company.", "owner": owner, "due_on": _today(30)}


def _message(world: World) -> dict[str, str]:
    """From another address each time, because few are taken from one."""
    return {
        "topic": "voting",
        "name": "Asha Amin",
        "email": f"{uuid4().hex}@example.org",
        "text": "Where is the ballot?",
    }


def _letter(world: World) -> dict[str, str]:
    letter = {name: text for name, text in _message(world).items() if name != "topic"}
    return letter | {"has_no_stake": "on"}


MACHINERY = [
    Row("/healthz", PUBLIC),
    Row("/readyz", PUBLIC),
    Row("/about/record/", PUBLIC),
    Row("/about/record/leaves-1.csv", PUBLIC),
    Row("/about/record.json", PUBLIC),
    Row("/about/components/", HIDDEN),
    Row("/robots.txt", PUBLIC),
    Row("/sitemap.xml", PUBLIC),
    Row("/sitemap-pages.xml", PUBLIC),
    Row("/calendar.ics", PUBLIC),
    Row("/calendar/theme/health/", HIDDEN),
    Row("/calendar/theme/health.ics", PUBLIC),
    Row("/calendar/colour/red.ics", HIDDEN),
    Row("/feeds/news.atom", PUBLIC),
    Row("/feeds/consultations.atom", PUBLIC),
    Row("/feeds/consultations/body/wcc.atom", PUBLIC),
    Row("/feeds/consultations/district/{district.slug}.atom", PUBLIC),
    Row("/feeds/consultations/theme/nothing.atom", HIDDEN),
    Row("/feeds/elections.atom", PUBLIC),
    Row("/feeds/compact.atom", PUBLIC),
    Row("/api/", PUBLIC),
    Row("/api/v1/", HIDDEN),
    Row("/api/v1/openapi.json", PUBLIC),
    Row("/api/v1/organisations", PUBLIC),
    Row("/api/v1/organisations/{member.slug}", PUBLIC),
    Row("/api/v1/organisations/{applicant.slug}", HIDDEN),
    Row("/api/v1/groups", PUBLIC),
    Row("/api/v1/meetings", PUBLIC),
    Row("/api/v1/groups/health/organisations", PUBLIC),
    Row("/api/v1/groups/health/minutes", PUBLIC),
    Row("/api/v1/partnerships", PUBLIC),
    Row("/api/v1/compact/signatories", PUBLIC),
    Row("/api/v1/districts", PUBLIC),
    Row("/api/v1/bodies", PUBLIC),
    Row("/api/v1/scorecards", PUBLIC),
    Row("/api/v1/elections", PUBLIC),
    Row("/api/v1/elections/declared", PUBLIC),
    Row("/api/v1/elections/planned", HIDDEN),
    Row("/api/v1/consultations", PUBLIC),
    Row("/api/v1/awards", PUBLIC),
    Row("/api/v1/compact/editions", PUBLIC),
    Row("/api/v1/compact/editions/0", HIDDEN),
    Row("/api/v1/compact/editions/{compact_edition.number}", PUBLIC),
    Row("/api/v1/compact/editions/9", HIDDEN),
    Row("/api/v1/compact/undertakings", PUBLIC),
    Row("/api/v1/nothing", HIDDEN),
    Row("/search/?q=carers&type=organisations&page=2", PUBLIC),
    Row("/search/", PUBLIC),
    # Wagtail's own sign-in pages lead to ours.
    Row("/cms/login/", staff(others="sign in")),
    Row("/_util/login/", everybody("sign in")),
]

# Pages of the tree: one of each type.
PAGES = [
    Row("/", PUBLIC),
    Row("/guidance/", PUBLIC),
    Row("/help/", PUBLIC),
    Row("/help/vote/", PUBLIC),
    Row("/about/", PUBLIC),
    Row("/privacy/", PUBLIC),
    Row("/contact/", PUBLIC, everybody("done"), _message),
    Row("/representatives/seats/{own_seat.seat_id}/write/", PUBLIC, everybody("done"), _letter),
    Row("/groups/health/write/", PUBLIC, everybody("done"), _letter),
    Row("/groups/nowhere/write/", HIDDEN),
    Row("/contact/confirm/23456789/", PUBLIC, everybody("answered"), lambda world: {"code": "1"}),
    Row("/my/messages/to-me/{letter.reference}/", people("account")),
    Row("/news/", PUBLIC),
    Row("/news/item/", PUBLIC),
    Row("/news/draft/", HIDDEN),
    Row("/resources/", PUBLIC),
    Row("/resources/?need=governance&audience=trustees", PUBLIC),
    Row("/resources/duties/", PUBLIC),
    Row("/compact/", PUBLIC),
    Row("/compact/funding/", PUBLIC),
    Row("/groups/", PUBLIC),
    Row("/groups/health/", PUBLIC),
    Row("/groups/health/meetings/1/", PUBLIC),
    Row("/calendar/groups/{own_calendar}.ics", PUBLIC),
    Row("/calendar/groups/nothing.ics", HIDDEN),
    Row("/sector/themes/", PUBLIC),
    Row("/groups/health/meetings/2/", PUBLIC),
    Row(
        "/groups/health/meetings/3/",
        people("convenor", "support", others="not there") | {"anonymous": "not there"},
    ),
    Row("/consultations/", PUBLIC),
    Row("/consultations/?q=consultation&body=wcc&state=open", PUBLIC),
    Row("/consultations/wcc/", PUBLIC),
    Row("/consultations/scorecard/", PUBLIC),
    Row("/consultations/scorecard/?sort=-days-open", PUBLIC),
    Row("/consultations/scorecard/{body.slug}/", everybody("elsewhere")),
    Row("/consultations/scorecard/{body.slug}/replies/", PUBLIC),
    Row("/consultations/scorecard/all/twelve-weeks-at-opening/", PUBLIC),
    Row("/consultations/scorecard/{body.slug}/feedback-overdue/?only=yes&own=yes", PUBLIC),
    Row("/consultations/scorecard/{body.slug}/days-open.csv", PUBLIC),
    Row("/consultations/scorecard/all/withdrawn.xlsx", PUBLIC),
    Row("/consultations/scorecard/{body.slug}/nothing/", HIDDEN),
    Row("/consultations/scorecard/nowhere/withdrawn/", HIDDEN),
    Row("/consultations/wcc/consultation/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/", PUBLIC),
    Row("/consultations/{body.slug}/draft/", HIDDEN),
    Row("/consultations/answered/", PUBLIC),
    Row("/consultations/?state=concluded", PUBLIC),
    Row("/consultations/{body.slug}/answered/", PUBLIC),
    Row("/consultations/{body.slug}/answered/responses/", PUBLIC),
    Row("/consultations/{body.slug}/answered/responses/published.csv", PUBLIC),
    Row("/consultations/{body.slug}/answered/responses/{published_response.pk}/", PUBLIC),
    Row(
        "/consultations/{body.slug}/answered/responses/{published_response.pk}/files/{published_answer.pk}/",
        PUBLIC,
    ),
    Row("/consultations/{body.slug}/answered/feedback/version-1/", PUBLIC),
    Row("/consultations/{body.slug}/answered/feedback/version-2/", HIDDEN),
    Row("/consultations/{body.slug}/answered/decision/version-1/", PUBLIC),
    Row("/consultations/{body.slug}/answered/decision/version-2/", HIDDEN),
    Row("/consultations/{body.slug}/closed/responses/", HIDDEN),
    Row("/consultations/{body.slug}/closed/responses/{closed_response.pk}/", HIDDEN),
    Row("/consultations/{body.slug}/unanswered/questions/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/questions/version-1/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/questions/version-2/", HIDDEN),
    Row("/consultations/{body.slug}/unanswered/questions/large-print/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/questions/discussion/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/text/", PUBLIC),
    Row("/consultations/{body.slug}/closed/text/", PUBLIC),
    Row("/consultations/{body.slug}/draft/text/", HIDDEN),
    Row("/consultations/{body.slug}/unanswered/text/version-1/", PUBLIC),
    Row("/consultations/{body.slug}/unanswered/text/version-2/", HIDDEN),
    # Until the responses are published.
    Row("/consultations/{body.slug}/closed/text/comments.csv", HIDDEN),
    Row(
        "/consultations/{body.slug}/unanswered/text/comment/2/",
        people(*COMMENTERS, others="elsewhere"),
        people(*COMMENTERS, get="done", others="answered"),
        lambda world: {"words": "More still.", "consent": "no", "version": "1-1"},
    ),
    Row("/consultations/{body.slug}/unanswered/text/comment/9/", signed_in("not there")),
    Row(
        "/consultations/{body.slug}/unanswered/text/comments/{open_comment.pk}/take-back/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
    ),
    Row("/consultations/{body.slug}/unanswered/events/1/", PUBLIC),
    Row("/consultations/{body.slug}/closed/events/1/", PUBLIC),
    Row("/consultations/{body.slug}/closed/events/2/", HIDDEN),
    Row("/consultations/{body.slug}/analysed/analysis/", PUBLIC),
    Row("/consultations/{body.slug}/analysed/analysis/?by=district", PUBLIC),
    Row("/consultations/{body.slug}/analysed/analysis.csv", PUBLIC),
    Row("/consultations/{body.slug}/analysed/analysis.xlsx", PUBLIC),
    Row("/consultations/{body.slug}/closed/analysis/", HIDDEN),
    Row("/consultations/{body.slug}/closed/analysis.csv", HIDDEN),
    Row("/consultations/{body.slug}/closed/analysis.xlsx", HIDDEN),
    Row("/consultations/{body.slug}/draft/questions/", HIDDEN),
    Row("/consultations/{body.slug}/draft/questions/version-1/", HIDDEN),
    Row("/consultations/{body.slug}/draft/questions/large-print/", HIDDEN),
    Row("/consultations/{body.slug}/draft/questions/discussion/", HIDDEN),
]

# People and organisations

ACCOUNT = [
    Row("/accounts/", SIGNED_IN, signed_in("done"), lambda world: {"name": "Zoë Àlvarez"}),
    # These ask for a fresh proof first; accounts/test_own_account goes on from there.
    Row("/accounts/my-data/", signed_in("elsewhere")),
    Row("/accounts/my-data/download/", post=signed_in("answered")),
    Row("/accounts/close/", signed_in("elsewhere"), signed_in("answered")),
    Row("/accounts/prove/", SIGNED_IN, signed_in("done"), lambda world: {"step": "send"}),
]

MY = [
    Row("/my/", SIGNED_IN),
    Row(
        "/my/acting-for/",
        post=people(*OUR_ORGANISATION, get="answered"),
        data=lambda world: {"organisation": world.member.pk},
    ),
    Row("/my/notifications/", SIGNED_IN),
    Row(
        "/my/notifications/preferences/",
        SIGNED_IN,
        signed_in("done"),
        lambda world: dict.fromkeys(Category.values, "daily"),
    ),
    Row(
        "/my/notifications/off/{unsubscribe}/",
        PUBLIC,
        everybody("done"),
        lambda world: {"List-Unsubscribe": "One-Click"},
    ),
    Row("/my/consultations/", SIGNED_IN, signed_in("done"), lambda world: {"which": "all"}),
    Row("/my/notifications/read/", post=signed_in("done")),
    Row("/my/notifications/{notification.pk}/read/", post=people("lead", get="done")),
]


def leads_only(get: str, *, delegate: str) -> Audience:
    """A page of an organisation for its leads; another delegate reads why not, and to others it is not there."""
    return people("lead", get=get) | {"delegate": delegate}


def _own(
    address: str,
    get: Audience | None,
    post: Audience | None = None,
    data: Data = lambda world: {},
) -> Row:
    return Row(f"/my/organisations/{{member.slug}}/{address}", get, post, data)


LEAD_READS = leads_only("page", delegate="elsewhere")
LEAD_DOES = leads_only("done", delegate="answered")
DECLARED = {
    f"declares_{criterion}": "yes"
    for criterion in ("not_for_profit", "not_statutory", "self_governing", "active_here")
}

OWN = [
    _own("", people(*OUR_ORGANISATION)),
    _own("confirm/", LEAD_READS, LEAD_DOES),
    _own("leave/", LEAD_READS, LEAD_DOES, lambda world: {"sure": "on"}),
    _own("come-back/", LEAD_READS, leads_only("answered", delegate="answered")),
    _own("appeal/", signed_in("not there"), signed_in("not there")),
    _own("people/", people(*OUR_ORGANISATION)),
    _own(
        "people/invite/",
        LEAD_READS,
        LEAD_DOES,
        lambda world: {"email": f"{uuid4().hex}@example.org", "role": "member"},
    ),
    _own(
        "people/hand-over/",
        LEAD_READS,
        LEAD_DOES,
        lambda world: {"successor": world.delegate_line.pk, "stays": "yes"},
    ),
    _own(
        "people/{delegate_line.pk}/",
        LEAD_READS,
        LEAD_DOES,
        lambda world: {"role": "member", "part": "voter"},
    ),
    _own(
        "people/{delegate_line.pk}/end/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
    ),
    _own("invitations/{invitation.pk}/again/", None, LEAD_DOES),
    _own("invitations/{invitation.pk}/withdraw/", None, LEAD_DOES),
    Row(
        "/my/organisations/{refused.slug}/appeal/",
        people("lapsed"),
        people("lapsed", get="done"),
        lambda world: {"words": "We name our own committee."},
    ),
    Row(
        "/my/organisations/{gone.slug}/come-back/",
        people("lapsed"),
        people("lapsed", get="done"),
        lambda world: {**DECLARED, "run_by": "committee"},
    ),
    Row(
        "{invitation_path}",
        SIGNED_IN,
        signed_in("answered", account="done"),
        lambda world: {"answer": "accept"},
    ),
    Row("/my/invitations/none/", signed_in("not there"), signed_in("not there")),
]


def _report(world: World) -> dict[str, str]:
    return {"attendance": "attended", "decisions": "The bus pass stays."}


def _application(world: World) -> dict[str, Any]:
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    return {
        "name": "Chicklade Choir",
        "description": "Sings.",
        "legal_form": "group",
        "districts": [world.district.pk],
        "run_by": "committee",
        **{f"declares_{criterion}": "yes" for criterion in criteria},
    }


MEMBERS = [
    Row("/members/", PUBLIC),
    Row("/members/?q=carers&district=salisbury&theme=health&letter=k&after=W10", PUBLIC),
    Row("/members/register.csv", PUBLIC),
    Row("/members/register.json", PUBLIC),
    # Of somebody signed out nothing but their session changes.
    Row(
        "/members/register/",
        PUBLIC,
        everybody("done") | {"anonymous": "answered"},
        _application,
    ),
    Row("/members/join/", PUBLIC),
    Row("/members/join/?q=carers", PUBLIC),
    Row(
        "/members/{listed.slug}/apply/",
        people("convenor"),
        people("convenor", get="done"),
        _application,
    ),
    Row(
        "/members/{member.slug}/claim/",
        SIGNED_IN,
        # Those who act for it read that they do.
        signed_in("done", delegate="answered", lead="answered"),
        lambda world: {"step": "evidence", "evidence": "Minutes of May, on our website."},
    ),
    Row("/members/{applicant.slug}/claim/", signed_in("not there"), signed_in("not there")),
    Row(
        "/my/claims/{claim.pk}/",
        people("lead"),
        people("lead", get="done"),
        lambda world: {"knows": "yes", "words": "She is our treasurer."},
    ),
    Row(
        "/my/organisations/{questioned.slug}/questions/{question.pk}/",
        people("lead"),
        people("lead", get="done"),
        lambda world: {"answer": "Three people from three households."},
    ),
    Row("/members/{member.slug}/", PUBLIC),
    Row("/members/{gone.slug}/", PUBLIC),
    Row("/members/{applicant.slug}/", HIDDEN),
    Row("/representatives/", PUBLIC),
    Row("/representatives/history/?page=2", PUBLIC),
    Row("/representatives/code-of-conduct/", PUBLIC),
    Row("/representatives/partnerships/{partnership.slug}/", PUBLIC),
    Row("/representatives/{appointment.pk}/", PUBLIC),
    Row("/feeds/reports.atom", PUBLIC),
    Row("/my/seats/{own_seat.pk}/", people("account")),
    Row("/my/seats/{appointment.pk}/", people()),
    Row(
        "/my/seats/{to_take.pk}/code/",
        people("account"),
        people("account", get="done"),
        lambda world: {"version": "1", "accepts": "on"},
    ),
    Row(
        "/my/seats/{own_seat.pk}/interests/",
        people("account"),
        people("account", get="done"),
        lambda world: {"employer": "A charity", "funding": "None", "other_seats": "None"},
    ),
    Row(
        "/my/seats/{own_seat.pk}/meetings/new/",
        people("account"),
        people("account", get="done"),
        lambda world: {"title": "Board", "held_on": _today(7), "papers": ""},
    ),
    Row(
        "/my/seats/{own_seat.pk}/meetings/{board_meeting.pk}/",
        people("account"),
        people("account", get="done"),
        _report,
    ),
    Row("{report_path}", PUBLIC, everybody("done"), _report),
]


def _question(world: World) -> dict[str, str]:
    """From another address each time, because few are taken from one."""
    return {
        "need": "governance",
        "text": "How?",
        "name": "Ann",
        "email": f"{uuid4().hex}@example.org",
    }


GATEWAY = [
    Row("/find-help/", PUBLIC),
    Row("/find-help/?need=governance&district=salisbury", PUBLIC),
    Row("/find-help/ask/hub/", PUBLIC, everybody("done"), _question),
    Row("/find-help/ask/{member.slug}/", HIDDEN, HIDDEN),
    Row("/find-help/confirm/23456789/", PUBLIC, everybody("answered"), lambda world: {"code": "1"}),
    Row("/my/offices/", SIGNED_IN),
    Row("/my/offices/{term.pk}/resign/", people("compact"), people("compact", get="done")),
    Row("/my/enquiries/", SIGNED_IN),
    Row(
        "/my/enquiries/{enquiry.reference}/",
        people("lead", "account"),
        people("lead", get="done") | {"account": "answered"},
        lambda world: {"answer": "Ring us."},
    ),
]

SECTOR = [
    Row("/sector/", PUBLIC),
    Row("/sector/figures.csv", PUBLIC),
    Row("/sector/figures.json", PUBLIC),
    Row("/sector/charts/concentration.csv", PUBLIC),
    Row("/sector/charts/hats.csv", HIDDEN),
    Row("/sector/compare/", PUBLIC),
    Row("/sector/compare/?earlier={snapshot.pk}&later=", PUBLIC),
    Row("/sector/snapshots/{snapshot.pk}/", PUBLIC),
    Row("/sector/snapshots/{snapshot.pk}/figures.csv", PUBLIC),
    Row("/sector/snapshots/{snapshot.pk}/figures.json", PUBLIC),
]

# A delegate who is no lead is told so on My Assembly.
LEADS = people("lead") | {"delegate": "elsewhere"}
LEADS_DO = people("lead", get="done") | {"delegate": "answered"}
PROFILE = [
    Row("/my/organisations/{member.slug}/profile/", LEADS),
    Row(
        "/my/organisations/{member.slug}/profile/about/",
        LEADS,
        LEADS_DO,
        lambda world: {"legal_form": "cio", "description": "Time off for carers."},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/places/",
        LEADS,
        LEADS_DO,
        lambda world: {"districts": [world.district.pk], "postcode": "SP1 1AA"},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/work/",
        LEADS,
        LEADS_DO,
        lambda world: {
            "themes": [world.theme.pk],
            "roles": ["voice"],
            "fields_of_activity": ["faith"],
        },
    ),
    Row(
        "/my/organisations/{member.slug}/profile/tags/",
        LEADS,
        LEADS_DO,
        lambda world: {"tags": [world.tag.pk]},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/income/",
        LEADS,
        LEADS_DO,
        lambda world: (
            {"ends_on": _today(-90), "amount": "12000", "share_trading": "most"}
            | {"share_trusts": "little"}
        ),
    ),
    Row(
        "/my/organisations/{member.slug}/profile/people/",
        LEADS,
        LEADS_DO,
        lambda world: {"staff": "0", "volunteers": "12", "counted_on": _today(-9)},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/numbers/",
        LEADS,
        LEADS_DO,
        lambda world: {"register": "GB-CHC", "number": "1090095"},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/marks/",
        LEADS,
        LEADS_DO,
        lambda world: {"scheme": "PQASSO", "awarded_on": _today(-9)},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/marks/{mark.pk}/",
        LEADS,
        LEADS_DO,
        lambda world: {"act": "remove"},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/offers/",
        LEADS,
        LEADS_DO,
        lambda world: {"need": "ict", "description": "A repair bench.", "cost": "free"},
    ),
    Row(
        "/my/organisations/{member.slug}/profile/about/1/",
        signed_in("not there"),
        signed_in("not there"),
    ),
    Row(
        "/my/organisations/{member.slug}/profile/hobbies/",
        signed_in("not there"),
        signed_in("not there"),
    ),
]

# To those who act for nobody, or for nobody who may: back to the group's page, with the reason.
GROUPS = [
    Row(
        "/groups/{group.slug}/join/",
        signed_in("elsewhere", **dict.fromkeys(OUR_ORGANISATION, "page")),
        people(*OUR_ORGANISATION, get="done"),
        lambda world: {
            "organisation": world.member.pk,
            **{
                f"person_{one.pk}": "not" if one.is_voter else "everything"
                for one in current_delegates(world.member)
            },
        },
    ),
    Row(
        "/groups/{group.slug}/join/?organisation={member.pk}",
        people(*OUR_ORGANISATION),
        people("lapsed", get="answered"),
        lambda world: {"organisation": world.gone.pk},
    ),
    Row(
        "/groups/{answered_group.slug}/leave/",
        signed_in("elsewhere", **dict.fromkeys(OUR_ORGANISATION, "page")),
        people(*OUR_ORGANISATION, get="done"),
        lambda world: {"organisation": world.member.pk},
    ),
    Row(
        "/my/organisations/{member.slug}/groups/{answered_group.slug}/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
        lambda world: {f"person_{one.pk}": "meetings" for one in current_delegates(world.member)},
    ),
    Row(
        "/my/organisations/{member.slug}/groups/{group.slug}/",
        signed_in("not there"),
        signed_in("not there"),
    ),
]

RUN_IT = ("convenor", "support")
RUNS = people(*RUN_IT)
RUNS_DONE = people(*RUN_IT, get="done")


def _when(days: int) -> dict[str, str]:
    return {"day": _today(days), "begins": "18:30", "finishes": "20:30"}


def _details(world: World) -> dict[str, str]:
    return {"title": "Autumn", "place": "Town Hall", "access_notes": "", "link": "", "capacity": ""}


def _item(title: str) -> dict[str, str]:
    return {"title": title, "text": "", "minutes": "10", "level": "operational", "led_by": ""}


MEETINGS = [
    Row("/groups/{group.slug}/meetings/", PUBLIC),
    Row("/my/groups/{group.slug}/meetings/", RUNS),
    Row("/my/groups/{answered_group.slug}/meetings/", RUNS),
    Row(
        "/my/groups/{group.slug}/meetings/new/",
        RUNS,
        RUNS_DONE,
        lambda world: {**_details(world), **_when(30)},
    ),
    Row("/my/groups/{group.slug}/meetings/{draft_meeting.number}/", RUNS),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/change/",
        RUNS,
        RUNS_DONE,
        lambda world: {**_details(world), **_when(31)},
    ),
    Row("/my/groups/{group.slug}/meetings/{draft_meeting.number}/announce/", RUNS, RUNS_DONE),
    Row("/my/groups/{strategic.slug}/meetings/{spare_draft.number}/discard/", RUNS, RUNS_DONE),
    Row(
        "/my/groups/{group.slug}/meetings/{coming_meeting.number}/move/",
        RUNS,
        RUNS_DONE,
        lambda world: _when(9),
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{coming_meeting.number}/cancel/",
        RUNS,
        RUNS_DONE,
        lambda world: {"because": "Snow."},
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{coming_meeting.number}/people/new/",
        RUNS,
        RUNS_DONE,
        lambda world: {"name": "Olive Oak", "comes_from": "The council"},
    ),
    Row("/groups/{group.slug}/meetings/{coming_meeting.number}/agenda/", PUBLIC),
    Row(
        "/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/",
        everybody("not there") | dict.fromkeys(RUN_IT, "page"),
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/new/",
        RUNS,
        RUNS_DONE,
        lambda world: _item("Ferries"),
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/{item.pk}/",
        RUNS,
        RUNS_DONE,
        lambda world: _item("Night buses"),
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/{item.pk}/shift/",
        post=RUNS_DONE,
        data=lambda world: {"act": "down", "seen_at": "0"},
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/{item.pk}/remove/",
        RUNS,
        RUNS_DONE,
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/agenda/{strategic_item.pk}/route/",
        RUNS,
        RUNS_DONE,
        lambda world: {"to": world.strategic.pk},
    ),
    Row(
        "/my/groups/{strategic.slug}/routed/{routing.pk}/",
        RUNS,
        RUNS_DONE,
        lambda world: {"act": "take_up", "meeting": world.taking_meeting.pk},
    ),
    Row(
        "/my/groups/{strategic.slug}/routed/{routing.pk}/",
        RUNS,
        RUNS_DONE,
        lambda world: {"act": "decline", "because": "It is for the county."},
    ),
    Row("/groups/{group.slug}/meetings/{coming_meeting.number}/papers/{paper.pk}/", PUBLIC),
    Row(
        "/groups/{group.slug}/meetings/{draft_meeting.number}/papers/{draft_paper.pk}/",
        everybody("not there") | dict.fromkeys(RUN_IT, "page"),
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{draft_meeting.number}/papers/new/",
        RUNS,
        RUNS_DONE,
        lambda world: {
            "title": "Timetable",
            "item": "",
            "file": SimpleUploadedFile("timetable.txt", b"Every hour"),
        },
    ),
    Row(
        "/my/groups/{group.slug}/meetings/{coming_meeting.number}/papers/{paper.pk}/remove/",
        RUNS,
        RUNS_DONE,
        lambda world: {"because": "It is out of date."},
    ),
    Row(
        "/groups/{answered_group.slug}/meetings/{members_meeting.number}/register/",
        signed_in("elsewhere", delegate="page", lead="page"),
        signed_in("answered", delegate="done", lead="done"),
        lambda world: {"organisation": world.member.pk, "person": "other", "name": "Una Usk"},
    ),
    Row(
        "/groups/{answered_group.slug}/meetings/{members_meeting.number}/withdraw/{registration.pk}/",
        people(*OUR_ORGANISATION, *RUN_IT),
        people(*OUR_ORGANISATION, *RUN_IT, get="done"),
    ),
]
GUESTS = [
    Row(
        "/my/groups/{group.slug}/observers/",
        people("convenor", "support"),
        people("convenor", "support", get="done"),
        lambda world: {"act": "add", "officer": world.spare_contact.pk},
    ),
    Row(
        "/my/groups/{group.slug}/observers/",
        people("convenor", "support"),
        people("convenor", "support", get="done"),
        lambda world: {"act": "end", "observer": world.observer.pk},
    ),
    Row(
        "/cms/forums_group/{advisory.pk}/invitations/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"organisation": world.other.pk},
    ),
    Row(
        "/cms/forums_group/{advisory.pk}/invitations/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "withdraw", "invitation": world.invitation_to_group.pk},
    ),
    Row(
        "/my/groups/{answered_group.slug}/write/",
        RUNS,
        RUNS_DONE,
        lambda world: {"subject": "Trains", "text": "Come and hear."},
    ),
    Row(
        "/my/groups/{answered_group.slug}/letters/{group_letter.pk}/",
        people(*RUN_IT, *OUR_ORGANISATION),
    ),
]

REMOVALS = [
    Row(
        "/my/groups/{group.slug}/remove/{hub.slug}/",
        people("convenor", "support"),
        people("convenor", "support", get="answered"),  # it is proposed already
        lambda world: {"reason": "It sells boats."},
    ),
    Row(
        "/my/groups/{answered_group.slug}/remove/{member.slug}/",
        RUNS,
        RUNS_DONE,
        lambda world: {"reason": "It sells trains."},
    ),
    Row(
        "/my/organisations/{hub.slug}/groups/{group.slug}/removal/",
        people("lead"),
        people("lead", get="answered"),
        lambda world: {"words": "We do not."},
    ),
    Row(
        "/my/organisations/{member.slug}/groups/{group.slug}/removal/",
        signed_in("not there"),
        signed_in("not there"),
    ),
    Row("/cms/group-removals/", SUPPORT),
    Row(
        "/cms/group-removals/{removal.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "confirm"},
    ),
    Row(
        "/cms/group-removals/{removal.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "drop", "reason": "It does not."},
    ),
    Row(
        "/cms/group-removals/{removal_appeal.removal_id}/",
        SUPPORT,
        staff("support", get="answered"),
        lambda world: {"act": "lift"},
    ),
    Row(
        "/cms/group-removals/appeals/{removal_appeal.pk}/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {"outcome": "restored", "reason": "It repairs them."},
    ),
]

CONVENING = [
    Row("/my/groups/{group.slug}/", RUNS),
    Row("/my/groups/{answered_group.slug}/", RUNS),
    Row("/my/groups/{group.slug}/stop/", people("convenor"), people("convenor", get="done")),
    *MEETINGS,
    Row(
        "/cms/forums_group/{group.pk}/convenor/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {
            "role": "deputy",
            "address": world.people["lead"].email,
            "last_day": _today(365),
            "basis": "group",
            "decided_on": _today(),
        },
    ),
    Row(
        "/cms/forums_group/{group.pk}/convenor/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "end"},
    ),
]

# What is kept of meetings: the pages of who runs the group, and what is published.
RUNS_IT, KEEPS_IT = people("convenor", "support"), people("convenor", "support", get="done")
OWN_MEETING = "/my/groups/{group.slug}/meetings"
KEPT = [
    *(
        Row(
            f"{OWN_MEETING}/{{past_meeting.number}}/{page}/",
            RUNS_IT,
            KEEPS_IT,
            lambda world, data=data: data(world),
        )
        for page, data in (
            ("attendance", _who_came),
            ("notes", lambda world: {"act": "note", "note-text": "No bus runs on Sundays."}),
            ("minutes", lambda world: {"text-0": "We spoke of buses."}),
            ("actions", _action),
        )
    ),
    # To come, so there is nothing to keep yet.
    Row(
        f"{OWN_MEETING}/1/notes/",
        RUNS_IT,
        people("convenor", "support", get="answered"),
        lambda world: {"act": "note", "note-text": "No bus runs on Sundays."},
    ),
    Row(
        f"{OWN_MEETING}/{{drafted_meeting.number}}/minutes/",
        RUNS_IT,
        KEEPS_IT,
        lambda world: {"act": "publish"},
    ),
    Row(
        f"{OWN_MEETING}/{{drafted_meeting.number}}/notes/",
        RUNS_IT,
        KEEPS_IT,
        lambda world: {
            "act": "point",
            "point-text": "Buses are few.",
            "point-notes": world.drafted_meeting.notes.get().pk,
        },
    ),
    Row(
        f"{OWN_MEETING}/{{published_meeting.number}}/minutes/",
        RUNS_IT,
        KEEPS_IT,
        lambda world: {"act": "approve", "approval-later": world.past_meeting.pk},
    ),
    Row(
        f"{OWN_MEETING}/{{published_meeting.number}}/minutes/",
        RUNS_IT,
        KEEPS_IT,
        lambda world: {"text-0": "We spoke of trains.", "reason": "It was trains."},
    ),
    Row(
        f"{OWN_MEETING}/{{published_meeting.number}}/notes/1/withdraw/",
        RUNS_IT,
        KEEPS_IT,
        lambda world: {"reason": "It named a private person."},
    ),
    Row(
        f"{OWN_MEETING}/{{published_meeting.number}}/notes/1/source/",
        people("convenor"),
        people("convenor", get="done"),
        lambda world: {"reason": "A complaint."},
    ),
    Row(
        "/my/actions/{action.pk}/",
        people(*OUR_ORGANISATION, "convenor", "support"),
        people(*OUR_ORGANISATION, "convenor", "support", get="done"),
        lambda world: {"result": "done", "words": "Written."},
    ),
    Row("/groups/health/meetings/14/", PUBLIC),
    Row("/groups/health/meetings/14/minutes/", PUBLIC),
    Row("/groups/health/meetings/14/minutes/1/", PUBLIC),
    Row("/groups/health/meetings/14/minutes/2/", HIDDEN),
    Row("/groups/health/meetings/15/minutes/", HIDDEN),
]

COMPACT = [
    Row("/compact/funding/f1/", PUBLIC),
    Row("/compact/funding/f99/", HIDDEN),
    Row("/my/compact-board/", people("compact")),
    # There are undertakings already.
    Row(
        "/cms/compact/example/",
        staff("support", "compact"),
        staff("support", "compact", get="answered"),
    ),
    # The text, as everybody reads it.
    Row("/compact/editions/", PUBLIC),
    # The example text, once an edition was adopted.
    Row("/compact/editions/0/", HIDDEN),
    Row("/compact/editions/{compact_edition.number}/", PUBLIC),
    Row("/compact/editions/9/", HIDDEN),
    Row("/compact/funding/print/", PUBLIC),
    Row("/compact/sport/print/", HIDDEN),
]

OFFICERS = people("officer", "other_officer")
GUIDANCE_READERS = staff("support", "compact", "officer", "other_officer", others="not there")
GLOSSARY = [
    Row("/glossary/", PUBLIC),
    Row("/cms/glossary/load/", SUPPORT, SUPPORT_DOES),
]
GUIDANCE = [
    Row("/my/guidance/", OFFICERS),
    Row(
        "/my/guidance/funding/f1/",
        OFFICERS,
        people("officer", get="done") | {"other_officer": "answered"},
        lambda world: {"version": world.guidance.pk},
    ),
    Row("/my/guidance/funding/f3/", signed_in("not there")),
    Row("/cms/compact/guidance/", staff("support", "compact")),
    Row(
        "/cms/compact/guidance/{guidance_unread.about.undertaking.pk}/",
        staff("support", "compact"),
        staff("support", "compact", get="done"),
        lambda world: {"words": "Answer within two weeks."},
    ),
    Row("/cms/compact/guidance/log/", GUIDANCE_READERS),
    Row("/cms/compact/guidance/log/?body={body.pk}&undertaking=1066", GUIDANCE_READERS),
    Row("/cms/compact/guidance/log.csv", GUIDANCE_READERS),
]

CONSULTATIONS = [
    Row(
        "/consultations/follow/?to=body-{body.pk}",
        PUBLIC,
        everybody("done"),
        lambda world: {"email": "ivy@example.org"},
    ),
    Row(
        "/consultations/follow/",
        PUBLIC,
        everybody("done"),
        lambda world: {"email": "ivy@example.org", "everything": "on"},
    ),
    Row(
        "/consultations/follow/confirm/{confirm_following}/",
        PUBLIC,
        everybody("done"),
        lambda world: {"act": ""},
    ),
    Row(
        "/consultations/follow/stop/{stop_following}/",
        PUBLIC,
        everybody("done"),
        lambda world: {"List-Unsubscribe": "One-Click"},
    ),
    Row(
        "/consultations/{body.slug}/unanswered/respond/",
        # Those who act for an organisation that is no member are told so on the page of all ways.
        PUBLIC | {"convenor": "elsewhere", "lapsed": "elsewhere"},
        signed_in("answered", convenor="done", lapsed="done"),
        lambda world: {"q1": "Keep all three."},
    ),
    Row("/consultations/{body.slug}/unanswered/respond/ways/", PUBLIC),
    *(
        Row(
            f"/consultations/{{body.slug}}/unanswered/respond/{page}/",
            signed_in(convenor="elsewhere", lapsed="elsewhere"),
            signed_in("answered", convenor="done", lapsed="done") | post,
            lambda world: {"q1": "Keep all three.", **STATED, "number": "1"},
        )
        for page, post in (
            ("section/1", {}),
            ("statement", {}),
            (
                "check",
                {"delegate": "done", "lead": "done", "convenor": "answered", "lapsed": "answered"},
            ),
        )
    ),
    Row(
        "/consultations/{body.slug}/consultation/respond/agreed/{backing.pk}/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
        lambda world: {"act": "off"},
    ),
    Row(
        "/consultations/{body.slug}/draft/respond/",
        HIDDEN,
        HIDDEN,
    ),
    Row(
        "/consultations/{body.slug}/unanswered/respond/yourself/",
        PUBLIC,
        everybody("done"),
        lambda world: {"kind": "individual", "email": "nadia@example.org"},
    ),
    Row("/consultations/{body.slug}/draft/respond/yourself/", HIDDEN, HIDDEN),
    Row(
        "/consultations/{body.slug}/unanswered/respond/yourself/code/",
        PUBLIC,
        everybody("answered"),
        lambda world: {"code": "123456"},
    ),
    *(
        Row(
            f"/consultations/{{body.slug}}/unanswered/respond/yourself/answers/{page}",
            everybody("elsewhere"),
            post,
        )
        for page, post in (
            ("", everybody("answered")),
            ("section/1/", everybody("answered")),
            ("statement/", everybody("answered")),
            ("check/", everybody("answered")),
            ("sent/", None),
        )
    ),
    Row(
        "/consultations/{body.slug}/unanswered/respond/yourself/finish/",
        PUBLIC,
        everybody("answered"),
    ),
    # Only somebody whose response was sent just now is asked: consultations/test_monitoring.
    Row(
        "/consultations/{body.slug}/unanswered/respond/yourself/about-you/",
        everybody("elsewhere"),
        everybody("answered"),
    ),
    Row(
        "/consultations/{body.slug}/closed/respond/yourself/link/",
        PUBLIC,
        everybody("done"),
        lambda world: {"email": "nadia@example.org"},
    ),
    Row("/responses/{response_token}/", PUBLIC, everybody("done"), lambda world: {"act": "erase"}),
    Row("/responses/1.x/", HIDDEN, HIDDEN),
    Row("/consultations/{body.slug}/consultation/respond/sent/", people(*OUR_ORGANISATION)),
    Row(
        "/consultations/{body.slug}/answered/consent/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
        lambda world: {"act": "withdraw"},
    ),
    Row("/consultations/{other_body.slug}/consultation/respond/sent/", signed_in("not there")),
]

FUNDING = [
    Row("/funding/", PUBLIC),
    Row("/funding/totals.csv", PUBLIC),
    Row("/funding/departments.csv", PUBLIC),
    Row("/funding/years.csv", PUBLIC),
    Row("/funding/awards/", PUBLIC),
    Row("/funding/awards/?q=caf%C3%A9&order=largest&page=2", PUBLIC),
    Row("/funding/awards.csv", PUBLIC),
    Row("/funding/awards/{award.pk}/", PUBLIC),
]

# Elections


def _ballot(world: World, **ranks: str) -> dict[str, Any]:
    contest = world.running_contest.pk
    return {"organisation": world.member.pk, "contest": contest, "order": "3 1 2", **ranks}


def _choices(world: World) -> dict[str, Any]:
    return _ballot(world, rank_1="2", rank_2="1")


def _nomination_fields(world: World) -> dict[str, Any]:
    return {
        "organisation": world.member.pk,
        "contest": world.nominating_contest.pk,
        "name": "Nita Noble",
        "email": "nita@example.org",
        "proposer": "Organisation A",
        "seconder": "Organisation B",
    }


def _objection(world: World) -> dict[str, Any]:
    return {
        "whose": f"organisation-{world.member.pk}",
        "contest": world.challenged_contest.pk,
        "kind": "other",
        "words": "The page did not say when the poll closed.",
    }


def _new_poll(world: World) -> dict[str, str]:
    fields = _election_fields(timezone.now() + 60 * DAY)
    return {
        **{name: value for name, value in fields.items() if name not in {"title", "purpose"}},
        "because": "Too many votes are in doubt.",
        "lot_event": "The draw of the week after",
        "lot_substitute": "The draw of the same day elsewhere",
    }


ELECTIONS = [
    Row("/elections/", PUBLIC),
    *(
        Row(f"/elections/{stage}/", PUBLIC)
        for stage in ("nominating", "running", "closed", "to_open", "opened", "counted", "declared")
    ),
    Row("/elections/planned/", HIDDEN | {"returning": "page"}),  # a preview, for who runs it
    Row("/elections/running/statements/", PUBLIC),
    Row("/elections/planned/statements/", HIDDEN),
    Row(
        "/elections/nominating/nominate/",
        signed_in("elsewhere", delegate="page", lead="page", lapsed="page", convenor="page"),
        people(*OUR_ORGANISATION, get="done", others="answered"),
        _nomination_fields,
    ),
    Row("/elections/nominating/nominate/names/?q=organisation", SIGNED_IN),
    Row("/elections/nominating/nominations/{nomination.pk}/", people(*OUR_ORGANISATION)),
    Row("/elections/nominating/nominations/{asked.pk}/", people("account", *OUR_ORGANISATION)),
    Row(
        "/elections/nominating/nominations/{nomination.pk}/change/",
        people(*OUR_ORGANISATION),
        people(*OUR_ORGANISATION, get="done"),
        _nomination_fields,
    ),
    Row(
        "/elections/nominating/nominations/{asked.pk}/words/",
        people("account"),
        people("account", get="done"),
        lambda world: {
            "statement": "I would ask.",
            "employer": "none",
            "funding": "none",
            "other_seats": "none",
        },
    ),
    Row(
        "/elections/nominating/nominations/{nomination.pk}/send/",
        post=people(*OUR_ORGANISATION, get="done"),
    ),
    Row(
        "/elections/nominating/nominations/{asked.pk}/confirm/",
        post=people(*OUR_ORGANISATION, get="done") | {"account": "answered"},
        data=lambda world: {"organisation": world.asked.supports.first().organisation_id},
    ),
    Row(
        "/elections/nominating/nominations/{ready_to_accept.pk}/accept/",
        post=people("account", get="done"),
    ),
    Row(
        "/elections/nominating/nominations/{nomination.pk}/remind/",
        post=people(*OUR_ORGANISATION, get="answered"),  # a draft waits for nobody
    ),
    Row(
        "/elections/nominating/nominations/{asked.pk}/withdraw/",
        post=people("account", get="done") | dict.fromkeys(OUR_ORGANISATION, "answered"),
    ),
    Row(
        "/elections/running/vote/",
        SIGNED_IN
        | {"lead": "elsewhere"},  # to the page of the election, which asks which of two votes
        people(*OUR_ORGANISATION, get="answered"),
        _choices,
    ),
    Row("/elections/closed/vote/", SIGNED_IN, signed_in("not there")),
    Row("/elections/running/who-votes/?q=kennet", PUBLIC),
    Row("/elections/planned/who-votes/", HIDDEN),
    Row("/elections/planned/vote/", signed_in("not there"), signed_in("not there")),
    Row(
        "/elections/running/vote/prove/",
        post=people(*OUR_ORGANISATION, get="answered"),
        data=_choices,
    ),
    Row(
        "/elections/running/vote/review/",
        signed_in("elsewhere"),
        people(*OUR_ORGANISATION, get="answered"),
        _choices,
    ),
    Row(
        "/elections/running/vote/cast/",
        signed_in("elsewhere"),
        # Another delegate of the organisation reads that its lead holds the vote.
        people("lead", get="done") | {"delegate": "answered"},
        _choices,
    ),
    Row(
        "/elections/running/forward/",
        # The lead casts the vote: there is nobody to forward it to.
        post=people("delegate", get="done") | {"lead": "answered"},
        data=lambda world: {"organisation": world.member.pk},
    ),
    Row("/elections/running/receipts/", PUBLIC),
    Row("/elections/declared/receipts/", PUBLIC),
    Row("/elections/declared/receipts/{declared_contest.pk}.txt", PUBLIC),
    Row("/elections/running/receipts/{running_contest.pk}.txt", HIDDEN),
    Row(
        "/elections/provable/share/",
        people("scrutineer"),
        people("scrutineer", get="done"),
        lambda world: {"share": world.shares["provable"][0]},
    ),
    Row("/elections/running/share/lost/", post=people("scrutineer", get="done")),
    Row("/elections/declared/share/destroyed/", post=people("scrutineer", get="done")),
    Row(
        "/elections/to_open/findings/{finding.pk}/",
        people("scrutineer"),
        people("scrutineer", get="done"),
        lambda world: {"because": "The envelope was torn."},
    ),
    Row(
        "/elections/to_open/lot-changes/{lot_change.pk}/agree/",
        post=people("scrutineer", get="done"),
    ),
    Row(
        "/elections/counted/box/{counted_contest.pk}/",
        post=people("scrutineer", get="done"),
    ),
    Row("/elections/declared/destruction/", PUBLIC),
    Row("/elections/running/destruction/", HIDDEN),
    Row("/elections/running/result/", PUBLIC),
    Row("/elections/declared/result/", PUBLIC),
    Row("/elections/declared/audit.zip", PUBLIC),
    Row("/elections/closed/audit.zip", HIDDEN),
    Row(
        "/elections/challenged/object/",
        SIGNED_IN,
        people(*OUR_ORGANISATION, get="done", others="answered"),
        _objection,
    ),
    Row("/elections/challenged/scrutiny/", people("account")),
    Row(
        "/elections/challenged/scrutiny/{challenged_contest.pk}/sign/",
        people("account"),
        people("account", get="done"),
        lambda world: {"statement": "agrees"},
    ),
    Row("/elections/challenged/scrutiny/{challenged_contest.pk}.blt", people("account")),
    Row(
        "/elections/challenged/scrutiny/objections/{unsigned.pk}/",
        people("account"),
        people("account", get="done"),
    ),
    # Five ballots are too few to publish them one by one.
    Row("/elections/declared/result/{declared_contest.pk}.blt", HIDDEN),
]

# The Wagtail admin: our own screens


def _election_fields(poll_opens: dt.datetime) -> dict[str, str]:
    return {
        "title": "Seats on the Health Partnership",
        "purpose": "",
        **_admin_instants(poll_opens),
        "term_starts_on": (poll_opens + 30 * DAY).date().isoformat(),
    }


def _contest_fields(world: World) -> dict[str, Any]:
    return {
        "title": "Health Partnership",
        "seats": [world.free_seat.pk],
        "electorate": "members",
        "rule": "scottish",
        "lot_event": "The draw of that Wednesday",
        "lot_at": f"{timezone.localtime(world.planned.receipts_at):%Y-%m-%d %H:%M}",
        "lot_numbers": "6",
        "lot_substitute": "The draw of the same evening elsewhere",
        "lot_substitute_at": f"{timezone.localtime(world.planned.receipts_at):%Y-%m-%d %H:%M}",
        "vacancy_rule": "countback",
        "publication": "full",
        "spread_by": "district",
        "spread_name": "",
        "limits-0-name": world.district.name,
        "limits-0-minimum": "",
        "limits-0-maximum": "1",
    }


def _candidate_fields(world: World) -> dict[str, Any]:
    return {
        "name": "Maya Hart",
        "organisation_name": world.other.name,
        "account": "",
        "statement": "I know the buses.",
        "interests": "None.",
    }


DOES = own_election("done")
OFFICER = [
    Row("/cms/elections/", staff("returning", "other_returning")),
    Row(
        "/cms/elections/new/",
        staff("returning", "other_returning"),
        staff("returning", "other_returning", get="done"),
        lambda world: _election_fields(timezone.now() + 60 * DAY),
    ),
    Row(
        "/cms/elections/template/?partnership={partnership.pk}&notice_on=2027-01-04",
        staff("returning", "other_returning"),
        staff("returning", "other_returning", get="done"),
        lambda world: {"slug": "from-template", **_election_fields(timezone.now() + 60 * DAY)},
    ),
    *(
        Row(f"/cms/elections/{{{stage}.pk}}/", own_election())
        for stage in ("planned", "nominating", "running", "closed", "opened", "counted", "declared")
    ),
    Row(
        "/cms/elections/{planned.pk}/change/",
        own_election(),
        DOES,
        lambda world: _election_fields(timezone.now() + 70 * DAY),
    ),
    Row("/cms/elections/{planned.pk}/contests/new/", own_election(), own_election("answered")),
    Row(
        "/cms/elections/{planned.pk}/contests/new/?partnership={partnership.pk}",
        own_election(),
        DOES,
        _contest_fields,
    ),
    Row("/cms/elections/{planned.pk}/contests/{planned_contest.pk}/remove/", post=DOES),
    Row("/cms/elections/{planned.pk}/give-up/", own_election(), DOES),
    Row(
        "/cms/elections/{planned.pk}/contests/{planned_contest.pk}/?partnership={partnership.pk}",
        own_election(),
        DOES,
        _contest_fields,
    ),
    Row(
        "/cms/elections/{planned.pk}/contests/{running_contest.pk}/",
        own_election("not there"),
        own_election("not there"),
    ),
    Row(
        "/cms/elections/{nominating.pk}/contests/{nominating_contest.pk}/candidates/new/",
        own_election(),
        DOES,
        _candidate_fields,
    ),
    Row(
        "/cms/elections/{nominating.pk}/nominations/{complete.pk}/",
        own_election(),
        DOES,
        lambda world: {"because": "Its proposer is no charity."},
    ),
    Row("/cms/elections/{nominating.pk}/nominations/{complete.pk}/valid/", post=DOES),
    Row("/cms/elections/{nominating.pk}/unreached/", own_election()),
    Row("/cms/elections/{running.pk}/contests/{running_contest.pk}/roll/", own_election()),
    Row(
        "/cms/elections/{opened.pk}/contests/{opened_contest.pk}/lot/",
        own_election(),
        own_election("answered"),  # fixed since the box was opened
        lambda world: {"seed": "1 2 3"},
    ),
    Row(
        "/cms/elections/{closed.pk}/contests/{closed_contest.pk}/lot/",
        own_election(),
        DOES,
        lambda world: {"seed": "1 2 3"},
    ),
    Row(
        "/cms/elections/{nominating.pk}/candidates/{candidate.pk}/group/",
        own_election(),
        DOES,
        lambda world: {"group": "None of these"},
    ),
    Row("/cms/elections/{nominating.pk}/candidates/{candidate.pk}/withdraw/", post=DOES),
    Row(
        "/cms/elections/{running.pk}/roll/{roll_entry.pk}/remove/",
        own_election(),
        DOES,
        lambda world: {"because": "It was wound up in March."},
    ),
    # Nobody has left a seat of it early: tests/elections/test_vacancies.py walks these screens.
    *(
        Row(
            f"/cms/elections/{{declared.pk}}/vacancies/1/{act}/",
            own_election("not there"),
            own_election("not there"),
        )
        for act in ("countback", "by-election")
    ),
    Row("/cms/elections/{declared.pk}/vacancies/1/accept/", post=own_election("not there")),
    Row(
        "/cms/elections/{running.pk}/roll/{roll_entry.pk}/telephone/",
        own_election(),
        own_election("answered"),  # nobody is named who calls
        lambda world: {
            **_choices(world),
            "known": "on",
            "told": "on",
            "step": "cast",
        },
    ),
    Row(
        "/cms/elections/{running.pk}/roll/{roll_entry.pk}/envelope/",
        own_election(),
        own_election("answered"),
        lambda world: {"signed_by": ""},
    ),
    Row(
        "/cms/elections/{running.pk}/contests/{running_contest.pk}/paper/",
        own_election(),
        own_election("answered"),
        lambda world: {"ballots": "1", "first-ballot_1": "2 1", "step": "first"},
    ),
    Row(
        "/cms/elections/{running.pk}/contests/{running_contest.pk}/paper/empty/",
        own_election(),
        own_election("answered"),  # nobody can be the second person, and no envelope waits
        lambda world: {"because": "Nothing inside."},
    ),
    Row(
        "/cms/elections/{planned.pk}/scrutineers/new/",
        own_election(),
        DOES,
        lambda world: {"person": world.people["scrutineer"].pk},
    ),
    Row("/cms/elections/{provable.pk}/scrutineers/{provable_scrutineer.pk}/release/", post=DOES),
    Row("/cms/elections/{provable.pk}/key/", own_election()),
    Row(
        "/cms/elections/{provable.pk}/key/register/",
        post=DOES,
        data=lambda world: {"statement": world.statement},
    ),
    Row("/cms/elections/{provable.pk}/key/make/", post=DOES, data=lambda world: {"needed": "2"}),
    Row(
        "/cms/elections/{lost.pk}/void/",
        own_election(),
        DOES,
        lambda world: {"because": "Two shares are lost."},
    ),
    Row("/cms/elections/{ready.pk}/freeze/", post=DOES),
    Row("/cms/elections/{closed.pk}/receipts/", post=DOES),
    Row(
        "/cms/elections/{to_open.pk}/open/",
        own_election(),
        DOES,
        lambda world: {
            f"share_{place}": text for place, text in enumerate(world.shares["to_open"][:2], 1)
        },
    ),
    Row("/cms/elections/{opened.pk}/count/", post=DOES),
    Row("/cms/elections/{counted.pk}/declare/", own_election(), DOES),
    Row("/cms/elections/{challenged.pk}/objections/", own_election()),
    Row(
        "/cms/elections/{challenged.pk}/objections/{objection.pk}/",
        own_election(),
        DOES,
        lambda world: {"outcome": "unfounded", "because": "The page says it."},
    ),
    Row("/cms/elections/{challenged.pk}/signatures/", own_election()),
    Row(
        "/cms/elections/{challenged.pk}/contests/{challenged_contest.pk}/signatures/{scrutineer.pk}/",
        own_election(),
        DOES,
        lambda world: {"because": "In hospital."},
    ),
    Row("/cms/elections/{voided.pk}/again/", own_election(), DOES, _new_poll),
    Row(
        "/cms/elections/{challenged.pk}/contests/{challenged_contest.pk}/again/",
        own_election(),
        own_election("answered"),  # its result is not in doubt
        _new_poll,
    ),
]


def _findings(world: World) -> dict[str, str]:
    met = {f"met_{finding.pk}": "yes" for finding in world.findings}
    return met | {f"evidence_{finding.pk}": "Seen on paper." for finding in world.findings}


def _standing(record: str, address: str, post: Audience, data: Data = lambda world: {}) -> Row:
    return Row(f"/cms/standing/{{{record}.pk}}/{address}/", SUPPORT, post, data)


STANDING = [
    Row("/cms/standing/", SUPPORT),
    Row("/cms/standing/?q=carers&status=member&p=2", SUPPORT),
    Row("/cms/standing/{linked.pk}/", SUPPORT),
    _standing("member", "suspend", SUPPORT_DOES, lambda world: {"reason": "Complaint 12."}),
    _standing("member", "wind-up", SUPPORT_DOES, lambda world: {"reason": "It closed."}),
    _standing(
        "member", "lead", SUPPORT_DOES, lambda world: {"email": world.people["account"].email}
    ),
    _standing(
        "member",
        "votes-through",
        SUPPORT_DOES,
        lambda world: {"holder": world.other.pk, "evidence": "One board."},
    ),
    Row("/cms/merges/", MERGERS),
    Row(
        "/cms/merges/new/",
        MERGERS,
        staff("support", "board", get="done"),
        lambda world: {
            "kept": world.listed.pk,
            "gone": world.merge.kept.pk,
            "reason": "One board.",
            "act": "propose",
        },
    ),
    Row(
        "/cms/merges/{merge.pk}/",
        MERGERS,
        staff("support", "board", get="done"),
        lambda world: {"act": "withdraw"},
    ),
    Row(
        "/cms/merges/{merge.pk}/",
        MERGERS,
        # The Board's member proposed it.
        staff("support", get="done") | {"board": "answered"},
        lambda world: {
            "act": "confirm",
            "shown": merging.digest(world.merge.kept, world.merge.gone),
        },
    ),
    Row("/cms/standing/{suspended.pk}/lift/", post=SUPPORT_DOES),
    Row("/cms/hidden-texts/", GIVERS),
    Row(
        "/cms/hidden-texts/{hidden_text.pk}/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: {"act": "show"},
    ),
    Row(
        "/cms/hidden-texts/pages/{news.pk}/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: {"reason": "Why."},
    ),
    Row("/cms/offices/", GIVERS),
    Row("/cms/offices/scrutineer/history/", GIVERS),
    Row("/cms/offices/scrutineer/history/?p=2", GIVERS),
    Row("/cms/offices/new/", GIVERS, staff("support", "board", get="done"), _office),
    Row("/cms/offices/new/?term={term.pk}", GIVERS, staff("support", "board", get="done"), _office),
    Row(
        "/cms/offices/terms/{term.pk}/end/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: {"reason": "Moved away."},
    ),
    Row(
        "/cms/offices/proposals/{office_proposal.pk}/",
        GIVERS,
        staff("support", get="done") | {"board": "answered"},
        lambda world: {"act": "confirm", "shown": world.records["office_proposal"].title},
    ),
    Row(
        "/cms/offices/proposals/{office_proposal.pk}/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: {"act": "withdraw"},
    ),
    Row("/cms/standing/{linked.pk}/votes-itself/", post=SUPPORT_DOES),
    Row("/cms/successions/", GIVERS),
    Row("/cms/successions/?p=2", GIVERS),
    Row(
        "/cms/successions/new/district/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: _succession(world.records["ending_district"], new_name="Plain Dale"),
    ),
    Row(
        "/cms/successions/new/body/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: _succession(
            world.records["other_body"], new_name="Care Board", new_short_name="the board"
        ),
    ),
    Row(
        "/cms/successions/{succession.pk}/",
        GIVERS,
        staff("support", get="done") | {"board": "answered"},
        lambda world: {"act": "confirm"},
    ),
    Row(
        "/cms/successions/{succession.pk}/",
        GIVERS,
        staff("support", "board", get="done"),
        lambda world: {"act": "withdraw"},
    ),
]


IN_THE_CASE = people(*OUR_ORGANISATION, "officer", "compact", "support")
CASES = [
    Row("/compact/cases/{case.reference}/", PUBLIC),
    Row("/compact/cases/NONE/", HIDDEN),
    Row("/my/cases/{case.reference}/", IN_THE_CASE),
]

MAY_RAISE = (*OUR_ORGANISATION, "lapsed", "convenor", "officer", "other_officer", "compact")


def _case_raised(world: World) -> dict[str, Any]:
    """The last of the three pages, with what the two before it had."""
    return {
        "act": "send",
        "for_whom": f"organisation-{world.member.pk}",
        "body": world.body.pk,
        "happened_on": _today(),
        "undertakings": world.undertaking.pk,
        "account": f"They gave us three days. {uuid4().hex}",
    }


CASES_PUBLIC = [
    Row("/compact/cases/", PUBLIC),
    Row("/compact/cases/?undertaking=funding/f1&outcome=kept", PUBLIC),
    Row("/compact/cases.csv", PUBLIC),
    Row("/compact/cases/figures/", PUBLIC),
    Row("/compact/cases/figures.csv", PUBLIC),
    Row("/compact/cases/learnt/", PUBLIC),
    Row("/feeds/compact-cases.atom", PUBLIC),
    Row("/api/v1/compact/cases", PUBLIC),
    Row("/api/v1/compact/cases/{case_found.reference}", PUBLIC),
    Row("/compact/cases/{case_found.reference}/", PUBLIC),
    Row("/compact/cases/{case_retracted.reference}/", PUBLIC),
    Row("/compact/cases/{case_settled.reference}/", PUBLIC),
    Row("/compact/cases/{case_on_organisation.reference}/", PUBLIC),
    Row("/compact/cases/{case_unlisted.reference}/", HIDDEN),
    Row("/cms/compact/cases/", staff("support", "board")),
    Row(
        "/cms/compact/cases/{case_settled.reference}/",
        staff("support", "board"),
        staff("support", "board", get="done"),
        lambda world: {"act": "hide", "reason": "It names somebody."},
    ),
]


# In the case of the member against the public body; nothing more is handed in in one that is closed.
CASES_PAPERS = [
    Row("/my/cases/{case.reference}/papers/", IN_THE_CASE),
    Row(
        "/my/cases/{case.reference}/papers/write/",
        IN_THE_CASE,
        people(*OUR_ORGANISATION, "officer", "compact", "support", get="done"),
        lambda world: {"words": f"We met again. {uuid4().hex}"},
    ),
    Row(
        "/my/cases/{case.reference}/papers/add/",
        IN_THE_CASE,
        people(*OUR_ORGANISATION, "officer", "compact", "support", get="done"),
        lambda world: {
            "title": f"Letter {uuid4().hex}",
            "file": SimpleUploadedFile("letter.pdf", b"%PDF-1.7 a letter"),
        },
    ),
    # Withheld from the other side.
    Row(
        "/my/cases/{case.reference}/files/{case_piece.key}/",
        people(*OUR_ORGANISATION, "compact", "support"),
    ),
    Row("/my/cases/{case.reference}/files/NONE/", people()),
    Row(
        "/my/cases/{case.reference}/papers/{case_message.key}/hide/",
        people("compact", "support"),
        people("compact", "support", get="done"),
        lambda world: {"because": "It names somebody."},
    ),
]
IN_IT = (*OUR_ORGANISATION, "officer", "compact", "support")


def _in_case(address: str, *may: str, data: Data = lambda world: {}) -> Row:
    """An act of some of those in a case: the others are told on its page why they cannot do it."""
    return Row(
        address,
        people(*IN_IT, get="elsewhere") | dict.fromkeys(may, "page"),
        people(*IN_IT, get="answered") | dict.fromkeys(may, "done"),
        data,
    )


def _finding(name: str) -> Data:
    def data(world: World) -> dict[str, Any]:
        cited = world.records[name].cites.get().pk
        return {
            "facts": f"Three days. {uuid4().hex}",
            f"result-{cited}": "partly",
            f"reasons-{cited}": "A little short.",
            "seen": "",
        }

    return data


CASES_HEARD = [
    Row(
        "/my/cases/{case_named.reference}/interest/",
        people("compact"),
        people("compact", get="done"),
        lambda world: {"interest": "no"},
    ),
    _in_case(
        "/my/cases/{case_named.reference}/recuse/",
        "compact",
        "support",
        data=lambda world: {"because": "My sister works there."},
    ),
    Row(
        "/my/cases/{case_named.reference}/panel/",
        people(*IN_IT, get="elsewhere") | {"compact": "page"},
        people(*IN_IT, get="answered"),
        lambda world: {},
    ),
    _in_case(
        "/my/cases/{case_hearing.reference}/finding/", "compact", data=_finding("case_hearing")
    ),
    _in_case(
        "/my/cases/{case_hearing.reference}/facts/send/", "compact", data=lambda world: {"edit": 1}
    ),
    _in_case(
        "/my/cases/{case_correcting.reference}/facts/answer/",
        *OUR_ORGANISATION,
        "officer",
        data=lambda world: {"words": "It was four days."},
    ),
    _in_case("/my/cases/{case_corrected.reference}/facts/go-on/", "compact"),
    _in_case(
        "/my/cases/{case_finding.reference}/finding/agree/",
        "compact",
        data=lambda world: {"agrees": "yes", "edit": 1},
    ),
    _in_case(
        "/my/cases/{case_agreed.reference}/finding/decide/",
        "compact",
        data=lambda world: {"edit": 1, "looked_at": "on"},
    ),
    _in_case(
        "/my/cases/{case_to_appeal.reference}/appeal/",
        *OUR_ORGANISATION,
        "officer",
        data=lambda world: {"grounds": "They did not read our letter."},
    ),
    _in_case(
        "/my/cases/{case_to_appeal.reference}/answer/",
        "officer",
        data=lambda world: {"words": "We ask again in May."},
    ),
    _in_case("/my/cases/{case_appealed.reference}/appeal/withdraw/", *OUR_ORGANISATION),
    _in_case(
        "/my/cases/{case_remedied.reference}/remedies/{remedy_reported.pk}/report/",
        "officer",
        data=lambda world: {"words": "It is open again."},
    ),
    _in_case(
        "/my/cases/{case_remedied.reference}/remedies/{remedy_checked.pk}/check/",
        "compact",
        data=lambda world: {"result": "done", "note": "The page is open."},
    ),
    _in_case(
        "/my/cases/{case_followed.reference}/closing/",
        "compact",
        data=lambda world: {"learnt": "Ask before the date is fixed."},
    ),
    _in_case(
        "/my/cases/{case_found.reference}/finding/note/",
        "compact",
        data=lambda world: {"kind": "correction", "words": "It was four days."},
    ),
    Row(
        "/my/cases/{case_on_organisation.reference}/finding/notes/{case_note.pk}/",
        people(*OUR_ORGANISATION, "support", get="elsewhere") | {"compact": "page"},
        people(*OUR_ORGANISATION, "support", get="answered") | {"compact": "done"},
    ),
    _in_case(
        "/my/cases/{case.reference}/clock/stop/",
        "compact",
        "support",
        data=lambda world: {"reason": "agreed", "note": ""},
    ),
    _in_case("/my/cases/{case_stopped.reference}/clock/restart/", "compact", "support"),
    _in_case(
        "/my/cases/{case_overdue.reference}/clock/clear/",
        "compact",
        data=lambda world: {"because": "It was settled in time."},
    ),
]
CASES_RAISED = [
    Row("/my/cases/", SIGNED_IN),
    Row(
        "/my/cases/raise/",
        people(*MAY_RAISE, others="elsewhere"),
        people(*OUR_ORGANISATION, get="done", others="answered")
        | dict.fromkeys(MAY_RAISE[2:], "answered"),
        _case_raised,
    ),
    Row(
        "/my/cases/{case_received.reference}/",
        people(*OUR_ORGANISATION, "compact", "support"),
    ),
    Row(
        "/my/cases/{case_received.reference}/acknowledge/",
        people("compact", "support") | dict.fromkeys(OUR_ORGANISATION, "elsewhere"),
        people("compact", "support", get="done") | dict.fromkeys(OUR_ORGANISATION, "answered"),
    ),
    Row(
        "/my/cases/{case_received.reference}/decline/",
        people("compact") | dict.fromkeys((*OUR_ORGANISATION, "support"), "elsewhere"),
        people("compact", get="done") | dict.fromkeys((*OUR_ORGANISATION, "support"), "answered"),
        lambda world: {"reason": "too-long-ago", "words": ""},
    ),
    Row("/my/cases/{case_draft.reference}/", people("compact", "support")),
    Row(
        "/my/cases/{case.reference}/settle/",
        people(*OUR_ORGANISATION, "officer", "compact") | {"support": "elsewhere"},
        people(*OUR_ORGANISATION, "officer", "compact", get="done") | {"support": "answered"},
        lambda world: {"act": "propose", "words": "Twelve weeks from now on.", "seen": 0},
    ),
    Row(
        "/my/cases/{case.reference}/to-panel/",
        IN_THE_CASE | dict.fromkeys(("officer", "support"), "elsewhere"),
        people(*OUR_ORGANISATION, "compact", get="done")
        | dict.fromkeys(("officer", "support"), "answered"),
    ),
    Row(
        "/my/cases/{case.reference}/withdraw/",
        IN_THE_CASE | dict.fromkeys(("officer", "compact", "support"), "elsewhere"),
        people(*OUR_ORGANISATION, get="done")
        | dict.fromkeys(("officer", "compact", "support"), "answered"),
        lambda world: {"because": "We have talked."},
    ),
]


BOARD_AT_WORK = people("support", "compact")
BOARD_DOES = people("support", "compact", get="done")
COMPACT_BOARD = [
    Row("/compact/board/", PUBLIC),
    Row("/compact/board/?after=nonsense", PUBLIC),
    Row("/compact/board/reports/{board_report.pk}/paper/", PUBLIC),
    Row("/compact/board/reports/0/paper/", HIDDEN),
    Row("/my/compact-board/desk/", BOARD_AT_WORK),
    Row(
        "/my/compact-board/vacancies/{vacant_chair.pk}/",
        BOARD_AT_WORK,
        BOARD_DOES,
        lambda world: {"person": world.people["support"].pk},
    ),
    Row(
        "/my/compact-board/reports/new/",
        BOARD_AT_WORK,
        BOARD_DOES,
        lambda world: _board_report(world, -1),
    ),
    Row(
        "/my/compact-board/reports/{board_report.pk}/",
        BOARD_AT_WORK,
        BOARD_DOES,
        lambda world: _board_report(world, -2),
    ),
]


SIGNATORIES = [
    Row("/compact/signatories/", PUBLIC),
    Row("/compact/signatories/?state=ended", PUBLIC),
    Row("/compact/signatories.csv", PUBLIC),
    Row(
        "/my/compact/",
        SIGNED_IN,
        signed_in("answered", officer="done"),
        lambda world: {"act": f"stop-{world.signature.pk}"},
    ),
    Row(
        "/my/compact/organisations/{member.slug}/",
        people(*OUR_ORGANISATION),
        people("lead", get="done") | {"delegate": "answered"},
        lambda world: {"act": "pledge", "champion": world.people["lead"].pk},
    ),
    Row(
        "/my/compact/bodies/{other_body.slug}/",
        people("other_officer"),
        people("other_officer", get="done"),
        lambda world: {
            "act": "pledge",
            "champion": world.records["other_officer"].pk,
            "decided_by": "Its board",
        },
    ),
    Row("/cms/compact/signatories/", staff("support", "compact")),
    Row(
        "/cms/compact/signatories/new/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {
            "edition": world.compact_edition.pk,
            "body": world.other_body.pk,
            "signed_on": "2005-09-01",
        },
    ),
    Row(
        "/cms/compact/signatories/{signature.pk}/",
        staff("support", "compact"),
        SUPPORT_DOES | {"compact": "answered"},
        lambda world: {"name": "The council", "signed_on": "2005-09-01"},
    ),
    Row(
        "/cms/compact/signatories/exceptions/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"edition": world.compact_edition.pk, "name": "A bureau"},
    ),
    Row(
        "/cms/compact/signatories/exceptions/{compact_exception.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"edition": world.compact_edition.pk, "name": "Another bureau"},
    ),
]

DRAFTERS = staff("support", "compact")
DRAFTERS_DO = staff("support", "compact", get="done")
DRAFT = "/cms/compact/editions/{compact_draft.number}/"


def _undertaking(world: World) -> dict[str, str]:
    return {
        "title": "Say what follows",
        "text": "We say what follows.",
        "party": "both",
        "guidance": "Say it soon.",
    }


def _adoption(world: World) -> dict[str, Any]:
    """Recorded by a member who was there for the sector, with one who was there for public bodies."""
    return {
        "seen": world.records["compact_draft"].edit,
        "adopted_on": _today(),
        "in_force_from": _today(30),
        f"present-{world.people['compact'].pk}": "sector",
        f"present-{world.records['compact_colleague'].pk}": "public-bodies",
    }


COMPACT_DRAFT = [
    Row("/cms/compact/", DRAFTERS),
    Row("/cms/compact/example/", DRAFTERS, staff("support", "compact", get="answered")),
    # There is a draft already.
    Row(
        "/cms/compact/begin/",
        staff("support", "compact", get="elsewhere"),
        staff("support", "compact", get="answered"),
        lambda world: {"title": "Another"},
    ),
    Row(DRAFT, DRAFTERS),
    Row("/cms/compact/editions/{compact_edition.number}/", DRAFTERS),
    Row(
        f"{DRAFT}frame/",
        DRAFTERS,
        DRAFTERS_DO,
        lambda world: {"title": "Compact", "introduction": "We agree."},
    ),
    Row(f"{DRAFT}changes/", DRAFTERS),
    Row(f"{DRAFT}changes/?from={{compact_edition.number}}", DRAFTERS),
    Row("/compact/editions/{compact_edition.number}/changes/", PUBLIC),
    Row("/compact/editions/{compact_draft.number}/changes/", HIDDEN),
    # It was not put out for comment.
    Row("/compact/editions/{compact_draft.number}/text/", HIDDEN),
    Row("/compact/editions/{compact_draft.number}/text/changes/", HIDDEN),
    Row(
        f"{DRAFT}comments/",
        DRAFTERS,
        DRAFTERS_DO,
        lambda world: {"first": _today(1), "last": _today(30)},
    ),
    Row(
        f"{DRAFT}adoption/",
        staff("compact"),
        staff("compact", get="done"),
        _adoption,
    ),
    Row(f"{DRAFT}copy-example/", DRAFTERS, staff("support", "compact", get="answered")),
    Row(
        f"{DRAFT}add/funding/",
        DRAFTERS,
        DRAFTERS_DO,
        lambda world: (
            _undertaking(world) | {"code": world.records["undertaking"].code_id, "number": "F99"}
        ),
    ),
    Row(f"{DRAFT}undertakings/{{undertaking.pk}}/", DRAFTERS, DRAFTERS_DO, _undertaking),
    Row(f"{DRAFT}undertakings/{{undertaking.pk}}/drop/", DRAFTERS, DRAFTERS_DO),
    Row(f"{DRAFT}undertakings/{{undertaking.pk}}/take-back/", DRAFTERS, DRAFTERS_DO),
    Row(f"{DRAFT}discard/", DRAFTERS, DRAFTERS_DO),
]

SUPPORT_UNIT = [
    Row("/cms/messages/", SUPPORT),
    Row(
        "/cms/messages/{message.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "answer", "answer": "On its page."},
    ),
    Row(
        "/cms/messages/{message.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "hand", "office": "Data protection lead"},
    ),
    Row(
        "/my/messages/{handed.pk}/",
        people("compact"),
        people("compact", get="done"),
        lambda world: {"act": "answer", "answer": "Because."},
    ),
    Row("/cms/mail/", SUPPORT),
    Row("/cms/mail/?state=bounced&category=office&p=2", SUPPORT),
    Row("/cms/mail/{bounced.pk}/", SUPPORT, SUPPORT_DOES, lambda world: {"act": "again"}),
    Row(
        "/cms/mail/{bounced.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "correct", "address": "right@example.org"},
    ),
    Row(
        "/cms/record/membership.organisation/{member.pk}/",
        staff("support", "board", others="not there"),
    ),
    Row("/cms/record/partners.appointment/{appointment.pk}/", staff("support", others="not there")),
    Row(
        "/cms/record/accounts.user/{people.lead.pk}/", staff("support", "board", others="not there")
    ),
    Row("/cms/record/auth.permission/1/", staff(others="not there")),
    *(
        Row(f"/cms/reports/{name}/{results}", staff(*may))
        for name, may in {
            "organisations": ("support", "board"),
            "delegates": ("support",),
            "offices": ("support", "board"),
            "appointments": ("support",),
            "meeting-reports": ("support",),
            "consultations": ("support", "board"),
            "awards": ("support",),
            "turnout": ("returning", "other_returning"),
            "looks": ("data_protection",),
        }.items()
        for results in ("", "results/")
    ),
    Row(
        "/cms/member-lists/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"file": SimpleUploadedFile("list.csv", b"Name\nBulford Brass\n")},
    ),
    Row(
        "/cms/member-lists/{member_list.pk}/", SUPPORT, SUPPORT_DOES, lambda world: {"act": "apply"}
    ),
    Row("/cms/member-lists/{member_list.pk}/problems.csv", SUPPORT),
    Row(
        "/cms/uploads/awards/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {
            "file": SimpleUploadedFile("awards.csv", b"Identifier\n"),
            "attribution": "Us",
        },
    ),
    Row(
        "/cms/uploads/awards/{awards_upload.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "apply"},
    ),
    Row(
        "/cms/uploads/register/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"file": SimpleUploadedFile("charities.txt", b"name\n"), "areas": "SN, BA14"},
    ),
    Row(
        "/cms/uploads/register/{register_upload.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "discard"},
    ),
    Row("/cms/uploads/recipes/", signed_in("forbidden") | dict.fromkeys(STAFF, "not there")),
    Row(
        "/cms/awards/?award_class=giving&care=no&q=lunch",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"award": [f"{world.award.pk}:{stamp_of(world.award)}"], "in_county": "no"},
    ),
    Row(
        "/cms/awards/all/?award_class=giving",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"seen": _all_given(), "award_class": "investing"},
    ),
    Row(
        "/cms/awards/{award.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {
            "seen": stamp_of(world.award),
            "award_class": "shopping",
            "category": "service",
            "residential_care": "yes",
            "in_county": "none",
        },
    ),
    Row("/cms/claims/", SUPPORT),
    Row(
        "/cms/claims/{claim.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"decision": "grant", "role": "member", "reason": "Its lead says yes."},
    ),
    Row("/cms/register-and-members/?kind=name&p=2", SUPPORT),
    Row("/cms/register-and-members/differences.csv", SUPPORT),
    Row("/cms/enquiries/", SUPPORT),
    Row("/cms/enquiries/?state=waiting&p=2", SUPPORT),
    Row(
        "/cms/enquiries/{enquiry.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"act": "answer", "answer": "Ring us."},
    ),
    Row("/cms/corrected-addresses/", MERGERS),
    Row(
        "/cms/corrected-addresses/new/?old=asha@example.org",
        MERGERS,
        staff("support", "board", get="done"),
        lambda world: {
            "old": world.people["lapsed"].email,
            "new": "lapsed-now@example.org",
            "reason": "We telephoned.",
        },
    ),
    Row(
        "/cms/corrected-addresses/{correction.pk}/",
        MERGERS,
        staff("support", "board", get="done"),
        lambda world: {"act": "withdraw"},
    ),
    Row("{correction_path}", PUBLIC, everybody("done")),
    Row("/cms/sector/", SUPPORT, SUPPORT_DOES, lambda world: {"title": "Autumn"}),
    Row("/cms/removals/", staff("support", "data_protection")),
    # There are themes already.
    Row("/cms/themes/load/", SUPPORT, staff("support", get="answered")),
    *STANDING,
    Row("/cms/applications/", SUPPORT),
    Row("/cms/applications/?waits_for=applicant", SUPPORT),
    Row("/cms/applications/{applicant.pk}/", SUPPORT, SUPPORT_DOES, _findings),
    Row(
        "/cms/applications/{applicant.pk}/ask/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"words": "Who is on the committee?"},
    ),
    Row(
        "/cms/applications/{applicant.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {**_findings(world), "decision": "admit"},
    ),
    Row(
        "/cms/applications/{member.pk}/",
        staff("support", get="not there"),
        staff("support", get="not there"),
    ),
    Row("/cms/representatives/", SUPPORT),
    Row(
        "/cms/representatives/{seat.pk}/appoint/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"name": "Maya Hart", "basis": "invited", "starts_on": _today()},
    ),
    Row(
        "/cms/representatives/appointments/{appointment.pk}/end/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"on": _today()},
    ),
    Row("/cms/representatives/appointments/{appointment.pk}/", SUPPORT),
    Row(
        "/cms/representatives/appointments/{to_sign.pk}/signed-code/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"signed_on": _today()},
    ),
    Row(
        "/cms/representatives/appointments/{appointment.pk}/interests/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"employer": "A charity", "funding": "None", "other_seats": "None"},
    ),
    Row(
        "/cms/representatives/appointments/{appointment.pk}/meetings/{board_meeting.pk}/",
        SUPPORT,
        SUPPORT_DOES,
        _report,
    ),
]

BOARD = [
    Row("/cms/appeals/", staff("board")),
    Row(
        "/cms/appeals/{appeal.pk}/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {
            "panel": [world.people["board"].pk],
            "outcome": "reversed",
            "reason": "It names its own committee.",
        },
    ),
    Row(
        "/cms/consultations/{unanswered.pk}/withdraw/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {"reason": "The money is gone."},
    ),
]

PLANNERS = staff("support", "board", "officer", "other_officer", others="not there")
PLANNERS_OF_THE_BODY = staff("support", "board", "officer", others="not there")
PUBLISHING = [
    Row(
        "/cms/consultations/window/",
        ANY_STAFF,
        staff(*STAFF, get="answered"),
        lambda world: {"opens_on": _today(7), "closes_on": _today(10)},
    ),
    Row(
        "/cms/consultations/{unanswered.pk}/extend/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {"closes_on": _today(100), "reason": "The post is on strike."},
    ),
    Row(
        "/cms/consultations/{consultation.pk}/extend/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {"act": "refuse", "because": "There is time enough."},
    ),
    Row(
        "/cms/consultations/{unanswered.pk}/ask-for-time/",
        staff("officer", others="not there"),
        staff("officer", get="done", others="not there"),
        lambda world: {"closes_on": _today(100), "reason": "The post is on strike."},
    ),
    Row("/cms/consultations/planned/", PLANNERS),
    Row(
        "/cms/consultations/planned/add/",
        PLANNERS,
        staff("support", "board", "officer", get="done", others="not there")
        | {"other_officer": "answered"},
        lambda world: {
            "body": world.body.pk,
            "title": "Paths",
            "summary": "Which paths?",
            "expected": "summer",
        },
    ),
    Row(
        "/cms/consultations/planned/{planned_consultation.pk}/",
        PLANNERS_OF_THE_BODY,
        staff("support", "board", "officer", get="done", others="not there"),
        lambda world: {"act": "drop", "because": "The money is gone."},
    ),
]

SEES_THE_CARD = staff("support", "board", "officer", others="not there")
SCORECARDS = [
    Row(
        "/cms/scorecards/",
        staff("support", "board", "officer", "other_officer", others="not there"),
    ),
    Row(
        "/cms/scorecards/{body.slug}/",
        SEES_THE_CARD,
        staff("officer", get="done", others="not there")
        | {"support": "answered", "board": "answered"},
        lambda world: {"text": "We moved <b>house</b>.", "seen": 1},
    ),
    Row(
        "/cms/scorecards/{scorecard_reply.body.slug}/",
        SEES_THE_CARD,
        staff("officer", get="done", others="not there")
        | {"support": "answered", "board": "answered"},
        lambda world: {"act": "withdraw", "reason": "It was about another year.", "seen": 1},
    ),
    Row(
        "/cms/scorecards/{scorecard_reply.body.slug}/?hide",
        SEES_THE_CARD,
        staff("support", "board", get="done", others="not there") | {"officer": "answered"},
        lambda world: {"act": "hide", "version": 1, "because": "It names somebody."},
    ),
    *(
        Row(
            f"/cms/scorecards/{{hidden_reply.reply.body.slug}}/?{act}",
            staff("support", "board", "other_officer", others="not there"),
            staff("support", "board", get="done", others="not there")
            | {"other_officer": "answered"},
            lambda world, act=act: {"act": f"{act}-1"},
        )
        for act in ("confirm", "show")
    ),
]

RESPONSE_READERS = staff("support", "board", "officer", others="not there")
RESPONSES = [
    Row(
        "/cms/consultations/",
        staff("support", "board", "officer", "other_officer", others="not there"),
    ),
    Row("/cms/consultations/{closed_consultation.pk}/responses/", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/responses/?q=caf%C3%A9", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/responses.csv", RESPONSE_READERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/responses/{closed_response.pk}/",
        RESPONSE_READERS,
    ),
    Row("/cms/consultations/{closed_consultation.pk}/responses.xlsx", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/responses/by-question/1/", RESPONSE_READERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/responses/files/{closed_answer.pk}/",
        RESPONSE_READERS,
    ),
    # The Board reads, and leaves redacting to others.
    Row(
        "/cms/consultations/{closed_consultation.pk}/responses/{closed_response.pk}/answers/{closed_answer.pk}/redact/",
        RESPONSE_READERS | {"board": "elsewhere"},
        staff("support", "officer", get="done", others="not there") | {"board": "answered"},
        lambda world: {"text": "Keep [number].", "reason": "personal"},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/responses/{individual_response.pk}/erase/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"reason": "Telephoned."},
    ),
    Row("/cms/consultations/offline/", staff("support", "board")),
    Row(
        "/cms/consultations/{closed_consultation.pk}/offline/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {
            "kind": "individual",
            "source": "letter",
            "received_on": world.closed_consultation.closes_on.isoformat(),
            "q1": "Keep four.",
        },
    ),
    Row(
        "/cms/consultations/offline/{paper_response.pk}/",
        staff("support", "board"),
        staff("support", get="done") | {"board": "answered"},
        lambda world: {"act": "check"},
    ),
    Row(
        "/cms/consultations/offline/{paper_response.pk}/correct/",
        staff("support", get="elsewhere"),
        staff("support", get="answered"),
    ),
    Row(
        "/cms/consultations/offline/{paper_response.pk}/discard/",
        staff("support", get="elsewhere"),
        staff("support", get="answered"),
    ),
    # Before the close: how many, and from when they can be read.
    Row("/cms/consultations/{consultation.pk}/responses/", RESPONSE_READERS),
    Row(
        "/cms/consultations/{consultation.pk}/responses.csv",
        staff("support", "board", "officer", get="elsewhere", others="not there"),
    ),
]

EVENT_RUNNERS = staff("support", "officer", others="not there")
RUN_EVENTS = staff("support", "officer", get="done", others="not there")


def _planned(world: World) -> dict[str, str]:
    return {
        "title": "A morning",
        "day": _today(12),
        "begins": "10:00",
        "finishes": "12:00",
        "place": "Town hall",
    }


EVENTS = [
    Row("/cms/consultations/{unanswered.pk}/events/", EVENT_RUNNERS),
    Row("/cms/consultations/{draft.pk}/events/", EVENT_RUNNERS),
    Row("/cms/consultations/{unanswered.pk}/events/add/", EVENT_RUNNERS, RUN_EVENTS, _planned),
    # The Board takes off what is on the site, and runs nothing.
    Row("/cms/consultations/events/{held_event.pk}/", EVENT_RUNNERS | {"board": "page"}),
    Row(
        "/cms/consultations/events/{planned_event.pk}/change/", EVENT_RUNNERS, RUN_EVENTS, _planned
    ),
    Row(
        "/cms/consultations/events/{planned_event.pk}/cancel/",
        EVENT_RUNNERS,
        RUN_EVENTS,
        lambda world: {"because": "The hall is flooded."},
    ),
    Row(
        "/cms/consultations/events/{held_event.pk}/attendance/",
        EVENT_RUNNERS,
        RUN_EVENTS,
        lambda world: {"by_themselves": "7"},
    ),
    Row(
        "/cms/consultations/events/{held_event.pk}/summary/",
        EVENT_RUNNERS,
        RUN_EVENTS,
        lambda world: {"text": "Buses above all [1]. Lunch [2]."},
    ),
    Row(
        "/cms/consultations/events/{held_event.pk}/notes/check/",
        EVENT_RUNNERS,
        RUN_EVENTS,
        lambda world: {"edit": "1", "names_people": "no", "change_note": "A word was missing."},
    ),
    Row("/cms/consultations/events/{held_event.pk}/minutes/", staff(others="not there")),
    Row(
        "/cms/consultations/events/{held_event.pk}/notes/take-off/",
        staff("support", "board", others="not there"),
        staff("support", "board", get="done", others="not there"),
        lambda world: {"because": "It named a person."},
    ),
]

# The Board reads the figures, and leaves themes and coding to those who answer for the body.
CODERS = staff("support", "officer", others="not there")
CODE = staff("support", "officer", get="done", others="not there")
ANALYSIS = [
    Row("/cms/consultations/{closed_consultation.pk}/analysis/", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/analysis/?by=size", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/analysis.csv", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/analysis.xlsx", RESPONSE_READERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/themes/",
        CODERS,
        CODE,
        lambda world: {"name": "Hours"},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/themes/{raised_theme.pk}/",
        CODERS,
        CODE,
        lambda world: {"name": "Opening hours", "description": "When it is open."},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/themes/{theme_to_merge.pk}/move/",
        None,
        CODE,
        lambda world: {"act": "up", "seen_at": "1"},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/themes/{theme_to_merge.pk}/merge/",
        CODERS,
        CODE,
        lambda world: {"into": world.raised_theme.pk},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/themes/{theme_to_merge.pk}/delete/",
        CODERS,
        CODE,
    ),
    Row("/cms/consultations/{closed_consultation.pk}/coding/", CODERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/coding/1/",
        staff("support", "officer", get="elsewhere", others="not there"),
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/coding/1/{closed_answer.pk}/",
        CODERS,
        CODE,
        lambda world: {"themes": [world.raised_theme.pk], "new": "", "number": "0"},
    ),
    # Before the close the list of responses says from when.
    Row(
        "/cms/consultations/{consultation.pk}/themes/",
        staff("support", "officer", get="elsewhere", others="not there"),
        staff("support", "officer", get="answered", others="not there"),
    ),
]

ANSWERERS = staff("support", "officer", others="not there")
ANSWER = staff("support", "officer", get="done", others="not there")
HIDERS = staff("support", "board", others="not there")
ANSWERING = [
    Row("/cms/consultations/{answered_consultation.pk}/answering/", ANSWERERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/answering/responses/",
        ANSWERERS,
        ANSWER,
        lambda world: {"are_read": "on"},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/feedback/",
        ANSWERERS,
        ANSWER,
        lambda world: {"act": "begin"},
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/feedback/",
        ANSWERERS,
        ANSWER,
        lambda world: {
            "we_asked": "When should it open?",
            f"said_{world.raised_theme_of_draft.pk}": "Open longer.",
            "change_note": "Another one.",
        },
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/feedback/check/",
        ANSWERERS,
        ANSWER,
        lambda world: {"edit": world.feedback_of_draft.edit},
    ),
    Row(
        "/cms/consultations/{closed_consultation.pk}/decision/",
        ANSWERERS,
        ANSWER,
        lambda world: {"act": "begin"},
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/decision/",
        ANSWERERS,
        ANSWER,
        lambda world: {"words": "It opens.", "change_note": "Another one."},
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/decision/check/",
        ANSWERERS,
        ANSWER,
        lambda world: {"edit": world.decision_of_draft.edit},
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/overdue/",
        staff("board"),
        staff("board", get="done"),
        lambda world: {"reason": "It was given at a meeting."},
    ),
    # To officers of the body the address is as much as not there.
    Row(
        "/cms/consultations/{answered_consultation.pk}/responses/{published_response.pk}/hide/",
        HIDERS,
        staff("support", "board", get="done", others="not there"),
        lambda world: {"act": "hide", "reason": "It calls a driver a thief."},
    ),
    Row(
        "/cms/consultations/{answered_consultation.pk}/responses/{letter_response.pk}/consent/",
        SUPPORT,
        SUPPORT_DOES,
        lambda world: {"reason": "They rang, and knew the words."},
    ),
]

TEXTS = [
    Row(
        "/cms/consultations/{unanswered.pk}/text/",
        EVENT_RUNNERS,
        RUN_EVENTS,
        lambda world: {
            "title": "The draft plan",
            "source": "# Aims\n\nMany more buses.",
            "change_note": "More buses.",
        },
    ),
    Row("/cms/consultations/{unanswered.pk}/comments/", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/comments/", RESPONSE_READERS),
    Row("/cms/consultations/{closed_consultation.pk}/comments.csv", RESPONSE_READERS),
    Row(
        "/cms/consultations/{closed_consultation.pk}/comments/{closed_comment.pk}/hide/",
        HIDERS,
        staff("support", "board", get="done", others="not there"),
        lambda world: {"because": "It libels somebody."},
    ),
]

WRITERS = staff("support", "board", "officer", others="not there")
WRITE = staff("support", "board", "officer", get="done", others="not there")
SET_READERS = staff("support", "officer", others="not there")
SET_OWNERS = staff("support", "officer", get="done", others="not there")
QUESTIONS = [
    Row(
        "/cms/consultations/{draft.pk}/questions/",
        WRITERS,
        staff("support", "board", "officer", get="answered", others="not there"),
        lambda world: {"act": "change"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/",
        WRITERS,
        WRITE,
        lambda world: {"act": "monitoring", "monitoring": ["age"]},
    ),
    Row(
        "/cms/consultations/{unanswered.pk}/questions/",
        WRITERS,
        WRITE,
        lambda world: {"act": "change"},
    ),
    Row("/cms/consultations/{draft.pk}/questions/paper/", WRITERS),
    Row(
        "/cms/consultations/{draft.pk}/questions/keep/",
        WRITERS,
        WRITE,
        lambda world: {"name": "Five prompts"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/begin/",
        WRITERS,
        WRITE,
        lambda world: {"question_set": world.records["shared_set"].pk, "instead": "instead"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/sections/add/",
        WRITERS,
        WRITE,
        lambda world: {"title": "About you", "text": ""},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/sections/{asked_section.pk}/",
        WRITERS,
        WRITE,
        lambda world: {"title": "Main", "text": ""},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/sections/{asked_section.pk}/add/?kind=choice",
        WRITERS,
        WRITE,
        lambda world: {"words": "Do you?", "options": "Yes\nNo"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/sections/{asked_section.pk}/move/",
        None,
        WRITE,
        lambda world: {"act": "down", "seen_at": "0"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/sections/{empty_section.pk}/delete/",
        WRITERS,
        WRITE,
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/{asked_question.pk}/",
        WRITERS,
        WRITE,
        lambda world: {"words": "How seldom?"},
    ),
    Row(
        "/cms/consultations/{draft.pk}/questions/{asked_question.pk}/move/",
        None,
        WRITE,
        lambda world: {"act": "up", "seen_at": "0-1"},
    ),
    Row("/cms/consultations/{draft.pk}/questions/{asked_question.pk}/delete/", WRITERS, WRITE),
    Row(
        "/cms/question-sets/",
        staff("support", "officer", "other_officer", others="not there"),
    ),
    Row(
        "/cms/question-sets/{kept_set.pk}/",
        SET_READERS,
        SET_OWNERS,
        lambda world: {"name": "Theirs"},
    ),
    Row(
        "/cms/question-sets/{shared_set.pk}/",
        staff("support", "officer", "other_officer", others="not there"),
        staff("support", get="done", others="not there")
        | dict.fromkeys(("officer", "other_officer"), "answered"),
        lambda world: {"name": "For everybody"},
    ),
    Row("/cms/question-sets/{kept_set.pk}/delete/", SET_READERS, SET_OWNERS),
]

# Registers in the Wagtail admin: address, record, and a form rightly filled in.


@dataclass(frozen=True, slots=True)
class Register:
    address: str
    record: str
    data: Data
    delete: str = ""  # a record on which nothing hangs; without one nobody deletes on a screen


# The lines of departments and officers below a body, as the form sends them when there are none.
_NO_LINES = [
    f"{part}-{count}"
    for part in ("departments", "officers")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
]


REGISTERS = [
    Register(
        "organisation",
        "member",
        lambda world: {"name": "Kennet Carers of Pewsey", "legal_form": "group"},
    ),
    Register(
        "district",
        "spare_district",  # the other one is named by a contest, so it keeps its name
        lambda world: {"name": "Kennet", "in_county": "on"},
        delete="spare_district",
    ),
    Register("ward", "ward", lambda world: {"name": "St Martin", "district": world.district.pk}),
    Register("consortium", "consortium", lambda world: {"name": "Consortium"}),
    Register(
        "consortiumplace",
        "place",
        lambda world: {
            "consortium": world.consortium.pk,
            "organisation": world.other_hub.pk,
            "part": "specialist",
        },
    ),
    Register(
        "sectorestimate",
        "estimate",
        lambda world: {
            "measure": "organisations",
            "figure": "8000",
            "exactness": "about",
            "area": "Wiltshire",
            "counting_rule": "With groups that are not registered",
            "as_of": _today(),
            "source": "A report",
        },
    ),
    Register(
        "theme",
        "theme",
        lambda world: {"name": "Sport", "order": "9"},
        delete="spare_theme",
    ),
    Register(
        "publicbody",
        "body",
        lambda world: {
            "name": "Police",
            "short_name": "the police",
            "slug": "police",
            "kind": "council",
            **dict.fromkeys(_NO_LINES, "0"),
        },
    ),
    Register(
        "department",
        "department",
        lambda world: {"body": world.body.pk, "name": "Transport", "code": "TR"},
        delete="department",
    ),
    Register(
        "officer",
        "officer",
        lambda world: {
            "body": world.body.pk,
            "name": "Jo Jay",
            "post": "Clerk",
            "starts_on": world.officer.starts_on.isoformat(),
        },
    ),
    Register(
        "partnership",
        "partnership",
        lambda world: {"name": "Sports Board", "kind": "thematic", "order": "1"},
    ),
    Register(
        "seat",
        "seat",
        lambda world: {
            "partnership": world.partnership.pk,
            "title": "Seat",
            "term_months": "24",
            "filling": "members",
            "order": "1",
        },
    ),
    Register(
        "meeting",
        "board_meeting",
        lambda world: {
            "partnership": world.partnership.pk,
            "title": "Board",
            "held_on": _today(14),
        },
    ),
    Register(
        "glossaryterm",
        "glossary_term",
        lambda world: {"term": "okapi", "also": "forest giraffe", "in_search": "on"},
    ),
    Register(
        "bankholiday",
        "bank_holiday",
        lambda world: {"day": "2027-07-06", "name": "Regatta"},
        delete="bank_holiday",
    ),
    Register(
        "preelectionperiod",
        "period",
        lambda world: {
            "election": "the county elections",
            "first_day": _today(1),
            "last_day": _today(30),
        },
        delete="period",
    ),
    Register(
        "forums_group",
        "group",
        lambda world: {
            "name": "Sport Group",
            "kind": "strategic",
            "remit": "Sport.",
            "duties": "It asks its members.",
        },
    ),
]


def _deleting(register: Register, at: str, key: str) -> Row:
    if not register.delete:
        return Row(f"{at}delete/{key}", NO_STAFF, NO_STAFF)
    return Row(f"{at}delete/{{{register.delete}.pk}}/", SUPPORT, SUPPORT_DOES)


def _register(register: Register) -> list[Row]:
    at, key = f"/cms/{register.address}/", f"{{{register.record}.pk}}/"
    viewers = staff("support", "board") if register.address == "organisation" else SUPPORT
    return [
        Row(at, viewers),
        Row(f"{at}results/", viewers),
        Row(f"{at}new/", SUPPORT, SUPPORT_DOES, register.data),
        Row(f"{at}edit/{key}", SUPPORT, SUPPORT_DOES, register.data),
        _deleting(register, at, key),
        Row(f"{at}inspect/{key}", viewers),
        Row(f"{at}history/{key}", SUPPORT),
        Row(f"{at}history-results/{key}", SUPPORT),
        Row(f"{at}usage/{key}", SUPPORT),
    ]


def _looked_at(address: str, record: str, viewers: Audience) -> list[Row]:
    """A register that none of these people changes on a screen."""
    at, key = f"/cms/{address}/", f"{{{record}.pk}}/"
    return [
        Row(at, viewers),
        Row(f"{at}results/", viewers),
        Row(f"{at}new/", NO_STAFF, NO_STAFF),
        Row(f"{at}edit/{key}", NO_STAFF, NO_STAFF),
        Row(f"{at}delete/{key}", NO_STAFF, NO_STAFF),
        Row(f"{at}history/{key}", NO_STAFF),
        Row(f"{at}history-results/{key}", NO_STAFF),
        Row(f"{at}usage/{key}", NO_STAFF),
    ]


def _wagtails_pages(record: str, **acts: Audience) -> list[Row]:
    return [Row(f"/cms/pages/{{{record}.pk}}/{act}/", audience) for act, audience in acts.items()]


EDITORS = staff("support", "board")
# To the others a draft is not there at all.
EDITORS_OF_DRAFTS = staff("support", "board", others="not there")
# The Board alone decides what is published; consultations have rules of their own: consultations/test_guards.
WAGTAILS_VIEWS = [
    *(row for register in REGISTERS for row in _register(register)),
    *_looked_at("award", "award", SUPPORT),
    *_looked_at("awardimport", "award.source", SUPPORT),
    *_looked_at("users", "people.account", NO_STAFF),
    Row("/cms/award/inspect/{award.pk}/", SUPPORT),
    Row("/cms/awardimport/inspect/{award.source.pk}/", SUPPORT),
    Row("/cms/users/copy/{people.account.pk}/", NO_STAFF, NO_STAFF),
    Row("/cms/organisation_chooser/", ANY_STAFF),
    Row("/cms/organisation_chooser/results/", ANY_STAFF),
    Row("/cms/organisation_chooser/chosen/{member.pk}/", ANY_STAFF),
    Row("/cms/", ANY_STAFF),
    *_wagtails_pages(
        "news",
        edit=EDITORS,
        history=EDITORS,
        copy=EDITORS,
        delete=staff("board"),
        unpublish=staff("board"),
        move=staff("board"),
        privacy=staff("board"),
    ),
    *_wagtails_pages(
        "draft_news",
        edit=EDITORS_OF_DRAFTS,
        delete=EDITORS_OF_DRAFTS,
        move=EDITORS_OF_DRAFTS,
        unpublish=EDITORS_OF_DRAFTS | dict.fromkeys(("support", "board"), "turned away"),
    ),
    *_wagtails_pages(
        "front", edit=EDITORS, delete=NO_STAFF, unpublish=NO_STAFF, move=NO_STAFF, privacy=NO_STAFF
    ),
    *(
        Row(f"/cms/{address}/", NO_STAFF, NO_STAFF)
        for address in ("groups/new", "sites/new", "collections/add", "workflows/add")
    ),
    Row("/cms/redirects/", SUPPORT),
    Row("/cms/reports/site-history/", ANY_STAFF),  # each person's own rights narrow it
    Row("/cms/reports/locked/", staff("board")),
]

ROWS = [
    *MACHINERY,
    *PAGES,
    *ACCOUNT,
    *MY,
    *OWN,
    *MEMBERS,
    *GATEWAY,
    *SECTOR,
    *PROFILE,
    *GROUPS,
    *KEPT,
    *CONVENING,
    *REMOVALS,
    *GUESTS,
    *COMPACT,
    *GLOSSARY,
    *COMPACT_DRAFT,
    *CASES,
    *CASES_PUBLIC,
    *CASES_PAPERS,
    *CASES_RAISED,
    *CASES_HEARD,
    *COMPACT_BOARD,
    *SIGNATORIES,
    *GUIDANCE,
    *CONSULTATIONS,
    *PUBLISHING,
    *SCORECARDS,
    *FUNDING,
    *ELECTIONS,
    *OFFICER,
    *SUPPORT_UNIT,
    *BOARD,
    *RESPONSES,
    *EVENTS,
    *ANALYSIS,
    *ANSWERING,
    *TEXTS,
    *QUESTIONS,
    *WAGTAILS_VIEWS,
]
