"""Two elections: one declared with its result, one in which the cast may vote now.

Each runs through the services from its notice on, with the clock of its own days. The ballots are really sealed,
the box is really opened with the share, so this part stands outside the transaction of the others: a ballot box is
rewritten and wiped outside of any.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from assembly.membership.models import Organisation
from assembly.partners.code_of_conduct import CURRENT
from assembly.partners.models import Appointment, Meeting, Partnership, Seat
from assembly.partners.services import accept_code
from elections.models import Candidate, Contest, Election
from elections.services import key, opening, result, roll, setup, voting
from elections.services.scrutineers import name_scrutineer
from elections.services.scrutiny import sign_count

from . import representatives
from .representatives import LAA_BOARD, STRATEGIC_BOARD
from .stage import Demo

LOTTERY = (
    "The six main numbers of the first National Lottery draw after voting has closed, as published"
)

# What candidates say of themselves; {what} names their organisation.
STATEMENTS = [
    "I have sat on committees for twenty years and still read the papers before the meeting. {what} From that I know "
    "what a contract that runs for one year does to a service that people need for ten. On the board I would ask, of "
    "every plan, who was asked before it was written, and I would tell you what I was answered.",
    "{what} I came to it as somebody who needed help, and stayed to give some. The board hears much from those who run "
    "services and little from those who use them. I would bring both, and report back to every group that asks me.",
    "Small organisations do half the work and have no time for meetings. {what} I would speak for those who cannot be "
    "in the room: rural groups, groups without staff, groups that meet in somebody's kitchen.",
    "I worked for a council before I worked for a charity, and I know how a budget is made and when it can still be "
    "changed. {what} I would see to it that the sector is asked in the spring, not in the winter.",
]


@dataclass(frozen=True)
class Poll:
    """An election of the demo: what it fills, when it polls, who stands and how many vote."""

    title: str
    slug: str
    purpose: str
    partnership: str
    opens_in: int  # days from today
    candidates: int
    ballots: int


DECLARED = Poll(
    title="Voluntary sector seats on the Wiltshire Strategic Board",
    slug="strategic-board",
    purpose="Three people who speak for the sector where the community strategy of the county is made. "
    "Until now they were invited; from now on they are elected.",
    partnership=STRATEGIC_BOARD,
    opens_in=-84,
    candidates=8,
    ballots=61,
)
OPEN = Poll(
    title="Voluntary sector seats on the Local Area Agreement Board",
    slug="laa-board",
    purpose="Two people who speak for the sector where the targets of the county are agreed with government.",
    partnership=LAA_BOARD,
    opens_in=-3,
    candidates=6,
    ballots=27,
)


def seed(demo: Demo) -> None:
    demo.say("An election declared with its result")
    declared = Play(demo, DECLARED)
    declared.cast()
    declared.count_and_declare()
    declared.begin_terms()
    demo.say("An election open for voting")
    still_open = Play(demo, OPEN)
    still_open.cast()
    roll.tell_those_that_voted(on=demo.day(1))
    demo.forget_messages("elections")
    demo.say("  Two of these shares open its box after the close:")
    for text in still_open.shares:
        demo.say(f"    {text}")


class Play:
    """One election of the demo, played up to its poll when it is made."""

    def __init__(self, demo: Demo, poll: Poll) -> None:
        self.demo = demo
        self.poll = poll
        self.officer = demo.people["efua"]
        self.election = setup.create_election(self._election(), by=self.officer)
        self.contest = self._contest()
        self._candidates()
        self.shares = self._key()
        self.election = roll.freeze_roll(self.election, by=self.officer, at=self._at(-6))

    def cast(self) -> None:
        """Organisations vote, over the days of the poll that have passed; never those of the cast."""
        cast = {organisation.pk for organisation in self.demo.organisations[:3]}
        voters = [pk for pk in self.demo.voters if pk not in cast]
        chosen = self.demo.rng.sample(voters, self.poll.ballots)
        organisations = Organisation.objects.in_bulk(chosen)
        for place, pk in enumerate(chosen):
            voting.cast_ballot(
                self.contest,
                organisations[pk],
                ranking=self._ranking(),
                by=self.demo.voters[pk],
                at=self._at(place % 3, 10),
            )

    def count_and_declare(self) -> None:
        opening.publish_receipts(self.election, by=self.officer, at=self._at(7, 18))
        opening.record_lot(self.contest, "4 11 19 23 38 47", by=self.officer, at=self._at(8, 9))
        opening.rewrite_box(self.election, by=self.officer, at=self._at(8, 10))
        opening.open_box(self.election, self.shares[:2], by=self.officer, at=self._at(8, 10))
        result.count_election(self.election, by=self.officer, at=self._at(8, 11))
        for one in self.election.scrutineers.all():
            sign_count(self.contest, "agrees", by=one.user, at=self._at(9, 12))
        result.declare(self.election, by=self.officer, at=self._at(18, 18))
        for one in self.election.scrutineers.all()[:2]:
            key.say_destroyed(self.election, by=one.user, at=self._at(19, 12))

    def begin_terms(self) -> None:
        """Two of those elected accept the code and take their seats; one reports, the other's report is overdue."""
        elected = Appointment.objects.filter(election_id=self.election.pk).order_by("pk")
        reporting, _ = (
            accept_code(held, version=CURRENT.version, by=held.user, on=held.starts_on)
            for held in elected[:2]
            if held.user
        )
        meeting = Meeting.objects.filter(
            partnership=self.contest.partnership, held_on__gte=reporting.starts_on
        ).earliest("held_on")
        representatives.report(reporting, meeting, there=True)

    def _key(self) -> list[str]:
        """Three scrutineers watch, and each shows that they hold their share of the key."""
        for name in ("scrutineer", "scrutineer2", "scrutineer3"):
            name_scrutineer(self.election, self.demo.people[name], by=self.officer)
        handed = key.make_key(self.election, by=self.officer, at=self._at(-12))
        for one in handed:
            key.prove_share(self.election, one.text, by=one.scrutineer.user, at=self._at(-12))
        return [one.text for one in handed]

    def _election(self) -> Election:
        return Election(
            title=self.poll.title,
            slug=self.poll.slug,
            purpose=self.poll.purpose,
            returning_officer=self.officer,
            notice_at=self._at(-42),
            nominations_open_at=self._at(-35),
            nominations_close_at=self._at(-14, 17),
            withdrawals_close_at=self._at(-10, 17),
            poll_notice_at=self._at(-7),
            poll_opens_at=self._at(0),
            poll_closes_at=self._at(7, 17),
            receipts_at=self._at(7, 18),
            opening_at=self._at(8, 10),
            challenge_ends_at=self._at(18, 17),
            term_starts_on=self.demo.day(self.poll.opens_in + 40),
        )

    def _contest(self) -> Contest:
        partnership = Partnership.objects.get(slug=self.poll.partnership)
        return setup.save_contest(
            Contest(
                election=self.election,
                title=partnership.name,
                partnership=partnership,
                lot_event=LOTTERY,
                lot_at=self._at(7, 20),
            ),
            Seat.objects.filter(partnership=partnership, abolished_on=None),
            by=self.officer,
            at=self._at(-43),
        )

    def _candidates(self) -> None:
        """People who cast a vote for a member stand, each put forward by their own organisation."""
        cast = {organisation.pk for organisation in self.demo.organisations[:3]}
        chosen = self.demo.rng.sample(sorted(set(self.demo.voters) - cast), self.poll.candidates)
        for place, pk in enumerate(chosen):
            organisation = Organisation.objects.get(pk=pk)
            person = self.demo.voters[pk]
            setup.add_candidate(
                Candidate(
                    contest=self.contest,
                    number=1,
                    name=person.name,
                    user=person,
                    organisation=organisation,
                    statement=STATEMENTS[place % len(STATEMENTS)].format(
                        what=f"I work with {organisation}."
                    ),
                ),
                by=self.officer,
                at=self._at(-20),
            )

    def _ranking(self) -> list[int]:
        """Some candidates are liked more than others; some voters rank few, and one in thirty nobody."""
        if not self.demo.rng.randrange(30):
            return []
        numbers = list(range(1, self.poll.candidates + 1))
        liking = {number: self.demo.rng.gammavariate(2 + 2 / number, 1) for number in numbers}
        order = sorted(numbers, key=lambda number: -liking[number])
        return order[: self.demo.rng.randint(1, len(order))]

    def _at(self, day: int, hour: int = 9) -> dt.datetime:
        """An hour of a day counted from the opening of the poll."""
        on = self.demo.day(self.poll.opens_in + day)
        return dt.datetime.combine(on, dt.time(hour), tzinfo=timezone.get_current_timezone())
