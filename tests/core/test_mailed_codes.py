"""One-time codes by e-mail: one module mails and counts them, and nothing that is stored shows one."""

import datetime as dt
import re

from django.apps import apps
from django.core import mail
from django.template.loader import get_template

import pytest

from assembly.core import emails
from assembly.core.mailed_codes import services as codes
from assembly.core.mailed_codes.models import MailedCode, SentCodes
from assembly.core.mailed_codes.purposes import Bearer, Limit, Per, Purpose
from assembly.core.mailed_codes.retention import forget_codes
from assembly.core.rules import RuleBroken
from assembly.notifications import kinds, services
from assembly.notifications.checks import mail_templates
from assembly.notifications.models import Email, Notification

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def purpose(name="tests", *limits):
    return Purpose(
        name,
        mail="accounts/first_factor_code",
        lasts=15 * MINUTE,
        limits=limits,
        instead="telephone us",
    )


def sent(bearer, to="asha@example.org", at=NOW):
    codes.send(bearer, to, {}, at=at)
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.fixture
def bearer(asha):
    return Bearer(purpose(), person=asha.pk)


# One code


def test_a_code_is_accepted_once_with_or_without_spaces(bearer):
    code = sent(bearer)
    codes.check(bearer, f" {code[:3]} {code[3:]} ", at=NOW)
    with pytest.raises(RuleBroken, match="wrong, has been used already"):
        codes.check(bearer, code, at=NOW)


def test_a_code_is_of_one_bearer_and_one_purpose(bearer, carys):
    code = sent(bearer)
    for other in (
        Bearer(bearer.purpose, person=carys.pk),
        Bearer(bearer.purpose, person=bearer.person, organisation=1),
        Bearer(purpose("another"), person=bearer.person),
    ):
        with pytest.raises(RuleBroken, match="wrong"):
            codes.check(other, code, at=NOW)


def test_a_code_works_as_long_as_its_purpose_says(bearer):
    code = sent(bearer)
    assert codes.is_open(bearer, at=NOW + 14 * MINUTE)
    assert not codes.is_open(bearer, at=NOW + 15 * MINUTE)
    with pytest.raises(RuleBroken, match="older than 15 minutes"):
        codes.check(bearer, code, at=NOW + 15 * MINUTE)
    codes.check(bearer, code, at=NOW + 14 * MINUTE)


def test_a_new_code_voids_the_one_before(bearer):
    old, new = sent(bearer), sent(bearer)
    if old != new:
        with pytest.raises(RuleBroken, match="wrong"):
            codes.check(bearer, old, at=NOW)
    codes.check(bearer, new, at=NOW)


def test_five_wrong_codes_void_the_right_one(bearer):
    code = sent(bearer)
    for _ in range(5):
        with pytest.raises(RuleBroken, match="This code is wrong"):
            codes.check(bearer, wrong(code), at=NOW)
    with pytest.raises(RuleBroken, match="too many wrong codes"):
        codes.check(bearer, code, at=NOW)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12345²", "١٢٣٤٥٦"])
def test_what_is_no_code_is_not_counted_as_a_try(bearer, typed):
    sent(bearer)
    with pytest.raises(RuleBroken, match="Enter the 6 digits"):
        codes.check(bearer, typed, at=NOW)
    assert MailedCode.objects.get().tries == 0


def test_codes_are_compared_in_constant_time(bearer, monkeypatch):
    compared = []
    monkeypatch.setattr(codes, "constant_time_compare", lambda *both: compared.append(both))
    code = sent(bearer)
    with pytest.raises(RuleBroken):
        codes.check(bearer, code, at=NOW)
    assert len(compared) == 1


# Counting


def by(per, number, hours=24):
    return Limit(per, number, hours, f"Too many for one {per}.")


def test_codes_are_counted_by_the_person_whatever_they_are_for(asha):
    limited = purpose("tests", by(Per.PERSON, 2))
    for organisation in (1, 2):
        sent(Bearer(limited, person=asha.pk, organisation=organisation))
    with pytest.raises(RuleBroken, match="Too many for one person"):
        sent(Bearer(limited, person=asha.pk, organisation=3))


def test_codes_are_counted_by_the_organisation_whoever_asks(asha, carys):
    limited = purpose("tests", by(Per.ORGANISATION, 1))
    sent(Bearer(limited, person=asha.pk, organisation=1))
    with pytest.raises(RuleBroken, match="Too many for one organisation"):
        sent(Bearer(limited, person=carys.pk, organisation=1))
    sent(Bearer(limited, person=carys.pk, organisation=2))


