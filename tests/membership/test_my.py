"""“My Assembly”, and the switch between one's organisations."""

import pytest

from assembly.membership import selectors
from assembly.membership.models import Criterion, Organisation
from assembly.membership.services import admission
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(asha):
    """Asha acts for this one too."""
    organisation = OrganisationFactory(name="Zeals Players", member=True)
    DelegateFactory(organisation=organisation, user=asha, role="lead")
    return organisation


def text(client, user):
    client.force_login(user)
    return " ".join(client.get("/my/").content.decode().split())


def test_my_assembly_needs_sign_in(client):
    assert client.get("/my/").status_code == 302


def test_switch_chooses_for_whom_one_acts(client, asha, member, second):
    client.force_login(asha)
    assert client.get("/my/").context["acting_for"] == member
    response = client.post("/my/acting-for/", {"organisation": second.pk, "next": "/members/"})
    assert response.url == "/members/"
    assert client.get("/my/").context["acting_for"] == second


@pytest.mark.parametrize("wanted", ["", "0", "x", "-1", "1 or 1"])
def test_switch_to_nothing_is_not_found(client, asha, wanted):
    client.force_login(asha)
    assert client.post("/my/acting-for/", {"organisation": wanted}).status_code == 404


def test_nobody_acts_for_an_organisation_of_others(client, carys, member):
    client.force_login(carys)
    assert client.post("/my/acting-for/", {"organisation": member.pk}).status_code == 404
    assert selectors.SESSION_KEY not in client.session


def test_who_no_longer_is_a_delegate_no_longer_acts(client, asha, member, second):
    client.force_login(asha)
    client.post("/my/acting-for/", {"organisation": second.pk})
    asha.delegations.filter(organisation=second).update(ended_on="2008-09-01")
    assert client.get("/my/").context["acting_for"] == member
    assert client.post("/my/acting-for/", {"organisation": second.pk}).status_code == 404


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example.com/", "//evil.example.com/", "javascript:alert(1)", ""]
)
def test_switch_never_leads_off_the_site(client, asha, member, elsewhere):
    client.force_login(asha)
    response = client.post("/my/acting-for/", {"organisation": member.pk, "next": elsewhere})
    assert response.url == "/my/"


def test_switch_is_no_link(client, asha):
    client.force_login(asha)
    assert client.get("/my/acting-for/").status_code == 405


def test_applicant_reads_what_happens_next(client, applicant, nadia):
    page = text(client, nadia)
    assert "The Support Unit checks the declarations" in page
    assert "Applied on" in page


def test_refused_applicant_reads_the_criterion_and_may_appeal(client, applicant, nadia, dev):
    found = {Criterion.NOT_STATUTORY: admission.Finding(met=False, evidence="Part of the council")}
    admission.record_check(applicant, found, by=dev)
    admission.refuse_organisation(applicant, by=dev)
    page = text(client, nadia)
    assert "Is not a public body" in page
    assert "appeal to the Assembly Board" in page


def test_member_reads_who_casts_its_vote(client, asha, ben, member):
    DelegateFactory(organisation=member, user=ben, is_deputy=True)
    assert "you or Ben Bright" in text(client, asha)


def test_lapsed_organisation_reads_what_it_cannot_do(client, ben):
    page = text(client, ben)
    assert "Membership has lapsed" in page
    assert "Its vote is cast by" not in page


@pytest.mark.parametrize("status", ["suspended", "left", "listed"])
def test_other_states_show_too(client, asha, member, status):
    Organisation.objects.filter(pk=member.pk).update(status=status)
    assert member.name in text(client, asha)


def test_member_without_voter_or_lead_reads_that_nobody_casts(client, carys, db):
    DelegateFactory(organisation=OrganisationFactory(member=True), user=carys)
    page = text(client, carys)
    assert "one of its delegates" in page
    assert "nobody yet" in page


def test_who_acts_for_nobody_is_shown_the_way(client, carys):
    assert "You act for no organisation yet" in text(client, carys)


def test_office_holder_is_led_to_the_editing_pages(client, dev):
    page = text(client, dev)
    assert "Support Unit" in page
    assert "/cms/" in page
