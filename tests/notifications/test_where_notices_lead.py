"""Every notice leads to a page of the site, and whoever gets it may open that page."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.urls import resolve

import pytest

from assembly.notifications import kinds
from tests.factories.membership import DelegateFactory
from tests.notifications.samples import samples

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

VIEW = re.compile(r"[a-z_]+:[a-z_]+")
FOLDERS = ("assembly", "elections", "forums", "home")
CODES = {kind.name for kind in kinds.kinds if kind.is_code}
# Mailed to an address and no line on anybody's list: those who have no account, or cannot sign in.
TO_AN_ADDRESS = {
    "accounts/account_changed",
    "accounts/account_exists",
    "accounts/address_asked",
    "accounts/closed",
    "accounts/correction_link",
    "accounts/correction_proposed",
    "accounts/no_account",
    "accounts/password_reset",
    "consultations/response_copy",
    "consultations/response_link",
    "consultations/extended",
    "consultations/follow_confirm",
    "consultations/withdrawn",
    "core/record_head",
    "home/enquiry_answered",
    "home/enquiry_code",
    "home/message_answered",
    "home/message_passed_on",
    "home/message_received",
    kinds.DIGEST,
}
LISTED = sorted({kind.name for kind in kinds.kinds} - CODES - TO_AN_ADDRESS)
# Who gets it, in the world of the tests; the lead of the member gets all that is not named.
READERS = {
    "compact/guidance_changed": "officer",
    "compact/vacancy_owner_named": "support",
    "consultations/extension_asked": "board",
    "consultations/feedback_due": "officer",
    "consultations/feedback_overdue": "support",
    "consultations/sent_back": "officer",
    "consultations/submitted": "board",
    "forums/convenor_named": "convenor",
    "forums/convenor_ended": "convenor",
    "forums/item_answered": "convenor",
    "forums/item_routed": "convenor",
    "forums/removal_settled": "convenor",
    "forums/removal_waiting": "support",
    "forums/removal_appealed": "board",
    "elections/count_to_sign": "account",
    "elections/nomination_complete": "returning",
    "elections/objection_raised": "returning",
    "elections/scrutineer_named": "scrutineer",
    "elections/share_lost": "returning",
    "home/enquiry_for_support_unit": "support",
    "home/message_handed": "compact",
    "home/message_waiting": "support",
    "home/office_ended": "compact",
    "home/office_given": "compact",
    "home/office_proposed": "board",
    "home/office_resigned": "support",
    "home/text_hidden": "board",
    "membership/appeal_outcome": "support",
    "membership/appeal_waiting": "board",
    "membership/applicant_answered": "support",
    "membership/applied": "support",
    "membership/claim_refused": "account",
    "membership/claim_waiting": "support",
    "membership/has_resigned": "support",
    "membership/invitation": "account",
    "membership/merge_proposed": "board",
    "membership/refused": "lapsed",
    "membership/register_differs": "support",
    "membership/removed": "account",
    "partners/appointed": "account",
    "partners/appointment_ended": "account",
    "partners/report_overdue": "account",
    "partners/report_wanted": "account",
}


@pytest.mark.parametrize("name", LISTED)
def test_whoever_gets_a_notice_may_open_where_it_leads(world, name):
    _, address = samples(world)[name]
    assert address
    person = reader_of(world, name, address)
    answer = person.get(address)
    assert answer.status_code == 200, (name, address, answer.headers.get("Location"))


def reader_of(world, name, address):
    """Somebody of the organisation or the nomination that the sample is about, or who holds the office."""
    person = None
    if address == f"/my/organisations/{world.appealed.slug}/appeal/":
        person = world.appealed.delegates.get().user
    elif name == "membership/applicant_asked":
        person = world.questioned.delegates.first().user
    elif name in {"elections/nominated", "elections/nominated_reminder"}:
        person = world.complete.user
    elif name in {"elections/support_asked", "elections/support_reminder"}:
        person = DelegateFactory(organisation=world.complete.supports.first().organisation).user
    elif name == "home/message_to_you":
        person = world.letter.passed_to
    elif name in {"elections/nomination_ruled", "elections/nomination_withdrawn"}:
        person = DelegateFactory(organisation=world.complete.organisation).user
    browser = world.client(READERS.get(name, "lead"))
    if person:
        browser.force_login(person)
    return browser


def said_in_code():
    """The kind and the name of the view, wherever a call says both word for word."""
    for folder in FOLDERS:
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and (found := told(node)):
                    yield found


def told(node):
    """Of `notify(people, "kind", url=reverse("view"))`, and of `to_leads(organisation, "kind", "view")`."""
    words = {keyword.arg: keyword.value for keyword in node.keywords}
    plain = [one.value for one in [*node.args, words.get("name")] if isinstance(one, ast.Constant)]
    name = next((one for one in plain if one in LISTED), None)
    view = re.match(r"reverse\('([^']+)'", ast.unparse(words["url"])) if "url" in words else None
    led = view[1] if view else next((one for one in plain if VIEW.fullmatch(str(one))), None)
    return (name, led) if name and led else None


def test_the_samples_lead_where_the_services_do(world):
    """Else the test above would open other pages than people get."""
    said = set(said_in_code())
    assert len(said) > 25
    led = {(name, resolve(samples(world)[name][1]).view_name) for name, _ in said}
    assert {name for name, _ in said - led} == set()
