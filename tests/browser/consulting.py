"""What several walks do with a consultation: write it in Wagtail's editor, and answer it."""

from tests.factories.consultations import STATED

WORDS = {
    "purpose": "The cabinet decides in March.",
    "affected": "People who use day services, and their carers.",
    "can_change": "Where and when.",
    "cannot_change": "Nothing is fixed yet.",
    "contact": "Hari Hale, 01225 000000",
}


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    # Away from the field, so that the calendar below it closes.
    page.keyboard.press("Tab")
    page.locator("[name=title]").click()


def write_words(page):
    """All that the Board asks for, and a quotation to read."""
    fill(page, **WORDS)
    page.get_by_label("Answering the questions on this site").check()
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Quote").click()
    page.locator("[name=body-0-value-text]").fill("Three centres are half empty.")


def act(page, words):
    """Choose an action of the editor's menu at the foot of the page."""
    menu = page.locator("footer")
    button = menu.get_by_role("button", name=words, exact=True)
    if not button.is_visible():
        menu.locator(".w-dropdown__toggle").click()
    button.click()


def state(page):
    """Answer the questions about the response: no interest, not confidential, published with the name."""
    for name, said in STATED.items():
        page.locator(f"[name={name}][value={said}]").check()
