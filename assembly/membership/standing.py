"""How an organisation and one of its people stand with the Assembly, and what happens next: for “My Assembly”."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.templatetags.assembly import short_day

from . import rules, selectors
from .models import (
    ApplicationQuestion,
    Delegate,
    EligibilityFinding,
    Organisation,
    OrganisationQuerySet,
)
from .panels import PanelLine
from .rules.profile import may_edit_profile

Status = Organisation.Status

COLOURS = {Status.MEMBER: "green", Status.APPLIED: "yellow", Status.REFUSED: "red"}

NEXT = {
    Status.APPLIED: (
        "The Support Unit checks the declarations of the application. When all are met, the organisation is a member "
        "from that day, and you are told by e-mail. Until then it cannot vote or join groups."
    ),
    Status.REFUSED: "The application was refused, because this part of the test was found not to be met:",
    Status.SUSPENDED: (
        "Membership is suspended: the organisation cannot vote or join groups. Its lead was told why, and may appeal."
    ),
    Status.LAPSED: (
        "Membership has lapsed, because nobody confirmed the entry: the organisation cannot vote or join groups. "
        "It comes back by declaring afresh."
    ),
    Status.LEFT: "The organisation has left the Assembly. It may come back by declaring afresh.",
}


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """One of a person's organisations: what they are to it, who casts its vote, and what happens next."""

    organisation: Organisation
    rows: tuple[tuple[str, str], ...]
    failed: tuple[EligibilityFinding, ...]
    may_edit_profile: bool = False

    @property
    def next(self) -> str:
        return NEXT.get(Status(self.organisation.status), "")

    @property
    def colour(self) -> str:
        return COLOURS.get(Status(self.organisation.status), "grey")

    @property
    def is_public(self) -> bool:
        return self.organisation.status in Organisation.PUBLIC


def of_person(user: User) -> list[OwnOrganisation]:
    """All organisations this person acts for, in the order of their names; three queries however many."""
    return [_standing(user, organisation) for organisation in _acted_for_by(user)]


def standing_of(user: User, organisation: Organisation) -> OwnOrganisation:
    """How one of them stands; the person acts for it."""
    return _standing(user, _acted_for_by(user).get(pk=organisation.pk))


def people(organisation: Organisation) -> list[tuple[str, str]]:
    """Who acts for it, and as what, as its own people see it."""
    return [
        (str(delegate.user), ", ".join(parts(delegate)))
        for delegate in selectors.current_delegates(organisation)
    ]


def parts(delegate: Delegate) -> list[str]:
    named = [(delegate.is_voter, "Voter"), (delegate.is_deputy, "Deputy")]
    return [delegate.as_what.capitalize(), *(word for holds, word in named if holds)]


def acts(organisation: Organisation, on: dt.date) -> list[PanelLine]:
    """What its leads can decide about its membership now: the way to each, and until when."""
    decision = selectors.last_decision(organisation)
    appeal = selectors.appeal_against(decision)
    standing_now = selectors.decision_standing(organisation)
    found = []
    if asked := ApplicationQuestion.objects.open().filter(organisation=organisation).first():
        text, note = "Answer the Support Unit's question", "The application waits for you"
        url = reverse("membership:question", args=[organisation.slug, asked.pk])
        found.append(PanelLine(text, url, note))
    if rules.standing.may_confirm(organisation, on):
        note = "It is time to" if rules.standing.is_asked_to_confirm(organisation, on) else ""
        found.append(_line("confirm", "Confirm that its entry is right", organisation, note))
    if decision and rules.appeals.may_appeal(decision, appeal, on):
        note = f"Until {short_day(rules.appeals.last_day_to_appeal(decision))}"
        found.append(_line("appeal", "Appeal to the Assembly Board", organisation, note))
    elif decision:
        found.append(_line("appeal", "What was decided, and the appeal", organisation))
    if rules.standing.may_come_back(
        organisation, standing_now, selectors.appeal_against(standing_now), on
    ):
        found.append(_line("come_back", "Declare afresh, and come back", organisation))
    if rules.standing.may_resign(organisation):
        found.append(_line("leave", "Leave the Assembly", organisation))
    return found


def _line(name: str, text: str, organisation: Organisation, note: str = "") -> PanelLine:
    return PanelLine(text, reverse(f"membership:{name}", args=[organisation.slug]), note)


def _acted_for_by(user: User) -> OrganisationQuerySet:
    found = Organisation.objects.acted_for_by(user).select_related("votes_through__holder")
    return found.prefetch_related("delegates__user", "findings")


def _standing(user: User, organisation: Organisation) -> OwnOrganisation:
    delegates = [one for one in organisation.delegates.all() if one.ended_on is None]
    return OwnOrganisation(
        organisation=organisation,
        rows=tuple(_rows(user, organisation, delegates)),
        failed=tuple(rules.eligibility.unmet_criteria(organisation.findings.all()))
        if organisation.status == Status.REFUSED
        else (),
        may_edit_profile=bool(may_edit_profile(user, organisation, delegates)),
    )


def _rows(
    user: User, organisation: Organisation, delegates: list[Delegate]
) -> list[tuple[str, str]]:
    own = next(one for one in delegates if one.user_id == user.pk)
    rows = [("You are", "its lead" if own.role == Delegate.Role.LEAD else "one of its delegates")]
    if link := getattr(organisation, "votes_through", None):
        rows.append(("Its vote", rules.control.votes_through_sentence(link)))
    elif organisation.is_member:
        names = [
            "you" if one == own else str(one.user) for one in rules.casting.who_casts(delegates)
        ]
        rows.append(("Its vote is cast by", " or ".join(names) or "nobody yet"))
    if organisation.is_member:
        rows.append(("Member since", short_day(organisation.admitted_on)))
    elif organisation.status == Status.APPLIED:
        rows.append(("Applied on", short_day(organisation.applied_on)))
    return rows
