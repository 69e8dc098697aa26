"""A person says that they act for an organisation: by a code mailed to it, or with evidence that staff check."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership import lookup, rules, selectors
from assembly.membership.models import Claim, Delegate, Organisation
from assembly.membership.rules import Way
from assembly.notifications.services import notify, write_to

from .voting import noting_who_casts

DIGITS = 6
# What an organisation that nobody led is told, in the words of the record.
BY_CODE = "A code mailed to the organisation's own domain."


@transaction.atomic
def claim_with_evidence(
    organisation: Organisation, evidence: str, *, by: User, at: dt.datetime | None = None
) -> Claim:
    """Ask to act for an organisation, saying what shows it. The Support Unit decides."""
    claim = _claim(organisation, by, at or timezone.now())
    claim.evidence = evidence
    claim.digest = ""
    _wait(claim)
    return claim


@sensitive_variables("code")
@transaction.atomic
def send_claim_code(
    organisation: Organisation, address: str, *, by: User, at: dt.datetime | None = None
) -> Claim:
    """Mail a code to an address at the organisation's own domain; the one before it is void."""
    at = at or timezone.now()
    claim = _claim(organisation, by, at)
    rules.may_prove_by(address, lookup.own_domains(organisation)).enforce()
    rules.may_send_code(claim).enforce()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    claim.address, claim.digest, claim.code_sent_at = address, _digest(claim, code), at
    claim.codes_sent += 1
    claim.tries = 0
    claim.save(update_fields=["address", "digest", "code_sent_at", "codes_sent", "tries"])
    record("membership.claim_code_sent", organisation, by=by, data={"claim": claim.pk})
    write_to(address, "membership/claim_code", context={"organisation": organisation, "code": code})
    return claim


@sensitive_variables("typed", "code")
def check_claim_code(claim: Claim, typed: str, *, at: dt.datetime | None = None) -> Claim:
    """Accept the mailed code, once. Where nobody leads the organisation the person leads it from now on."""
    at = at or timezone.now()
    code = "".join(typed.split())
    rules.may_try_code(claim, at).enforce()
    # One conditional update counts the try before it is made, so that guesses sent at once count one by one.
    counted = Claim.objects.filter(pk=claim.pk, tries__lt=rules.TRIES_A_CODE, digest=claim.digest)
    if not counted.update(tries=F("tries") + 1):
        raise RuleBroken("Too many wrong codes were typed. Ask for a new one.")
    if not constant_time_compare(_digest(claim, code), claim.digest):
        raise RuleBroken("This code is wrong.")
    return _prove(claim, at)


@transaction.atomic
def _prove(claim: Claim, at: dt.datetime) -> Claim:
    claim, delegates = _lock(claim)
    rules.code_is_open(claim, at).enforce()
    claim.digest, claim.proved_at = "", at
    claim.save(update_fields=["digest", "proved_at"])
    record("membership.claim_proved", claim.organisation, by=claim.user, data={"claim": claim.pk})
    if rules.a_code_is_enough(delegates):
        claim.decided_at, claim.reason = at, BY_CODE
        _grant(claim, Delegate.Role.LEAD, by=claim.user)
    else:
        _wait(claim)
    return claim


@transaction.atomic
def answer_claim(claim: Claim, *, knows: bool, words: str, by: User) -> Claim:
    """A lead says whether the person may act for the organisation. The Support Unit decides with that before it."""
    claim, delegates = _lock(claim)
    rules.may_answer(claim, by, delegates).enforce()
    says = Claim.LeadSays.YES if knows else Claim.LeadSays.NO
    if (claim.lead_says, claim.lead_words, claim.lead_answered_by) == (says, words, by):
        return claim  # the button was pressed twice
    claim.lead_says = says
    claim.lead_words, claim.lead_answered_by = words, by
    claim.save(update_fields=["lead_says", "lead_words", "lead_answered_by"])
    record(
        "membership.claim_answered",
        claim.organisation,
        by=by,
        acting_for=claim.organisation,
        data={"claim": claim.pk, "knows": knows},
    )
    return claim


