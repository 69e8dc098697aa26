"""Limits of a result: read, refused when no result can meet them, fitted to those who stand, kept by the count."""

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

import pytest

from assembly.core import in_use
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from elections import selectors
from elections.counting import Ballots, count
from elections.models import Candidate, Contest
from elections.officer.limits import LimitsField
from elections.services.roll import freeze_roll
from elections.services.setup import add_candidate, place_candidate, save_contest
from elections.spread import (
    NONE_OF_THESE,
    Limit,
    Promise,
    contradiction,
    fit,
    too_much_promised,
)
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    key_for,
    organisation_with_voter,
)
from tests.factories.membership import DistrictFactory, OrganisationFactory, ThemeFactory

BEFORE_NOTICE = POLL_OPENS - 41 * DAY
NOMINATING = POLL_OPENS - 30 * DAY
FREEZING = POLL_OPENS - 6 * DAY
KENNET = Limit("Kennet", 1)
HUBS = Limit("Infrastructure organisations", maximum=1)


# As the officer types them


def rows(*typed):
    """What a browser sends for rows of a group, the least and the most."""
    return {
        f"limits-{row}-{column}": text
        for row, each in enumerate(typed)
        for column, text in zip(("name", "minimum", "maximum"), each, strict=True)
    }


def read(data):
    field = LimitsField(required=False)
    return field.clean(field.widget.value_from_datadict(data, {}, "limits"))


def test_limits_are_read_a_row_each_and_shown_again():
    typed = [("Kennet", "1", ""), (" Salisbury ", "", "2"), ("", "", ""), ("Swindon", "1", "2")]
    limits = read(rows(*typed))
    assert limits == [Limit("Kennet", 1), Limit("Salisbury", 0, 2), Limit("Swindon", 1, 2)]
    shown = LimitsField().prepare_value(limits)
    assert read(rows(*(row.values() for row in shown))) == limits
    assert LimitsField().prepare_value(shown) == shown  # as they were typed, beside a mistake


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("Kennet", "", ""), "row 2: say at least or at most how many seats go to Kennet"),
        (("", "1", ""), "row 2: say what the limit is for"),
        (("Kennet", "one", ""), "row 2: “one” is not a number of seats"),
        (("Kennet", "-1", ""), "row 2: “-1” is not a number of seats"),
        (("Kennet", "²", ""), "is not a number of seats"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row, problem):
    with pytest.raises(ValidationError, match=problem):
        read(rows(("Swindon", "1", ""), row))


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ([Limit("Kennet", 2, 1)], "no lower than the minimum"),
        ([Limit("Kennet", 0, 0)], "the maximum must be at least 1"),
        ([KENNET, Limit("KENNET", 1)], "Name each group once"),
        ([Limit(NONE_OF_THESE, 1)], "none of them"),
    ],
)
def test_limits_that_cannot_be_are_named(limits, problem):
    assert problem in contradiction(limits)
    assert contradiction([KENNET, HUBS]) == ""


def test_more_minima_than_seats_are_named():
    limits = [Limit("Kennet", 2), Limit("Salisbury", 1), Limit("Swindon", 0, 1)]
    assert too_much_promised(limits, 3) == ""
    assert "Kennet 2 and Salisbury 1 make 3 seats" in too_much_promised(limits, 2)


# Fitted to those who stand


def promise(limits=(), groups=None, organisations=None):
    return Promise(
        candidates=["Ann", "Bob", "Cat"],
        organisations=organisations or {},
        category="District",
        limits=limits,
        groups=groups or {},
    )


def test_nothing_promised_nothing_kept():
    assert fit(promise(), standing=[1, 2], seats=2).constraints is None


def test_what_can_be_met_is_kept_whole():
    fitted = fit(promise([Limit("Kennet", 1)], {3: "Kennet"}), standing=[1, 2, 3], seats=1)
    assert (fitted.seats, fitted.unmet) == (1, "")
    ballots = Ballots.from_rankings([[1], [1], [2], [3]], ["Ann", "Bob", "Cat"], 1, "A contest")
    assert count(ballots, constraints=fitted.constraints).elected == [3]


def test_a_minimum_of_a_group_in_which_nobody_stands_does_not_bind():
    fitted = fit(promise([Limit("Kennet", 1)], {3: "Kennet"}), standing=[1, 2], seats=1)
    assert fitted.seats == 1
    assert "Kennet must have at least 1" in fitted.unmet
    ballots = Ballots.from_rankings([[1], [2], [1]], ["Ann", "Bob", "Cat"], 1, "A contest")
    assert count(ballots, withdrawn=[3], constraints=fitted.constraints).elected == [1]


def test_seats_beyond_the_maxima_stay_vacant():
    fitted = fit(promise(organisations={1: "One", 2: "One", 3: "Two"}), standing=[1, 2], seats=2)
    assert fitted.seats == 1
    assert fitted.unmet


