"""An election that takes nominations, with one at every step of its way."""

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from elections import declared_awards
from elections.models import Contest, Nomination, Support
from elections.services import nominating
from elections.spread import INFRASTRUCTURE, Limit
from home.demo.stage import Demo

from .play import Play, Poll, seats_of
from .words import NOT_VALID, STATEMENTS

NOMINATIONS = Poll(
    title="Voluntary sector seats on the Children and Young People's Trust",
    slug="children-and-young-people",
    purpose="Two people who speak for the sector where services for children and young people are planned and paid "
    "for.",
    opens_in=17,
)
PUT_FORWARD, CONFIRMED, ACCEPTED, RULED = -23, -21, -19, -18  # the days on which it was done
BOTH = (Support.Part.PROPOSER, Support.Part.SECONDER)


def open_for_nominations(demo: Demo) -> None:
    demo.say("An election that takes nominations")
    play = Play.set_up(demo, NOMINATIONS)
    contest = play.contest(
        seats_of("children-and-young-people"),
        spread_by=Contest.SpreadBy.INFRASTRUCTURE,
        limits=[Limit(INFRASTRUCTURE, maximum=1)],
    )
    on_the_way = OnTheWay(play, contest)
    asha, convened = demo.organisations[0], demo.organisations[2]
    on_the_way.put_forward(put_by=demo.organisations[1], send=False)
    on_the_way.put_forward(proposer=asha)
    on_the_way.confirm(on_the_way.put_forward(seconder=convened), Support.Part.PROPOSER)
    on_the_way.confirm(on_the_way.put_forward(demo.people["hugh"], put_by=asha), *BOTH)
    on_the_way.complete()
    for _ in range(2):
        nominating.find_valid(on_the_way.complete(), by=play.officer, at=play.at(RULED, 10))
    nominating.find_not_valid(
        on_the_way.complete(), NOT_VALID, by=play.officer, at=play.at(RULED, 11)
    )
    withdrawn = on_the_way.put_forward()
    candidate = demo.voters[withdrawn.organisation_id]
    nominating.withdraw_nomination(withdrawn, by=candidate, at=play.at(ACCEPTED))


class OnTheWay:
    """Nominations for one contest, taken as far as each is to come."""

    def __init__(self, play: Play, contest: Contest) -> None:
        self.play = play
        self.contest = contest
        self.demo = play.demo

    def put_forward(
        self,
        person: User | None = None,
        *,
        put_by: Organisation | None = None,
        proposer: Organisation | None = None,
        seconder: Organisation | None = None,
        send: bool = True,
    ) -> Nomination:
        """Put somebody forward, by whoever is not named here. Sent, it waits for all three of them."""
        own, *others = self.demo.someones(3)
        put_by, person = put_by or own, person or self.demo.voters[own.pk]
        by, at = self.demo.voters[put_by.pk], self.play.at(PUT_FORWARD)
        nomination = nominating.save_nomination(
            Nomination(
                contest=self.contest, organisation=put_by, name=person.name, email=person.email
            ),
            proposer or others[0],
            seconder or others[1],
            by=by,
            at=at,
        )
        return nominating.send_nomination(nomination, by=by, at=at) if send else nomination

    def confirm(self, nomination: Nomination, *parts: Support.Part) -> None:
        for support in nomination.supports.filter(part__in=parts):
            by = self.demo.voters[support.organisation_id]
            nominating.confirm_support(support, by=by, at=self.play.at(CONFIRMED))

    def complete(self) -> Nomination:
        """One that everybody has confirmed, and that waits for the returning officer."""
        nomination = self.put_forward()
        self.confirm(nomination, *BOTH)
        organisation = nomination.organisation
        person = self.demo.voters[organisation.pk]  # nobody else was named to be put forward
        words = STATEMENTS[nomination.pk % len(STATEMENTS)]
        nomination.statement = words.format(what=f"I work with {organisation}.")
        nomination.employer = str(organisation)
        nomination.funding = "none"
        nomination.other_seats = "Governor of a primary school"
        nominating.save_words(
            nomination,
            None,
            awards=declared_awards.offered(nomination),
            by=person,
            at=self.play.at(ACCEPTED),
        )
        return nominating.accept_nomination(nomination, by=person, at=self.play.at(ACCEPTED))
