"""What holds for every count, whatever the ballots."""

import contextlib
import dataclasses
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from elections.counting import (
    RULES,
    Ballots,
    BltError,
    DrawNeeded,
    count,
    draw_order,
    read_blt,
    write_blt,
)

MANY = settings(max_examples=60, deadline=None)
each_rule = pytest.mark.parametrize("rule", RULES)
HOLDERS = ["scottish", "ers97"]  # the rules under which an elected candidate holds papers


@st.composite
def contests(draw, most_candidates=6, most_seats=4):
    candidates = draw(st.integers(1, most_candidates))
    ranking = st.lists(st.integers(1, candidates), unique=True).map(tuple)
    groups = draw(st.lists(st.tuples(ranking, st.integers(1, 30)), max_size=12))
    seats = draw(st.integers(1, most_seats))
    return groups, candidates, seats


def papers_of(groups):
    return [ranking for ranking, weight in groups for _ in range(weight)]


def ballots_of(groups, candidates, seats):
    names = [f"Candidate {number}" for number in range(1, candidates + 1)]
    return Ballots.from_rankings(papers_of(groups), names, seats, "A contest")


def history(result):
    return [(s.votes, s.non_transferable, s.lost, s.elected) for s in result.stages]


def settled(ballots, **options):
    """The count without a draw, or None when the ballots need one."""
    try:
        return count(ballots, **options)
    except DrawNeeded:
        return None


@each_rule
@MANY
@given(contests(), st.text(min_size=1, max_size=5))
def test_nothing_is_made_or_lost_beyond_truncation(rule, contest, seed):
    result = count(ballots_of(*contest), rule=rule, seed=seed)
    before = None
    for stage in result.stages:
        total = sum(stage.votes.values()) + stage.non_transferable + stage.lost
        assert total == result.valid * 10**result.decimals
        moved = sum(transfer.papers for transfer in stage.transfers)
        loss = stage.lost - (before.lost if before else 0)
        assert loss == 0 if moved == 0 or rule == "meek" else 0 <= loss < moved
        if before:
            assert before.votes.keys() >= stage.votes.keys()
            gained = {n: stage.votes.get(n, 0) - before.votes[n] for n in before.votes}
            told = Counter(dict.fromkeys(gained, 0))
            for transfer in stage.transfers:
                told[transfer.to_candidate or 0] += transfer.votes
                told[transfer.from_candidate] -= transfer.votes
            assert told.pop(0, 0) == stage.non_transferable - before.non_transferable
            if loss:
                told[stage.candidates[0]] -= loss
            assert gained == dict(told)
        before = stage


@each_rule
@MANY
@example(contest=([((1, 2), 9), ((1, 3), 5)], 5, 4), seed="s")
@given(contest=contests(), seed=st.text(min_size=1, max_size=5))
def test_as_many_are_elected_as_can_be_and_none_of_them_falls_below_the_quota(rule, contest, seed):
    result = count(ballots_of(*contest), rule=rule, seed=seed)
    assert len(result.elected) == len(set(result.elected)) == min(contest[2], contest[1])
    assert result.elected == [number for stage in result.stages for number in stage.elected]
    # Under Meek's rule the keep factor is rounded, which moves at most one unit a paper.
    rounding = result.valid if rule == "meek" else 0
    at_quota = set()
    for stage in result.stages:
        # Where nearly every paper is used up, a quota is hardly more than the millionth that it leaves unshared.
        if rule == "meek" and stage.quota < 10**6:
            break
        assert all(stage.votes[number] >= stage.quota - rounding for number in at_quota)
        at_quota |= {n for n in stage.elected if stage.votes[n] >= stage.quota}


