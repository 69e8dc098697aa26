"""The code that proves afresh who is at the keyboard."""

import datetime as dt
import re
import time

from django.core import mail

import pytest

from assembly.core.rules import RuleBroken
from elections.models import Election, ProofCode
from elections.services import proof
from elections.tasks import forget_codes
from tests.factories.elections import POLL_OPENS

pytestmark = pytest.mark.django_db

NOW = POLL_OPENS
MINUTE = dt.timedelta(minutes=1)


def sent_code(user, at=NOW):
    proof.send_code(user, Election(), at=at)
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_goes_to_the_address_of_the_account(asha):
    sent_code(asha)
    assert mail.outbox[-1].to == ["asha@example.org"]
    assert mail.outbox[-1].subject == "Your code for voting"


def test_the_mailed_code_is_accepted_once(asha):
    code = sent_code(asha)
    proof.check_code(asha, f" {code[:3]} {code[3:]} ", at=NOW)
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, code, at=NOW)


def test_a_code_is_of_one_person(asha, carys):
    code = sent_code(asha)
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(carys, code, at=NOW)


def test_a_code_works_for_fifteen_minutes(asha):
    code = sent_code(asha)
    with pytest.raises(RuleBroken, match="older than 15 minutes"):
        proof.check_code(asha, code, at=NOW + 15 * MINUTE)
    proof.check_code(asha, code, at=NOW + 14 * MINUTE)


def test_a_new_code_voids_the_one_before(asha):
    old, _new = sent_code(asha), sent_code(asha)
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, old, at=NOW)


def test_five_wrong_codes_void_the_right_one(asha):
    code = sent_code(asha)
    for _ in range(5):
        with pytest.raises(RuleBroken, match="This code is wrong"):
            proof.check_code(asha, wrong(code), at=NOW)
    with pytest.raises(RuleBroken, match="Too many wrong codes"):
        proof.check_code(asha, code, at=NOW)
    proof.check_code(asha, sent_code(asha), at=NOW)


def test_a_right_code_forgives_the_wrong_ones(asha):
    code = sent_code(asha)
    with pytest.raises(RuleBroken):
        proof.check_code(asha, wrong(code), at=NOW)
    proof.check_code(asha, code, at=NOW)
    assert ProofCode.objects.get().tries == 0


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12345²", "١٢٣٤٥٦"])
def test_what_is_no_code_is_not_counted_as_a_try(asha, typed):
    sent_code(asha)
    with pytest.raises(RuleBroken, match="A code has 6 digits"):
        proof.check_code(asha, typed, at=NOW)
    assert ProofCode.objects.get().tries == 0


def test_six_codes_an_hour_are_one_too_many(asha):
    for _ in range(5):
        sent_code(asha)
    with pytest.raises(RuleBroken, match="Five codes"):
        sent_code(asha, at=NOW + 59 * MINUTE)
    sent_code(asha, at=NOW + 60 * MINUTE)
    assert ProofCode.objects.get().sent_this_hour == 1


def test_a_code_of_the_authenticator_app_is_accepted_once(asha):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
    )

    secret = generate_totp_secret()
    TOTP.activate(asha, secret)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    proof.check_code(asha, code)
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, code)


def test_without_a_code_any_code_is_wrong(asha):
    with pytest.raises(RuleBroken, match="wrong"):
        proof.check_code(asha, "123456", at=NOW)


def test_old_codes_are_forgotten(asha, carys, time_machine):
    time_machine.move_to(NOW)
    sent_code(asha, at=NOW - dt.timedelta(days=2))
    sent_code(carys, at=NOW - dt.timedelta(hours=1))
    forget_codes()
    assert [kept.user for kept in ProofCode.objects.all()] == [carys]
