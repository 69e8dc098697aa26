"""Nobody reads in the Wagtail admin what another public body drafts."""

import re

from django.urls import URLResolver, get_resolver, reverse, reverse_lazy

from wagtail.models import ReferenceIndex

import pytest

from assembly.consultations.publishing import services
from tests import nets
from tests.consultations.conftest import council, gwen, hari, ines, publish, trust  # noqa: F401 - fixtures
from tests.factories.consultations import proposal

pytestmark = pytest.mark.django_db

WORD = "Zebrafish"


@pytest.fixture
def draft(council, hari):  # noqa: F811 - a fixture
    made = services.draft_consultation(council, proposal(title=f"{WORD} farms", slug="zf"), by=hari)
    ReferenceIndex.create_or_update_for_object(made.page)
    return made.page


def ways_to(page):
    """The addresses that showed a title, and those beside them."""
    of_page = [
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        for name in ("edit", "delete", "history", "usage", "copy", "move", "view_draft")
    ]
    chooser = reverse("wagtailadmin_choose_page")
    return [
        *of_page,
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.pk]),
        reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]),
        f"{reverse('wagtailadmin_choose_page_search')}?q={WORD[:5]}",
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={page.pk}",
        chooser,
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_reports:page_types_usage_results"),
    ]


def shown_at(client, address):
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return WORD in body.decode(errors="replace")


def test_another_bodys_draft_is_nowhere(client, draft, ines):  # noqa: F811
    client.force_login(ines)
    assert [way for way in ways_to(draft) if shown_at(client, way)] == []


BULK = [
    reverse_lazy("wagtail_bulk_action", args=["wagtailcore", "page", act])
    for act in ("publish", "delete", "move")
]


@pytest.mark.parametrize("address", BULK, ids=["publish", "delete", "move"])
def test_bulk_actions_name_no_draft_of_others(client, draft, ines, hari, address):  # noqa: F811
    for query in (f"id={draft.pk}", f"id=all&childOf={draft.get_parent().pk}", "id=all"):
        client.force_login(ines)
        assert not shown_at(client, f"{address}?{query}&next=/cms/")
        assert WORD not in client.post(f"{address}?{query}&next=/cms/").content.decode()
    client.force_login(hari)
    assert shown_at(client, f"{address}?id={draft.pk}&next=/cms/")


@pytest.mark.parametrize("written", ["{wide}", "%20{key}", "%2B{key}", "000{key}", "x", "-1"])
def test_another_way_of_writing_a_number_opens_nothing(client, draft, ines, written):  # noqa: F811
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(draft.pk))
    client.force_login(ines)
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    address = f"{chosen}?id={written.format(key=draft.pk, wide=wide)}"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["hari", "gwen"])
def test_its_own_body_and_the_board_choose_it(client, draft, who, request):
    client.force_login(request.getfixturevalue(who))
    search = f"{reverse('wagtailadmin_choose_page_search')}?q={WORD[:5]}"
    assert shown_at(client, search)
    assert shown_at(client, reverse("wagtailadmin_choose_page_child", args=[draft.get_parent().pk]))


def test_a_public_page_is_chosen_under_its_public_title(client, draft, ines, gwen):  # noqa: F811
    consultation = publish(draft.consultation, by=gwen)
    page = consultation.page
    page.title = "Aquarium"
    page.save_revision()
    page.refresh_from_db()
    assert page.draft_title == "Aquarium"
    client.force_login(ines)
    found = client.get(reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]))
    assert WORD in found.content.decode()
    assert "Aquarium" not in found.content.decode()


@pytest.mark.skipif(
    not (nets.ALL or nets.POSTGRESQL),
    reason="walks the whole admin; the run on PostgreSQL and NETS=all have it",
)
def test_no_address_of_the_admin_shows_another_bodys_draft(client, draft, ines):  # noqa: F811
    client.force_login(ines)
    client.raise_request_exception = False
    leaks = [
        address
        for route in addresses_of_the_admin(get_resolver().url_patterns)
        for address in filled(route, draft.pk)
        if shown_at(client, address)
    ]
    assert leaks == []


def addresses_of_the_admin(patterns, prefix=""):
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses_of_the_admin(each.url_patterns, route)
        elif route.startswith("cms/") and "logout" not in route:
            yield route


def filled(route, key):
    address = "/" + re.sub(r"<(?:\w+:)?\w+>", str(key), route.replace("^", "").replace("$", ""))
    if "(" not in address:
        yield from (
            address,
            f"{address}?q={WORD[:5]}",
            f"{address}?id={key}&page_type=wagtailcore.page",
        )
