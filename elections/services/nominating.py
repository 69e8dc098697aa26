"""Acts of a nomination: put forward, confirmed, accepted, withdrawn, ruled on."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.funding.models import Award
from assembly.membership.models import Organisation
from assembly.notifications.services import notify, write_to
from elections import declared_awards, nominations, participants, rules
from elections.models import Candidate, Nomination, Support

from . import setup
from .locks import lock_contest

DRAFTED = ["contest_id", "organisation_id", "name", "email"]
WORDS = ["statement", "employer", "funding", "left_out_because", "other_seats", "photo_alt"]


@transaction.atomic
def save_nomination(
    nomination: Nomination,
    proposer: Organisation,
    seconder: Organisation,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Nomination:
    """Keep a nomination as a draft of its organisation: nobody is asked before it is sent."""
    election = nomination.contest.election
    rules.nominating.acts_for(
        by, participants.delegates_of(nomination.organisation), nomination.organisation
    ).enforce()
    lock_contest(nomination.contest_id)  # two nominations of one person at once wait for each other
    stored = lock_nomination(nomination) if nomination.pk else None
    if stored:
        rules.nominating.may_change_nomination(stored, election, at or timezone.now()).enforce()
    _check_who(nomination, proposer, seconder, at or timezone.now())
    if stored and _is_stored(nomination, stored, proposer, seconder):
        return nomination
    nomination.put_forward_by = by
    nomination.full_clean(exclude=["photo"])
    nomination.save()
    nomination.supports.all().delete()
    for part, organisation in [
        (Support.Part.PROPOSER, proposer),
        (Support.Part.SECONDER, seconder),
    ]:
        nomination.supports.create(part=part, organisation=organisation)
    record("elections.nomination_saved", nomination, by=by, acting_for=nomination.organisation)
    return nomination


def _is_stored(
    nomination: Nomination, stored: Nomination, proposer: Organisation, seconder: Organisation
) -> bool:
    """Whether the draft stands in the database just so: its form was sent twice."""
    supporters = {support.part: support.organisation_id for support in stored.supports.all()}
    return supporters == {
        Support.Part.PROPOSER: proposer.pk,
        Support.Part.SECONDER: seconder.pk,
    } and all(getattr(nomination, name) == getattr(stored, name) for name in DRAFTED)


@transaction.atomic
def send_nomination(
    nomination: Nomination, *, by: User, at: dt.datetime | None = None
) -> Nomination:
    """Ask the candidate to accept, and proposer and seconder to confirm."""
    nomination = lock_nomination(nomination)
    now, election = at or timezone.now(), nomination.contest.election
    rules.nominating.acts_for(
        by, participants.delegates_of(nomination.organisation), nomination.organisation
    ).enforce()
    rules.nominating.may_change_nomination(nomination, election, now).enforce()
    proposer, seconder = (support.organisation for support in nomination.supports.all())
    _check_who(nomination, proposer, seconder, now)
    nomination.sent_at = now
    nomination.user = nominations.account_of(nomination.email)
    nomination.save(update_fields=["sent_at", "user"])
    record("elections.nomination_sent", nomination, by=by, acting_for=nomination.organisation)
    _tell_candidate(nomination, "elections/nominated")
    for support in nomination.supports.all():
        _tell(
            participants.delegates_of(support.organisation),
            "elections/support_asked",
            nomination,
            support=support,
        )
    return nomination


@transaction.atomic
def confirm_support(support: Support, *, by: User, at: dt.datetime | None = None) -> Support:
    """A delegate of the proposer or the seconder confirms for it."""
    nomination = lock_nomination(support.nomination)
    support = Support.objects.select_related("organisation").get(pk=support.pk)
    support.nomination = nomination
    now = at or timezone.now()
    rules.nominating.acts_for(
        by, participants.delegates_of(support.organisation), support.organisation
    ).enforce()
    rules.nominating.may_confirm_support(support, nomination.contest.election, now).enforce()
    support.confirmed_at, support.confirmed_by = now, by
    support.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        "elections.nomination_supported",
        nomination,
        by=by,
        acting_for=support.organisation,
        data={"part": support.part},
    )
    _tell_when_complete(nomination)
    return support


@transaction.atomic
def save_words(
    nomination: Nomination,
    photo: ContentFile[bytes] | None,
    *,
    drop_photo: bool = False,
    awards: Collection[Award] = (),
    by: User,
    at: dt.datetime | None = None,
) -> Nomination:
    """Keep the candidate's statement, interests and photo, to be read again before they are sent."""
    stored = lock_nomination(nomination)
    rules.nominating.is_the_candidate(by, stored, nominations.addresses(by)).enforce()
    rules.nominating.may_write_words(
        stored, stored.contest.election, at or timezone.now()
    ).enforce()
    for field in WORDS:
        setattr(stored, field, getattr(nomination, field))
    old = stored.photo.name
    if photo or drop_photo:
        stored.photo = ""
        stored.photo_alt = stored.photo_alt if photo else ""
    if photo:
        stored.photo.save("photo.jpg", photo, save=False)
    stored.user = by
    stored.full_clean(exclude=["photo"])
    stored.save(update_fields=[*WORDS, "photo", "user"])
    stored.declared_awards.set(awards)
    if old and old != stored.photo.name:
        storage = stored.photo.storage
        transaction.on_commit(lambda: storage.delete(old))
    return stored


