"""Real threads on PostgreSQL and on a file of SQLite: one organisation comes in once."""

import re

import pytest

from assembly.core.models import MailedCode
from assembly.membership.models import Claim, Delegate, Organisation
from assembly.membership.services import claims
from tests.factories.membership import OrganisationFactory, RegisterEntryFactory, UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.membership.storm")


WAYS = [
    ("register_at_one_postcode", "Hazelmarsh Jam Makers at SN10 1AA is registered already"),
    ("register_without_postcode", "Hazelmarsh Jam Makers has been registered already"),
    ("register_with_one_number", "An organisation with this number is on the register already."),
]


@pytest.mark.parametrize(("way", "answer"), WAYS)
def test_of_people_who_register_the_same_at_once_one_does_and_the_others_are_told(
    storm, way, answer
):
    UserFactory.create_batch(8)
    said = storm(way)
    assert said.count("") == 1
    assert all(answer in words for words in said if words)
    organisation = Organisation.objects.get()
    assert Delegate.objects.get().organisation == organisation
    assert organisation.findings.count() == 5


def test_guesses_at_once_are_counted_one_by_one(storm):
    people = UserFactory.create_batch(12)
    organisation = OrganisationFactory(website="https://ashmere.example.org")
    claims.send_claim_code(organisation, "a@ashmere.example.org", by=people[0])
    MailedCode.objects.update(digest="0" * 64)
    said = storm("guess")
    assert sum("This code is wrong" in words for words in said) == 5
    assert MailedCode.objects.get().tries == 5


def test_codes_asked_for_at_once_are_counted_one_by_one(storm):
    UserFactory.create_batch(8)
    OrganisationFactory(website="https://ashmere.example.org")
    said = storm("ask_for_codes")
    assert said.count("") == 3
    assert all("mailed 3 codes for this organisation" in words for words in said if words)


def test_a_code_sent_many_times_at_once_lets_in_once(storm, mailoutbox):
    people = UserFactory.create_batch(4)
    entry = RegisterEntryFactory(name="ASHMERE CHOIR", website="https://ashmere.example.org")
    organisation = OrganisationFactory(name="Ashmere Choir", org_id=entry.org_id)
    claims.send_claim_code(organisation, "a@ashmere.example.org", by=people[0])
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    Claim.objects.update(evidence=code)
    assert storm("prove").count("") == 1
    assert Delegate.objects.get().user == people[0]
    assert Claim.objects.get().state == "granted"
