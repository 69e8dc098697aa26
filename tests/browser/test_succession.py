"""A district ends: prepared by one person, confirmed by a second, carried over on the day, on a phone and a desktop."""

import datetime as dt

from django.utils import timezone

from assembly.core.services import sync_roles
from assembly.partners.tasks import carry_over
from forums.models import GroupMembership
from home.standing_pages import make_missing_pages
from tests.browser.walk import follow, press, reads
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DistrictFactory, UserFactory

DAY = dt.timedelta(days=1)


def test_a_district_forum_is_carried_over(walk, dev):
    sync_roles()
    bola = UserFactory(name="Bola Bakare", office="Assembly Board")
    kennet = GroupFactory(
        name="Kennet Forum",
        slug="kennet-forum",
        kind="district",
        district=DistrictFactory(name="Kennet"),
    )
    GroupMembershipFactory(group=kennet, organisation__name="Bulford Brass")
    make_missing_pages()
    day = timezone.localdate() + 30 * DAY

    page = walk.staff(dev, "/cms/successions/")
    follow(page, "Prepare for districts")
    page.get_by_label("Kennet").check()
    page.get_by_label("Name of a new district", exact=True).fill("Wiltshire")
    page.get_by_label("Name of a new district forum").fill("Wiltshire Forum")
    page.get_by_label("First day of the successor").fill(day.isoformat())
    page.get_by_label("Why it ends and who follows it").fill("The order of 2026.")
    press(page, "Prepare the succession")
    reads(page, "Kennet Forum: 1 organisation will be in the Wiltshire Forum")
    reads(page, "You prepared this, so somebody else has to confirm it")

    page = walk.staff(bola, "/cms/")
    reads(page, "A succession is waiting for your confirmation: Kennet, followed by Wiltshire")
    page = walk.staff(bola, "/cms/successions/")
    page.get_by_role("cell").get_by_role("link").first.click()
    press(page, "Confirm the succession")
    reads(page, "Succession confirmed. It takes effect on its day")

    page = walk.anybody("/groups/kennet-forum/")
    reads(page, "Sign in to join")
    walk.until(timezone.make_aware(dt.datetime.combine(day, dt.time(9))))
    carry_over()
    page = walk.anybody("/groups/kennet-forum/")
    reads(page, "The Kennet Forum ended on")
    assert not page.get_by_text("Sign in to join").count()
    follow(page, "Wiltshire Forum")
    reads(page, "This forum carries on what these began")
    reads(page, "Bulford Brass")
    assert GroupMembership.objects.current().get().joined_on == day
