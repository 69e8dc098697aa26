"""A member of the Compact Board has a page of what is theirs."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.models import Undertaking
from assembly.compact.services import load_example
from assembly.compact.text import drafting
from assembly.consultations.publishing import services
from forums.groups.services import make_group_pages
from tests.consultations.conftest import council, draft, gwen, hari, publish  # noqa: F401 - fixtures
from tests.factories import compact
from tests.factories.consultations import proposal
from tests.factories.forums import GroupFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(db):
    """Lena sits on the Compact Board and acts for no organisation."""
    return UserFactory(name="Lena Lind", office="Compact Board")


def text_of(client, address):
    return client.get(address).content.decode()


def test_it_shows_the_board_the_undertakings_the_short_windows_and_the_groups(
    client,
    lena,
    council,  # noqa: F811
    hari,  # noqa: F811
    gwen,  # noqa: F811
    draft,  # noqa: F811
):
    UserFactory(name="Omar Orr", office="Compact Board")
    UserFactory(name="Gone Grey", office="Compact Board", is_active=False)
    load_example()
    GroupFactory(name="Health Group", slug="health")
    make_group_pages()
    publish(draft, by=gwen)
    short = services.draft_consultation(
        council,
        proposal(title="Advocacy", slug="advocacy", closes_on=dt.date(2008, 9, 11)),
        by=hari,
    )
    short.without_reason = True
    services.revise_draft(short, by=UserFactory(office="Assembly Board"))
    publish(short, by=gwen)
    client.force_login(lena)
    assert 'href="/my/compact-board/"' in text_of(client, "/my/")
    page = text_of(client, "/my/compact-board/")
    assert "Lena Lind" in page
    assert "Omar Orr" in page
    assert "Gone Grey" not in page
    assert "Wiltshire County Council, 81 days short, published on 1 September 2008" in page
    assert "Day services" not in page
    assert "/compact/funding/" in page
    assert "Without a convenor at present" in page
    headings = ["Who is on the Board", "Published short", "Undertakings", "Groups</h2>"]
    assert sorted(headings, key=page.index) == headings


def test_an_empty_site_says_so(client, lena):
    client.force_login(lena)
    page = text_of(client, "/my/compact-board/")
    assert "No consultation was published short of twelve weeks without a reason." in page
    assert "There are no groups yet." in page


def test_what_the_draft_has_is_counted_as_it_will_be(client, lena):
    compact.published(F1="We pay in advance.", F2="We answer letters.")
    second = compact.draft("Second", F3="We give notice.", F4="We say why.")
    drafting.drop(second, Undertaking.objects.get(number="F1"), None, by=lena)
    client.force_login(lena)
    page = text_of(client, "/my/compact-board/")
    assert "Second, draft" in page
    assert "3 undertakings." in page


@pytest.mark.parametrize("who", ["asha", "dev", "carys"])
def test_to_others_it_does_not_exist(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/my/compact-board/").status_code == 404
    # The Support Unit is led to what it does for the Board, and not to this page.
    assert 'href="/my/compact-board/"' not in text_of(client, "/my/")


def test_whoever_leaves_the_board_loses_the_page_at_once(client, lena):
    client.force_login(lena)
    assert client.get("/my/compact-board/").status_code == 200
    lena.office_terms.update(ended_on=timezone.localdate())
    assert client.get("/my/compact-board/").status_code == 404
