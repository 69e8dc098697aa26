"""The voter's way through proof, ballot, review and confirm."""

import datetime as dt
import logging
import re
import time

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from allauth.mfa.models import Authenticator

from assembly.core.models import Event, MailedCode
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email, Notification
from elections import sealing, to_do
from elections.models import Election
from elections.services.proof import send_code
from elections.services.setup import withdraw_candidate
from elections.tasks import forget_old_proofs
from tests.factories.elections import DAY, POLL_OPENS, organisation_with_voter
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
HOUR = dt.timedelta(hours=1)
CLOSE = POLL_OPENS + 7 * DAY


@pytest.fixture(autouse=True)
def during_the_poll(time_machine):
    time_machine.move_to(DURING)


def address(contest, page="ballot_fill"):
    return reverse(f"elections:{page}", args=[contest.election.slug])


@pytest.fixture
def voter(client, asha):
    """Asha, signed in with a password and no more."""
    client.force_login(asha)
    return client


@pytest.fixture
def proved(voter, contest, mailoutbox):
    """Asha, who has typed the code that was mailed to her."""
    prove(voter, contest, mailoutbox)
    return voter


def code_in(mailoutbox):
    return re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]


def prove(client, contest, mailoutbox, **more):
    asked = choices(contest, **more)
    client.post(address(contest, "ballot_prove"), {**asked, "step": "send"})
    return client.post(
        address(contest, "ballot_prove"), {**asked, "code": code_in(mailoutbox), "step": "check"}
    )


def choices(contest, organisation=None, **ranks):
    organisation = organisation or contest.roll.get(organisation__name="Kennet Carers").organisation
    return {"organisation": organisation.pk, "contest": contest.pk, "order": "3 1 2", **ranks}


def review(client, contest, **ranks):
    return client.post(address(contest, "ballot_review"), choices(contest, **ranks))


def confirm(client, contest, **ranks):
    return client.post(address(contest, "ballot_cast"), choices(contest, **ranks))


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


# The way through


def test_asha_votes_from_form_to_receipt(voter, contest, mailoutbox):
    assert says(voter.get(address(contest)), "Show that it is you")
    assert says(prove(voter, contest, mailoutbox), "Your ballot")
    page = review(voter, contest, rank_2="1", rank_3="2")
    assert says(page, "Candidate B</strong>, put forward by")
    assert says(page, "Not ranked: Candidate A.")
    assert says(page, "cannot be changed or taken back")
    assert not contest.box.exists()

    done = confirm(voter, contest, rank_2="1", rank_3="2")
    receipt = sealing.receipt_of(bytes(contest.box.get().ciphertext))
    assert says(done, receipt)
    assert done.headers["Cache-Control"] == "no-store"


def test_confirm_pressed_twice_gives_no_second_ballot_and_no_receipt(proved, contest):
    first = confirm(proved, contest, rank_1="1")
    receipt = re.search(r"[A-Z2-7]{20}", first.content.decode())[0]
    second = confirm(proved, contest, rank_1="1")
    assert says(second, "Kennet Carers has already voted.")
    assert not says(second, receipt)
    assert contest.box.count() == 1


@pytest.mark.parametrize("page", ["ballot_fill", "ballot_review", "ballot_prove"])
def test_for_who_has_voted_no_ballot_is_shown(proved, contest, page):
    confirm(proved, contest, rank_1="1")
    asked = address(contest, page)
    again = (
        proved.get(asked)
        if page == "ballot_fill"
        else proved.post(asked, choices(contest, rank_1="1"))
    )
    assert says(again, "Kennet Carers has already voted.")
    assert not says(again, 'name="order"')


def test_casting_asks_for_the_right_to_vote_once_and_under_the_lock(proved, contest):
    form = choices(contest, rank_1="1")
    with CaptureQueriesContext(connection) as asked:
        assert says(proved.post(address(contest, "ballot_cast"), form), "Vote cast")
    said = [query["sql"] for query in asked]
    reads = [
        at
        for at, sql in enumerate(said)
        if 'FROM "elections_rollentry"' in sql and "NOT (" not in sql  # of the person's other votes
    ]
    kept = next(at for at, sql in enumerate(said) if sql.startswith('UPDATE "django_session"'))
    begun = next(
        at for at, sql in enumerate(said) if at > kept and sql.startswith(("BEGIN", "SAVEPOINT"))
    )
    assert len(reads) == 1
    assert begun < reads[0]


