"""What a new Assembly does before its first election and consultation, in the order of docs/first-week.md."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.urls import reverse

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Edition
from assembly.consultations.models import Consultation
from assembly.core import roles
from assembly.core.models import SiteSettings
from assembly.funding.models import Award
from assembly.membership.models import District, Organisation, RegisterEntry, Theme
from assembly.partners.models import Officer, Partnership, PublicBody, Seat
from elections.models import Election
from forums.models import Group


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list. `whose` is the office that takes it; `url` leads those there who may."""

    text: str
    is_done: bool
    whose: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """`permission` opens the screen named `screen`; `is_done` asks the database once."""

    text: str
    is_done: Callable[[], bool]
    screen: str
    permission: str
    whose: str = roles.SUPPORT_UNIT
    arguments: tuple[str, ...] = ()


def _some(model: type[Model]) -> Callable[[], bool]:
    return model._default_manager.exists


def _has_its_own_name() -> bool:
    return bool(SiteSettings.load().area_name != SiteSettings._meta.get_field("area_name").default)


def _has_a_returning_officer() -> bool:
    return offices.holders(roles.RETURNING_OFFICER).exists()


PLANS = (
    _Plan(
        "Name your Assembly and its area",
        _has_its_own_name,
        "wagtailsettings:edit",
        "core.change_sitesettings",
        arguments=("core", "sitesettings"),
    ),
    _Plan(
        "Give somebody the office of returning officer",
        _has_a_returning_officer,
        "office_staff:office_list",
        "home.give_offices",
    ),
    _Plan("Enter your districts", _some(District), "district:index", "membership.add_district"),
    _Plan("Choose your themes", _some(Theme), "theme:index", "membership.add_theme"),
    _Plan(
        "Load the official register of charities",
        _some(RegisterEntry),
        "uploads:upload_index",
        "membership.load_register",
        arguments=("register",),
    ),
    _Plan(
        "Admit your first member, or take over a list of members",
        Organisation.objects.members().exists,
        "membership_lists:member_list_index",
        "membership.take_over_list",
    ),
    _Plan("Enter a public body", _some(PublicBody), "publicbody:index", "partners.add_publicbody"),
    _Plan(
        "Enter a contact at a public body", _some(Officer), "officer:index", "partners.add_officer"
    ),
    _Plan(
        "Enter the seats on a partnership board", _some(Seat), "seat:index", "partners.add_seat"
    ),
    _Plan("Start a group", _some(Group), "forums_group:index", "forums.add_group"),
    _Plan(
        "Enter the undertakings of your Compact",
        _some(Edition),
        "compact_staff:edition_list",
        "compact.add_edition",
    ),
    _Plan(
        "Enter the seats on the Compact Board",
        Seat.objects.filter(partnership__kind=Partnership.Kind.COMPACT).exists,
        "seat:index",
        "partners.add_seat",
    ),
    _Plan(
        "Load the awards of a funder",
        _some(Award),
        "uploads:upload_index",
        "funding.load_awards",
        arguments=("awards",),
    ),
    _Plan(
        "Classify the awards",
        Award.objects.exclude(award_class="").exists,
        "funding_staff:award_list",
        "funding.class_award",
    ),
    _Plan(
        "Announce an election",
        lambda: Election.objects.public().exists(),
        "elections_officer:election_index",
        "elections.run_election",
        roles.RETURNING_OFFICER,
    ),
    _Plan(
        "Publish a consultation",
        lambda: Consultation.objects.published().exists(),
        "wagtailadmin_explore_root",
        "consultations.publish_consultation",
        roles.BOARD,
    ),
)  # fmt: skip


def steps_for(user: User | AnonymousUser) -> list[Step]:
    """Every step, in order."""
    return [
        Step(
            text=plan.text,
            is_done=plan.is_done(),
            whose=plan.whose,
            url=reverse(plan.screen, args=plan.arguments) if user.has_perm(plan.permission) else "",
        )
        for plan in PLANS
    ]