def test_minima_that_one_organisation_cannot_meet_go_before_the_last_seat():
    limits = [Limit("Kennet", 2, None)]
    fitted = fit(
        promise(limits, {1: "Kennet", 2: "Kennet"}, {1: "One", 2: "One", 3: "Two"}),
        standing=[1, 2, 3],
        seats=2,
    )
    assert fitted.seats == 2
    assert fitted.constraints.conforms([1, 3])
    assert not fitted.constraints.conforms([1, 2])


# In a contest


@pytest.fixture
def districts(db):
    return [DistrictFactory(name=name, slug=name.lower()) for name in ("Kennet", "Salisbury")]


def spread(efua, **fields):
    fields = {"spread_by": "district", "limits": [KENNET], **fields}
    return ContestFactory(election__returning_officer=efua, **fields)


def saved(contest, efua, **fields):
    for name, value in fields.items():
        setattr(contest, name, value)
    return save_contest(contest, contest.seats.all(), by=efua, at=BEFORE_NOTICE)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"spread_by": ""}, "or leave both empty"),
        ({"limits": []}, "or leave both empty"),
        ({"limits": [Limit("Narnia", 1)]}, "no district called Narnia"),
        ({"spread_by": "theme", "limits": [KENNET]}, "no theme called Kennet"),
        ({"spread_by": "declared"}, "Name what candidates declare"),
        ({"spread_by": "declared", "spread_name": "Organisation"}, "Name what candidates declare"),
        ({"spread_by": "infrastructure"}, "enter one limit only"),
        (
            {"spread_by": "infrastructure", "limits": [HUBS], "infrastructure": "left-out"},
            "Remove the limit for infrastructure organisations",
        ),
        ({"limits": [Limit("Kennet", 1, 0)]}, "the maximum must be at least 1"),
    ],
)
def test_a_spread_is_complete(districts, efua, fields, problem):
    contest = spread(efua)
    with pytest.raises(Exception, match=problem):
        saved(contest, efua, **fields)


def test_a_promise_that_no_result_can_meet_is_named_before_the_notice(districts, efua):
    contest = spread(efua)
    with pytest.raises(RuleBroken, match="Kennet 2 make 2 seats that must be filled so"):
        saved(contest, efua, limits=[Limit("Kennet", 2)])
    assert saved(contest, efua, title="Another title", limits=[KENNET]).title == "Another title"


def stand(contest, efua, organisation, **fields):
    candidate = Candidate(
        contest=contest, number=1, name="Ann", organisation=organisation, **fields
    )
    return add_candidate(candidate, by=efua, at=NOMINATING)


def test_the_register_says_where_a_candidate_belongs(districts, efua):
    kennet, salisbury = districts
    both = [KENNET, Limit("Salisbury", maximum=1)]
    contest = spread(efua, limits=both)
    for theirs, group in [([kennet], "Kennet"), ([], NONE_OF_THESE), ([kennet, salisbury], "")]:
        organisation = OrganisationFactory(member=True)
        organisation.districts.set(theirs)
        assert stand(contest, efua, organisation).spread_group == group


def test_a_theme_counts_as_a_district_does(efua, db):
    theme = ThemeFactory(name="Arts", slug="arts")
    limits = [Limit("Arts", maximum=1)]
    contest = spread(efua, spread_by="theme", limits=limits)
    organisation = OrganisationFactory(member=True)
    organisation.themes.set([theme])
    assert stand(contest, efua, organisation).spread_group == "Arts"


def test_a_limit_for_infrastructure_organisations_follows_their_mark(efua, client, time_machine):
    contest = spread(efua, spread_by="infrastructure", limits=[HUBS], vacancies=2)
    hub, other = (
        OrganisationFactory(member=True, infrastructure=True),
        OrganisationFactory(member=True),
    )
    assert stand(contest, efua, hub).spread_words == "Infrastructure organisation"
    ben = Candidate(contest=contest, number=1, name="Ben", organisation=other)
    ben = add_candidate(ben, by=efua, at=NOMINATING)
    assert (ben.spread_group, ben.spread_words) == (
        NONE_OF_THESE,
        "Not an infrastructure organisation",
    )
    add_candidate(
        Candidate(contest=contest, number=1, name="Cat", organisation=hub), by=efua, at=NOMINATING
    )
    fitted = selectors.spread_of(contest)
    assert fitted.constraints.conforms([1, 2])
    assert not fitted.constraints.conforms([1, 3])
    time_machine.move_to(NOMINATING)
    page = client.get(contest.election.get_absolute_url()).content.decode()
    assert "Infrastructure organisations: at most 1." in page
    (shown,) = client.get(f"/api/v1/elections/{contest.election.slug}").json()["contests"]
    assert shown["spread_by"] == "Kind of organisation"


def test_what_candidates_declare_is_asked_of_each(efua, db):
    limits = [Limit("Small", 1)]
    contest = spread(efua, spread_by="declared", spread_name="Size", limits=limits)
    organisation = OrganisationFactory(member=True)
    with pytest.raises(RuleBroken, match="There is no size “Tall” in"):
        stand(contest, efua, organisation, spread_group="Tall")
    candidate = stand(contest, efua, organisation)
    assert candidate.spread_group == ""
    assert selectors.unplaced(contest) == ("Ann",)
    place_candidate(candidate, "Small", by=efua)
    place_candidate(candidate, "Small", by=efua)  # pressed twice
    assert selectors.unplaced(contest) == ()