def test_codes_are_counted_by_the_address_whatever_its_case(asha):
    limited = purpose("tests", by(Per.ADDRESS, 1))
    sent(Bearer(limited, reference="A"), "nadia@example.org")
    with pytest.raises(RuleBroken, match="Too many for one address"):
        sent(Bearer(limited, reference="B"), "Nadia@Example.org")
    assert "nadia" not in str(list(SentCodes.objects.values())).lower()


def test_hour_and_day_are_counted_apart(asha):
    limited = purpose("tests", by(Per.PERSON, 2, hours=1), by(Per.PERSON, 3, hours=24))
    bearer = Bearer(limited, person=asha.pk)
    for _ in range(2):
        sent(bearer)
    with pytest.raises(RuleBroken, match="Too many"):
        sent(bearer, at=NOW + 59 * MINUTE)
    sent(bearer, at=NOW + HOUR)
    with pytest.raises(RuleBroken, match="Too many"):
        sent(bearer, at=NOW + 3 * HOUR)
    sent(bearer, at=NOW + 24 * HOUR)


def test_voiding_a_code_gives_no_more_of_them(asha):
    bearer = Bearer(purpose("tests", by(Per.PERSON, 1)), person=asha.pk)
    code = sent(bearer)
    codes.void(bearer)
    with pytest.raises(RuleBroken, match="wrong"):
        codes.check(bearer, code, at=NOW)
    with pytest.raises(RuleBroken, match="Too many"):
        sent(bearer)


def test_a_code_that_was_not_mailed_is_not_counted(asha, monkeypatch):
    bearer = Bearer(purpose("tests", by(Per.PERSON, 1)), person=asha.pk)

    def hang(*_, **__):
        raise emails.NotSent

    with monkeypatch.context() as broken:
        broken.setattr(emails.Letter, "send", hang)
        with pytest.raises(RuleBroken, match="or telephone us"):
            codes.send(bearer, "asha@example.org", {}, at=NOW)
    assert not codes.is_open(bearer, at=NOW)
    codes.check(bearer, sent(bearer), at=NOW)


def test_nothing_is_counted_for_longer_than_it_is_kept():
    with pytest.raises(ValueError, match="after 24 hours"):
        purpose("tests", by(Per.PERSON, 1, hours=25))


# Nothing is kept


def test_codes_and_counts_are_forgotten_after_a_day(asha, carys, time_machine):
    limited = purpose("tests", by(Per.PERSON, 5))
    time_machine.move_to(NOW)
    sent(Bearer(limited, person=asha.pk), at=NOW - dt.timedelta(days=2))
    sent(Bearer(limited, person=carys.pk), at=NOW - HOUR)
    forget_codes(NOW.date())
    assert [kept.person for kept in MailedCode.objects.all()] == [carys]
    assert [kept.account for kept in SentCodes.objects.all()] == [f"person {carys.pk}"]


def test_a_code_stands_in_no_table_and_no_log(bearer, caplog):
    caplog.set_level("DEBUG")
    code = sent(bearer)
    rows = [str(list(model.objects.values())) for model in apps.get_models()]
    assert not [row for row in rows if code in row]
    assert code not in caplog.text
    assert code not in mail.outbox[-1].subject


def test_a_closed_account_leaves_no_code(bearer, asha):
    sent(bearer)
    codes.forget_person(asha.pk)
    assert not MailedCode.objects.exists()


# No code in the queue of mail


def words_of(name):
    """The subject of a mail and its body, as they are written in its template."""
    source = get_template(f"emails/{name}.html").template.source
    return source.partition("{% endblock subject %}")[::2]


def test_no_subject_shows_a_code():
    assert not [
        name for name in mail_templates() if re.search(r"\bcode\b *[}|]", words_of(name)[0])
    ]


def test_every_mail_with_a_code_is_known_to_carry_one():
    """Else it could be queued, kept for a month, and sent again by the Support Unit."""
    with_code = {name for name in mail_templates() if re.search(r"{{ *code\b", words_of(name)[1])}
    assert with_code == set(kinds.codes())
    assert "membership/claim_code" in with_code


@pytest.mark.parametrize("name", sorted(kinds.codes()))
def test_no_code_goes_through_the_queue(asha, name):
    with pytest.raises(ValueError, match="carries a code"):
        services.write_to("asha@example.org", name, context={"code": "123456"})
    with pytest.raises(ValueError, match="carries a code"):
        services.notify([asha], name, url="/my/", context={"code": "123456"})
    assert not Email.objects.exists()
    assert not Notification.objects.exists()
