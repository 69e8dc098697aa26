"""The Compact from nothing: drafted, compared, adopted by both sides, signed, cited, worded again, and read."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

import pytest

from assembly.compact.models import Edition, Undertaking
from assembly.consultations.publishing import body_pages, services
from assembly.core.services import sync_roles
from home.standing_pages import make_missing_pages
from tests.browser.walk import follow, heading, press, reads
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal
from tests.factories.membership import UserFactory

SEPTEMBER_2005 = "2005-09-01"
MARCH_2009 = "2009-03-02"
TITLE = "The town bus"
WORDS = "Written consultations run for twelve weeks. Where one is shorter, we say why."
WORDS_2 = "Written consultations run for twelve weeks or longer. Where one is shorter, we say why."


@pytest.fixture
def scene(walk, axe, member, asha, dev):
    """A county without a Compact, with one public body, and a Compact Board of two."""
    walk.look = axe
    sync_roles()
    make_missing_pages()
    walk.clock.move_to("2009-02-02T10:00+00:00")
    body = PublicBodyFactory()
    body_pages.make_body_pages()
    board = [
        UserFactory(name=name, email=f"{name[:4].lower()}@example.org", office="Compact Board")
        for name in ("Lena Lind", "Omar Orr")
    ]
    return SimpleNamespace(
        body=body,
        dev=dev,
        asha=asha,
        member=member,
        lena=board[0],
        omar=board[1],
        hari=officer_of(body, name="Hari Hale", email="hari@example.org"),
    )


def test_a_compact_is_drafted_adopted_signed_cited_and_worded_again(walk, scene):
    draft_the_first(walk, scene)
    adopt(walk, scene, SEPTEMBER_2005)
    read_in_public(walk)
    enter_a_signature(walk, scene)
    consult_for_three_days(walk, scene)
    draft_the_second(walk, scene)
    compare(walk, scene)
    walk.until(noon(MARCH_2009))
    adopt(walk, scene, MARCH_2009)
    lead_old_addresses_on(walk)
    acknowledge(walk, scene)
    pledge(walk, scene)
    find_by_another_word(walk, scene)


def noon(day):
    return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12)))


def desk(walk, user, address=""):
    return walk.staff(user, f"/cms/compact/{address}")


def begin(page, title="The Wiltshire Compact"):
    page.get_by_label("Title").fill(title)
    press(page, "Begin the draft")
    heading(page, title)


def add(page, code, number, title, text, guidance=""):
    follow(page, f"Add an undertaking to the code {code}")
    page.get_by_label("Number").fill(number)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text").fill(text)
    page.get_by_label("Public bodies").check()
    page.get_by_label("Guidance for officers").fill(guidance)
    press(page, "Add the undertaking")
    reads(page, text)


def draft_the_first(walk, scene):
    """Dev finds an empty list, begins, and is told what is missing."""
    page = desk(walk, scene.dev)
    reads(page, "There is no edition of the Compact yet.")
    follow(page, "Begin the first edition")
    begin(page)
    add(page, "Funding", "F1", "Pay in advance", "We pay in advance wherever we can.")
    follow(page, "Add an undertaking to the code Consultation")
    page.get_by_label("Number").fill("print")
    press(page, "Add the undertaking")
    reads(page, "Enter the text of the undertaking.")
    walk.look(page)
    follow(page, "Back")
    add(page, "Consultation", "C2", "Twelve weeks, or say why", WORDS, "Count 84 days.")
    assert walk.anybody("/compact/consultation/c2/").title().startswith("Page not found")


def adopt(walk, scene, day):
    """Lena records it for the sector; Omar was there for the public bodies, and confirms it."""
    number = Edition.objects.get(published_at=None).number
    page = desk(walk, scene.lena, f"editions/{number}/adoption/")
    page.get_by_label("Day of the meeting").fill(day)
    page.get_by_label("In force from").fill(day)
    page.get_by_label("Lena Lind").select_option("For the voluntary and community sector")
    press(page, "Record the adoption")
    reads(page, "public bodies")
    page.get_by_label("Omar Orr").select_option("For public bodies")
    walk.look(page)
    press(page, "Record the adoption")
    page = walk.staff(scene.omar, "/my/")
    reads(page, "adopted")
    page = desk(walk, scene.omar, f"editions/{number}/adoption/")
    walk.look(page)
    press(page, "Confirm the adoption and publish")
    assert Edition.objects.get(number=number).published_at


def read_in_public(walk):
    page = walk.anybody("/compact/")
    reads(page, "edition of September 2005")
    reads(page, "It is not law")
    walk.look(page)
    page = walk.anybody("/compact/consultation/c2/")
    heading(page, "C2: Twelve weeks, or say why")
    reads(page, "Count 84 days.")
    walk.look(page)


def enter_a_signature(walk, scene):
    page = desk(walk, scene.dev, "signatories/new/")
    page.get_by_label("Public body").select_option(scene.body.name)
    page.get_by_label("Day of the signature").fill(SEPTEMBER_2005)
    page.get_by_label("Who decided to sign").fill("Cabinet, July 2005")
    press(page, "Enter the signature")
    page = walk.anybody("/compact/signatories/")
    reads(page, scene.body.name)
    reads(page, "Cabinet, July 2005")
    walk.look(page)


def consult_for_three_days(walk, scene):
    """The consultation leads to C2, and C2 back to it."""
    opens_on = timezone.localdate()
    days = {"opens_on": opens_on, "closes_on": opens_on + dt.timedelta(days=3)}
    facts = proposal(title=TITLE, slug="bus", summary="When should it leave?", **days)
    draft = services.draft_consultation(scene.body, facts, by=scene.hari)
    draft.reason_code, draft.reason_text = "emergency", "The road is closed from Friday."
    services.revise_draft(draft, by=scene.hari)
    board = UserFactory(email="gwen@example.org", office="Assembly Board")
    made = services.publish_consultation(draft.page.get_latest_revision(), by=board)
    page = walk.anybody(made.get_absolute_url())
    page.get_by_role("link", name="C2", exact=False).first.click()
    heading(page, "C2: Twelve weeks, or say why")
    follow(page, TITLE)
    heading(page, TITLE)


def draft_the_second(walk, scene):
    """C2 goes on under another number and with other words."""
    page = desk(walk, scene.lena, "begin/")
    begin(page)
    add(page, "Consultation", "C3", "Twelve weeks or longer", WORDS_2, "Count 84 days or more.")
    old = Undertaking.objects.get(number="C2")
    number = Edition.objects.get(published_at=None).number
    page = desk(walk, scene.lena, f"editions/{number}/undertakings/{old.pk}/drop/")
    choice = "Consultation, C3: Twelve weeks or longer"
    page.get_by_label("Continued as").select_option(choice)
    walk.look(page)
    press(page, "Drop C2")
    reads(page, "Continued as C3")
    assert "C3" not in walk.anybody("/compact/consultation/").content()


def compare(walk, scene):
    number = Edition.objects.get(published_at=None).number
    page = desk(walk, scene.omar, f"editions/{number}/changes/")
    reads(page, "Its number was C2 in the code Consultation before.")
    assert "or longer" in " ".join(page.locator("ins").all_inner_texts())
    walk.look(page)


def lead_old_addresses_on(walk):
    """Who has the old address finds the promise; who reads the new one finds what cited the old one."""
    page = walk.anybody("/compact/consultation/c2/")
    reads(page, "2009")
    follow(page, "C3: Twelve weeks or longer")
    heading(page, "C3: Twelve weeks or longer")
    reads(page, TITLE)
    walk.look(page)
    page = walk.anybody("/compact/editions/2/changes/")
    reads(page, "or longer")
    walk.look(page)
    reads(walk.anybody("/compact/editions/1/"), WORDS)


def acknowledge(walk, scene):
    page = walk.member(scene.hari, "/my/guidance/")
    reads(page, "Not read yet")
    follow(page, "C3: Twelve weeks or longer")
    walk.look(page)
    press(page, "I have read this")
    reads(page, "You have read all of it.")
    page = desk(walk, scene.dev, "guidance/log/")
    reads(page, "Hari Hale")


def pledge(walk, scene):
    """Asha pledges for her organisation; the public body has signed 2005 alone."""
    page = walk.member(scene.asha, "/my/compact/")
    page.get_by_role("link", name=scene.member.name).click()
    page.get_by_label("Champion").select_option("Asha Amin")
    walk.look(page)
    press(page, "Pledge to keep the Compact")
    page = walk.anybody("/compact/signatories/")
    reads(page, scene.member.name)
    reads(page, "signed 2005, not yet 2009")


def find_by_another_word(walk, scene):
    """A search for what the sector is also called finds it, and the glossary explains it."""
    page = walk.staff(scene.dev, "/cms/glossary/load/")
    press(page, "Load these words")
    page = walk.anybody("/search/?q=third+sector")
    page.get_by_role("link", name="VCS", exact=True).first.click()
    heading(page, "Glossary")
    reads(page, "third sector")
    walk.look(page)
