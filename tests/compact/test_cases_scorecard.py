"""Cases on the scorecard of a public body, each line by its definition."""

from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from assembly.compact.cases.register.scorecard import KEPT, LINES, REMEDIES, SETTLED, facts
from assembly.compact.models import Case, Remedy, Step, Undertaking
from tests.factories import case_findings, cases
from tests.factories.case_findings import DAY
from tests.factories.compact import draft, published
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def promises(db):
    published(draft(F1="We pay in advance.", F2="We answer."))
    return list(Undertaking.objects.order_by("order"))


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")


def of(code, body=None, on=None):
    bodies = None if body is None else {body.pk}
    found = facts(bodies, on or timezone.localdate())
    return [(one.met, one.kind) for one in found if one.line == code]


def test_each_undertaking_of_a_public_finding_counts(promises, council):
    today = timezone.localdate()
    case_findings.with_finding(promises, results=["kept", "partly"], against_body=council)
    case_findings.with_finding(promises[:1], against_body=council, on=today + DAY)
    case_findings.with_finding(promises, against_organisation=OrganisationFactory())
    assert of(KEPT, council) == [(True, ""), (False, "partly")]
    assert of(KEPT) == of(KEPT, council)
    assert of(KEPT, PublicBodyFactory()) == []
    assert len(of(KEPT, council, today + DAY)) == 3


def test_after_an_appeal_its_finding_counts_and_a_retracted_one_does_not(promises, council):
    case = case_findings.with_finding(promises[:1], against_body=council)
    second = case_findings.found(case, results=["kept"], is_appeal=True)
    assert of(KEPT, council) == [(True, "")]
    case_findings.note(second, "retraction", confirmed=False)
    assert of(KEPT, council) == [(True, "")]
    second.notes.update(confirmed_at=timezone.now())
    assert of(KEPT, council) == []


def test_of_cases_that_ended_those_that_were_settled(promises, council):
    today = timezone.localdate()
    cases.case(at=Step.INFORMAL, against_body=council)
    case_findings.settled(cases.case(at=Step.INFORMAL, against_body=council))
    case_findings.closed(cases.case(at=Step.PANEL, against_body=council), Case.Outcome.WITHDRAWN)
    case_findings.with_finding(promises, against_body=council)
    to_come = case_findings.with_finding(promises, against_body=council)
    Case.objects.filter(pk=to_come.pk).update(public_from=today + DAY)
    assert sorted(of(SETTLED, council)) == [(False, ""), (False, "withdrawn"), (True, "")]


def test_remedies(promises, council):
    today = timezone.localdate()
    finding = case_findings.with_finding(promises, against_body=council).findings.get()

    def remedy(due, **more):
        Remedy.objects.create(finding=finding, what="Train", due_on=due, **more)

    remedy(today + DAY)  # not due yet
    remedy(today - DAY, reported_on=today - DAY)  # waits for the check
    assert of(REMEDIES, council) == []
    remedy(today - DAY)
    assert of(REMEDIES, council) == [(False, "")]
    remedy(today - 9 * DAY, reported_on=today - 9 * DAY, result="done", checked_on=today)
    remedy(today - 9 * DAY, reported_on=today - 8 * DAY, result="done", checked_on=today)
    remedy(today - 9 * DAY, reported_on=today - 9 * DAY, result="partly", checked_on=today)
    assert of(REMEDIES, council)[1:] == [(True, ""), (False, "late"), (False, "")]
    case_findings.note(finding, "retraction")
    assert of(REMEDIES, council) == []


def test_the_lists_behind_the_figures_open(client, promises, council):
    case = case_findings.with_finding(promises, results=["kept", "partly"], against_body=council)
    page = client.get(f"/consultations/scorecard/all/{KEPT}/").content.decode()
    assert page.count(f"Case {case.reference}: Funding, F") == 2
    assert "1 of 2" in client.get("/consultations/scorecard/").content.decode()
    assert client.get(f"/consultations/scorecard/all/{SETTLED}/?only=no").status_code == 200


def test_many_cases_cost_no_more(promises, council):
    case_findings.with_finding(promises, against_body=council)
    with CaptureQueriesContext(connection) as few:
        list(facts(None, timezone.localdate()))
    for _ in range(4):
        case_findings.with_finding(promises, against_body=council)
    with CaptureQueriesContext(connection) as many:
        list(facts(None, timezone.localdate()))
    assert len(few) == len(many) == 3


def test_the_documentation_has_each_definition_word_for_word():
    text = Path("docs/scorecard.md").read_text()
    for line in LINES:
        assert f"- **{line.name}.** {line.definition}\n" in text