def test_the_poll_closes_between_review_and_confirm(proved, contest, time_machine):
    time_machine.move_to(CLOSE - dt.timedelta(minutes=10))
    with_fresh_proof(proved)
    assert says(review(proved, contest, rank_1="1"), "Review your vote")
    time_machine.move_to(CLOSE)
    done = confirm(proved, contest, rank_1="1")
    assert says(done, "Voting closed at 9am on Monday 9 November 2026.")
    assert says(done, "Nothing from this page was stored.")
    assert not contest.box.exists()
    assert not contest.roll.marked().exists()


def with_fresh_proof(client):
    from django.utils import timezone

    session = client.session
    session["elections_proved"] = {
        "user": int(session["_auth_user_id"]),
        "at": timezone.now().timestamp(),
    }
    session.save()


def test_choices_come_back_from_the_review_to_be_changed(proved, contest):
    page = proved.post(address(contest), choices(contest, rank_2="1"))
    assert re.search(r'name="rank_2" value="1"', page.content.decode())


def test_a_blank_ballot_is_named_blank_and_can_be_cast(proved, contest):
    assert says(review(proved, contest), "Your ballot is blank")
    assert says(confirm(proved, contest), "Vote cast")


def test_a_person_votes_for_the_organisation_of_the_form_not_of_the_header(
    client, efua, mailoutbox
):
    from tests.factories.elections import poll

    _first, person = organisation_with_voter("Kennet Carers")
    second = OrganisationFactory(name="Zeals Youth Club", member=True)
    DelegateFactory(organisation=second, user=person, is_voter=True)
    contest, _ = poll(election__returning_officer=efua)
    client.force_login(person)
    prove(client, contest, mailoutbox)
    client.post(address(contest, "ballot_cast"), choices(contest, organisation=second, rank_1="1"))
    assert contest.roll.marked().get().organisation == second


# Mistakes on the ballot

MISTAKES = [
    # ranks                              what is said
    ({"rank_1": "1", "rank_2": "1"},     "You gave the number 1 to Candidate A and Candidate B."),
    ({"rank_1": "1", "rank_2": "3"},     "You used the number 3 but not 2."),
    ({"rank_1": "2"},                    "You used the number 2 but not 1."),
    ({"rank_1": "first"},                "Beside Candidate A, write a whole number from 1 to 3"),
    ({"rank_1": "4"},                    "Beside Candidate A, write a whole number from 1 to 3"),
    ({"rank_1": "0"},                    "Beside Candidate A, write a whole number from 1 to 3"),
    ({"rank_1": "-1"},                   "Beside Candidate A, write a whole number from 1 to 3"),
    ({"rank_1": "1.5"},                  "Beside Candidate A, write a whole number from 1 to 3"),
    ({"rank_1": "9" * 5000},             "Beside Candidate A, write a whole number from 1 to 3"),
]  # fmt: skip


@pytest.mark.parametrize(("ranks", "said"), MISTAKES)
@pytest.mark.parametrize("page", ["ballot_review", "ballot_cast"])
def test_a_mistake_is_named_and_what_was_typed_is_kept(proved, contest, page, ranks, said):
    response = proved.post(address(contest, page), choices(contest, order="1 2 3", **ranks))
    assert says(response, said)
    assert says(response, "Error: Vote")
    for name, value in ranks.items():
        assert f'name="{name}" value="{value}"' in response.content.decode()
    assert not contest.box.exists()


def test_ranks_of_strangers_are_left_out(proved, contest):
    assert says(confirm(proved, contest, rank_1="1", rank_99="2"), "Vote cast")


def test_a_candidate_who_withdrew_meanwhile_is_named(proved, contest, efua):
    withdraw_candidate(contest.candidates.get(number=2), by=efua)
    page = review(proved, contest, rank_1="1", rank_2="2")
    assert says(page, "Candidate B has withdrawn since you opened this page.")
    assert says(page, "Candidate A")


# The order of the candidates


def order_on(page):
    return re.findall(r'data-candidate="([^"]+)"', page.content.decode())


