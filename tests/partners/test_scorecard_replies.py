"""A body replies to its scorecard: in versions, withdrawn with a reason, hidden at once by one and for good by two."""

import datetime as dt

from django.urls import reverse

import pytest

from assembly.core.models import Event
from assembly.core.rules import Refusal
from assembly.partners.models import PublicBody, ScorecardReply
from assembly.partners.scorecard import replies, rules, services
from assembly.partners.scorecard.models import LONGEST_REPLY
from tests.consultations.conftest import LONDON, council, hari, ines, trust
from tests.consultations.scored import consulted
from tests.factories.membership import UserFactory

__all__ = ["council", "hari", "ines", "trust"]

pytestmark = pytest.mark.django_db
AT = dt.datetime(2009, 6, 1, 12, tzinfo=LONDON)
OPENED = dt.date(2007, 1, 8)
SCRIPT = "<script>alert(1)</script> & we are sorry"


@pytest.fixture
def support(council):
    return UserFactory(name="Dev Das", office="Support Unit")


@pytest.fixture
def colleague(council):
    return UserFactory(name="Dee Dow", office="Support Unit")


def refusal_of(act, *arguments, **facts):
    with pytest.raises(Refusal) as refused:
        act(*arguments, **facts)
    return str(refused.value)


def follow(former, successor, day=dt.date(2009, 4, 1)):
    PublicBody.objects.filter(pk=former.pk).update(ended_on=day, successor=successor)
    former.refresh_from_db()


# Who may


def test_an_officer_replies_and_the_figures_of_the_day_are_kept(council, hari):
    consulted(council, OPENED)
    made = services.reply(council, " There was snow. ", by=hari, at=AT)
    consulted(council, OPENED, length=30)
    kept = {line["name"]: line["figure"] for line in made.figures}
    assert (made.text, made.number, made.is_entered) == ("There was snow.", 1, False)
    assert kept["Promised twelve weeks at opening"] == "1 of 1"
    event = Event.objects.get(name="partners.scorecard_replied")
    assert (event.actor_id, event.data) == (hari.pk, {"body": council.pk, "number": 1})


def test_the_support_unit_enters_one_for_a_body_without_an_account(council, support):
    assert services.reply(council, "By letter.", by=support, at=AT).is_entered


def test_an_officer_of_another_body_is_refused(council, ines):
    said = refusal_of(services.reply, council, "Ours is better.", by=ines, at=AT)
    assert said == rules.may_reply(council, ines, speaks=False).reason
    assert not ScorecardReply.objects.exists()


def test_an_officer_of_the_successor_speaks_for_the_body_that_ended(council, trust, ines):
    follow(council, trust)
    assert services.reply(council, "That was before us.", by=ines, at=AT).body == council


def test_before_that_day_the_successor_does_not(council, trust, ines):
    follow(council, trust, dt.date(2009, 7, 1))
    assert "Only officers of" in refusal_of(services.reply, council, "Soon.", by=ines, at=AT)


def test_the_officer_of_a_body_that_ended_no_longer_speaks_for_it(council, trust, hari):
    follow(council, trust)
    assert "Only officers of" in refusal_of(services.reply, council, "We.", by=hari, at=AT)


# What is said


@pytest.mark.parametrize("text", ["", " \n ", "\x00\x07"])
def test_a_reply_has_words(council, hari, text):
    assert refusal_of(services.reply, council, text, by=hari, at=AT) == "Write the reply."


def test_a_reply_has_a_thousand_characters_at_most(council, hari):
    said = refusal_of(services.reply, council, "x" * (LONGEST_REPLY + 1), by=hari, at=AT)
    assert said == "A reply has at most 1,000 characters; this one has 1,001. Shorten it."
    assert services.reply(council, "x" * LONGEST_REPLY, by=hari, at=AT).number == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(client, council, hari):
    services.reply(council, "There was snow.", by=hari, at=AT)
    services.reply(council, "There was much snow.", by=hari, at=AT, seen=1)
    page = client.get("/consultations/scorecard/wcc/replies/").content.decode()
    assert page.index("There was much snow.") < page.index("There was snow.")
    card = client.get("/consultations/wcc/").content.decode()
    assert "There was much snow." in card
    assert "There was snow." not in card


def test_somebody_who_has_not_read_the_newest_version_is_told(council, hari, support):
    services.reply(council, "There was snow.", by=hari, at=AT)
    said = refusal_of(services.reply, council, "By letter.", by=support, at=AT, seen=0)
    assert said.startswith("Somebody published version 1 of the reply")


def test_the_same_words_are_not_published_twice(council, hari):
    first = services.reply(council, "There was snow.", by=hari, at=AT, seen=0)
    assert services.reply(council, "There was snow.", by=hari, at=AT, seen=0) == first
    said = refusal_of(services.reply, council, "There was snow.", by=hari, at=AT, seen=1)
    assert "published already" in said


def test_a_script_in_a_reply_is_shown_as_text(client, council, hari, support):
    consulted(council, OPENED)
    services.reply(council, SCRIPT, by=hari, at=AT)
    client.force_login(support)
    for address in (
        "/consultations/wcc/",
        "/consultations/scorecard/wcc/replies/",
        "/cms/scorecards/wcc/",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


# Withdrawing


def test_a_withdrawn_reply_stays_listed_with_its_reason(client, council, hari):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    services.withdraw_reply(made, "It was rain.", by=hari, at=AT)
    card = client.get("/consultations/wcc/").content.decode()
    assert "Withdrawn on 1 June 2009: It was rain." in card
    assert "There was snow." not in card
    assert "There was snow." in client.get(made.get_absolute_url()).content.decode()
    assert Event.objects.filter(name="partners.scorecard_reply_withdrawn").count() == 1


def test_after_it_the_same_words_can_be_published_again(council, hari):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    services.withdraw_reply(made, "It was rain.", by=hari, at=AT)
    assert services.reply(council, "There was snow.", by=hari, at=AT, seen=1).number == 2


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", "Say why the reply is withdrawn"), ("Rain.", "already been")]
)
def test_withdrawing_takes_a_reason_and_is_done_once(council, hari, reason, said):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    if reason == "Rain.":
        services.withdraw_reply(made, "Rain.", by=hari, at=AT)
    assert said in refusal_of(services.withdraw_reply, made, reason, by=hari, at=AT)


