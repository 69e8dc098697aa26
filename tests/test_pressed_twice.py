"""A button that is pressed twice does its act once: the second request is answered in words, or changes nothing."""

from collections import Counter

from django.apps import apps

import pytest

from tests.site_map import ROWS, Row
from tests.world import ROLES, World, rolled_back

pytestmark = pytest.mark.django_db

OURS = ("assembly", "elections", "forums", "home")
ANEW = {
    # A new key is made each time, and the answer shows the shares of the last one: the first is void, and never seen.
    "/cms/elections/{provable.pk}/key/make/",
    # Each time somebody takes the sealed ballots stands in the record.
    "/elections/counted/box/{counted_contest.pk}/",
    # Each look at who said an unattributed note stands in the record.
    "/my/groups/{group.slug}/meetings/{published_meeting.number}/notes/1/source/",
    # Asked to mail it once more, the site does; whoever presses twice gets two mails of the same link.
    "/my/organisations/{member.slug}/invitations/{invitation.pk}/again/",
    # A year's income is reported anew, with the day of the report; the rows stay what they were.
    "/my/organisations/{member.slug}/profile/income/",
}


def doers():
    for row in ROWS:
        role = next((role for role in ROLES if row.post and row.post[role] == "done"), None)
        if role and row.address not in ANEW:
            yield pytest.param(row, role, id=row.address)


def rows_of_ours() -> Counter[str]:
    """How many rows each table of ours has."""
    models = [model for model in apps.get_models() if model.__module__.startswith(OURS)]
    return Counter({model._meta.label: model._base_manager.count() for model in models})


@pytest.mark.parametrize(("row", "role"), list(doers()))
def test_the_second_press_adds_nothing(world: World, row: Row, role: str):
    browser = world.client(role)
    address, data = world.at(row.address), row.data(world)
    with rolled_back():
        first = browser.post(address, data)
        after_one = rows_of_ours()
        second = browser.post(address, data)
        after_two = rows_of_ours()
    assert first.status_code < 400
    assert second.status_code < 500
    assert after_two - after_one == Counter()