@transaction.atomic
def grant_claim(
    claim: Claim, *, role: Delegate.Role, reason: str, by: User, at: dt.datetime | None = None
) -> Claim:
    """Let the person act for the organisation."""
    claim, delegates = _lock(claim)
    rules.may_decide(claim, by, delegates).enforce()
    claim.decided_at, claim.reason = at or timezone.now(), reason
    _grant(claim, role, by=by)
    return claim


@transaction.atomic
def refuse_claim(claim: Claim, *, reason: str, by: User, at: dt.datetime | None = None) -> Claim:
    """Turn the claim down, with the reason. The person may claim again, with better evidence."""
    claim, delegates = _lock(claim)
    rules.may_decide(claim, by, delegates).enforce()
    claim.state = Claim.State.REFUSED
    claim.decided_by, claim.decided_at, claim.reason = by, at or timezone.now(), reason
    claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record("membership.claim_refused", claim.organisation, by=by, data={"claim": claim.pk})
    notify(
        [claim.user],
        "membership/claim_refused",
        about=claim.organisation,
        context={"claim": claim, "organisation": claim.organisation},
        url=reverse("membership:claim", args=[claim.organisation.slug]),
    )
    return claim


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: User) -> Claim:
    """Take the claim back; done twice it is the same."""
    claim, _ = _lock(claim)
    if claim.is_open:
        claim.state, claim.digest = Claim.State.WITHDRAWN, ""
        claim.save(update_fields=["state", "digest"])
        record("membership.claim_withdrawn", claim.organisation, by=by, data={"claim": claim.pk})
    return claim


def _claim(organisation: Organisation, by: User, at: dt.datetime) -> Claim:
    """The person's open claim on the organisation, or a new one; the organisation's row is the lock."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.may_claim(organisation, by, Delegate.objects.of(organisation)).enforce()
    claim = lookup.open_claim(organisation, by)
    if claim is None:
        claim = Claim.objects.create(
            organisation=organisation, user=by, state=Claim.State.PROVING, made_at=at
        )
        record("membership.claimed", organisation, by=by, data={"claim": claim.pk})
    return claim


def _lock(claim: Claim) -> tuple[Claim, list[Delegate]]:
    Organisation.objects.select_for_update().get(pk=claim.organisation_id)
    claim = Claim.objects.select_related("organisation", "user").get(pk=claim.pk)
    return claim, list(Delegate.objects.of(claim.organisation))


def _wait(claim: Claim) -> None:
    """Put the claim before the Support Unit, and ask those who lead the organisation; once."""
    told = claim.state == Claim.State.WAITING
    claim.state = Claim.State.WAITING
    claim.save(update_fields=["state", "evidence", "digest"])
    if told:
        return
    organisation = claim.organisation
    shared = {"claim": claim, "organisation": organisation}
    notify(
        selectors.claim_deciders(),
        "membership/claim_waiting",
        about=organisation,
        context=shared,
        url=reverse("membership_claims:claim_decide", args=[claim.pk]),
    )
    notify(
        selectors.leads(organisation),
        "membership/claim_made",
        about=organisation,
        context=shared,
        url=reverse("membership:claim_answer", args=[claim.pk]),
    )


def _grant(claim: Claim, role: Delegate.Role, *, by: User) -> None:
    organisation = claim.organisation
    leads = list(selectors.leads(organisation))
    way = Way.CLAIM_BY_CODE if by == claim.user else Way.CLAIM_GRANTED
    with noting_who_casts(organisation, way, by=by, at=claim.decided_at or timezone.now()):
        Delegate.objects.create(organisation=organisation, user=claim.user, role=role)
    claim.state, claim.role = Claim.State.GRANTED, role
    # Nobody decided where the code was enough.
    claim.decided_by = by if by != claim.user else None
    claim.save(update_fields=["state", "role", "decided_by", "decided_at", "reason"])
    record(
        "membership.claim_granted",
        organisation,
        by=by,
        data={"claim": claim.pk, "role": role.value, "person": claim.user_id},
    )
    notify(
        [claim.user, *leads],
        "membership/claim_granted",
        about=organisation,
        context={"claim": claim, "organisation": organisation},
        url=reverse("membership:my"),
    )


@sensitive_variables("code")
def _digest(claim: Claim, code: str) -> str:
    return salted_hmac("membership.claim", f"{claim.pk}:{code}", algorithm="sha256").hexdigest()
