from decimal import Decimal

from assembly.funding import rules
from assembly.funding.lines import Batch


def batch(rows=2, total="10.00", problem_count=0):
    return Batch("grants.csv", "0" * 64, rows, Decimal(total), problem_count)


def test_a_source_without_a_fault_may_be_imported():
    assert rules.may_be_imported(batch())


def test_one_problem_keeps_the_whole_source_out():
    assert (
        rules.may_be_imported(batch(problem_count=1)).reason
        == "grants.csv has 1 problem, so none of it was loaded."
    )
    assert "1,200 problems" in rules.may_be_imported(batch(problem_count=1200)).reason


def test_a_source_without_awards_is_refused():
    assert "holds no awards" in rules.may_be_imported(batch(rows=0)).reason


def test_what_is_loaded_is_what_was_checked():
    assert rules.was_read_twice_alike(batch(), batch())
    assert (
        "changed while it was being read"
        in rules.was_read_twice_alike(batch(), batch(rows=1)).reason
    )
    assert not rules.was_read_twice_alike(batch(), batch(total="10.01"))
