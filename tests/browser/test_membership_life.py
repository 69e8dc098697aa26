"""An organisation's people and its appeal, in a real browser: also at 320 px without JavaScript."""

import re

from django.urls import reverse

import pytest

from assembly.core.services import sync_roles
from assembly.membership import rules
from assembly.membership.models import Appeal, Criterion, Delegate, Organisation
from assembly.membership.services import admission
from assembly.membership.services.joining import register_organisation
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.membership import DistrictFactory, UserFactory


@pytest.fixture(params=["desktop", "320 px without JavaScript"])
def reader(request, new_context, base_url):
    """A page of either kind; the policy of its scripts is the business of other tests."""
    plain = request.param != "desktop"
    context = new_context(
        viewport={"width": 320 if plain else 1280, "height": 800}, java_script_enabled=not plain
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.is_plain = plain
    return page


@pytest.fixture
def look(axe, new_context):
    """Find no fault; without JavaScript axe cannot run, so there the page must only not be too wide."""

    def find_no_fault(page):
        if page.is_plain:
            assert page.locator("h1").bounding_box()["width"] <= 320
            wide = [
                box["x"] + box["width"]
                for one in page.locator("main > *, main input, main button, main table").all()
                if (box := one.bounding_box())
            ]
            assert max(wide) <= 320, page.url
        else:
            axe(page)

    return find_no_fault


@pytest.fixture
def applicant(db):
    """Nadia's organisation has applied, and Dev of the Support Unit has found on every criterion but the last."""
    sync_roles()
    nadia = confirm_address(UserFactory(name="Nadia Novak", email="nadia@example.org"))
    return register_organisation(
        Organisation(name="Wylden Men's Shed", legal_form="group", description="A workshop."),
        declarations=dict.fromkeys(rules.eligibility.criteria_for(social_enterprise=False), True),
        districts=[DistrictFactory(name="Salisbury", slug="salisbury")],
        themes=[],
        by=nadia,
    )


def check(organisation, *, but=None):
    dev = UserFactory(name="Dev Das", email="dev@example.org", office="Support Unit")
    admission.record_check(
        organisation,
        {
            criterion: admission.Finding(met=criterion != but, evidence="Seen on paper.")
            for criterion in rules.eligibility.criteria_for(social_enterprise=False)
        },
        by=dev,
    )
    return dev


def sign_in(page, address, password=PASSWORD):
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.keyboard.press("Enter")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, name):
    page.get_by_role("heading", name=name, level=1).wait_for()


def test_admitted_organisation_invites_a_delegate_and_names_a_voter(
    reader, look, enter_as, base_url, applicant, mailoutbox, client
):
    admission.admit_organisation(applicant, by=check(applicant))
    nadia = Delegate.objects.of(applicant).get().user
    page = enter_as(reader, nadia)

    page.goto(f"{base_url}/my/")
    page.get_by_role("link", name="Its membership, its people and its history").click()
    heading(page, "Wylden Men's Shed")
    page.get_by_text("Became a member").wait_for()
    look(page)
    page.get_by_role("link", name="Its people: who acts and votes for it").click()
    look(page)
    page.get_by_role("link", name="Invite somebody").click()
    look(page)
    page.get_by_label("E-mail address of the person").fill("Dora@Example.org")
    press(page, "Send the invitation")
    page.get_by_text("An invitation is on its way to dora@example.org.").wait_for()
    look(page)

    # Dora has no account yet: she signs up from the link, and accepts.
    (link,) = re.findall(r"/my/invitations/\S+", mailoutbox[-1].body)
    page.context.clear_cookies()
    page.goto(f"{base_url}{link}")
    page.get_by_role("link", name="create one").click()
    page.get_by_text("They are not public.").wait_for()
    page.get_by_label("Full name").fill("Dora Day")
    page.get_by_label("Email address").fill("dora@example.org")
    page.get_by_label("Password", exact=True).fill("Lantern-Harbour-91")
    page.locator("#id_password2").fill("Lantern-Harbour-91")
    page.get_by_role("main").locator("button[type=submit]").first.click()
    page.wait_for_url("**/accounts/confirm-email/**")
    code = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", mailoutbox[-1].body, re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.keyboard.press("Enter")
    heading(page, "Act for this organisation")
    look(page)
    press(page, "Accept, and act for it")
    page.get_by_text("You now act for Wylden Men's Shed.").wait_for()
    dora = Delegate.objects.of(applicant).get(user__email="dora@example.org")
    assert dora.role == "member"

    # Nadia names her the voter.
    page.context.clear_cookies()
    enter_as(page, nadia).goto(f"{base_url}{reverse('membership:people', args=[applicant.slug])}")
    page.get_by_role("link", name="Change what Dora Day does").click()
    look(page)
    page.get_by_label("Voter: casts the organisation's vote").check()
    press(page, "Save")
    page.get_by_text("What Dora Day does for Wylden Men's Shed is changed.").wait_for()
    look(page)
    dora.refresh_from_db()
    assert dora.is_voter


def test_refused_organisation_appeals_and_the_board_decides(
    reader, look, enter_as, base_url, applicant, desktop, axe
):
    admission.refuse_organisation(applicant, by=check(applicant, but=Criterion.NOT_STATUTORY))
    nadia = Delegate.objects.of(applicant).get().user
    page = enter_as(reader, nadia)
    page.goto(f"{base_url}/my/")
    look(page)
    page.get_by_role("link", name=re.compile("^Appeal for ")).first.click()
    look(page)
    press(page, "Send the appeal")
    page.get_by_role("heading", name="There is a problem").wait_for()
    look(page)
    page.get_by_label("Why is the decision wrong?").fill("We elect our own committee.")
    press(page, "Send the appeal")
    page.get_by_text("The appeal is with the Assembly Board.").wait_for()
    look(page)

    bola = UserFactory(name="Bola Bello", office="Assembly Board")
    board = enter_as(desktop, bola)
    board.goto(f"{base_url}/cms/appeals/")
    axe(board)
    board.get_by_role("link", name="Wylden Men's Shed").click()
    board.get_by_role("heading", name="What the organisation says").wait_for()
    axe(board)
    board.get_by_label("Bola Bello").check()
    board.get_by_label("The decision is reversed").check()
    board.get_by_label("Why?").fill("Its members elect its committee.")
    press(board, "Record the outcome, and tell everyone")
    board.get_by_text("The outcome is recorded").wait_for()
    board.reload()  # Wagtail's green message has a contrast of its own
    axe(board)
    assert Appeal.objects.get().outcome == "reversed"

    page.reload()
    page.get_by_text("Its members elect its committee.").wait_for()
    look(page)
    assert Organisation.objects.get(pk=applicant.pk).is_member