@pytest.mark.parametrize("rule", HOLDERS)
@MANY
@given(contests(), st.text(min_size=1, max_size=5))
def test_an_elected_candidate_holds_the_votes_of_the_last_stage(rule, contest, seed):
    result = count(ballots_of(*contest), rule=rule, seed=seed)
    weights = result.election.ballots.weights
    last = result.stages[-1]
    transferred = {
        n for stage in result.stages if stage.action == "surplus" for n in stage.candidates
    }
    assert set(result.holdings) == set(result.elected)
    for number, holding in result.holdings.items():
        assert [bundle.papers for bundle in holding.bundles] == [
            weights[bundle.rows].sum() for bundle in holding.bundles
        ]
        # A donor also keeps what truncation left unassigned, and ERS97's non-transferable papers.
        excess = holding.votes - last.votes[number]
        assert excess >= 0 if number in transferred else excess == 0
        assert excess <= last.lost + last.non_transferable


@each_rule
@MANY
@given(contests(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(rule, contest, random):
    groups, candidates, seats = contest
    shuffled = [(ranking, 1) for ranking in papers_of(groups)]
    random.shuffle(shuffled)
    first = count(ballots_of(*contest), seed="s", rule=rule)
    assert history(count(ballots_of(shuffled, candidates, seats), seed="s", rule=rule)) == history(
        first
    )


@each_rule
@MANY
@given(contests(), st.randoms(use_true_random=False))
def test_the_numbers_of_the_candidates_do_not_matter_without_a_draw(rule, contest, random):
    groups, candidates, seats = contest
    result = settled(ballots_of(*contest), rule=rule)
    if result is None:
        return
    numbers = list(range(1, candidates + 1))
    random.shuffle(numbers)
    renumbered = [(tuple(numbers[n - 1] for n in ranking), weight) for ranking, weight in groups]
    other = count(ballots_of(renumbered, candidates, seats), rule=rule)
    assert set(other.elected) == {numbers[n - 1] for n in result.elected}
    for stage, same in zip(result.stages, other.stages, strict=True):
        assert same.votes == {numbers[n - 1]: units for n, units in stage.votes.items()}


@each_rule
@MANY
@given(contests())
def test_a_weight_is_as_good_as_that_many_papers(rule, contest):
    groups, candidates, seats = contest
    header = f"{candidates} {seats}\n"
    names = "".join(f"Candidate {n}\n" for n in range(1, candidates + 1))
    grouped = "".join(f"{w} {' '.join(map(str, r))} 0\n" for r, w in groups)
    split = "".join(f"1 {' '.join(map(str, r))} 0\n" for r in papers_of(groups))
    one, other = (
        count(read_blt(f"{header}{body}0\n{names}T\n"), seed="s", rule=rule)
        for body in (grouped, split)
    )
    assert history(one) == history(other)
    assert history(one) == history(count(ballots_of(*contest), seed="s", rule=rule))


@each_rule
@MANY
@given(contests(), st.data())
def test_a_withdrawn_candidate_was_never_there(rule, contest, data):
    groups, candidates, seats = contest
    if candidates == 1:
        return
    gone = data.draw(st.sets(st.integers(1, candidates), max_size=candidates - 1))
    left = [number for number in range(1, candidates + 1) if number not in gone]
    renumbered = [
        (tuple(left.index(n) + 1 for n in ranking if n not in gone), weight)
        for ranking, weight in groups
    ]
    # One draw for both: an order of the numbers, and the same order of those who are left.
    order = draw_order("s", candidates)
    without = tuple(left.index(number) + 1 for number in order if number not in gone)
    result = count(
        dataclasses.replace(ballots_of(*contest), draw_order=order), withdrawn=gone, rule=rule
    )
    other = count(
        dataclasses.replace(ballots_of(renumbered, len(left), seats), draw_order=without), rule=rule
    )
    assert result.elected == [left[number - 1] for number in other.elected]
    for stage, same in zip(result.stages, other.stages, strict=True):
        assert stage.votes == {left[n - 1]: units for n, units in same.votes.items()}


@each_rule
@MANY
@given(contests())
def test_a_candidate_nobody_ranked_changes_only_a_stage_of_exclusion(rule, contest):
    groups, candidates, seats = contest
    result = settled(ballots_of(*contest), rule=rule)
    more = settled(ballots_of(groups, candidates + 1, seats), rule=rule)
    if result is None or more is None or seats >= candidates:
        return
    assert more.quota == result.quota
    assert set(more.elected) == set(result.elected)


@each_rule
@MANY
@given(contests(), st.data())
def test_voters_with_some_quotas_of_papers_elect_as_many_of_their_own(rule, contest, data):
    groups, candidates, seats = contest
    own = data.draw(st.sets(st.integers(1, candidates), min_size=1))
    solid = data.draw(
        st.lists(st.tuples(st.permutations(sorted(own)), st.integers(1, 60)), max_size=6)
    )
    everybody = [*groups, *((tuple(ranking), weight) for ranking, weight in solid)]
    result = count(ballots_of(everybody, candidates, seats), seed="s", rule=rule)
    behind = sum(w for ranking, w in everybody if set(ranking[: len(own)]) == own)
    # Truncation can take a little under one unit from each paper at each stage.
    left = behind * 10**result.decimals - result.stages[-1].lost
    # Under ERS97 one more candidate than there are seats can have a quota exactly: then the draw decides.
    left -= rule == "ers97"
    quotas = left // max(1, result.stages[0].quota)  # where nobody voted it is 0 under ERS97
    assert len(own.intersection(result.elected)) >= min(quotas, len(own), seats)


@each_rule
@MANY
@given(contests(most_seats=1))
def test_one_seat_is_a_plain_instant_run_off(rule, contest):
    groups, candidates, _ = contest
    result = settled(ballots_of(*contest), rule=rule)
    if result is None or result.ties:
        return
    left = set(range(1, candidates + 1))
    while len(left) > 1:
        tops = Counter(dict.fromkeys(left, 0))
        for ranking, weight in groups:
            tops.update(dict.fromkeys([n for n in ranking if n in left][:1], weight))
        if 2 * max(tops.values()) == tops.total():
            return  # exactly half elects under ERS97, and is no majority here
        left.remove(min(left, key=lambda n: (tops[n], n)))
    assert result.elected == list(left)


@each_rule
@MANY
@given(contests())
def test_written_and_read_again_it_is_the_same_count(rule, contest):
    ballots = ballots_of(*contest)
    again = read_blt(write_blt(ballots))
    assert write_blt(again) == write_blt(ballots)
    assert again.distinct() == ballots.distinct()
    assert history(count(again, seed="s", rule=rule)) == history(
        count(ballots, seed="s", rule=rule)
    )


@MANY
@given(contests())
def test_keep_factors_never_rise_but_by_rounding(contest):
    """Each round the rule rounds a factor up twice, so it may rise by that; never by ω, a millionth."""
    omega = 10**3
    result = count(ballots_of(*contest), rule="meek", seed="s")
    before = {}
    for stage in result.stages:
        assert all(
            0 < factor <= min(10**9, before.get(n, 10**9) + omega)
            for n, factor in stage.keep_factors.items()
        )
        assert before.keys() <= stage.keep_factors.keys()
        before = stage.keep_factors


NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() and not set(text.strip()) & set("\r\n")
)


@MANY
@given(st.lists(NAME, min_size=1, max_size=3), NAME)
def test_any_name_survives_writing_and_reading(names, title):
    ballots = Ballots.from_rankings([], names, 1, title)
    again = read_blt(write_blt(ballots).encode())
    assert (again.candidates, again.title) == (ballots.candidates, ballots.title)


@MANY
@given(st.text(alphabet='0123 -=\n\r\t#"[]wtieAé.', max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    """Never a traceback: anything but a count or a BltError fails this test."""
    with contextlib.suppress(BltError):
        count(dataclasses.replace(read_blt("2 1\n" + text), withdrawn=frozenset()), seed="s")