@pytest.mark.parametrize("order", ["9" * 5_000, "1 1 1", "x"])
def test_a_forged_order_is_drawn_afresh(proved, contest, order):
    page = proved.post(address(contest, "ballot_review"), choices(contest, order=order, rank_1="x"))
    assert page.status_code == 200
    assert len(order_on(page)) == 3


def test_the_order_is_drawn_afresh_for_each_form(proved, contest, monkeypatch):
    orders = iter([[3, 1, 2], [2, 3, 1]])

    def draw(numbers):
        numbers[:] = next(orders)

    monkeypatch.setattr("elections.forms.SHUFFLE", draw)
    assert order_on(proved.get(address(contest)))[0] == "Candidate C"
    assert order_on(proved.get(address(contest)))[0] == "Candidate B"


def test_the_order_travels_with_the_form(proved, contest):
    page = review(proved, contest, rank_1="2")
    assert order_on(page) == ["Candidate C", "Candidate A", "Candidate B"]


@pytest.mark.parametrize("order", ["", "1 2", "1 1 2", "1 2 3 4", "a b c", "² 1 3"])
def test_a_forged_order_is_drawn_again(proved, contest, order):
    page = proved.post(address(contest), choices(contest) | {"order": order})
    assert sorted(order_on(page)) == ["Candidate A", "Candidate B", "Candidate C"]


# Who may not


def test_signed_out_voters_sign_in_first(client, contest):
    assert client.get(address(contest)).status_code == 302


@pytest.mark.parametrize("page", ["ballot_review", "ballot_cast"])
def test_a_choice_cannot_come_by_address(proved, contest, page):
    response = proved.get(address(contest, page), {"rank_1": "1"})
    assert response.status_code == 302
    assert "rank" not in response.url


def test_who_acts_for_nobody_is_told_so(client, contest, carys):
    client.force_login(carys)
    assert says(client.get(address(contest)), "You act for no organisation")


def test_another_organisation_in_the_form_is_not_found(proved, contest):
    stranger, _ = organisation_with_voter()
    response = proved.post(
        address(contest, "ballot_cast"), choices(contest, organisation=stranger, rank_1="1")
    )
    assert response.status_code == 404


@pytest.mark.parametrize("forged", ["", "x", "-1", "²", "9" * 40])
def test_a_forged_organisation_or_contest_is_not_found(proved, contest, forged):
    for name in ("organisation", "contest"):
        response = proved.post(
            address(contest, "ballot_cast"), {**choices(contest, rank_1="1"), name: forged}
        )
        assert response.status_code == 404


def test_a_contest_of_another_election_is_not_found(proved, contest):
    from tests.factories.elections import ContestFactory

    other = ContestFactory()
    response = proved.post(
        address(contest, "ballot_cast"), {**choices(contest), "contest": other.pk}
    )
    assert response.status_code == 404


def test_an_election_that_is_not_announced_is_not_there(voter, contest, time_machine):
    time_machine.move_to(contest.election.notice_at - DAY)
    assert voter.get(address(contest)).status_code == 404


# Fresh proof


@pytest.mark.parametrize("page", ["ballot_review", "ballot_cast"])
def test_without_a_fresh_proof_nothing_is_cast_and_the_choices_go_along(
    voter, contest, page, mailoutbox
):
    asked = voter.post(address(contest, page), choices(contest, rank_2="1"))
    assert says(asked, "Show that it is you")
    assert 'name="rank_2" value="1"' in asked.content.decode()
    assert not contest.box.exists()
    onward = prove(voter, contest, mailoutbox, choices="1", rank_2="1")
    assert says(onward, "Review your vote")
    assert says(onward, "Candidate B</strong>")


def test_a_proof_lasts_fifteen_minutes(proved, contest, time_machine):
    time_machine.move_to(DURING + dt.timedelta(minutes=14, seconds=50))
    assert says(proved.get(address(contest)), "Your ballot")
    time_machine.move_to(DURING + dt.timedelta(minutes=15, seconds=10))
    assert says(proved.get(address(contest)), "Show that it is you")


def test_a_proof_from_the_future_is_none(proved, contest, time_machine):
    time_machine.move_to(DURING - dt.timedelta(minutes=5))
    assert says(proved.get(address(contest)), "Show that it is you")


SIGN_INS = [
    # method, type            counts
    ("password",       None,             False),
    ("password_reset", None,             False),
    ("code",           None,             True),
    ("mfa",            "totp",           True),
    ("mfa",            "webauthn",       True),
    ("mfa",            "recovery_codes", False),
]  # fmt: skip


