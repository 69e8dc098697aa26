"""“Is your organisation already here?”: one search over our own register and the official ones."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core import names
from assembly.core.name_fields import holding
from assembly.core.rules import RuleBroken

from . import comparing, identifiers, income, naming, postcodes
from .models import Claim, Delegate, Organisation, RegisterEntry, RegisterImport, RegistrationDraft

MOST = 20
# So many can be asked of the database at once; for more names it hands over all there are.
MOST_HANDLES = 60
# No longer on the register; a record that was merged into another has left it, too.
GONE = (Organisation.Status.REFUSED, Organisation.Status.LEFT)
NUMBER = re.compile(r"(?:GB-?[A-Z]{2,4}-?)?((?:NIC|[A-Z]{1,2})?-?[0-9]{4,8}[A-Z]{0,2})")
# A number of a register has so many digits at least: with letters, and without (a year has four).
FEWEST_DIGITS = {False: 4, True: 5}
DECIMALS = re.compile(r"(?<=[0-9])\.0*$")  # as a spreadsheet writes a number


class Placed(Protocol):
    @property
    def postcode(self) -> str: ...


Somewhere = TypeVar("Somewhere", bound=Placed)


@dataclass(frozen=True, slots=True)
class Found:
    """Organisations of ours, and entries of official registers that are none of ours yet."""

    organisations: list[Organisation] = field(default_factory=list)
    entries: list[RegisterEntry] = field(default_factory=list)
    mine: frozenset[int] = frozenset()  # keys of organisations for which the person acts
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.organisations or self.entries)


def look_up(typed: str, user: User | AnonymousUser) -> Found:
    """By number, or by words of the name; what nobody may see (an application) is not given away."""
    numbers = numbers_in(typed)
    words = naming.telling_words(typed)
    if not numbers and not words:
        return Found()
    mine = (
        frozenset(Organisation.objects.acted_for_by(user).values_list("pk", flat=True))
        if isinstance(user, User)
        else frozenset()
    )
    entries = list((_numbered(numbers) if numbers else _named(words))[: MOST + 1])
    known = Organisation.objects.filter(Q(status__in=Organisation.PUBLIC) | Q(pk__in=mine))
    of_entries = {number for entry in entries for number in _numbers_of(entry)}
    by_words = _with(words) if words else Q(pk__in=[])
    by_number = Q(org_id__in=of_entries)
    for number in numbers:
        by_number |= Q(org_id__endswith=f"-{number}")
    organisations = list(known.filter(by_number if numbers else by_words | by_number)[: MOST + 1])
    ours = {organisation.org_id for organisation in organisations if organisation.org_id}
    return Found(
        organisations[:MOST],
        [entry for entry in entries if not ours & set(_numbers_of(entry))][:MOST],
        mine,
        more=len(organisations) > MOST or len(entries) > MOST,
    )


def numbers_in(typed: str) -> list[str]:
    """The ways of writing the number that was typed; none, when it is no number."""
    shape = NUMBER.fullmatch(DECIMALS.sub("", re.sub(r"\s", "", typed)).upper())
    if not shape or sum(sign.isdigit() for sign in shape[1]) < FEWEST_DIGITS[shape[1].isdigit()]:
        return []
    number = shape[1].replace("-", "")
    return list(dict.fromkeys([number, re.sub("^NIC?", "", number), number.zfill(8)]))


def entry_with(org_id: str) -> RegisterEntry | None:
    """The entry of this number, or of the charity that is the company of this number."""
    if not org_id:
        return None
    company = org_id.removeprefix(comparing.COMPANY)
    by_company = Q(company_number=company) if company != org_id else Q()
    return RegisterEntry.objects.filter(Q(org_id=org_id) | by_company).order_by("status").first()


@dataclass(frozen=True, slots=True)
class RegisterMatch:
    """What the official register says of an applicant's number, and of when the register is."""

    number: str
    entry: RegisterEntry | None
    loaded_at: dt.datetime | None  # None: no register has been loaded yet


def register_match(organisation: Organisation) -> RegisterMatch:
    last = RegisterImport.objects.order_by("-imported_at").values_list("imported_at", flat=True)
    number = organisation.org_id
    return RegisterMatch(number, entry_with(number), last.first())


def holder_of(
    org_id: str,
    *,
    besides: Organisation | None = None,
    seen_by: User | AnonymousUser | None = None,
) -> Organisation | None:
    """Find the organisation on our register with this number; signed out, only a public one."""
    if not org_id:
        return None
    found = Organisation.objects.with_number(org_id)
    if isinstance(seen_by, AnonymousUser):
        found = found.filter(status__in=Organisation.PUBLIC)
    return (found.exclude(pk=besides.pk) if besides and besides.pk else found).first()


