"""The box with which an election starts, the order of the list, who has a vote, and the turnout so far."""

import datetime as dt
import re

from django.utils import timezone

import pytest

from assembly.membership.models import Organisation
from elections import election_status, rules
from elections.election_status import Stage
from elections.models import Election, RollEntry
from elections.turnout import Turnout, so_far_sentence
from home import front_page
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ContestFactory,
    ElectionFactory,
    organisation_with_voter,
    poll,
)
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


# The order of the list

STAGES = [
    # at                     done to it              stage
    (POLL_OPENS - 39 * DAY,  {},                     Stage.COMING),
    (POLL_OPENS - 30 * DAY,  {},                     Stage.NOMINATE_NOW),
    (POLL_OPENS - 12 * DAY,  {},                     Stage.COMING),
    (POLL_OPENS,             {"roll_frozen_at": POLL_OPENS - 6 * DAY}, Stage.VOTE_NOW),
    (POLL_OPENS,             {},                     Stage.COMING),  # nobody froze the roll
    (DURING,                 {"has_poll": False},    Stage.BEING_COUNTED),
    (CLOSE,                  {"roll_frozen_at": POLL_OPENS - 6 * DAY}, Stage.BEING_COUNTED),
    (DURING,                 {"voided_at": DURING},  Stage.DECLARED),
    (CLOSE + 20 * DAY,       {"declared_at": CLOSE}, Stage.DECLARED),
]  # fmt: skip


@pytest.mark.parametrize(("at", "done", "stage"), STAGES)
def test_what_an_election_asks_of_people(at, done, stage):
    assert election_status.stage(ElectionFactory.build(returning_officer=None, **done), at) == stage


def test_nothing_that_is_over_stands_above_what_can_be_acted_on(client, time_machine):
    time_machine.move_to(DURING)
    frozen = {"public_key": "key", "roll_frozen_at": POLL_OPENS - 6 * DAY}
    closed = ElectionFactory(title="Closed", poll_opens=POLL_OPENS - 10 * DAY, **frozen)
    ElectionFactory(title="Over", poll_opens=POLL_OPENS - 60 * DAY, declared_at=DURING - DAY)
    ElectionFactory(title="Void", voided_at=DURING, voided_because="Lost.", **frozen)
    ElectionFactory(title="To come", poll_opens=DURING + 10 * DAY)
    ElectionFactory(title="To nominate", poll_opens=DURING + 38 * DAY)  # opens in three days
    ElectionFactory(title="Nominating", poll_opens=DURING + 20 * DAY)
    ElectionFactory(title="Closes later", poll_opens=POLL_OPENS + DAY / 2, **frozen)
    ElectionFactory(title="Closes first", poll_opens=POLL_OPENS, **frozen)
    page = client.get("/elections/").content.decode()
    order = re.findall(r'class="asm-card__link"[^>]*>([^<]+)<|<h2[^>]*>([^<]+)<', page)
    assert [one or heading for one, heading in order if "Follow" not in heading] == [
        "Vote now", "Closes first", "Closes later", "Nominate now", "Nominating",
        "Coming up", "To nominate", "To come", "Being counted", "Closed", "Declared", "Void", "Over",
    ]  # fmt: skip
    assert closed.title in page


@pytest.mark.parametrize(
    ("at", "left", "action"),
    [
        (POLL_OPENS - 39 * DAY, "In 4 days", "See the election"),
        (POLL_OPENS - 30 * DAY, "16 days left", "Nominate"),
        (POLL_OPENS, "7 days left", "Vote"),
        (CLOSE - DAY / 24, "Last day", "Vote"),
        (CLOSE, "", "See the timetable"),
    ],
)
def test_a_card_has_a_button_and_the_days_left(at, left, action):
    election = ElectionFactory(public_key="key", roll_frozen_at=POLL_OPENS - 6 * DAY)
    card = election_status.card(election, at)
    assert (card.left, card.action) == (left, action)


