"""What a person chose decides when a mail goes; the line on their list stands in any case."""

import re

import pytest

from assembly.core.models import SiteSettings
from assembly.notifications import services
from assembly.notifications.kinds import Category
from assembly.notifications.models import Email, FailingAddress, Frequency, Notification, Preference
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/my/notifications/preferences/"
LATER = [Frequency.DAILY, Frequency.WEEKLY]


def chosen(user):
    return dict(user.mail_preferences.values_list("category", "frequency"))


def test_who_chose_nothing_is_mailed_at_once(asha):
    services.notify([asha], "tests/told", url="/my/")
    assert Email.objects.get().user == asha
    assert not Notification.objects.get().waits_for_digest


@pytest.mark.parametrize("frequency", LATER)
def test_a_digest_waits_and_no_mail_goes(asha, frequency):
    services.choose(asha, {Category.GROUPS: frequency})
    services.notify([asha], "tests/told", url="/my/")
    assert not Email.objects.exists()
    assert Notification.objects.get().waits_for_digest


def test_who_wants_no_mail_still_has_the_line_on_the_list(asha):
    services.choose(asha, {Category.GROUPS: Frequency.OFF})
    services.notify([asha], "tests/told", url="/my/")
    assert not Email.objects.exists()
    assert not Notification.objects.get().waits_for_digest


def test_a_choice_holds_for_its_category_and_its_person_only(asha, carys):
    services.choose(asha, {Category.CONSULTATIONS: Frequency.OFF})
    services.choose(carys, {Category.GROUPS: Frequency.OFF})
    services.notify([asha, carys], "tests/told", url="/my/")
    assert Email.objects.get().user == asha


@pytest.mark.parametrize("frequency", [*LATER, Frequency.OFF])
def test_some_mails_go_at_once_whatever_one_chose(asha, frequency):
    services.choose(asha, dict.fromkeys(Category, frequency))
    services.notify([asha], "tests/vote", url="/my/")
    assert Email.objects.get().kind == "tests/vote"
    assert not Notification.objects.get().waits_for_digest


def test_asking_what_everybody_chose_costs_one_query(django_assert_num_queries):
    people = UserFactory.create_batch(10)
    SiteSettings.load()
    for user in people:
        services.choose(user, {Category.GROUPS: Frequency.DAILY})
    with django_assert_num_queries(5):
        services.notify(people, "tests/told", url="/my/")


# The page


@pytest.fixture
def signed_in(client, asha):
    client.force_login(asha)
    return client


def test_the_page_shows_every_category_with_something_to_choose(signed_in):
    page = signed_in.get(PAGE).content.decode()
    for words in ("Groups and meetings", "Your organisation and seats", "Consultations"):
        assert words in page
    assert re.search(r"Always at once: when [^.]*your organisation is refused", page)
    assert "Work of your office" not in page


def test_what_nobody_can_choose_is_said_under_its_category(signed_in):
    page = signed_in.get(PAGE).content.decode()
    always = page[page.index(">Always at once<") :]
    for words in (
        "Votes and elections",
        "your organisation has voted",
        "you ask for a new password",
    ):
        assert words in always
    assert "in your digest" not in page


def test_an_office_holder_chooses_about_the_work_of_the_office(client, dev):
    client.force_login(dev)
    assert "Work of your office" in client.get(PAGE).content.decode()


def test_what_one_did_not_choose_stands_as_at_once(signed_in, asha):
    services.choose(asha, {Category.GROUPS: Frequency.WEEKLY})
    form = signed_in.get(PAGE).context["form"]
    assert form["groups"].initial == Frequency.WEEKLY
    assert form["organisation"].initial == Frequency.AT_ONCE


def test_a_choice_is_kept_and_can_be_changed(signed_in, asha):
    choice = {"groups": "daily", "organisation": "weekly", "consultations": "off"}
    page = signed_in.post(PAGE, choice, follow=True)
    assert "Your choice is saved." in page.content.decode()
    assert chosen(asha) == choice
    signed_in.post(PAGE, {**choice, "groups": "at-once"})
    assert chosen(asha) == {**choice, "groups": "at-once"}


def test_a_choice_left_out_is_asked_for_and_nothing_is_lost(signed_in, asha):
    page = signed_in.post(PAGE, {"groups": "daily", "consultations": "hourly"})
    words = page.content.decode()
    assert "Choose when mails about “Your organisation and seats” come." in words
    assert "Choose when mails about “Consultations and the Compact” come." in words
    assert page.context["form"]["groups"].value() == "daily"
    assert not Preference.objects.exists()


def test_the_list_and_the_account_lead_to_the_page(signed_in):
    for address in ("/my/notifications/", "/accounts/email/"):
        assert f'href="{PAGE}"' in signed_in.get(address).content.decode()


def test_one_whose_mail_comes_back_is_told_so(signed_in, asha):
    FailingAddress.objects.create(address=asha.email, code="5.1.1", on="2026-11-30")
    for address in (PAGE, "/my/notifications/"):
        assert "Our mail to you comes back" in signed_in.get(address).content.decode()
