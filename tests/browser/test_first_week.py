"""The first week of a new Assembly, as docs/first-week.md tells it: one command, and screens from there on.

The database is that of a site after installation. What an earlier test has done on screens, a later one may make.
"""

import csv
import io
from types import SimpleNamespace

from django.core.management import call_command

import pytest

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Undertaking
from assembly.consultations.models import Consultation
from assembly.consultations.telling.services import tell_of_consultations
from assembly.funding.models import Award
from assembly.membership.models import District, Organisation, RegisterEntry, Theme
from assembly.partners.models import PublicBody
from elections.models import Election
from elections.tasks import send_notices
from tests.browser.consulting import act, fill, state, write_words
from tests.browser.test_sign_in import CODE
from tests.browser.walk import follow, heading, press, reads
from tests.factories.accounts import confirm_address, totp_code
from tests.factories.consultations import PublicBodyFactory, officer_of, site_with
from tests.factories.elections import organisation_with_voter
from tests.factories.membership import DistrictFactory, ThemeFactory, UserFactory
from tests.funding.conftest import GRANT
from tests.membership.register_files import write_json

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
    reads(office, "First steps: 0 of 16 done")
    name_the_assembly(office)
    give_offices(walk, first)
    enter_areas(walk, first)
    enter_public_body(walk, first)
    make_officer(walk, first)
    load_undertakings(walk, first)
    office = walk.staff(first.sue, "/cms/")
    reads(office, "First steps: 7 of 16 done")
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
    choose(board, "The Assembly", "Offices")
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
    choose(office, "The Compact", "Editions of the Compact")
    follow(office, "Load the example text")
    press(office, "Load the example text")
    reads(office, "each marked as an example.")
    assert Undertaking.objects.exists()


def test_the_first_sign_in_the_register_and_a_list_of_members(walk, first, settings, tmp_path):
    settings.REQUIRE_SECOND_FACTOR = True
    office = walk.desktop
    sign_in_with_a_mailed_code(walk, office, first.sue)
    heading(office, "VCS Assembly")  # nobody has given the site its own name yet
    load_register(office, tmp_path)
    take_over_list(walk, office)


