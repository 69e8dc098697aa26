"""The Support Unit's screens in the Wagtail admin."""

import pytest

from assembly.core.models import Event
from assembly.membership.models import Organisation
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

APPLICATIONS = "/cms/applications/"


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def answers(applicant, *, met="yes", evidence="Constitution, clause 3", **extra):
    fields = {}
    for finding in applicant.findings.all():
        fields[f"met_{finding.pk}"] = met
        fields[f"evidence_{finding.pk}"] = evidence
    return {**fields, **extra}


OFFICES = [
    ("Support Unit", 200),
    ("Assembly Board", 403),
    ("Returning officer", 403),
    ("Public body officer", 403),
]


@pytest.mark.parametrize(("office", "status"), OFFICES)
def test_only_the_support_unit_sees_applications(client, applicant, office, status):
    client.force_login(UserFactory(office=office))
    for url in [APPLICATIONS, f"{APPLICATIONS}{applicant.pk}/"]:
        response = client.get(url)
        # Wagtail sends a person without the right back to the admin's front page.
        assert (200 if response.status_code == 200 else 403) == status


def test_delegate_never_sees_the_screens(client, asha, applicant):
    client.force_login(asha)
    assert client.get(f"{APPLICATIONS}{applicant.pk}/").status_code == 403


def test_oldest_application_comes_first(support_unit, applicant):
    OrganisationFactory(name="Earlier", applied=True)
    page = support_unit.get(APPLICATIONS).content.decode()
    assert page.index("Earlier") < page.index("Wylden")


def test_no_application_says_so(support_unit):
    assert "No application is waiting" in support_unit.get(APPLICATIONS).content.decode()


def test_check_and_admission_in_one_step(support_unit, applicant, dev):
    url = f"{APPLICATIONS}{applicant.pk}/"
    assert "The applicant declared" in support_unit.get(url).content.decode()
    response = support_unit.post(url, answers(applicant, decision="admit"))
    assert response.url == APPLICATIONS
    applicant.refresh_from_db()
    assert applicant.is_member
    assert all(finding.checked_by == dev for finding in applicant.findings.all())
    assert support_unit.get(url).status_code == 404


def test_findings_are_kept_when_the_decision_is_not_possible_yet(support_unit, applicant):
    one = applicant.findings.first()
    found = {f"met_{one.pk}": "yes", f"evidence_{one.pk}": "Seen", "decision": "admit"}
    response = support_unit.post(f"{APPLICATIONS}{applicant.pk}/", found, follow=True)
    assert "Not every part is checked yet" in response.content.decode()
    one.refresh_from_db()
    applicant.refresh_from_db()
    assert (one.met, applicant.status) == (True, "applied")


def test_refusal_names_its_criterion(support_unit, applicant):
    one = applicant.findings.get(criterion="not-statutory")
    found = {**answers(applicant), f"met_{one.pk}": "no", "decision": "refuse"}
    support_unit.post(f"{APPLICATIONS}{applicant.pk}/", found)
    applicant.refresh_from_db()
    assert applicant.status == "refused"


def test_finding_needs_its_evidence(support_unit, applicant):
    url = f"{APPLICATIONS}{applicant.pk}/"
    response = support_unit.post(url, answers(applicant, evidence="", decision="admit"))
    assert "Say on what evidence" in response.content.decode()
    applicant.refresh_from_db()
    assert applicant.status == "applied"


def test_saving_nothing_records_nothing(support_unit, applicant):
    support_unit.post(f"{APPLICATIONS}{applicant.pk}/", {"decision": "save"})
    assert not Event.objects.filter(name="membership.checked").exists()


def test_own_application_is_checked_by_somebody_else(support_unit, applicant, dev):
    DelegateFactory(organisation=applicant, user=dev)
    response = support_unit.post(
        f"{APPLICATIONS}{applicant.pk}/", answers(applicant, decision="admit"), follow=True
    )
    assert "somebody else has to check" in response.content.decode()
    applicant.refresh_from_db()
    assert applicant.status == "applied"


def test_applications_stand_in_the_menu_of_those_who_check(support_unit):
    assert APPLICATIONS in support_unit.get("/cms/").content.decode()


def test_register_entry_is_changed_without_its_status_and_recorded(support_unit, member, dev):
    url = f"/cms/organisation/edit/{member.pk}/"
    assert 'name="status"' not in support_unit.get(url).content.decode()
    changed = {"name": "Kennet Carers' Circle", "legal_form": "cio", "status": "left"}
    response = support_unit.post(url, changed)
    assert response.status_code == 302
    member.refresh_from_db()
    assert (member.name, member.status, member.slug) == (
        "Kennet Carers' Circle",
        "member",
        Organisation.objects.get().slug,
    )
    event = Event.objects.get(name="membership.organisation_changed")
    assert (event.actor_id, event.data) == (dev.pk, {"name": True, "legal_form": True})


def test_added_entry_is_listed_and_recorded(support_unit):
    support_unit.post("/cms/organisation/new/", {"name": "Bell Ringers", "legal_form": "group"})
    organisation = Organisation.objects.get(name="Bell Ringers")
    assert (organisation.status, organisation.slug) == ("listed", "bell-ringers")
    assert Event.objects.get(name="membership.organisation_added").subject_id == organisation.pk


@pytest.mark.parametrize(
    "path",
    ["organisation/", "district/", "theme/", "district/new/", "theme/new/", "organisation/new/"],
)
def test_staff_screens_open(support_unit, member, path):
    assert support_unit.get(f"/cms/{path}").status_code == 200


def test_entry_can_be_looked_at(support_unit, member):
    page = support_unit.get(f"/cms/organisation/inspect/{member.pk}/").content.decode()
    assert member.name in page
