"""Members are told once that a consultation has opened, by their own choice of mail; the job may run as it likes."""

import datetime as dt

import pytest

from assembly.consultations.models import Telling
from assembly.consultations.publishing import services
from assembly.consultations.telling import services as telling
from assembly.consultations.telling.services import tell_of_consultations
from assembly.notifications import digests
from assembly.notifications.models import Email, Notification
from assembly.notifications.services import choose
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import proposal
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

OPENS = dt.datetime(2008, 9, 8, 7, 40, tzinfo=LONDON)
DAY = dt.timedelta(days=1)
KIND = "consultations/opened"


@pytest.fixture(autouse=True)
def members_since_spring(member, asha):
    member.admitted_on = dt.date(2008, 4, 1)
    member.save()
    asha.delegations.update(started_on=dt.date(2008, 4, 1))


def mails():
    return sorted(Email.objects.filter(kind=KIND).values_list("address", flat=True))


def acting(email, *, since=dt.date(2008, 4, 1), admitted_on=dt.date(2008, 4, 1), **fields):
    organisation = OrganisationFactory(member=True, admitted_on=admitted_on)
    return DelegateFactory(
        organisation=organisation, user=UserFactory(email=email, **fields), started_on=since
    ).user


def test_a_member_is_told_once_whatever_the_job_does(consultation, asha, ben, carys, hari):
    assert tell_of_consultations(at=OPENS - DAY) == 0
    assert tell_of_consultations(at=OPENS) == 1
    assert tell_of_consultations(at=OPENS) == 0
    assert tell_of_consultations(at=OPENS + DAY) == 0
    assert mails() == ["asha@example.org"]
    mail = Email.objects.get(kind=KIND)
    assert mail.subject == "Open for responses: Day services"
    assert "It is open until 11.59pm on Monday 1 December 2008." in mail.text
    assert "short of" not in mail.text
    line = Notification.objects.get(kind=KIND)
    assert (line.user, line.url) == (asha, "/consultations/wcc/day-services/")


def test_a_missed_week_is_made_good_and_after_the_close_nobody_is_told(consultation, asha):
    assert tell_of_consultations(at=OPENS + 84 * DAY) == 1  # the closing day
    Telling.objects.all().delete()
    assert tell_of_consultations(at=OPENS + 85 * DAY) == 0


def test_it_goes_out_a_part_at_a_time_and_goes_on_where_it_broke_off(
    consultation, asha, monkeypatch
):
    for number in range(4):
        acting(f"{number}@example.org")
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    sent, real = [], telling.notify

    def breaks_off(people, *args, **kwargs):
        sent.append(len(people))
        if len(sent) == 2:
            raise ConnectionError
        real(people, *args, **kwargs)

    monkeypatch.setattr(telling, "notify", breaks_off)
    with pytest.raises(ConnectionError):
        tell_of_consultations(at=OPENS)
    assert len(mails()) == 2
    monkeypatch.setattr(telling, "notify", real)
    assert tell_of_consultations(at=OPENS + DAY) == 3
    assert len(mails()) == len(set(mails())) == 5


def test_what_is_withdrawn_before_it_opens_is_not_told(consultation, asha, gwen):
    services.withdraw_consultation(
        consultation, reason="Dropped.", by=gwen, on=(OPENS - DAY).date()
    )
    assert tell_of_consultations(at=OPENS) == 0
    assert not mails()


def test_people_hear_of_what_opened_after_they_came(consultation, asha):
    """The job was down for three days, in which an organisation was admitted and a colleague joined."""
    opened = OPENS.date()
    acting("new@example.org", since=opened, admitted_on=opened + DAY)
    acting("colleague@example.org", since=opened + DAY)
    acting("of-the-day@example.org", since=opened, admitted_on=opened)
    tell_of_consultations(at=OPENS + 3 * DAY)
    assert mails() == ["asha@example.org", "of-the-day@example.org"]


def test_who_left_is_not_told(consultation, asha):
    asha.delegations.update(ended_on=OPENS.date())
    acting("closed@example.org", is_active=False)
    assert tell_of_consultations(at=OPENS) == 0


def test_somebody_with_two_organisations_gets_one_mail(consultation, asha):
    second = OrganisationFactory(member=True, admitted_on=dt.date(2008, 4, 1))
    DelegateFactory(organisation=second, user=asha, started_on=dt.date(2008, 4, 1))
    assert tell_of_consultations(at=OPENS) == 1
    assert mails() == ["asha@example.org"]


@pytest.mark.parametrize(
    ("frequency", "at_once", "in_a_digest"),
    [("at-once", 1, 0), ("daily", 0, 1), ("off", 0, 0)],
)
def test_the_choice_of_mail_is_kept(consultation, asha, frequency, at_once, in_a_digest):
    choose(asha, {"consultations": frequency})
    tell_of_consultations(at=OPENS)
    digests.send_due((OPENS + DAY).date())
    assert len(mails()) == at_once
    assert Email.objects.filter(kind="notifications/digest").count() == in_a_digest
    assert Notification.objects.filter(user=asha, kind=KIND).exists()


def test_a_short_window_is_said_in_the_mail(council, hari, gwen, asha):
    short = services.draft_consultation(
        council,
        proposal(closes_on=dt.date(2008, 9, 11), reason_code="budget", reason_text="March."),
        by=hari,
    )
    publish(short, by=gwen)
    tell_of_consultations(at=OPENS)
    assert "81 days short of the twelve weeks" in " ".join(
        Email.objects.get(kind=KIND).text.split()
    )
