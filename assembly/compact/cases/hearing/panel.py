"""Name those who hear a case or its appeal, who say whether they have an interest; keep out of a case."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.cases import telling
from assembly.compact.cases.steps import PANEL_OF
from assembly.compact.models import Case, PanelMember, Recusal, Step
from assembly.core.clean_text import clean_line
from assembly.core.events import record
from assembly.core.roles import BOARD
from assembly.notifications.services import notify

from . import panel_rules, people
from .held import held
from .people import Candidate

PANEL_NAMED = "compact/case_panel_named"
PANEL_INCOMPLETE = "compact/case_panel_incomplete"


@transaction.atomic
def name_panel(
    case: Case, chosen: Collection[User], *, by: User, at: dt.datetime | None = None
) -> list[PanelMember]:
    """Name people to hear the case; at the step of an appeal, to hear that. Those who left are replaced in order."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on, is_appeal = found.case, found.on, is_in_appeal(found.case, found.on)
    panel_rules.may_name(found).enforce()
    _let_go(case, on, is_appeal=is_appeal, at=at)
    all_of_them = people.candidates(case, on, is_appeal=is_appeal)
    keys = {user.pk for user in chosen}
    taken = [one for one in all_of_them if one.user and one.user.pk in keys]
    panel_rules.may_be_named(
        taken,
        candidates=all_of_them,
        staying=people.on_panel(case, on, is_appeal=is_appeal),
        places=places_left(case, on),
    ).enforce()
    free = list(to_replace(case, is_appeal=is_appeal))
    made = [
        _name(case, one, is_appeal=is_appeal, replaces=free.pop(0) if free else None, by=by, at=at)
        for one in taken
    ]
    data = {"named": len(made), "appeal": is_appeal}
    record("compact.case_panel_named", case, by=by, data=data)
    notify(
        [one.person for one in made if one.person],
        PANEL_NAMED,
        about=case,
        context={"case": case, "is_appeal": is_appeal},
        url=reverse("compact:case_interest", args=[case.reference]),
    )
    return made


@transaction.atomic
def sit(case: Case, *, by: User, at: dt.datetime | None = None) -> PanelMember:
    """“I have no interest in this case.” Pressed twice it is said once."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    member = place_of(found.case, by, found.on)
    panel_rules.may_sit(member, found).enforce()
    assert member  # noqa: S101 - the rule has refused anything else
    if member.sits_since is None:
        member.sits_since = at
        member.save(update_fields=["sits_since"])
        record("compact.case_no_interest", found.case, by=by, data={"member": member.pk})
    return member


@transaction.atomic
def recuse(case: Case, because: str = "", *, by: User, at: dt.datetime | None = None) -> Recusal:
    """Keep out of the case from this moment. Who was on its panel leaves it, and has to be replaced."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    member = place_of(case, by, on)
    panel_rules.may_recuse(found, member).enforce()
    made = Recusal.objects.create(case=case, person=by, because=clean_line(because).strip(), at=at)
    left = case.panel.filter(person=by, left_at=None).update(left_at=at)
    record("compact.case_recused", case, by=by, data={"left_panel": bool(left)})
    if left and case.step_on(on) in panel_rules.AT_WORK:
        _say_incomplete(case, on)
    return made


@transaction.atomic
def release(member: PanelMember, *, by: User, at: dt.datetime | None = None) -> PanelMember:
    """Take off somebody who has not said whether they have an interest, or whose seat is over."""
    at = at or timezone.now()
    found = held(member.case, by=by, at=at)
    panel_rules.may_name(found).enforce()
    member = PanelMember.objects.select_related("appointment").get(pk=member.pk)
    panel_rules.may_release(member, holds_a_seat=holds_a_seat(member, found.on)).enforce()
    member.left_at = at
    member.save(update_fields=["left_at"])
    record("compact.case_panel_released", found.case, by=by, data={"member": member.pk})
    return member


def is_in_appeal(case: Case, on: dt.date) -> bool:
    """Whether what is done now is done about the appeal."""
    return case.step_on(on) == Step.APPEAL


def place_of(case: Case, user: User, on: dt.date) -> PanelMember | None:
    """Their place on the panel of this step, whether or not they have said that they have no interest."""
    found: PanelMember | None = case.panel.filter(
        person=user, left_at=None, is_appeal=is_in_appeal(case, on)
    ).first()
    return found


def holds_a_seat(member: PanelMember, on: dt.date) -> bool:
    """The seat for which they were named; who came from the Assembly Board, their place on that."""
    seat = member.appointment
    if seat is None and not member.side and member.person_id:
        return offices.holders(BOARD, on=on).filter(pk=member.person_id).exists()
    return seat is not None and seat.starts_on <= on and seat.still_holds_on(on)


def to_replace(case: Case, *, is_appeal: bool) -> Collection[PanelMember]:
    """Those who left the panel and for whom nobody was named yet."""
    gone = case.panel.filter(is_appeal=is_appeal, left_at__isnull=False, replaced_by=None)
    return list(gone.order_by("left_at", "pk"))


def places_left(case: Case, on: dt.date) -> int | None:
    """How many can still be named; None while there is no limit, which is until the panel has something to show."""
    is_appeal = is_in_appeal(case, on)
    has_begun = case.findings.filter(is_appeal=True).exists() if is_appeal else None
    if case.step_on(on) == Step.PANEL or has_begun is False:
        return None
    there = case.panel.filter(is_appeal=is_appeal, left_at=None).count()
    lost = there - len(people.on_panel(case, on, is_appeal=is_appeal))
    return len(to_replace(case, is_appeal=is_appeal)) + lost


def _name(
    case: Case,
    one: Candidate,
    *,
    is_appeal: bool,
    replaces: PanelMember | None,
    by: User,
    at: dt.datetime,
) -> PanelMember:
    return PanelMember.objects.create(
        case=case,
        is_appeal=is_appeal,
        person=one.user,
        appointment=one.appointment,
        side=one.side,
        named_at=at,
        named_by=by,
        replaces=replaces,
    )


def _let_go(case: Case, on: dt.date, *, is_appeal: bool, at: dt.datetime) -> None:
    """Those who closed their account, or came to have an interest, have left it; now it is written down."""
    staying = [one.pk for one in people.on_panel(case, on, is_appeal=is_appeal)]
    case.panel.filter(is_appeal=is_appeal, left_at=None).exclude(pk__in=staying).update(left_at=at)


def _say_incomplete(case: Case, on: dt.date) -> None:
    """Tell the Board where fewer are left than hear a case."""
    staying = people.on_panel(case, on, is_appeal=is_in_appeal(case, on))
    if len(staying) < PANEL_OF:
        telling.tell(case, telling.of_board(case, on), PANEL_INCOMPLETE)