# The box


@pytest.fixture
def voting(time_machine):
    """A poll of two members; the voter of one."""
    organisation, voter = organisation_with_voter("Kennet Carers")
    contest, _ = poll(election__slug="board")
    time_machine.move_to(DURING)
    return contest, organisation, voter


def test_a_stranger_is_led_to_sign_in_and_from_there_to_the_ballot(client, voting):
    page = client.get("/elections/board/")
    assert 'href="/accounts/login/?next=%2Felections%2Fboard%2Fvote%2F"' in page.content.decode()
    assert words(page).index("6 days left") < words(page).index("Candidate A")
    assert "Does my organisation have a vote?" in words(page)
    assert "Not a member?" in words(page)


def test_a_voter_has_a_button_for_each_organisation_and_contest(client, voting):
    contest, organisation, voter = voting
    client.force_login(voter)
    page = client.get("/elections/board/").content.decode()
    assert f'name="organisation" value="{organisation.pk}"' in page
    assert f'name="contest" value="{contest.pk}"' in page
    assert "Vote for Kennet Carers" in page
    assert "Sign in to vote" not in page


def test_who_has_voted_reads_so_and_has_no_button(client, voting):
    contest, organisation, voter = voting
    contest.roll.filter(organisation=organisation).update(voted_on=DURING.date())
    client.force_login(voter)
    page = words(client.get("/elections/board/"))
    assert "Kennet Carers voted for" in page
    assert "Vote for Kennet Carers" not in page


def test_who_acts_for_nobody_is_told_so(client, voting):
    client.force_login(UserFactory())
    page = words(client.get("/elections/board/"))
    assert "Only organisations vote, and you do not act for one yet" in page
    assert "Does my organisation have a vote?" in page


def test_a_link_to_the_ballot_stops_at_a_vote_that_can_be_cast(client, voting):
    """Not at the organisation somebody happens to act for, if another's vote is theirs to cast."""
    *_, voter = voting
    silent = OrganisationFactory(name="A Body Without Vote")
    DelegateFactory(organisation=silent, user=voter)
    client.force_login(voter)
    page = words(client.get("/elections/board/vote/"))
    assert "Show that it is you" in page
    assert "You are about to vote for Kennet Carers" in page


def test_of_several_votes_the_person_chooses_one_on_the_elections_page(
    client, voting, time_machine
):
    contest, _, voter = voting
    time_machine.move_to(POLL_OPENS - 10 * DAY)  # who comes to a vote during the poll waits a day
    other = OrganisationFactory(name="Avon Advice", member=True)
    DelegateFactory(organisation=other, user=voter, role="lead")
    time_machine.move_to(DURING)
    RollEntry.objects.create(contest=contest, organisation=other)
    client.force_login(voter)
    answer = client.get("/elections/board/vote/", follow=True)
    assert [url for url, _ in answer.redirect_chain] == ["/elections/board/"]
    assert "Vote for Avon Advice" in words(answer)
    assert "Vote for Kennet Carers" in words(answer)
    contest.roll.filter(organisation=other).update(voted_on=DURING.date())
    assert "about to vote for Kennet Carers" in words(client.get("/elections/board/vote/"))


def test_the_header_of_a_ballot_names_whose_it_is_and_has_no_switch(client, voting):
    contest, organisation, voter = voting
    acting = OrganisationFactory(name="A Body Without Vote")
    DelegateFactory(organisation=acting, user=voter)
    client.force_login(voter)
    whose = {"organisation": organisation.pk, "contest": contest.pk}
    for page in (
        client.get("/elections/board/vote/"),
        client.post("/elections/board/vote/", whose),
        client.post("/elections/board/vote/", {**whose, "organisation": acting.pk}),  # refused
        client.post("/elections/board/vote/prove/", {**whose, "step": "send"}),
    ):
        header = page.content.decode().partition("<main")[0]
        assert page.status_code == 200
        assert "Acting for" not in header
        assert "acting-organisation" not in header
        assert f"Voting for <strong>{page.context['organisation']}</strong>" in header
    header = client.get("/elections/board/object/").content.decode().partition("<main")[0]
    assert "Acting for" not in header
    assert "Acting for" in client.get("/elections/board/").content.decode()