@transaction.atomic
def accept_nomination(
    nomination: Nomination, *, by: User, at: dt.datetime | None = None
) -> Nomination:
    """The candidate accepts, with the words they have read in the review."""
    nomination = lock_nomination(nomination)
    now = at or timezone.now()
    rules.nominating.is_the_candidate(by, nomination, nominations.addresses(by)).enforce()
    _check_person(nomination, by)
    rules.nominating.may_accept(
        nomination,
        nomination.contest.election,
        now,
        awards_answered=declared_awards.is_answered(nomination),
    ).enforce()
    nomination.accepted_at, nomination.user = now, by
    nomination.save(update_fields=["accepted_at", "user"])
    record("elections.nomination_accepted", nomination, by=by)
    _tell_when_complete(nomination)
    return nomination


@transaction.atomic
def withdraw_nomination(
    nomination: Nomination, *, by: User, at: dt.datetime | None = None
) -> Nomination:
    """The candidate withdraws; before they accepted, the organisation that put them forward can too."""
    nomination = lock_nomination(nomination)
    now, election = at or timezone.now(), nomination.contest.election
    own = rules.nominating.is_the_candidate(by, nomination, nominations.addresses(by))
    if not own and not nomination.accepted_at:
        own = rules.nominating.acts_for(
            by, participants.delegates_of(nomination.organisation), nomination.organisation
        )
    own.enforce()
    rules.nominating.may_withdraw_nomination(nomination, election, now).enforce()
    nomination.withdrawn_at = now
    nomination.save(update_fields=["withdrawn_at"])
    record("elections.nomination_withdrawn", nomination, by=by)
    if candidate := nomination.candidate:
        candidate.status, candidate.withdrawn_at = Candidate.Status.WITHDRAWN, now
        candidate.save(update_fields=["status", "withdrawn_at"])
        record("elections.candidate_withdrawn", candidate, by=by)
    if nomination.sent_at:
        _tell(
            [election.returning_officer, *participants.delegates_of(nomination.organisation)],
            "elections/nomination_withdrawn",
            nomination,
        )
    return nomination


@transaction.atomic
def find_valid(nomination: Nomination, *, by: User, at: dt.datetime | None = None) -> Candidate:
    """The returning officer rules that the nomination is valid: the person stands."""
    nomination = lock_nomination(nomination)
    rules.preparing.may_run(nomination.contest.election, by).enforce()
    rules.nominating.may_find_valid(
        nomination, nomination.missing(), nomination.organisation
    ).enforce()
    _check_person(nomination, nomination.user)
    candidate = setup.add_candidate(
        Candidate(
            contest=nomination.contest,
            number=1,
            name=nomination.name,
            user=nomination.user,
            organisation=nomination.organisation,
            statement=nomination.statement,
            interests=nomination.interests(),
            photo=nomination.photo.name,
            photo_alt=nomination.photo_alt,
        ),
        by=by,
        at=at,
    )
    candidate.declared_awards.set(nomination.declared_awards.all())
    nomination.candidate = candidate
    _rule(nomination, Nomination.Verdict.VALID, "", by, at or timezone.now())
    return candidate


