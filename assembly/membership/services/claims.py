"""A person says that they act for an organisation: by a code mailed to it, or with evidence that staff check."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer
from assembly.membership import domains, lookup, mailboxes, rules, selectors
from assembly.membership.models import Claim, Delegate, Organisation
from assembly.membership.rules.casting import Way
from assembly.notifications.services import Message, notify, tell_each_once

from .casting import noting_who_casts

# What an organisation that nobody led is told, in the words of the record.
BY_CODE = "A code mailed to the domain that an official register gives for the organisation."


@transaction.atomic
def claim_with_evidence(
    organisation: Organisation, evidence: str, *, by: User, at: dt.datetime | None = None
) -> Claim:
    """Ask to act for an organisation, saying what shows it. The Support Unit decides."""
    claim = _claim(organisation, by, at or timezone.now())
    claim.evidence = evidence
    mailed_codes.void(code_of(claim))
    _wait(claim)
    return claim


def send_claim_code(
    organisation: Organisation, address: str, *, by: User, at: dt.datetime | None = None
) -> Claim:
    """Mail a code to an address at the organisation's own domain; the one before it is void."""
    claim, code = _make_code(organisation, address, by, at or timezone.now())
    mailed_codes.mail(code_of(claim), address, code, {"organisation": organisation})
    with transaction.atomic():
        record("membership.claim_code_sent", organisation, by=by, data={"claim": claim.pk})
    return claim


@sensitive_variables("code")
@transaction.atomic
def _make_code(
    organisation: Organisation, address: str, by: User, at: dt.datetime
) -> tuple[Claim, str]:
    """Keep the code with the address to which it goes, and with who in office said that its domain is the right one."""
    claim = _claim(organisation, by, at)
    organisation = claim.organisation
    rules.claims.may_ask_code(claim).enforce()
    rules.claims.may_prove_by(address, mailboxes.own_domains(organisation)).enforce()
    claim.address = address
    claim.save(update_fields=["address"])
    claim.entered_by.set(mailboxes.entered_by(organisation, domains.of_address(address)))
    return claim, mailed_codes.make(code_of(claim), address, at=at)


def code_of(claim: Claim) -> Bearer:
    """The code of a claim is of its person and its organisation, however often they claim, and of one address."""
    return Bearer(
        rules.claims.CLAIM_CODE,
        person=claim.user_id,
        organisation=claim.organisation_id,
        address=claim.address,
    )


@sensitive_variables("typed")
def check_claim_code(claim: Claim, typed: str, *, at: dt.datetime | None = None) -> Claim:
    """Accept the mailed code, once.

    Where nobody leads the organisation, and an official register gives the domain, the person leads it from now on.
    """
    at = at or timezone.now()
    rules.claims.may_try_code(claim).enforce()
    mailed_codes.check(code_of(claim), typed, at=at)
    return _prove(claim, claim.address, at)


@transaction.atomic
def _prove(claim: Claim, address: str, at: dt.datetime) -> Claim:
    """`address` is where the code was read; another one may have been mailed elsewhere in the meantime."""
    claim, delegates = _lock(claim)
    rules.claims.may_try_code(claim).enforce()
    rules.claims.was_mailed_to(claim, address).enforce()
    claim.proved_at = at
    claim.save(update_fields=["proved_at"])
    record("membership.claim_proved", claim.organisation, by=claim.user, data={"claim": claim.pk})
    decides = domains.of_address(address) == mailboxes.deciding_domain(claim.organisation)
    if rules.claims.a_code_is_enough(claim.user, delegates, decides=decides):
        claim.decided_at, claim.reason = at, BY_CODE
        _grant(claim, Delegate.Role.LEAD, by=claim.user)
    else:
        _wait(claim)
    return claim


@transaction.atomic
def answer_claim(claim: Claim, *, knows: bool, words: str, by: User) -> Claim:
    """A lead says whether the person may act for the organisation. The Support Unit decides with that before it."""
    claim, delegates = _lock(claim)
    rules.claims.may_answer(claim, by, delegates, selectors.entered_the_proof(claim)).enforce()
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
    rules.claims.may_decide(claim, by, delegates, selectors.entered_the_proof(claim)).enforce()
    claim.decided_at, claim.reason = at or timezone.now(), reason
    _grant(claim, role, by=by)
    return claim


@transaction.atomic
def refuse_claim(claim: Claim, *, reason: str, by: User, at: dt.datetime | None = None) -> Claim:
    """Turn the claim down, with the reason. The person may claim again, with better evidence."""
    claim, delegates = _lock(claim)
    rules.claims.may_decide(claim, by, delegates, selectors.entered_the_proof(claim)).enforce()
    claim.state = Claim.State.REFUSED
    claim.decided_by, claim.decided_at, claim.reason = by, at or timezone.now(), reason
    claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    mailed_codes.void(code_of(claim))
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
        claim.state = Claim.State.WITHDRAWN
        claim.save(update_fields=["state"])
        mailed_codes.void(code_of(claim))
        record("membership.claim_withdrawn", claim.organisation, by=by, data={"claim": claim.pk})
    return claim


def _claim(organisation: Organisation, by: User, at: dt.datetime) -> Claim:
    """The person's open claim on the organisation, or a new one; the organisation's row is the lock."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.claims.may_claim(organisation, by, Delegate.objects.of(organisation)).enforce()
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
    claim.save(update_fields=["state", "evidence"])
    if told:
        return
    organisation = claim.organisation
    shared = {"claim": claim, "organisation": organisation}
    tell_each_once(
        Message(
            people=selectors.leads(organisation),
            name="membership/claim_made",
            about=organisation,
            context=shared,
            url=reverse("membership:claim_answer", args=[claim.pk]),
        ),
        Message(
            people=selectors.claim_deciders(claim),
            name="membership/claim_waiting",
            about=organisation,
            context=shared,
            url=reverse("membership_claims:claim_decide", args=[claim.pk]),
        ),
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
