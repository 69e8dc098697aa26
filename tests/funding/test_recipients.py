"""Which awards belong to an organisation: by its number, or by its exact name, and the pages say which."""

import pytest

from assembly.funding.recipients import awards_by_name, awards_of, organisation_named
from tests.factories.funding import AwardFactory
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_linked_by_number_or_called_exactly_so(member):
    linked = AwardFactory(recipient=member, recipient_name="KENNET CARERS LTD")
    named = AwardFactory(recipient_name="Kennet Carers")
    AwardFactory(recipient_name="Kennet Carers Trust")
    AwardFactory(recipient_name="Kennet Carers", recipient=OrganisationFactory(name="Another"))
    assert set(awards_of(member)) == {linked, named}
    assert set(awards_by_name(member)) == {named}
    assert organisation_named(named) == member
    assert organisation_named(linked) is None


def test_a_name_that_two_organisations_have_says_nothing(member):
    namesake = OrganisationFactory(name="Kennet Carers", member=True)
    award = AwardFactory(recipient_name="Kennet Carers")
    assert not awards_of(member).exists()
    assert not awards_of(namesake).exists()
    assert organisation_named(award) is None


def test_an_organisation_that_is_not_public_is_not_led_to():
    OrganisationFactory(name="Kennet Carers", status="applied")
    assert organisation_named(AwardFactory(recipient_name="Kennet Carers")) is None


def test_no_individual_is_anybody(member):
    award = AwardFactory(to_individual=True, recipient_name="", recipient_org_id="")
    assert organisation_named(award) is None


def test_the_page_of_the_organisation_says_how_it_knows(client, member):
    AwardFactory(recipient=member, title="By number", amount="12000")
    named = AwardFactory(recipient_name="Kennet Carers", title="By name", amount="700")
    page = client.get(member.get_absolute_url()).content.decode()
    linked, _, rest = page.partition("Awards matched by name only")
    assert "Public money it received: £12,000" in linked
    assert "By number" in linked
    assert "By name" not in linked
    assert "By name" in rest
    assert named.get_absolute_url() in rest


def test_the_page_of_an_award_leads_to_the_organisation_and_says_how_it_knows(client, member):
    award = AwardFactory(recipient_name="Kennet Carers")
    page = client.get(award.get_absolute_url()).content.decode()
    assert f'<a href="{member.get_absolute_url()}">Kennet Carers</a>' in page
    assert "matched by name only" in page
    linked = AwardFactory(recipient=member)
    page = client.get(linked.get_absolute_url()).content.decode()
    assert f'<a href="{member.get_absolute_url()}">Kennet Carers</a>' in page
    assert "matched by name only" not in page
