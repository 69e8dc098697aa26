"""The people of an election: who casts, stands, watches and assists, and who is told."""

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.membership.models import Delegate, Organisation
from assembly.membership.rules.casting import who_casts

from .models import Candidate, Election, RollEntry, SentNotice


def casters(organisation: Organisation) -> list[User]:
    """Those who may cast the vote of an organisation today: its voter and its deputy."""
    delegates = Delegate.objects.of(organisation).select_related("user")
    return [delegate.user for delegate in who_casts(delegates)]


def people_standing(election: Election) -> set[int | None]:
    """The accounts of an election's candidates."""
    standing = Candidate.objects.standing().filter(contest__election=election)
    return set(standing.exclude(user=None).values_list("user_id", flat=True))


def scrutineers_of(election: Election) -> set[int]:
    return set(election.scrutineers.values_list("user_id", flat=True))


def assistants(election: Election, first: User) -> list[User]:
    """Who can be the second person when staff take a vote, beside the first."""
    appointed = offices.holders_who_may("elections.assist_voting").exclude(pk=first.pk)
    standing = people_standing(election)
    return [person for person in appointed.order_by("name", "pk") if person.pk not in standing]


def delegates_of(organisation: Organisation) -> list[User]:
    """Every person who acts for an organisation today."""
    return [each.user for each in Delegate.objects.of(organisation).select_related("user")]


def everybody_on_the_roll(election: Election) -> list[User]:
    """Every person who acts today for an organisation on a roll of this election, once."""
    organisations = RollEntry.objects.filter(contest__election=election, struck_on=None)
    delegates = Delegate.objects.current().filter(
        organisation__in=organisations.values("organisation")
    )
    return list(User.objects.filter(pk__in=delegates.values("user")).order_by("pk"))


def everybody_told(election: Election) -> list[User]:
    """Who relies on the timetable: those whose organisation was sent a notice, who stand, and who watch, each once."""
    told = SentNotice.objects.filter(election=election).values("organisation")
    delegates = Delegate.objects.current().filter(organisation__in=told).values("user")
    people = [*User.objects.filter(pk__in=delegates), *people_watching(election)]
    people += User.objects.filter(pk__in=[pk for pk in people_standing(election) if pk])
    return list({person.pk: person for person in people}.values())


def people_watching(election: Election) -> list[User]:
    return [each.user for each in election.scrutineers.select_related("user")]