@pytest.mark.parametrize(("method", "kind", "counts"), SIGN_INS)
def test_which_sign_ins_count_as_proof(voter, asha, contest, monkeypatch, method, kind, counts):
    from django.utils import timezone

    factor = None
    if kind:
        factor = Authenticator.objects.create(
            user=asha, type=kind, data={"name": "Mine"}, created_at=POLL_OPENS - DAY
        )
    monkeypatch.setattr("elections.proof.begin_authentication", lambda _: {"publicKey": {}})
    session = voter.session
    session["account_authentication_methods"] = [
        {
            "method": method,
            "type": kind,
            "id": factor and factor.pk,
            "at": timezone.now().timestamp(),
        }
    ]
    session["account_authentication_methods_user"] = str(asha.pk)
    session.save()
    expected = "Your ballot" if counts else "Show that it is you"
    assert says(voter.get(address(contest)), expected)


def test_another_persons_proof_in_the_session_counts_for_nothing(proved, contest, asha):
    session = proved.session
    session["elections_proved"]["user"] = asha.pk + 1
    session.save()
    assert says(proved.get(address(contest)), "Show that it is you")


def test_who_has_proved_themselves_is_not_asked_again(proved, contest):
    page = proved.post(
        address(contest, "ballot_prove"), {**choices(contest), "code": "000000", "step": "check"}
    )
    assert says(page, "Your ballot")


# What the session keeps of the proof


def test_the_moment_of_proof_is_not_kept_after_the_vote(proved, contest):
    assert "elections_proved" in proved.session
    assert says(confirm(proved, contest, rank_1="1"), "Vote cast")
    assert "elections_proved" not in proved.session


def test_the_proof_serves_for_another_ballot_of_the_same_person(proved, contest, asha):
    other = OrganisationFactory(name="Devizes Drama")
    DelegateFactory(organisation=other, user=asha, role="lead")
    contest.roll.create(organisation=other)
    assert says(confirm(proved, contest, rank_1="1"), "Vote cast")
    assert "elections_proved" in proved.session
    second = choices(contest, organisation=other, rank_1="1")
    assert says(proved.post(address(contest, "ballot_cast"), second), "Vote cast")
    assert "elections_proved" not in proved.session


def test_a_vote_that_is_refused_uses_no_proof_up(proved, contest, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuleBroken("Not now.")

    monkeypatch.setattr("elections.views.voting.cast_online", refuse)
    assert says(confirm(proved, contest, rank_1="1"), "Not now.")
    assert "elections_proved" in proved.session


def test_who_signs_out_elsewhere_while_casting_casts_nothing(proved, contest, monkeypatch):
    """And above all loses no receipt: the session is written before the vote is cast, and not after."""
    has_another_vote = to_do.has_another_vote

    def signed_out_meanwhile(*args):
        Session.objects.all().delete()
        return has_another_vote(*args)

    monkeypatch.setattr("elections.to_do.has_another_vote", signed_out_meanwhile)
    assert confirm(proved, contest, rank_1="1").status_code == 400
    assert not contest.box.exists()
    assert not contest.roll.marked().exists()


def test_a_proof_that_nobody_used_is_forgotten_when_it_is_over(proved, contest, time_machine):
    time_machine.move_to(DURING + dt.timedelta(minutes=14))
    forget_old_proofs()
    assert "elections_proved" in proved.session
    time_machine.move_to(DURING + dt.timedelta(minutes=16))
    ends = Session.objects.get().expire_date
    forget_old_proofs()
    assert "elections_proved" not in proved.session
    assert "_auth_user_id" in proved.session
    assert Session.objects.get().expire_date == ends


def test_a_wrong_code_is_refused(voter, contest, mailoutbox):
    voter.post(address(contest, "ballot_prove"), {**choices(contest), "step": "send"})
    wrong = "111111" if code_in(mailoutbox) != "111111" else "222222"
    page = voter.post(
        address(contest, "ballot_prove"), {**choices(contest), "code": wrong, "step": "check"}
    )
    assert says(page, "This code is wrong")


def test_a_button_that_is_not_there_loses_no_choice(voter, contest):
    sent = {**choices(contest, rank_2="1"), "choices": "1", "code": "123456", "step": "forged"}
    page = voter.post(address(contest, "ballot_prove"), sent)
    assert says(page, "This page does not have the button you pressed. Choose one that it has.")
    assert says(page, 'name="rank_2" value="1"')
    assert says(page, 'value="123456"')


def test_an_empty_code_is_asked_for(voter, contest):
    page = voter.post(
        address(contest, "ballot_prove"), {**choices(contest), "code": "", "step": "check"}
    )
    assert says(page, "There is a problem")


def test_too_many_codes_are_not_sent(voter, contest, mailoutbox):
    for _ in range(6):
        page = voter.post(address(contest, "ballot_prove"), {**choices(contest), "step": "send"})
    assert says(page, "Five codes were sent within an hour.")
    assert len(mailoutbox) == 5


def test_the_code_is_asked_for_only_of_those_who_may_vote(voter, contest, time_machine):
    time_machine.move_to(CLOSE)
    page = voter.post(address(contest, "ballot_prove"), {**choices(contest), "step": "send"})
    assert says(page, "Voting closed")


# A passkey as proof


def with_passkey(asha, set_up_at=POLL_OPENS - DAY):
    return Authenticator.objects.create(
        user=asha,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "My passkey"},
        created_at=set_up_at,
    )


