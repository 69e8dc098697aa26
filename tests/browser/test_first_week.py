"""The first week of a new Assembly, as docs/first-week.md tells it: one command, and screens from there on.

The database is that of a site after installation. What an earlier test has done on screens, a later one may make.
"""

import io
from types import SimpleNamespace

from django.core.management import call_command

import pytest

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Undertaking
from assembly.membership.models import District, Theme
from assembly.partners.models import PublicBody
from tests.browser.walk import follow, heading, press, reads
from tests.factories.accounts import confirm_address
from tests.factories.membership import UserFactory

MONDAY = "2027-01-04T10:00+00:00"
LAST_DAY = "2027-12-31"


@pytest.fixture
def first(walk, db):
    """The two people whom the one command names."""
    walk.clock.move_to(MONDAY)
    call_command(
        "first_office_holders",
        "Ann Abel <ann@example.org>",
        "Sue Smith <sue@example.org>",
        stdout=io.StringIO(),
    )
    ann, sue = User.objects.order_by("pk")
    return SimpleNamespace(ann=ann, sue=sue)


def signed_up(name):
    """Somebody made an account; test_sign_in.py walks that."""
    return confirm_address(UserFactory(name=name, email=f"{name.split()[0].lower()}@example.org"))


def choose(page, *names):
    """Go through the menu of the admin: its headings are buttons, and what stands below them are links."""
    *headings, screen = names
    menu = page.get_by_role("navigation", name="Main menu")
    for name in headings:
        menu.get_by_role("button", name=name, exact=True).click()
    menu.get_by_role("link", name=screen, exact=True).click()


def test_names_offices_areas_a_public_body_and_undertakings(walk, first):
    office = walk.staff(first.sue, "/cms/")
    reads(office, "First steps: 0 of 15 done")
    name_the_assembly(office)
    give_offices(walk, first)
    enter_areas(walk, first)
    enter_public_body(walk, first)
    make_officer(walk, first)
    load_undertakings(walk, first)
    office = walk.staff(first.sue, "/cms/")
    reads(office, "First steps: 7 of 15 done")
    walk.look(office)


def name_the_assembly(office):
    choose(office, "Settings", "Names and contact")
    office.get_by_label("Assembly name").fill("Wessex Assembly")
    office.get_by_label("Area name").fill("Wessex")
    press(office, "Save")
    reads(office, "Names and contact updated.")


def propose(office, person, name, *, contact=None):
    choose(office, "The Assembly", "Offices")
    follow(office, "Propose a holder")
    office.locator("[name=office]").select_option(label=name)
    office.get_by_label("E-mail address of their account").fill(person.email)
    if contact:
        office.get_by_label("Contact of a public body").select_option(label=contact)
    office.get_by_label("Last day").fill(LAST_DAY)
    office.get_by_label("Reason").fill("Decided by the Board on 4 January 2027.")
    press(office, "Propose it")
    reads(office, "Proposed. A second person has to confirm it")


def confirm(board, person, name):
    choose(board, "Offices")
    row = board.get_by_role("row").filter(has_text=person.name)
    row.get_by_role("link", name=name, exact=True).click()
    press(board, "Give the office")
    reads(board, f"{person} now holds the office: {name}.")


def give_offices(walk, first):
    """The Support Unit proposes; it cannot confirm what it proposed itself, and the Board does."""
    efua = signed_up("Efua Essel")
    scrutineers = [signed_up("Sam Scott"), signed_up("Tess Todd")]
    office = walk.desktop
    for person, name in [
        (efua, "Returning officer"),
        *((one, "Scrutineer") for one in scrutineers),
    ]:
        propose(office, person, name)
        reads(office, "You proposed this, so somebody else has to confirm it.")
        assert not office.get_by_role("button", name="Give the office").count()
    board = walk.staff(first.ann, "/cms/")
    for person, name in [
        (efua, "Returning officer"),
        *((one, "Scrutineer") for one in scrutineers),
    ]:
        confirm(board, person, name)
    assert offices.held_by(efua) == ["Returning officer"]


def enter_areas(walk, first):
    office = walk.staff(first.sue, "/cms/")
    for name in ("Kennet", "Salisbury"):
        choose(office, "Members", "Districts")
        follow(office, "Add district")
        office.get_by_label("Name").fill(name)
        press(office, "Create")
        reads(office, f"District '{name}' created.")
    choose(office, "Members", "Themes")
    follow(office, "Load the usual six")
    press(office, "Load these themes")
    reads(office, "6 themes added.")
    assert (District.objects.count(), Theme.objects.count()) == (2, 6)


def enter_public_body(walk, first):
    office = walk.desktop
    choose(office, "Partners", "Public bodies")
    follow(office, "Add public body")
    office.locator("[name=name]").fill("Wessex County Council")
    office.locator("[name=short_name]").fill("the council")
    office.locator("[name=kind]").select_option(label="Council")
    office.locator("[name=departments-0-name]").fill("Community Services")
    office.locator("[name=officers-0-name]").fill("Hari Hall")
    office.locator("[name=officers-0-post]").fill("Commissioning manager")
    office.locator("[name=officers-0-starts_on]").fill("2026-09-01")
    press(office, "Create")
    reads(office, "created.")
    heading(walk.anybody(PublicBody.objects.get().page.url), "Wessex County Council")


def make_officer(walk, first):
    hari = signed_up("Hari Hall")
    contact = "Wessex County Council: Hari Hall, Commissioning manager"
    propose(walk.staff(first.sue, "/cms/"), hari, "Public body officer", contact=contact)
    confirm(walk.staff(first.ann, "/cms/"), hari, "Public body officer (Wessex County Council)")
    heading(walk.staff(hari, "/cms/"), "Wessex Assembly")


def load_undertakings(walk, first):
    office = walk.staff(first.sue, "/cms/")
    choose(office, "Compact")
    follow(office, "Load the example text")
    press(office, "Load the example text")
    reads(office, "each marked as an example.")
    assert Undertaking.objects.exists()
