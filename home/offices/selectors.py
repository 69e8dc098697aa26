"""Who holds which office, and what has been proposed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from assembly.accounts import offices, two_people
from assembly.accounts.models import OfficeTerm, User
from assembly.core.roles import OFFICES
from assembly.partners.models import Officer

from . import rules
from .models import OfficeProposal


@dataclass(frozen=True, slots=True)
class Held:
    """A term that runs or will run, on a day."""

    term: OfficeTerm
    on: dt.date

    @property
    def ends_soon(self) -> bool:
        return self.term.ends_on is not None and self.term.ends_on <= self.on + rules.ENDS_SOON

    @property
    def is_to_come(self) -> bool:
        return self.term.began_on > self.on


def givers(on: dt.date) -> rules.Givers:
    return two_people.holders(on)


def overview(on: dt.date) -> list[tuple[str, list[Held]]]:
    """Every office of the table with its holders, those whose term ends first at the top."""
    held: dict[str, list[Held]] = {name: [] for name in OFFICES}
    terms = OfficeTerm.objects.not_over(on).filter(office__in=held, user__is_active=True)
    for term in terms.select_related("user").order_by(
        F("ends_on").asc(nulls_last=True), "user__name", "pk"
    ):
        held[term.office].append(Held(term, on))
    return list(held.items())


def ending_soon(on: dt.date) -> QuerySet[OfficeTerm]:
    soon = offices.terms_on(on).filter(ends_on__lte=on + rules.ENDS_SOON, user__is_active=True)
    return soon.order_by("ends_on", "pk")


def waiting() -> QuerySet[OfficeProposal]:
    return OfficeProposal.objects.waiting().select_related(
        "user", "officer__body", "term", "proposed_by"
    )


def waiting_for(user: User, on: dt.date) -> list[OfficeProposal]:
    """The proposals that this person can confirm."""
    known = givers(on)
    return [one for one in waiting() if rules.may_be_confirmed(one, known, by=user)]


def history(office: str) -> QuerySet[OfficeTerm]:
    return (
        OfficeTerm.objects.filter(office=office).select_related("user").order_by("-began_on", "-pk")
    )


def settled(office: str) -> QuerySet[OfficeProposal]:
    found = OfficeProposal.objects.settled().filter(office=office)
    return found.select_related("user", "officer__body", "term", "proposed_by", "decided_by")


def running_term(
    user: User, office: str, officer: Officer | None, on: dt.date
) -> OfficeTerm | None:
    body = officer.body_id if officer else None
    terms = OfficeTerm.objects.not_over(on).filter(user=user, office=office, body_id=body)
    return terms.select_related("user").first()


def fresh_contact(officer: Officer | None) -> Officer | None:
    """The contact as it is now: another account may have come to act as it."""
    return Officer.objects.select_related("body").get(pk=officer.pk) if officer else None


def contacts(on: dt.date) -> QuerySet[Officer]:
    """Contacts of public bodies who are so today or later."""
    return Officer.objects.not_over(on).select_related("body").order_by("body__name", "name", "pk")


def own_terms(user: User, on: dt.date) -> QuerySet[OfficeTerm]:
    ending = OfficeProposal.objects.waiting().filter(term=OuterRef("pk"), act="end")
    return OfficeTerm.objects.not_over(on).filter(user=user).annotate(is_ending=Exists(ending))
