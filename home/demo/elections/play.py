"""One election of the demo, and what people do in it. Every act is a service's, with the clock of its own day.

The ballots are really sealed and the boxes really opened with their shares.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assembly.membership.models import Delegate, Organisation
from assembly.partners.models import Appointment, Partnership, Seat
from elections.blueprints import DRAW_SUBSTITUTE
from elections.models import Candidate, Contest, Election
from elections.services import key, opening, result, roll, setup, voting
from elections.services.scrutineers import name_scrutineer
from home.demo.stage import Demo

from .timetable import Days
from .words import DRAWN, LOTTERY, STATEMENTS

SCRUTINEERS = ("scrutineer", "scrutineer2", "scrutineer3")
POLL_DAYS = 3  # organisations vote on the first days of a poll


@dataclass(frozen=True, slots=True)
class Poll:
    """An election as it is announced, and when it polls: so many working days from today."""

    title: str
    slug: str
    purpose: str
    opens_in: int


class Play:
    """An election that is set up, with its days and its returning officer."""

    def __init__(self, demo: Demo, election: Election, opens_in: int) -> None:
        self.demo = demo
        self.election = election
        self.officer = demo.people["efua"]
        self.days = Days(demo, opens_in)
        self.at = self.days.at

    @classmethod
    def set_up(cls, demo: Demo, poll: Poll, *, is_rehearsal: bool = False) -> "Play":
        days = Days(demo, poll.opens_in)
        election = Election(
            title=poll.title,
            slug=poll.slug,
            purpose=poll.purpose,
            is_rehearsal=is_rehearsal,
            returning_officer=demo.people["efua"],
            term_starts_on=days.term_starts_on,
            **days.instants(),
        )
        setup.create_election(election, by=demo.people["efua"])
        return cls(demo, election, poll.opens_in)

    def contest(self, seats: Sequence[Seat], **fields: Any) -> Contest:
        """Add a contest for seats of one partnership, the day before the notice."""
        partnership = seats[0].partnership
        contest = Contest(
            election=self.election,
            partnership=partnership,
            lot_event=LOTTERY,
            lot_at=self.days.lot_at,
            lot_substitute=DRAW_SUBSTITUTE,
            lot_substitute_at=self.days.lot_at,
            **{"title": partnership.name, **fields},
        )
        return setup.save_contest(contest, seats, by=self.officer, at=self.at(-31))

    def stand(self, contest: Contest, number: int) -> None:
        """So many people who cast a vote for a member are put forward by their own organisations."""
        for place, organisation in enumerate(self.demo.someones(number)):
            person = self.demo.voters[organisation.pk]
            words = STATEMENTS[place % len(STATEMENTS)]
            candidate = Candidate(
                contest=contest,
                number=1,
                name=person.name,
                user=person,
                organisation=organisation,
                statement=words.format(what=f"I work with {organisation}."),
                interests=f"Employer: {organisation}. Funding received: none. Other seats: none.",
            )
            setup.add_candidate(candidate, by=self.officer, at=self.at(-12))

    def make_key(self, *, unseen: str = "") -> dict[str, str]:
        """Three scrutineers watch, and show that they hold their shares; but for one, if named. Return the shares."""
        for name in SCRUTINEERS:
            name_scrutineer(self.election, self.demo.people[name], by=self.officer)
        handed = key.make_key(self.election, by=self.officer, at=self.at(-10, 9))
        shares = dict(zip(SCRUTINEERS, (one.text for one in handed), strict=True))
        for name, text in shares.items():
            if name != unseen:
                key.prove_share(self.election, text, by=self.demo.people[name], at=self.at(-10, 12))
        return shares

    def freeze(self) -> None:
        self.election = roll.freeze_roll(self.election, by=self.officer, at=self.at(-5, 10))

    def cast(self, contest: Contest, number: int) -> list[Organisation]:
        """So many organisations vote, over the days of the poll that have passed; never those of the cast."""
        cast = [organisation.pk for organisation in self.demo.organisations[:3]]
        # Today's members stand on the roll of a poll of last year too; those who came since then did not vote in it.
        later = Delegate.objects.filter(casts_since__gte=self.election.poll_opens_at)
        on_roll = contest.roll.filter(organisation__in=self.demo.voters).exclude(
            organisation__in=[*cast, *later.values_list("organisation_id", flat=True)]
        )
        chosen = self.demo.rng.sample(
            sorted(on_roll.values_list("organisation_id", flat=True)), number
        )
        organisations = Organisation.objects.in_bulk(chosen)
        passed = min(POLL_DAYS, 1 - self.days.opens_in)
        candidates = contest.candidates.count()
        for place, pk in enumerate(chosen):
            voting.cast_ballot(
                contest,
                organisations[pk],
                ranking=self._ranking(candidates),
                by=self.demo.voters[pk],
                at=self.at(place % passed, 10),
            )
        return [organisations[pk] for pk in chosen]

    def up_to_the_receipts(
        self, contest: Contest, *, candidates: int, ballots: int
    ) -> tuple[list[Organisation], list[str]]:
        """A whole poll, from those who stand to the receipts. Return who voted, and the shares of the key."""
        self.stand(contest, candidates)
        shares = self.make_key()
        self.freeze()
        voted = self.cast(contest, ballots)
        self.publish_receipts()
        return voted, list(shares.values())

    def publish_receipts(self) -> None:
        opening.publish_receipts(self.election, by=self.officer, at=self.at(8, 9))
        for contest in self.election.contests.all():
            opening.record_draw(contest, DRAWN, by=self.officer, at=self.at(9, 9))

    def open_and_count(self, shares: Iterable[str]) -> None:
        two = list(shares)[:2]
        opening.rewrite_box(self.election, by=self.officer, at=self.at(9, 10))
        opening.open_box(self.election, two, by=self.officer, at=self.at(9, 10))
        result.count_election(self.election, by=self.officer, at=self.at(9, 11))

    def declare(self) -> list[Appointment]:
        """Declare the result once the challenge period is over. Return who has a seat by it."""
        self.election = result.declare(self.election, by=self.officer, at=self.at(15, 18))
        return list(Appointment.objects.filter(election_id=self.election.pk).order_by("pk"))

    def _ranking(self, candidates: int) -> list[int]:
        """Some candidates are liked more than others; some voters rank few, and one in thirty nobody."""
        if not self.demo.rng.randrange(30):
            return []
        numbers = list(range(1, candidates + 1))
        liking = {number: self.demo.rng.gammavariate(2 + 2 / number, 1) for number in numbers}
        order = sorted(numbers, key=lambda number: -liking[number])
        return order[: self.demo.rng.randint(1, len(order))]


def seats_of(slug: str, *numbers: int) -> list[Seat]:
    """The seats of a partnership, or those with these places in their order, from 1 on."""
    partnership = Partnership.objects.get(slug=slug)
    seats = list(Seat.objects.filter(partnership=partnership).order_by("order", "pk"))
    return [seats[number - 1] for number in numbers] if numbers else seats