def member_called(name: str) -> Organisation | None:
    """The member of this name, however it is typed; of several, the one whose name is written just so.

    Raises `RuleBroken` with their names where several could be meant.
    """
    found = list(Organisation.objects.members().called(name)[:MOST])
    exact = [one for one in found if one.name == names.tidy(name)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if not found:
        return None
    listed = "; ".join(f"{one.name}{f', {one.org_id}' if one.org_id else ''}" for one in found)
    raise RuleBroken(f"Several members have this name. Type one of these exactly: {listed}.")


def members_meant(typed: str) -> list[Organisation]:
    """Members that may be meant: of this name or number, else with all these words in it, else of nearly this name."""
    members = Organisation.objects.members()
    if numbers := numbers_in(typed):
        ends = Q()
        for number in numbers:
            ends |= Q(org_id__endswith=f"-{number}")
        return list(members.filter(ends)[:MOST])
    if called := list(members.called(typed)[:MOST]):
        return called
    words = naming.telling_words(typed)
    found = list(members.filter(_with(words)).order_by("name", "pk")[:MOST]) if words else []
    return found or [one for one in near(typed) if one.is_member][:MOST]


def has_just_applied(user: User, name: str) -> bool:
    """Whether an organisation of this name, of this person's, applied today."""
    theirs = Organisation.objects.acted_for_by(user)
    return theirs.called(name).filter(applied_on=timezone.localdate()).exists()


def filled_in(entry: RegisterEntry) -> dict[str, Any]:
    """What the form of a registration begins with, for a body that a register knows."""
    return {
        "name": naming.readable(entry.name),
        "description": entry.activities,
        "legal_form": entry.legal_form,
        **number_fields(entry.org_id),
        "income_band": income_band(entry.latest_income),
        "postcode": entry.postcode,
        "website": entry.website,
    }


def number_fields(org_id: str) -> dict[str, str]:
    """A whole identifier as the two fields in which a form asks for it."""
    known = (code for code in identifiers.REGISTERS if org_id.startswith(f"{code}-"))
    code = next(known, "")
    return {"number_register": code, "number": org_id.removeprefix(f"{code}-")} if code else {}


def income_band(latest_income: Decimal | None) -> str:
    if latest_income is None:
        return ""
    return str(income.band_of(max(latest_income, Decimal(0))))


def near(
    name: str, *, postcode: str = "", besides: Organisation | None = None
) -> list[Organisation]:
    """Organisations whose name is nearly this one, wherever they are, whatever their standing but refused and left.

    The one comparison of names, for anybody who enters, claims, checks or merges an organisation. Of a Village Hall,
    as there are many, those known to be at another postcode are left out.
    """
    text = naming.comparable(name)
    found = Organisation.objects.filter(pk__in=names_near([text]).alike(text)).order_by("pk")
    others = found.exclude(pk=besides.pk) if besides and besides.pk else found
    return perhaps_the_same(text, postcode, others)


def near_to(organisation: Organisation) -> list[Organisation]:
    return near(organisation.name, postcode=organisation.postcode, besides=organisation)


def perhaps_the_same(text: str, postcode: str, others: Iterable[Somewhere]) -> list[Somewhere]:
    """Of a name that many share, without those known to be at another postcode; of any other name all of them."""
    if not postcode or not naming.is_general(text):
        return list(others)
    return [one for one in others if not one.postcode or postcodes.same(postcode, one.postcode)]


def names_near(texts: Collection[str]) -> naming.Index[int]:
    """The names on the register in which those near any of these can be found; one query, however many.

    They are given as `naming.comparable` makes them.
    """
    handles = {handle for text in texts for handle in naming.handles(text)}
    found = Organisation.objects.exclude(status__in=GONE)
    if len(handles) <= MOST_HANDLES:
        sharing = Q(name_key="")  # the few that are made of common words only
        for handle in handles:
            sharing |= Q(name_key__contains=handle)
        found = found.filter(sharing)
    index = naming.Index[int]()
    for pk, key, name in found.order_by("pk").values_list("pk", "name_key", "name").iterator():
        index.add(key or naming.comparable(name), pk)
    return index


def may_see(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """An application is its own people's (and the staff's): nobody else learns of it."""
    if organisation.status in Organisation.PUBLIC:
        return True
    return isinstance(user, User) and Delegate.objects.of(organisation).filter(user=user).exists()


def open_claim(organisation: Organisation, user: User) -> Claim | None:
    return Claim.objects.open().filter(organisation=organisation, user=user).first()


def claims_to_answer(user: User) -> QuerySet[Claim]:
    """Open claims on organisations that this person leads, not yet answered."""
    led = Delegate.objects.current().filter(user=user, role=Delegate.Role.LEAD)
    return (
        Claim.objects.waiting()
        .without_proof_entered_by(user)
        .filter(organisation__in=led.values("organisation"), lead_says="")
        .select_related("organisation")
    )


def begun_by(
    user: User, typed: Mapping[str, list[str]] | None = None
) -> list[tuple[str, str, str]]:
    """What a person has begun and not ended: (words, address, how it stands). `typed`: before they signed in."""
    claims = Claim.objects.open().filter(user=user).select_related("organisation")
    draft = RegistrationDraft.objects.filter(user=user).first()
    register = reverse("membership:organisation_register")
    begun = [(draft.name, register, "")] if draft else []
    if typed:
        here = reverse("membership:organisation_register", query={"typed": "here"})
        begun.append((typed.get("name", [""])[0], here, "Typed here before you signed in"))
    return [
        *((f"Registration of {name or 'an organisation'}", url, how) for name, url, how in begun),
        *(
            (
                f"Claim on {claim.organisation}",
                reverse("membership:claim", args=[claim.organisation.slug]),
                claim.get_state_display(),
            )
            for claim in claims
        ),
    ]


def _numbered(numbers: list[str]) -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(Q(number__in=numbers) | Q(company_number__in=numbers))


def _with(words: Iterable[str]) -> Q:
    return holding("name_words", " ".join(words))


def _named(words: Iterable[str]) -> QuerySet[RegisterEntry]:
    """Every word in the name; the removed ones last."""
    found = RegisterEntry.objects.filter(_with(words))
    removed_last = Case(
        When(status=RegisterEntry.Status.REGISTERED, then=Value(0)), default=Value(1)
    )
    return found.order_by(removed_last, "name_key", "pk")


def _numbers_of(entry: RegisterEntry) -> list[str]:
    company = f"{comparing.COMPANY}{entry.company_number}"
    return [entry.org_id, company] if entry.company_number else [entry.org_id]
