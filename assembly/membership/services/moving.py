"""How membership's own rows go from a record that is merged to the one that is kept."""

from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.mailed_codes import services as mailed_codes
from assembly.membership import selectors
from assembly.membership.merging import MergeLine
from assembly.membership.models import (
    ApplicationQuestion,
    Claim,
    ConsortiumPlace,
    Decision,
    Delegate,
    EligibilityFinding,
    FieldOfActivity,
    IncomeYear,
    Invitation,
    MemberListRow,
    Merge,
    Offer,
    OfficialNumber,
    Organisation,
    Profile,
    QualityMark,
    Reminder,
    VotesThrough,
)
from assembly.membership.rules.casting import Way

from .casting import noting_who_casts
from .claims import code_of

Role = Delegate.Role


def move_people(kept: Organisation, gone: Organisation, by: User) -> None:
    """Its people move as delegates, and as leads only if the kept record has none.

    So nobody becomes the lead of an organisation through a second record of it.
    """
    now = timezone.now()
    acting = selectors.current_delegates(kept)
    known = {delegate.user_id for delegate in acting}
    has_lead = any(delegate.role == Role.LEAD for delegate in acting)
    with noting_who_casts(kept, Way.MERGED, by=by, at=now):
        for delegate in selectors.current_delegates(gone):
            if delegate.user_id in known:
                delegate.ended_on = timezone.localdate(now)
            else:
                delegate.organisation = kept
            if has_lead:
                delegate.role = Role.MEMBER
            if acting:
                delegate.is_voter = delegate.is_deputy = False
            delegate.save()
        Delegate.objects.filter(organisation=gone).update(organisation=kept)


def withdraw_invitations(kept: Organisation, gone: Organisation, by: User) -> None:
    Invitation.objects.open().filter(organisation=gone).update(
        outcome=Invitation.Outcome.WITHDRAWN, closed_on=timezone.localdate()
    )


def move_claims(kept: Organisation, gone: Organisation, by: User) -> None:
    """One that waits for the Support Unit goes on, unless the person acts for the kept record, or has claimed it."""
    settled = set(Delegate.objects.of(kept).values_list("user", flat=True)) | set(
        Claim.objects.open().filter(organisation=kept).values_list("user", flat=True)
    )
    for claim in Claim.objects.open().filter(organisation=gone):
        if claim.state == Claim.State.WAITING and claim.user_id not in settled:
            mailed_codes.void(code_of(claim))
            claim.organisation = kept
            # The code went to a mailbox of the record that goes, which says nothing of the kept one's.
            claim.proved_at, claim.address = None, ""
            claim.entered_by.clear()
        else:
            claim.state = Claim.State.WITHDRAWN
            mailed_codes.void(code_of(claim))
        claim.save(update_fields=["organisation", "state", "proved_at", "address"])


def move_numbers(kept: Organisation, gone: Organisation, by: User) -> None:
    """The first number stands in the record itself: it becomes the kept one's first, or a further one of it."""
    OfficialNumber.objects.filter(organisation=gone).update(organisation=kept)
    number, gone.org_id = gone.org_id, ""
    gone.save(update_fields=["org_id"])
    if not number:
        return
    if kept.org_id:
        OfficialNumber.objects.create(organisation=kept, org_id=number)
    else:
        kept.org_id = number
        kept.save(update_fields=["org_id"])


OWN_HISTORY = "they are its history, which the kept record shows on its page of events"
CONTROL = "records under common control cannot be merged"
PROPOSED = "a proposal says what was proposed"

LINES = (
    MergeLine(Delegate, "organisation", "people who act or acted for it", step=move_people),
    MergeLine(
        Invitation,
        "organisation",
        "invitations",
        "open ones are withdrawn, and a lead of the kept record can send new ones",
        step=withdraw_invitations,
    ),
    MergeLine(
        Claim,
        "organisation",
        "claims (those with the Support Unit go on, those waiting for a code end)",
        step=move_claims,
    ),
    MergeLine(OfficialNumber, "organisation", "official numbers", step=move_numbers),
    MergeLine(FieldOfActivity, "organisation", "fields of activity"),
    MergeLine(IncomeYear, "organisation", "years of income"),
    MergeLine(QualityMark, "organisation", "quality marks"),
    MergeLine(Offer, "organisation", "offers to others"),
    MergeLine(ConsortiumPlace, "organisation", "places in consortia"),
    MergeLine(Organisation.districts.through, "organisation", "districts"),
    MergeLine(Organisation.themes.through, "organisation", "themes"),
    MergeLine(Organisation, "merged_into", "records merged into it earlier"),
    MergeLine(Profile, "organisation", "profile", "the kept record has its own words and figures"),
    MergeLine(Decision, "organisation", "decisions on its membership", OWN_HISTORY),
    MergeLine(EligibilityFinding, "organisation", "findings of its eligibility check", OWN_HISTORY),
    MergeLine(ApplicationQuestion, "organisation", "questions about its application", OWN_HISTORY),
    MergeLine(Reminder, "organisation", "reminders to confirm its entry", OWN_HISTORY),
    MergeLine(
        MemberListRow, "organisation", "rows of lists of members", "the list shows what was entered"
    ),
    MergeLine(VotesThrough, "organisation", "common control", CONTROL),
    MergeLine(VotesThrough, "holder", "votes it holds for others", CONTROL),
    MergeLine(Merge, "kept", "merges into it", PROPOSED),
    MergeLine(Merge, "gone", "proposals to merge it", PROPOSED),
)
