"""What was written in a case goes six years after it was closed; what was found stays."""

import datetime as dt

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest

from assembly.compact.cases import life
from assembly.compact.cases.papers import services
from assembly.compact.cases.papers.services import Written
from assembly.compact.cases.retention import forget_cases
from assembly.compact.models import (
    Appeal,
    Case,
    CasePiece,
    Conclusion,
    FactsAnswer,
    Finding,
    FindingNote,
    PanelMember,
    Pause,
    Recusal,
    Remedy,
    Settlement,
    Step,
)
from assembly.core import retention
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

CLOSED = dt.date(2026, 12, 1)
DUE = dt.date(2032, 12, 1)
SECRET = "They told Jo Bloggs first."


def closed(outcome=Case.Outcome.FINDING, *, acknowledged=True, **facts):
    at = Step.INFORMAL if acknowledged else Step.RECEIVED
    made = cases.case(
        at=at, on=CLOSED, account=SECRET, wanted=SECRET, tried=SECRET, about_facts=SECRET, **facts
    )
    life.close(made, outcome, by=None, on=CLOSED, because=SECRET)
    return made


def heard(case):
    """A finding with everything around it."""
    now, person = timezone.now(), UserFactory()
    decided = Finding.objects.create(
        case=case,
        facts="Three days.",
        drafted_at=now,
        drafted_by=person,
        decided_on=CLOSED,
        agreed=3,
        of_members=3,
    )
    Conclusion.objects.create(
        finding=decided, cited=case.cites.get(), result="not-kept", reasons="It was too short."
    )
    Remedy.objects.create(
        finding=decided, what="Ask again.", due_on=CLOSED, report=SECRET, note=SECRET
    )
    FactsAnswer.objects.create(finding=decided, side="complainant", words=SECRET, at=now)
    FindingNote.objects.create(finding=decided, kind="correction", words="Two.", proposed_at=now)
    Finding.objects.create(case=case, is_appeal=True, facts=SECRET, drafted_at=now)
    Appeal.objects.create(case=case, side="respondent", grounds=SECRET, at=now)
    Recusal.objects.create(case=case, person=person, because=SECRET, at=now)
    PanelMember.objects.create(case=case, person=person, side="sector", named_at=now)
    step = case.steps.first()
    Pause.objects.create(
        step=step, reason="other", note=SECRET, begun_on=CLOSED, ended_on=CLOSED, begun_by=person
    )
    Settlement.objects.create(case=case, words=SECRET, proposed_at=now, agreed_how=SECRET)
    return decided


def everything_of(case):
    """Every word that is held below a case."""
    found = [list(Case.objects.filter(pk=case.pk).values_list())]
    for model, way in (
        (Appeal, "case"),
        (CasePiece, "case"),
        (FactsAnswer, "finding__case"),
        (Finding, "case"),
        (FindingNote, "finding__case"),
        (PanelMember, "case"),
        (Pause, "step__case"),
        (Recusal, "case"),
        (Settlement, "case"),
    ):
        found.append(list(model.objects.filter(**{way: case}).values_list()))
    return str(found)


def test_what_was_written_goes_and_what_was_found_stays(django_capture_on_commit_callbacks):
    ours = OrganisationFactory()
    asha = DelegateFactory(organisation=ours).user
    case = cases.case(
        at=Step.INFORMAL,
        organisation=ours,
        undertakings=[cases.undertaking()],
        account=SECRET,
        wanted=SECRET,
        tried=SECRET,
        about_facts=SECRET,
        learnt="Ask earlier.",
        public_from=CLOSED,
    )
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
    name = services.hand_in(case, Written(SECRET, SECRET), file, by=asha).file.name
    services.write_message(case, Written(SECRET), by=asha)
    case.refresh_from_db()
    life.close(case, Case.Outcome.FINDING, by=asha, on=CLOSED, because=SECRET)
    finding = heard(case)
    assert forget_cases(DUE - dt.timedelta(days=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_cases(DUE) == 1
        assert default_storage.exists(name)
    assert not default_storage.exists(name)
    left = everything_of(case)
    assert SECRET not in left
    case.refresh_from_db()
    assert (case.forgotten_on, case.learnt, case.raised_by) == (DUE, "Ask earlier.", None)
    finding.refresh_from_db()
    assert (finding.facts, finding.drafted_by) == ("Three days.", None)
    assert finding.conclusions.get().reasons == "It was too short."
    assert finding.remedies.count() == 1
    assert not finding.notes.exists(), "a note that nobody confirmed was never public"
    assert case.findings.get() == finding
    member = case.panel.get()
    assert (member.person, member.side) == (None, "sector")
    assert case.appeals.get().grounds == ""
    assert forget_cases(DUE) == 0
    assert everything_of(case) == left


def test_name_and_address_of_a_person_go():
    case = closed(raised=Case.Raised.PERSON, person_name="Jo Bloggs", person_email="jo@example.org")
    forget_cases(DUE)
    case.refresh_from_db()
    assert (case.person_name, case.person_email, case.complainant) == ("", "", "a person")


@pytest.mark.parametrize(("is_public", "stays"), [(True, True), (False, False)])
def test_words_of_a_settlement_stay_only_where_they_are_public(is_public, stays):
    case, now = closed(Case.Outcome.SETTLED), timezone.now()
    Settlement.objects.create(
        case=case,
        words="Twelve weeks.",
        is_public=is_public,
        proposed_at=now,
        complainant_agreed_at=now,
        respondent_agreed_at=now,
    )
    forget_cases(DUE)
    assert Settlement.objects.filter(case=case).exists() is stays


def test_of_a_case_that_was_never_acknowledged_nothing_stays():
    case = closed(Case.Outcome.NOT_TAKEN_UP, acknowledged=False)
    forget_cases(DUE)
    assert not Case.objects.filter(pk=case.pk).exists()


def test_a_case_that_is_open_is_never_forgotten():
    cases.case(at=Step.INFORMAL, on=CLOSED)
    assert forget_cases(dt.date(2060, 1, 1)) == 0


def test_the_nightly_job_does_it():
    closed()
    assert "compact-cases" in {rule.code for rule in retention.rules if rule.forget}
