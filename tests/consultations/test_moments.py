"""Half way and the last week are told to the silent, the close to those who answered; each once, as the job may run."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.models import (
    Consultation,
    Extension,
    Follower,
    Following,
    Response,
    ResponseVersion,
    Telling,
)
from assembly.consultations.publishing import services
from assembly.consultations.telling import selectors
from assembly.consultations.telling import services as telling
from assembly.consultations.telling.services import tell_of_consultations
from assembly.notifications.models import Email, Notification
from assembly.notifications.selectors import mail_seen_by_staff
from assembly.notifications.services import choose
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import proposal, respond
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
)
from tests.storm import Storm

pytestmark = pytest.mark.django_db

OPENS = dt.datetime(2008, 9, 8, 7, 40, tzinfo=LONDON)
DAY = dt.timedelta(days=1)
SINCE = dt.date(2008, 4, 1)


@pytest.fixture(autouse=True)
def members_since_spring(member, asha):
    member.admitted_on = SINCE
    member.save()
    asha.delegations.update(started_on=SINCE)


@pytest.fixture
def uma(db):
    """Uma acts for another member."""
    return acting("uma@example.org")


def acting(email, **fields):
    organisation = OrganisationFactory(member=True, admitted_on=SINCE)
    user = UserFactory(email=email, **fields)
    return DelegateFactory(organisation=organisation, user=user, started_on=SINCE).user


def follower(address, *, confirmed=True, **thing):
    """Somebody who follows with an address alone."""
    one = Follower.objects.create(
        address=address, asked_at=OPENS, confirmed_at=OPENS if confirmed else None
    )
    Following.objects.create(follower=one, **thing)
    return one


def mails(kind):
    """Who was mailed that, each as often as it was."""
    found = Email.objects.filter(kind=f"consultations/{kind}")
    return sorted(found.values_list("address", flat=True))


def run_every_day(first, last):
    """The job twice a day, as the hourly one does in small."""
    for day in range(first, last + 1):
        for _ in range(2):
            tell_of_consultations(at=OPENS + day * DAY)


def answer(consultation, user, at=OPENS + DAY):
    organisation = user.delegations.get().organisation
    return respond(consultation, organisation, text="Keep them.", by=user, at=at)


def test_each_moment_is_told_once_and_the_reminders_to_the_silent(consultation, asha, uma):
    run_every_day(-1, 0)
    answer(consultation, asha)
    run_every_day(1, 120)
    assert mails("opened") == ["asha@example.org", "uma@example.org"]
    assert mails("half_way") == ["uma@example.org"]
    assert mails("last_week") == ["uma@example.org"]
    assert mails("closed") == ["asha@example.org"]
    assert Telling.objects.filter(finished_on=None).count() == 0
    days = dict(Telling.objects.values_list("moment", "finished_on"))
    assert {moment: (on - OPENS.date()).days for moment, on in days.items()} == {
        "opened": 0,
        "half-way": 42,
        "last-week": 77,
        "closed": 85,
    }


def test_a_reminder_says_how_long_is_left_and_why_it_comes(consultation, asha):
    run_every_day(42, 42)  # the opening, late: the reminder waits
    assert (mails("opened"), mails("half_way")) == (["asha@example.org"], [])
    run_every_day(49, 49)
    mail = Email.objects.get(kind="consultations/half_way")
    text = " ".join(mail.text.split())
    assert mail.subject == "Half way, 35 days left: Day services"
    assert "It closes at 11.59pm on Monday 1 December 2008: 35 days left." in text
    assert "Your organisation has not responded yet." in text
    assert "/consultations/wcc/day-services/" in text


def test_who_acts_for_two_and_has_answered_for_one_is_reminded_of_the_other(consultation, asha):
    other = OrganisationFactory(member=True, admitted_on=SINCE)
    DelegateFactory(organisation=other, user=asha, started_on=SINCE)
    respond(
        consultation,
        asha.delegations.first().organisation,
        text="Keep them.",
        by=asha,
        at=OPENS + DAY,
    )
    run_every_day(0, 50)
    assert mails("half_way") == ["asha@example.org"]


def test_a_response_that_was_stopped_leaves_the_organisation_silent(consultation, asha):
    answer(consultation, asha)
    Response.objects.update(stopped_at=OPENS + DAY)
    run_every_day(0, 50)
    assert mails("half_way") == ["asha@example.org"]


def test_no_list_of_mails_shows_who_was_reminded(consultation, asha, uma):
    run_every_day(0, 85)
    assert mails("last_week")
    shown = set(mail_seen_by_staff().values_list("kind", flat=True))
    assert shown == {"consultations/opened"}


def test_after_an_extension_the_moments_move_and_nothing_is_told_twice(consultation, asha):
    run_every_day(0, 80)
    assert mails("last_week") == ["asha@example.org"]
    extend(consultation, 28)
    run_every_day(81, 140)
    for kind in ("opened", "half_way", "last_week"):
        assert mails(kind) == ["asha@example.org"]
    assert mails("closed") == []


def test_an_extension_before_the_last_week_moves_it(consultation, asha):
    run_every_day(0, 60)
    extend(consultation, 28)
    run_every_day(61, 104)
    assert mails("last_week") == []
    run_every_day(105, 105)
    assert mails("last_week") == ["asha@example.org"]
    assert "7 days left" in Email.objects.get(kind="consultations/last_week").subject


def extend(consultation, days, reason="More time over Christmas."):
    """As the service does that extends it."""
    now = Consultation.objects.get(pk=consultation.pk)
    new = now.closes_on + days * DAY
    Extension.objects.create(
        consultation=now,
        old_closes_on=now.closes_on,
        new_closes_on=new,
        reason=reason,
        made_at=OPENS,
    )
    Consultation.objects.filter(pk=now.pk).update(closes_on=new)


def test_what_is_withdrawn_is_told_no_more_but_to_its_followers(consultation, asha, gwen):
    follower("fay@example.org", consultation=consultation)
    run_every_day(0, 10)
    services.withdraw_consultation(
        consultation, reason="No money.", by=gwen, on=(OPENS + 10 * DAY).date()
    )
    run_every_day(11, 120)
    assert mails("withdrawn") == ["fay@example.org"]
    assert "No money." in Email.objects.get(kind="consultations/withdrawn").text
    assert mails("half_way") == mails("last_week") == mails("closed") == []


def test_followers_of_one_hear_of_extension_last_week_and_close(consultation, asha):
    follower("fay@example.org", consultation=consultation)
    follower("pending@example.org", confirmed=False, consultation=consultation)
    run_every_day(1, 60)
    extend(consultation, 7)
    run_every_day(61, 70)
    extend(consultation, 7, reason="The hall was closed.")
    run_every_day(71, 130)
    assert mails("extended") == ["fay@example.org"] * 2
    assert (
        "The hall was closed."
        in Email.objects.filter(kind="consultations/extended").latest("written_on").text
    )
    assert "fay@example.org" in mails("last_week")
    assert mails("closed") == ["fay@example.org"]
    assert "pending@example.org" not in Email.objects.values_list("address", flat=True)
    text = Email.objects.get(kind="consultations/last_week", address="fay@example.org").text
    assert "not responded yet" not in text
    assert "/consultations/follow/stop/" in text


def test_of_two_extensions_in_one_day_the_last_is_told(consultation):
    follower("fay@example.org", consultation=consultation)
    run_every_day(0, 1)
    extend(consultation, 7, reason="First.")
    extend(consultation, 7, reason="Second.")
    run_every_day(2, 5)
    assert "Second." in Email.objects.get(kind="consultations/extended").text


def test_followers_of_a_body_a_theme_or_a_district_hear_of_openings(consultation, council, trust):
    health, transport = ThemeFactory(name="Health"), ThemeFactory(name="Transport")
    kennet, salisbury = DistrictFactory(name="Kennet"), DistrictFactory(name="Salisbury")
    page = consultation.page
    page.themes.set([health])
    page.districts.set([kennet])
    page.save()
    things = {
        "council": {"body": council},
        "trust": {"body": trust},
        "health": {"theme": health},
        "transport": {"theme": transport},
        "kennet": {"district": kennet},
        "salisbury": {"district": salisbury},
        "all": {"everything": True},
        "one": {"consultation": consultation},
    }
    for name, thing in things.items():
        follower(f"{name}@example.org", **thing)
    run_every_day(0, 120)
    told = {address.split("@")[0] for address in mails("opened")} - {"asha"}
    assert told == {"council", "health", "kennet", "all", "one"}
    assert {a.split("@")[0] for a in mails("last_week")} - {"asha"} == {"one"}


def test_one_without_themes_and_districts_is_told_to_all_who_chose_any(
    consultation, asha, uma, trust
):
    Following.objects.create(user=asha, theme=ThemeFactory())
    Following.objects.create(user=uma, district=DistrictFactory())
    Following.objects.create(user=acting("tom@example.org"), body=trust)
    run_every_day(0, 0)
    assert mails("opened") == ["asha@example.org", "uma@example.org"]


def test_a_choice_narrows_opening_and_reminders(consultation, asha, uma, council, trust):
    Following.objects.create(user=asha, body=trust)
    Following.objects.create(user=uma, body=council)
    run_every_day(0, 84)
    for kind in ("opened", "half_way", "last_week"):
        assert mails(kind) == ["uma@example.org"]


def test_a_body_that_ended_is_followed_in_its_successor(consultation, asha, council, trust):
    trust.ended_on, trust.successor = dt.date(2008, 9, 1), council
    trust.save()
    Following.objects.create(user=asha, body=trust)
    run_every_day(0, 0)
    assert mails("opened") == ["asha@example.org"]


def test_an_address_that_has_an_account_too_gets_one_mail(consultation, asha, uma):
    follower("asha@example.org", everything=True)
    follower("uma@example.org", everything=True)
    choose(uma, {"consultations": "weekly"})  # so her mail comes by the address that asked for it
    run_every_day(0, 0)
    assert mails("opened") == ["asha@example.org", "uma@example.org"]


def test_who_left_their_address_with_a_response_hears_of_the_close_once(consultation, asha):
    at_address(consultation, "ivy@example.org")
    at_address(consultation, "Fay@example.org")
    at_address(consultation, "stopped@example.org", stopped_at=OPENS)
    at_address(consultation, "")
    follower("fay@example.org", consultation=consultation)
    run_every_day(80, 100)
    assert mails("closed") == ["fay@example.org", "ivy@example.org"]
    text = Email.objects.get(kind="consultations/closed", address="ivy@example.org").text
    assert "Stop these e-mails" not in text


def at_address(consultation, address, **facts):
    return Response.objects.create(
        consultation=consultation,
        kind="individual",
        address=address,
        address_key=address or "kept as a hash",
        **facts,
    )


def test_the_convenor_who_sent_a_groups_response_hears_of_the_close(consultation, asha, carys):
    answer(consultation, asha)
    response = Response.objects.create(
        consultation=consultation,
        kind="group",
        group_type_id=1,
        group_id=1,
        group_name="Health group",
        group_organisations=7,
    )
    version = consultation.responses.get(kind="organisation").current
    ResponseVersion.objects.create(
        response=response, number=1, question_set=version.question_set, sent_at=OPENS, sent_by=carys
    )
    run_every_day(85, 90)
    assert mails("closed") == ["asha@example.org", "carys@example.org"]
    assert Notification.objects.filter(kind="consultations/closed").count() == 2


def test_who_answered_and_has_left_is_not_told_of_the_close(consultation, asha):
    answer(consultation, asha)
    asha.delegations.update(ended_on=OPENS.date() + 2 * DAY)
    run_every_day(85, 90)
    assert mails("closed") == []


def test_a_window_of_ten_days_has_an_opening_and_a_close(council, hari, gwen, asha):
    short = services.draft_consultation(
        council,
        proposal(closes_on=dt.date(2008, 9, 18), reason_code="budget", reason_text="March."),
        by=hari,
    )
    publish(short, by=gwen)
    run_every_day(0, 30)
    assert set(Telling.objects.values_list("moment", flat=True)) == {"opened", "closed"}


def test_it_goes_on_with_followers_where_it_broke_off(consultation, asha, monkeypatch):
    for number in range(5):
        follower(f"{number}@example.org", everything=True)
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    sent, real = [], telling.write_to

    def breaks_off(address, *args, **kwargs):
        sent.append(address)
        if len(sent) == 4:
            raise ConnectionError
        real(address, *args, **kwargs)

    monkeypatch.setattr(telling, "write_to", breaks_off)
    with pytest.raises(ConnectionError):
        tell_of_consultations(at=OPENS)
    assert len(mails("opened")) == 3  # Asha and the first two; the third went back with the fourth
    monkeypatch.setattr(telling, "write_to", real)
    assert tell_of_consultations(at=OPENS + DAY) == 3
    assert len(mails("opened")) == len(set(mails("opened"))) == 6


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_workers_and_more_at_once_tell_everybody_once(consultation, asha, tmp_path):
    for number in range(30):
        acting(f"person-{number}@example.org")
        follower(f"follower-{number}@example.org", everything=True)
    said = Storm(tmp_path, "tests.consultations.telling_storm")("tell", 4, OPENS.isoformat())
    assert sum(said) == 61
    assert len(mails("opened")) == len(set(mails("opened"))) == 61


def test_a_thousand_followers_cost_no_query_of_who_they_are(
    consultation, django_assert_max_num_queries
):
    for number in range(3):
        follower(f"{number}@example.org", everything=True)
    on = timezone.localdate(OPENS)
    page = Consultation.objects.with_page().get(pk=consultation.pk)
    with django_assert_max_num_queries(8):
        assert len(selectors.followers_told("opened", page, on)) == 3