def sign_with(passkey, monkeypatch):
    """The device signs: what allauth checks of it is tested in the browser."""
    monkeypatch.setattr("elections.proof.begin_authentication", lambda _: {"publicKey": {}})
    monkeypatch.setattr(
        "elections.proof.ReauthenticateWebAuthnForm.clean_credential", lambda _: passkey
    )
    return {"step": "passkey", "credential": '{"id": "x"}'}


def test_a_passkey_is_offered_to_who_has_one(voter, asha, contest, monkeypatch):
    assert not says(voter.get(address(contest)), "Use my passkey")
    with_passkey(asha)
    monkeypatch.setattr("elections.proof.begin_authentication", lambda _: {"publicKey": {}})
    page = voter.post(address(contest, "ballot_review"), choices(contest, rank_2="1"))
    assert says(page, "Use my passkey")
    assert says(page, "Passkeys need JavaScript.")
    # In the two forms of the code and in the passkey's own.
    assert page.content.decode().count('name="rank_2" value="1"') == 3


def test_a_passkey_is_proof_and_its_use_is_not_noted(voter, asha, contest, monkeypatch):
    passkey = with_passkey(asha)
    signed = sign_with(passkey, monkeypatch)
    sent = {**choices(contest, rank_2="1"), "choices": "1", **signed}
    assert says(voter.post(address(contest, "ballot_prove"), sent), "Review your vote")
    passkey.refresh_from_db()
    assert passkey.last_used_at is None


def test_a_forged_passkey_is_no_proof(voter, asha, contest, monkeypatch):
    with_passkey(asha)
    monkeypatch.setattr("elections.proof.begin_authentication", lambda _: {"publicKey": {}})
    for credential in ("", "x", "{}", '{"id": "x"}'):
        sent = {**choices(contest), "step": "passkey", "credential": credential}
        page = voter.post(address(contest, "ballot_prove"), sent)
        assert says(page, "The passkey was not accepted.")


# A factor that somebody with a stolen password set up while voting is open


def test_a_passkey_set_up_during_the_poll_is_no_proof_for_a_day(
    voter, asha, contest, monkeypatch, time_machine
):
    passkey = with_passkey(asha, set_up_at=DURING - HOUR)
    sent = {**choices(contest, rank_2="1"), "choices": "1", **sign_with(passkey, monkeypatch)}
    page = voter.post(address(contest, "ballot_prove"), sent)
    assert says(page, "while voting was open")
    assert says(page, "E-mail me a code")
    assert not says(page, "Use my passkey")
    time_machine.move_to(DURING + DAY)
    voter.force_login(asha)
    assert says(voter.post(address(contest, "ballot_prove"), sent), "Review your vote")