@transaction.atomic
def find_not_valid(
    nomination: Nomination, because: str, *, by: User, at: dt.datetime | None = None
) -> Nomination:
    """The returning officer rules that the nomination is not valid, and says why."""
    nomination = lock_nomination(nomination)
    rules.preparing.may_run(nomination.contest.election, by).enforce()
    rules.nominating.may_find_not_valid(nomination, nomination.contest.election, because).enforce()
    _rule(nomination, Nomination.Verdict.NOT_VALID, because.strip(), by, at or timezone.now())
    return nomination


def _rule(
    nomination: Nomination, verdict: Nomination.Verdict, because: str, by: User, now: dt.datetime
) -> None:
    nomination.verdict, nomination.because, nomination.ruled_at = verdict, because, now
    nomination.full_clean(exclude=["photo"])
    nomination.save(update_fields=["verdict", "because", "ruled_at", "candidate"])
    record("elections.nomination_ruled", nomination, by=by, data={"verdict": verdict.value})
    _tell_candidate(nomination, "elections/nomination_ruled")
    _tell(_all_organisations(nomination), "elections/nomination_ruled", nomination)


def _check_who(
    nomination: Nomination, proposer: Organisation, seconder: Organisation, now: dt.datetime
) -> None:
    """Whether these three organisations may put this person forward now."""
    contest = nomination.contest
    rules.nominating.nominations_are_open(contest.election, now).enforce()
    rules.nominating.may_put_forward(nomination.organisation).enforce()
    rules.nominating.may_take_part(nomination.organisation, nomination.contest).enforce()
    for organisation in (proposer, seconder):
        rules.nominating.may_support(organisation).enforce()
    rules.nominating.are_three_organisations(nomination.organisation, proposer, seconder).enforce()
    _check_person(nomination, nominations.account_of(nomination.email))


def _check_person(nomination: Nomination, person: User | None) -> None:
    election = nomination.contest.election
    rules.preparing.may_stand(person, election).enforce()
    scrutineers = set(election.scrutineers.values_list("user_id", flat=True))
    rules.nominating.watches_not(person, scrutineers).enforce()
    others = nomination.contest.nominations.exclude(pk=nomination.pk)
    rules.nominating.is_not_nominated_yet(
        nomination.email, others.select_related("organisation", "contest")
    ).enforce()


def _tell_when_complete(nomination: Nomination) -> None:
    if nomination.state == Nomination.State.COMPLETE:
        _tell(
            [nomination.contest.election.returning_officer],
            "elections/nomination_complete",
            nomination,
            url=nominations.officer_page_of(nomination),
        )


def _all_organisations(nomination: Nomination) -> list[User]:
    supporters = [support.organisation for support in nomination.supports.all()]
    people = [
        delegate
        for organisation in (nomination.organisation, *supporters)
        for delegate in participants.delegates_of(organisation)
    ]
    return [person for person in people if person.pk != nomination.user_id]


def _tell_candidate(nomination: Nomination, name: str) -> None:
    """On their list when they have an account; a person without one is written to, and invited by it."""
    if nomination.user:
        _tell([nomination.user], name, nomination)
    else:
        write_to(
            nomination.email,
            name,
            context={"nomination": nomination, "election": nomination.contest.election},
            url=nomination.get_absolute_url(),
        )


def _tell(
    people: Iterable[User],
    name: str,
    nomination: Nomination,
    *,
    support: Support | None = None,
    url: str = "",
) -> None:
    election = nomination.contest.election
    notify(
        people,
        name,
        about=election,
        context={"nomination": nomination, "election": election, "support": support},
        url=url or nomination.get_absolute_url(),
    )


def lock_nomination(nomination: Nomination) -> Nomination:
    """The nomination as it stands now, which nobody else changes before this act is done."""
    lock_contest(nomination.contest_id)
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("organisation", "user", "candidate")
        .get(pk=nomination.pk)
    )
