from django.core.checks import run_checks

import pytest

from assembly.notifications import checks, kinds
from assembly.notifications.checks import every_mail_has_a_category
from assembly.notifications.kinds import Category, Kind
from tests import points


def test_every_mail_of_the_site_has_a_category():
    assert every_mail_has_a_category(None) == []


def test_the_check_is_part_of_manage_py_check(monkeypatch):
    monkeypatch.setattr(checks, "mail_templates", lambda: {"tests/forgotten"})
    assert "notifications.E001" in {error.id for error in run_checks()}


def test_a_mail_without_a_category_is_named(monkeypatch):
    points.without(monkeypatch, kinds.kinds, "membership/admitted")
    [error] = every_mail_has_a_category(None)
    assert (error.id, error.msg) == (
        "notifications.E001",
        "The mail membership/admitted has no category.",
    )


def test_a_category_without_a_mail_is_named(monkeypatch):
    points.add(monkeypatch, kinds.kinds, Kind("tests/gone", "nothing happens", Category.VOTES))
    [error] = every_mail_has_a_category(None)
    assert error.id == "notifications.E002"
    assert "tests/gone" in error.msg


def test_a_kind_nobody_registered_is_refused_with_what_to_do():
    with pytest.raises(LookupError, match="tests/unknown is not among the kinds that its app"):
        kinds.kind_of("tests/unknown")


@pytest.mark.parametrize(
    "name",
    [
        "accounts/sign_in_code",
        "accounts/account_changed",
        "elections/proof_code",
        "elections/voted",
        "elections/struck",
        "membership/refused",
        "partners/appointed",
    ],
)
def test_what_keeps_accounts_and_votes_safe_goes_always(name):
    assert kinds.kind_of(name).always


def test_what_tells_who_has_voted_keeps_no_more_than_the_day():
    assert [kind.name for kind in kinds.kinds if kind.day_only] == [
        "elections/voted",
        "elections/reminder",
        "elections/poll_forwarded",
        "tests/vote",
    ]


def test_nobody_can_choose_about_their_account():
    assert Category.ACCOUNT not in kinds.chosen_by_people()
    assert Category.VOTES not in kinds.chosen_by_people(), "only mails that go always, so far"
    assert Category.ORGANISATION in kinds.chosen_by_people()