def signed_in_with(client, user, factor):
    """As allauth notes it of a sign-in with a passkey, or of a second step."""
    session = client.session
    record = {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_a_sign_in_with_a_new_factor_is_no_proof_either(voter, asha, contest, monkeypatch):
    monkeypatch.setattr("elections.proof.begin_authentication", lambda _: {"publicKey": {}})
    old, new = with_passkey(asha), with_passkey(asha, set_up_at=DURING - HOUR)
    signed_in_with(voter, asha, new)
    assert says(voter.get(address(contest)), "Show that it is you")
    assert not says(confirm(voter, contest, rank_1="1"), "Vote cast")
    assert not contest.box.exists()
    signed_in_with(voter, asha, old)
    assert says(voter.get(address(contest)), "Your ballot")


def test_a_factor_that_is_gone_proves_nothing(voter, asha, contest):
    passkey = with_passkey(asha)
    signed_in_with(voter, asha, passkey)
    passkey.delete()
    assert says(voter.get(address(contest)), "Show that it is you")


def test_proof_given_in_one_poll_is_weighed_again_in_another(voter, asha, contest, monkeypatch):
    """A factor older than one poll can be younger than another that was open when it was set up."""
    passkey = with_passkey(asha)
    sent = {**choices(contest), **sign_with(passkey, monkeypatch)}
    assert says(voter.post(address(contest, "ballot_prove"), sent), "Your ballot")
    Authenticator.objects.update(created_at=DURING - HOUR)
    assert says(voter.get(address(contest)), "Show that it is you")


# Nothing is kept

RANKS = {"rank_1": "3", "rank_2": "1", "rank_3": "2"}
# What would give the ranking away, wherever it stood.
TRACES = re.compile(r"rank_\d|\(2, 3, 1\)|\[2, 3, 1\]|2 3 1|Candidate [ABC]")


def test_no_choice_is_left_in_session_cache_log_record_or_mail(
    proved, contest, caplog, mailoutbox, django_capture_on_commit_callbacks
):
    mails = len(mailoutbox)
    before = Event.objects.count()
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        review(proved, contest, **RANKS)
        review(proved, contest, rank_1="1", rank_2="1")
        confirm(proved, contest, **RANKS)
        confirm(proved, contest, **RANKS)
    assert contest.box.count() == 1
    kept = [
        *(str(session.get_decoded()) for session in Session.objects.all()),
        str(getattr(cache, "_cache", {})),
        caplog.text,
    ]
    for text in kept:
        assert not TRACES.search(text)
    assert "messages" not in proved.cookies
    assert Event.objects.count() == before
    assert not Notification.objects.exists()
    assert not Email.objects.exists()
    assert len(mailoutbox) == mails


def test_no_task_is_queued_by_a_vote(proved, contest, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        confirm(proved, contest, **RANKS)
    assert callbacks == []


@pytest.mark.parametrize("where", ["seal", "pack", "receipt_of"])
@pytest.mark.parametrize("debug", [True, False])
def test_a_crash_leaves_no_choice_in_the_error_report(
    proved, contest, monkeypatch, settings, mailoutbox, caplog, where, debug
):
    """Whichever function fails: neither the form, nor the ranking, nor the packed ballot, nor the receipt."""
    from django.utils.log import AdminEmailHandler

    def crash(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(sealing, where, crash)
    settings.ADMINS = [("Admin", "admin@example.org")]
    settings.DEBUG = debug
    proved.raise_request_exception = False
    handler = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(handler)
    try:
        response = confirm(proved, contest, **RANKS)
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert response.status_code == 500
    reports = [mail for mail in mailoutbox if "admin@example.org" in mail.to]
    htmls = [html for report in reports for html, _type in report.alternatives]
    texts = [*(report.body for report in reports), *htmls, response.content.decode(), caplog.text]
    assert "ZeroDivisionError" in htmls[0]
    secret = re.compile(r"rank_1[^\n]{0,40}3|\(2, 3, 1\)|\[2, 3, 1\]|x01\\x03\\x01\\x02|Candidate")
    for text in texts:
        assert not secret.search(text)


def test_no_page_of_the_voter_is_cached(voter, contest, mailoutbox):
    pages = [voter.get(address(contest)), prove(voter, contest, mailoutbox)]
    pages += [review(voter, contest, rank_1="1"), confirm(voter, contest, rank_1="1")]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}


def test_the_code_is_kept_as_a_hash_and_only_for_a_day(asha, mailoutbox):
    send_code(asha, Election())
    kept = MailedCode.objects.get()
    assert code_in(mailoutbox) not in kept.digest
    assert not Email.objects.exists()