def sign_in_with_a_mailed_code(walk, page, person):
    """Nobody has a password or a second factor yet; the office asks for one on the way in."""
    page.goto(f"{walk.base_url}/accounts/login/code/?next=/cms/")
    page.locator("[name=email]").fill(person.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/code/confirm/**")
    page.locator("[name=code]").fill(CODE.search(walk.mail[-1].body)[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/totp/activate/**")
    secret = page.locator("input[readonly], input[disabled], code, .asm-code").first
    value = secret.input_value() if secret.evaluate("e => 'value' in e") else secret.inner_text()
    page.locator("[name=code]").fill(totp_code(value.strip()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/recovery-codes/**")
    page.goto(f"{walk.base_url}/cms/")


def load_register(office, tmp_path):
    choose(office, "Members", "Official registers")
    follow(office, "Load the register of charities")
    office.get_by_label("File").set_input_files(write_json(tmp_path / "charity.json", {}))
    press(office, "Upload and check")
    press(office, "Apply")
    reads(office, "charity.json is applied.")
    assert RegisterEntry.objects.get().name == "ASHMERE CARERS' CIRCLE"


def take_over_list(walk, office):
    choose(office, "Members", "Lists of members")
    rows = "Name,What it does,Member since\nPewsey Lunch Club,Lunch.,2006-05-04\n"
    office.get_by_label("CSV file").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    press(office, "Look it through")
    press(office, "Enter all of them")
    reads(walk.anybody("/members/"), "Pewsey Lunch Club")


@pytest.fixture
def officers(walk, db):
    """A site on which the offices, the areas and a public body with its officer are entered."""
    walk.clock.move_to(MONDAY)
    DistrictFactory(name="Kennet", slug="kennet")
    ThemeFactory(name="Health", slug="health")
    (council,) = site_with(PublicBodyFactory(name="Wessex County Council"))
    return SimpleNamespace(
        ann=UserFactory(name="Ann Abel", office="Assembly Board"),
        sue=UserFactory(name="Sue Smith", office="Support Unit"),
        efua=UserFactory(name="Efua Essel", office="Returning officer"),
        hari=officer_of(council, name="Hari Hall", email="hari@example.org"),
    )


def test_the_first_member_and_the_first_election(walk, officers):
    nadia = signed_up("Nadia Novak")
    apply_for_membership(walk, nadia)
    admit(walk, officers)
    office = walk.staff(officers.sue, "/cms/")
    enter_partnership_and_seat(office)
    enter_group(office)
    announce_election(walk, officers, nadia)


def apply_for_membership(walk, nadia):
    page = walk.member(nadia, "/my/")
    follow(page, "Find your organisation")
    page.get_by_label("Its name, or its charity or company number").fill("Ashmere")
    press(page, "Look it up")
    follow(page, "Register your organisation")
    page.get_by_label("Name of the organisation").fill("Ashmere Carers")
    page.get_by_label("What it does").fill("Time off and company for people who care for somebody.")
    choose_answer(page, "Where it works", "Kennet")
    page.get_by_label("Legal form").select_option(label="Unincorporated association")
    for question in (
        "Does it exist for something other than private profit?",
        "Is it separate from public bodies?",
        "Does it govern itself, independent of government?",
        "Does it work in the area of the Assembly?",
    ):
        choose_answer(page, question, "Yes")
    choose_answer(page, "How is it run?", "By an unpaid management committee")
    press(page, "Apply for membership")
    reads(page, "has applied for membership")


def choose_answer(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer).check()


def admit(walk, officers):
    office = walk.staff(officers.sue, "/cms/")
    choose(office, "Members", "Applications")
    follow(office, "Ashmere Carers")
    heading(office, "Eligibility check")
    for met in office.locator("[name^=met_][value=yes]").all():
        met.check()
    for evidence in office.locator("[name^=evidence_]").all():
        evidence.fill("Seen in its constitution.")
    press(office, "Save and admit")
    reads(office, "Ashmere Carers is now a member.")
    assert Organisation.objects.get().is_member
    reads(walk.anybody("/members/"), "Ashmere Carers")


def enter_partnership_and_seat(office):
    choose(office, "Partners", "Partnerships")
    follow(office, "Add partnership")
    office.locator("[name=name]").fill("Local Strategic Partnership")
    office.locator("[name=kind]").select_option(label="Local Strategic Partnership")
    press(office, "Create")
    reads(office, "Partnership 'Local Strategic Partnership' created.")
    choose(office, "Partners", "Seats")
    follow(office, "Add seat")
    office.locator("[name=partnership]").select_option(label="Local Strategic Partnership")
    office.locator("[name=title]").fill("Voluntary sector seat")
    office.locator("[name=term_months]").fill("24")
    press(office, "Create")
    reads(office, "created.")


def enter_group(office):
    choose(office, "Partners", "Groups")
    follow(office, "Add group")
    office.locator("[name=name]").fill("Health and Care Group")
    office.locator("[name=kind]").select_option(label="Strategic group")
    office.locator("[name=remit]").fill("What the sector says on health and care.")
    office.locator("[name=theme]").select_option(label="Health")
    press(office, "Create")
    reads(office, "created.")


def announce_election(walk, officers, nadia):
    """Nothing is public before the notice, and the member is told of it."""
    officer = walk.staff(officers.efua, "/cms/")
    choose(officer, "Elections")
    follow(officer, "Set up an election from a template")
    officer.get_by_label("Partnership").select_option(label="Local Strategic Partnership")
    officer.get_by_label("Day of the notice of election").fill("2027-01-11")
    press(officer, "Propose")
    reads(officer, "Every milestone lies on a working day")
    assert officer.get_by_label("Voluntary sector seat").is_checked()
    press(officer, "Set up")
    reads(officer, "Everything can be changed until the notice")
    election = Election.objects.get()
    walk.anybody("/elections/")
    assert not walk.phone.get_by_text(election.title).count()

    walk.until(election.notice_at)
    send_notices()
    page = walk.member(nadia, walk.mailed_link(nadia, "Notice of election"))
    heading(page, election.title)
    reads(page, "Announced")


def test_the_first_consultation_and_the_first_awards(walk, officers):
    _, asha = organisation_with_voter("Kennet Carers")
    confirm_address(asha)
    draft_consultation(walk, officers)
    consultation = publish_consultation(walk, officers)
    respond(walk, asha, consultation)
    read_the_response(walk, officers, consultation)
    office = walk.staff(officers.sue, "/cms/")
    load_awards(office)
    class_awards(office)
    reads(walk.anybody("/funding/awards/"), "Minibus")


def draft_consultation(walk, officers):
    officer = walk.staff(officers.hari, "/cms/")
    follow(officer, "Begin a consultation of Wessex County Council")
    fill(
        officer,
        title="Day services for older people",
        summary="Which of three options would serve older people best?",
        opens_on="2027-01-11",
        closes_on="2027-04-05",
    )
    write_words(officer)
    act(officer, "Submit to Assembly Board approval")
    officer.get_by_text("submitted for moderation").wait_for()
    assert not Consultation.objects.get().is_published


def publish_consultation(walk, officers):
    board = walk.staff(officers.ann, "/cms/")
    follow(board, "Day services for older people")
    act(board, "Approve and Publish")
    board.get_by_text("has been updated").wait_for()
    consultation = Consultation.objects.get()
    assert consultation.published_by == officers.ann
    return consultation


def respond(walk, asha, consultation):
    walk.clock.move_to("2027-01-11T10:00+00:00")
    tell_of_consultations()
    page = walk.member(asha, walk.mailed_link(asha, "Day services for older people"))
    follow(page, "Respond for Kennet Carers")
    page.get_by_label("What is your view?").fill("Keep all three.")
    press(page, "Continue")
    state(page)
    press(page, "Check your answers")
    press(page, "Send the response")
    heading(page, "Response sent")


def read_the_response(walk, officers, consultation):
    """Not before the close; then its officer and the Support Unit read it."""
    officer = walk.staff(officers.hari, "/cms/")
    choose(officer, "Responses")
    follow(officer, "Day services for older people")
    reads(officer, "Responses: 1 member organisation so far.")
    for words in ("Kennet Carers", "Keep all three."):
        assert not officer.get_by_text(words).count()
    walk.clock.move_to("2027-04-06T10:00+01:00")
    for reader in (officers.hari, officers.sue):
        page = walk.staff(reader, "/cms/")
        choose(page, "Responses")
        follow(page, "Day services for older people")
        follow(page, "Kennet Carers")
        reads(page, "Keep all three.")


def grants():
    """A funder's file of two awards, to upload."""
    file = io.StringIO(newline="")
    rows = csv.DictWriter(file, GRANT)
    rows.writeheader()
    rows.writerows([GRANT, GRANT | {"Identifier": "360G-council-2", "Title": "Minibus"}])
    return {"name": "grants.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode()}


def load_awards(office):
    choose(office, "Funding", "Load awards")
    office.get_by_label("File").set_input_files(grants())
    office.get_by_label("Whose data it is").fill("Wessex County Council, CC BY 4.0")
    press(office, "Upload and check")
    reads(office, "No problem was found.")
    press(office, "Apply")
    reads(office, "grants.csv is applied.")


def class_awards(office):
    """One alone, then all that are left at once."""
    choose(office, "Funding", "Class awards")
    follow(office, "Minibus")
    for field, value in {"award_class": "investing", "category": "community"}.items():
        office.locator(f"[name={field}]").select_option(value=value)
    press(office, "Save")
    reads(office, "1 award changed.")
    reads(office, "Sue Smith")
    choose(office, "Funding", "Class awards")
    follow(office, "Set something on all of them at once")
    office.locator("[name=award_class]").select_option(label="Giving")
    press(office, "Set on 2 awards")
    reads(office, "2 awards changed.")
    assert set(Award.objects.values_list("award_class", flat=True)) == {"giving"}