def test_procedure_stands_below_the_candidates_and_is_shut(client, voting):
    page = client.get("/elections/board/").content.decode()
    candidates, run = page.index("Candidate A"), page.index("How this election is run")
    assert candidates < run < page.index("Fingerprints")
    assert run < page.index("The draw that settles a tie")
    assert '<details class="govuk-details asm-run"' in page


# Does my organisation have a vote?


def asked(client, name, slug="board"):
    return words(client.get(f"/elections/{slug}/who-votes/", {"q": name}))


def test_a_stranger_learns_that_an_organisation_has_a_vote(client, voting):
    page = asked(client, "kennet")
    assert "Yes, Kennet Carers has a vote for Local Strategic Partnership" in page
    assert page.index("Yes, Kennet") < page.index("This is what the public register says")
    assert "Who casts the vote" in page
    assert "Sign in to vote" in page


def test_the_roll_itself_says_nothing(client, voting):
    """Removed from the roll, or voting through another: neither is public."""
    contest, organisation, _ = voting
    before = asked(client, "kennet")
    contest.roll.filter(organisation=organisation).update(
        struck_on=DURING.date(), struck_because="Common control."
    )
    assert asked(client, "kennet") == before
    contest.roll.filter(organisation=organisation).delete()
    assert asked(client, "kennet") == before


def test_an_organisation_that_applied_is_not_given_away(client, voting):
    OrganisationFactory(name="Avon Applicants", status=Organisation.Status.APPLIED)
    assert "No organisation with this name or number" in asked(client, "avon applicants")


NO_VOTE = [
    # what it is                                        what is said
    ({"name": "Listed Body"},                           "No, Listed Body is on our register but is not a member."),
    ({"name": "Listed Body", "status": "suspended", "admitted_on": dt.date(2020, 1, 1)},
                                                        "No, Listed Body is not a member today. But if it was one"),
    ({"name": "Listed Body", "member": True, "admitted_on": DURING.date()},
                                                        "after the roll was frozen"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), NO_VOTE)
def test_a_refusal_says_why(client, voting, fields, said):
    OrganisationFactory(**fields)
    page = asked(client, "listed body")
    assert said in page
    assert "Who casts the vote" not in page


def test_of_a_group_only_its_members_have_a_vote(client, time_machine):
    group = GroupFactory(name="Health")
    OrganisationFactory(name="Outside Body", member=True)
    inside = OrganisationFactory(name="Inside Body", member=True)
    GroupMembershipFactory(group=group, organisation=inside)
    contest = ContestFactory(election__slug="board", electorate="group", group=group)
    time_machine.move_to(contest.election.nominations_open_at)
    assert "Yes, Inside Body has a vote for" in asked(client, "inside body")
    assert "must still be entitled when the roll is frozen" in asked(client, "inside body")
    assert "No, Outside Body has no vote for" in asked(client, "outside body")


def test_after_the_close_nobody_is_asked_for_a_name(client, voting, time_machine):
    time_machine.move_to(CLOSE)
    page = asked(client, "kennet")
    assert "Voting closed at" in page
    assert "Look it up" not in page
    assert not rules.electorate.can_be_asked(Election.objects.get(), CLOSE)


# Turnout so far

TURNOUT = [
    # electors, voted, said
    (50, 20, "20 of 50 organisations (40%) had voted by the end of Monday 2 November 2026"),
    (49, 20, "fewer than 50 organisations"),
    (50, 2,  "at least 3 organisations have voted"),
    (50, 48, "at least 3 have not"),
]  # fmt: skip


