"""Who watches an election: named before the key is made, and public from then on."""

from django.db import transaction

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from elections import rules
from elections.models import Candidate, Election, Scrutineer


@transaction.atomic
def name_scrutineer(election: Election, person: User, *, by: User) -> Scrutineer:
    """Name a scrutineer. They are told, and that their name is public."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    rules.preparing.may_run(election, by).enforce()
    rules.key.may_change_scrutineers(election).enforce()
    named = list(election.scrutineers.all())
    if known := next((one for one in named if one.user_id == person.pk), None):
        return known  # sent twice
    standing = Candidate.objects.standing().filter(contest__election=election)
    rules.key.may_be_scrutineer(person, election, named, standing).enforce()
    scrutineer = Scrutineer.objects.create(election=election, user=person, name=str(person))
    record("elections.scrutineer_named", scrutineer, by=by)
    notify(
        [person],
        "elections/scrutineer_named",
        about=election,
        context={"election": election},
        url=election.get_absolute_url(),
    )
    return scrutineer


@transaction.atomic
def release_scrutineer(scrutineer: Scrutineer, *, by: User) -> None:
    """Take a scrutineer off an election before notice of poll. A key made for them has to be made anew."""
    election = Election.objects.select_for_update().get(pk=scrutineer.election_id)
    rules.preparing.may_run(election, by).enforce()
    rules.key.may_change_scrutineers(election).enforce()
    record("elections.scrutineer_released", scrutineer, by=by)
    scrutineer.delete()