def test_an_earlier_version_is_not_withdrawn(council, hari):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    services.reply(council, "There was much snow.", by=hari, at=AT)
    said = refusal_of(services.withdraw_reply, made, "Rain.", by=hari, at=AT)
    assert "newer version" in said


def test_another_body_withdraws_nothing(council, hari, ines):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    assert "Only officers of" in refusal_of(services.withdraw_reply, made, "No.", by=ines, at=AT)


def test_the_support_unit_changes_only_what_it_entered_itself(council, hari, support):
    made = services.reply(council, "There was snow.", by=hari, at=AT)
    said = refusal_of(services.withdraw_reply, made, "No.", by=support, at=AT)
    assert "An officer of the body wrote this reply" in said
    said = refusal_of(services.reply, council, "We are sorry.", by=support, at=AT)
    assert "An officer of the body wrote this reply" in said
    services.withdraw_reply(made, "It was rain.", by=hari, at=AT)
    entered = services.reply(council, "It was rain.", by=support, at=AT)
    services.withdraw_reply(entered, "They say it was hail.", by=support, at=AT)


# Hiding


def shown(body, at):
    [one] = replies.versions_of([body.pk], at)
    return one.text


def test_one_person_hides_it_at_once_and_it_comes_back_unless_confirmed(council, hari, support):
    made = services.reply(council, "Ann Ash did it.", by=hari, at=AT)
    hidden = services.hide_reply(made, "It names somebody.", by=support, at=AT)
    assert shown(council, AT) == ""
    assert shown(council, hidden.lapses_at) == "Ann Ash did it."
    assert "You hid this text" in refusal_of(services.confirm_hiding, hidden, by=support, at=AT)


def test_a_second_person_confirms_it(council, hari, support, colleague):
    made = services.reply(council, "Ann Ash did it.", by=hari, at=AT)
    hidden = services.hide_reply(made, "It names somebody.", by=support, at=AT)
    services.confirm_hiding(hidden, by=colleague, at=AT)
    assert shown(council, hidden.lapses_at) == ""
    services.show_again(hidden, by=support, at=hidden.lapses_at)
    assert shown(council, hidden.lapses_at) == "Ann Ash did it."


def test_an_officer_hides_nothing(council, hari):
    made = services.reply(council, "Ann Ash did it.", by=hari, at=AT)
    assert "Only the Support Unit" in refusal_of(services.hide_reply, made, "No.", by=hari, at=AT)


def test_what_nobody_confirmed_is_not_hidden_again_by_the_same_person(council, hari, support):
    made = services.reply(council, "Ann Ash did it.", by=hari, at=AT)
    hidden = services.hide_reply(made, "It names somebody.", by=support, at=AT)
    said = refusal_of(services.hide_reply, made, "Again.", by=support, at=hidden.lapses_at)
    assert "somebody else" in said


def test_hiding_takes_a_reason(council, hari, support):
    made = services.reply(council, "Ann Ash did it.", by=hari, at=AT)
    assert "Say why" in refusal_of(services.hide_reply, made, " ", by=support, at=AT)


def test_hidden_words_are_nowhere_in_public(client, council, hari, support):
    consulted(council, OPENED)
    made = services.reply(council, "Ann Ash did it.", by=hari)
    services.hide_reply(made, "It names somebody.", by=support)
    for address in (
        "/consultations/wcc/",
        "/consultations/scorecard/wcc/replies/",
        "/api/v1/scorecards",
    ):
        assert "Ann Ash" not in client.get(address).content.decode()


# The screen


def test_to_officers_of_another_body_the_screen_does_not_exist(client, council, ines):
    client.force_login(ines)
    at = reverse("scorecards_staff:scorecard", args=["wcc"])
    assert client.get(at).status_code == 404
    assert client.post(at, {"text": "Ours.", "seen": 0}).status_code == 404


def test_what_was_typed_comes_back_after_a_lost_race(client, council, hari, support):
    client.force_login(hari)
    at = reverse("scorecards_staff:scorecard", args=["wcc"])
    services.reply(council, "By letter.", by=support)
    page = client.post(at, {"text": "There was snow.", "seen": 0}).content.decode()
    assert "Somebody published version 1" in page
    assert "There was snow.</textarea>" in page
    assert 'name="seen" value="1"' in page
    client.post(at, {"text": "There was snow.", "seen": 1})
    assert ScorecardReply.objects.filter(text="There was snow.", number=2).exists()


def test_a_withdrawal_is_of_the_version_that_the_page_showed(client, council, hari, support):
    client.force_login(hari)
    services.reply(council, "By letter.", by=support)
    services.reply(council, "There was snow.", by=hari)
    at = reverse("scorecards_staff:scorecard", args=["wcc"])
    page = client.post(at, {"act": "withdraw", "reason": "Rain.", "seen": 1}).content.decode()
    assert "newer version" in page
    assert not ScorecardReply.objects.exclude(withdrawn_at=None).exists()