@pytest.mark.parametrize(("electors", "voted", "said"), TURNOUT)
def test_turnout_is_a_number_where_it_tells_nobody(electors, voted, said):
    sentence = so_far_sentence(Turnout("", electors, voted), dt.date(2026, 11, 3))
    assert said in sentence
    assert (f"{voted} of {electors}" in sentence) is said.startswith("20 of")


def test_a_vote_of_today_changes_nothing_on_the_page(client, time_machine):
    """Or asking often enough would tell the moment of every vote."""
    OrganisationFactory.create_batch(60, member=True)
    contest, _ = poll(election__slug="board")
    time_machine.move_to(DURING)
    today = timezone.localdate()
    for number, entry in enumerate(contest.roll.all()[:30]):
        entry.voted_on = today - dt.timedelta(days=number % 2)
        entry.save()
    assert "15 of 60 organisations (25%)" in words(client.get("/elections/board/"))
    time_machine.move_to(DURING + DAY)
    assert "30 of 60 organisations (50%)" in words(client.get("/elections/board/"))


def test_a_removal_of_today_changes_nothing_on_the_page(client, time_machine):
    """Only an organisation that has not voted can be removed: the difference would say so of it."""
    OrganisationFactory.create_batch(60, member=True)
    contest, _ = poll(election__slug="board")
    time_machine.move_to(DURING)
    today = timezone.localdate()
    keys = list(contest.roll.values_list("pk", flat=True))
    contest.roll.filter(pk__in=keys[:20]).update(voted_on=today - dt.timedelta(days=1))
    contest.roll.filter(pk=keys[30]).update(struck_on=today, struck_because="Lapsed.")
    assert "20 of 60 organisations" in words(client.get("/elections/board/"))
    time_machine.move_to(DURING + DAY)
    assert "20 of 59 organisations" in words(client.get("/elections/board/"))


def test_turnout_is_said_while_voting_is_open_alone(client, voting, time_machine):
    assert "Turnout so far" in words(client.get("/elections/board/"))
    time_machine.move_to(CLOSE)
    assert "Turnout so far" not in words(client.get("/elections/board/"))


# The front page


def test_the_front_page_leads_straight_to_the_one_poll(client, voting):
    [act] = front_page.first_acts(DURING)
    assert (act.label, act.url) == ("Vote", "/elections/board/")
    assert act.note.endswith("6 days left")


def test_several_polls_lead_to_the_list_and_nominations_come_after(voting):
    ElectionFactory(public_key="key", roll_frozen_at=POLL_OPENS)
    ElectionFactory(slug="nominating", poll_opens=DURING + 20 * DAY)
    acts = front_page.first_acts(DURING)
    assert [(act.label, act.url) for act in acts] == [
        ("Vote", "/elections/"),
        ("Nominate", "/elections/nominating/"),
    ]


def test_a_result_is_news_for_three_weeks():
    counted = {"receipts_published_at": CLOSE, "box_rewritten_at": CLOSE, "opened_at": CLOSE}
    ElectionFactory(slug="new", **counted)
    assert [act.url for act in front_page.first_acts(CLOSE + 20 * DAY)] == [
        "/elections/new/result/"
    ]
    assert front_page.first_acts(CLOSE + 22 * DAY) == []


def test_vote_is_the_first_button_of_those_who_have_a_vote_left(client, voting):
    contest, organisation, voter = voting

    def first():
        page = client.get("/").content.decode().partition("asm-hero__actions")[2]
        return re.search(r"asm-button--sun[^>]*>([^<]+)<", page)[1]

    assert first() == "Vote"
    client.force_login(voter)
    assert first() == "Vote"
    contest.roll.filter(organisation=organisation).update(voted_on=DURING.date())
    assert first() == "Go to My Assembly"
    client.force_login(UserFactory())
    assert first() == "Go to My Assembly"
