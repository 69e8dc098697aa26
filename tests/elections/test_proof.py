"""The code that proves afresh who is at the keyboard, and what a second factor proves during a poll."""

import datetime as dt
import re
import time

from django.core import mail

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

from assembly.core.models import MailedCode
from assembly.core.rules import RuleBroken
from elections import rules
from elections.models import Election
from elections.services import proof
from tests.factories.elections import DAY, POLL_OPENS, instants

pytestmark = pytest.mark.django_db

NOW = POLL_OPENS
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def election():
    return Election(**instants())


def sent_code(user, at=NOW):
    proof.send_code(user, Election(), at=at)
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def app_of(user, set_up_at):
    """An authenticator app, and how it shows its code of now."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    Authenticator.objects.filter(user=user).update(created_at=set_up_at)
    return lambda: format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_the_code_goes_to_the_address_of_the_account(asha):
    sent_code(asha)
    assert mail.outbox[-1].to == ["asha@example.org"]
    assert mail.outbox[-1].subject == "Your code for voting"


def test_the_mailed_code_is_accepted_once(asha, election):
    code = sent_code(asha)
    assert proof.check_code(asha, code, election, at=NOW) is None
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, code, election, at=NOW)


def test_a_right_code_forgives_the_wrong_ones(asha, election):
    code = sent_code(asha)
    with pytest.raises(RuleBroken):
        proof.check_code(asha, wrong(code), election, at=NOW)
    proof.check_code(asha, code, election, at=NOW)
    assert MailedCode.objects.get().tries == 0


def test_six_codes_an_hour_are_one_too_many(asha):
    for _ in range(5):
        sent_code(asha)
    with pytest.raises(RuleBroken, match="Five codes"):
        sent_code(asha, at=NOW + dt.timedelta(minutes=59))
    sent_code(asha, at=NOW + HOUR)


def test_a_code_of_the_authenticator_app_is_accepted_once(asha, election):
    code = app_of(asha, POLL_OPENS - DAY)()
    assert proof.check_code(asha, code, election).user == asha
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, code, election)


def test_without_a_code_any_code_is_wrong(asha, election):
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, "123456", election, at=NOW)


def test_codes_of_an_app_are_guessed_no_oftener_than_mailed_ones(asha, election):
    app_of(asha, POLL_OPENS - DAY)
    for _ in range(5):
        with pytest.raises(RuleBroken, match="This code is wrong"):
            proof.check_code(asha, "000000", election)
    with pytest.raises(RuleBroken, match="too many"):
        proof.check_code(asha, "000000", election)


# A factor set up while voting is open


def test_an_app_set_up_during_the_poll_is_no_proof_for_a_day(asha, election):
    set_up = POLL_OPENS + HOUR
    shown = app_of(asha, set_up)
    with pytest.raises(RuleBroken, match="counts as proof from 10am on Tuesday 3 November 2026"):
        proof.check_code(asha, shown(), election, at=set_up + 23 * HOUR)
    # Nobody loses a vote by it: the mailed code stays open.
    code = sent_code(asha, at=set_up + 23 * HOUR)
    assert proof.check_code(asha, code, election, at=set_up + 23 * HOUR) is None


@pytest.mark.parametrize(
    ("set_up", "now", "proves"),
    [
        (POLL_OPENS - dt.timedelta(seconds=1), POLL_OPENS, True),
        (POLL_OPENS, POLL_OPENS, False),
        (POLL_OPENS, POLL_OPENS + DAY - dt.timedelta(seconds=1), False),
        (POLL_OPENS, POLL_OPENS + DAY, True),
        (POLL_OPENS + 6 * DAY, POLL_OPENS + 7 * DAY - HOUR, False),
    ],
)
def test_from_when_a_factor_proves(election, set_up, now, proves):
    assert bool(rules.voting.factor_proves(set_up, election, now)) is proves


def test_who_guesses_is_not_told_that_the_app_is_young(asha, election):
    app_of(asha, POLL_OPENS + HOUR)
    with pytest.raises(RuleBroken, match="This code is wrong"):
        proof.check_code(asha, "000000", election, at=POLL_OPENS + 2 * HOUR)