def test_a_contest_without_spread_has_no_groups(efua, db):
    contest = ContestFactory(election__returning_officer=efua)
    with pytest.raises(RuleBroken, match="are not spread"):
        stand(contest, efua, OrganisationFactory(member=True), spread_group="Kennet")
    assert selectors.unplaced(contest) == ()


def test_the_roll_is_not_frozen_while_a_candidate_belongs_nowhere(districts, efua):
    organisation_with_voter()
    contest = spread(efua)
    candidate = CandidateFactory(contest=contest)
    readiness = selectors.readiness(contest)
    assert readiness.unplaced == (candidate.name,)
    key_for(contest.election)
    with pytest.raises(RuleBroken, match="say first to which group these candidates belong"):
        freeze_roll(contest.election, by=efua, at=FREEZING)
    place_candidate(candidate, NONE_OF_THESE, by=efua)
    freeze_roll(contest.election, by=efua, at=FREEZING)
    with pytest.raises(RuleBroken, match="fixed once notice of poll"):
        place_candidate(candidate, "Kennet", by=efua)


def test_the_facts_of_a_contest_are_public_from_the_notice(districts, efua, client, time_machine):
    contest = spread(efua, vacancy_rule=Contest.VacancyRule.BY_ELECTION)
    time_machine.move_to(contest.election.notice_at)
    page = client.get(contest.election.get_absolute_url()).content.decode()
    for fact in (
        "At most one seat an organisation. District: Kennet: at least 1.",
        "By a by-election for the rest of the term",
        "is struck from every ballot",
        "stands for no other one of this election",
    ):
        assert fact in page
    (shown,) = client.get(f"/api/v1/elections/{contest.election.slug}").json()["contests"]
    assert shown["spread_limits"] == [{"group": "Kennet", "minimum": 1, "maximum": None}]
    assert (shown["one_seat_an_organisation"], shown["spread_by"]) == (True, "District")
    assert (shown["vacancy_rule"], shown["second_seat"]) == ("by-election", False)


@pytest.mark.parametrize("fields", [{"second_seat": True, "vacancy_rule": "countback"}])
def test_the_facts_say_the_other_case_too(fields, db):
    contest = ContestFactory(one_seat_an_organisation=False, **fields)
    assert contest.spread_sentences() == ["No limits."]
    assert contest.spread_category == ""
    assert contest.vacancy_sentence().startswith("By countback")
    assert contest.second_seat_sentence().startswith("Yes")


# Rows that know their theme or district


def named(contest):
    return list(contest.limit_rows.values_list("name", "district__name", "theme"))


def test_a_limit_knows_its_district_and_its_contest_knows_no_other(districts, efua):
    contest = spread(efua)
    assert named(contest) == [("Kennet", "Kennet", None)]
    changed = Contest.objects.get(pk=contest.pk)
    saved(changed, efua, limits=[Limit("Salisbury", 0, 1), KENNET])
    assert named(contest) == [("Salisbury", "Salisbury", None), ("Kennet", "Kennet", None)]
    before = Event.objects.count()
    saved(Contest.objects.get(pk=contest.pk), efua, limits=[Limit("Salisbury", 0, 1), KENNET])
    assert Event.objects.count() == before  # its form was sent twice
    with pytest.raises(ProtectedError):
        districts[0].delete()


def test_a_district_renamed_after_the_notice_changes_nothing_that_was_announced(
    districts, efua, client, time_machine
):
    contest = spread(efua)
    kennet, _ = districts
    time_machine.move_to(BEFORE_NOTICE)
    assert in_use.named_by(kennet) == [f"the limits of “{contest}” in “{contest.election}”"]
    time_machine.move_to(NOMINATING)
    assert in_use.named_by(kennet) == []
    kennet.name = "East Wiltshire"
    kennet.save()

    contest = Contest.objects.get(pk=contest.pk)
    assert "District: Kennet: at least 1." in contest.spread_sentences()
    contest.full_clean()  # as when the draw is recorded
    organisation = OrganisationFactory(member=True)
    organisation.districts.set([kennet])
    assert stand(contest, efua, organisation).spread_group == "Kennet"
    constraints = selectors.spread_of(contest).constraints
    assert [group.name for group in constraints.categories[1].groups] == ["Kennet", NONE_OF_THESE]
    (shown,) = client.get(f"/api/v1/elections/{contest.election.slug}").json()["contests"]
    assert shown["spread_limits"] == [{"group": "Kennet", "minimum": 1, "maximum": None}]


def test_a_stored_limit_whose_district_nobody_knows_any_more_stops_nothing(districts, efua):
    """As the migration keeps a name that matched no row."""
    contest = spread(efua)
    contest.limit_rows.update(name="Renamed since", district=None)
    contest = Contest.objects.get(pk=contest.pk)
    contest.full_clean()
    assert contest.limits == [Limit("Renamed since", 1)]
