"""What everybody reads of cases: the register, the page of one, what was learnt, and until when words are hidden."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.compact.cases import life, visible
from assembly.compact.cases.register import filters, listing
from assembly.compact.cases.register.filters import Filters, matching
from assembly.compact.models import (
    Case,
    CaseStep,
    PublicAnswer,
    Remedy,
    Step,
    Undertaking,
)
from assembly.core.page_cache import STORE, next_boundary
from tests.factories import case_findings, cases
from tests.factories.case_findings import DAY
from tests.factories.compact import draft, published, write
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db):
    """With C2 and F1."""
    edition = draft(F1="We pay in advance.")
    write(edition, "C2", "We give twelve weeks.", code="consultation")
    return published(edition)


@pytest.fixture
def promise(edition):
    return Undertaking.objects.get(number="C2")


@pytest.fixture
def other(edition):
    return Undertaking.objects.get(number="F1")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", short_name="the council", slug="wiltshire")


@pytest.fixture
def ours(db):
    return OrganisationFactory(name="Wardour Carers", member=True)


def read(client, address):
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


REGISTER = "/compact/cases/"


def outcomes(client):
    return [line.outcome for line in client.get(REGISTER).context["lines"]]


# The register


def test_an_empty_register_says_what_will_be_in_it(client):
    page = read(client, REGISTER)
    assert "No case is public yet" in page
    assert "once the Compact Board has acknowledged it" in page
    assert "The Compact is a voluntary agreement" in page or "voluntary" in page


def test_a_case_is_listed_once_it_is_acknowledged(client, promise, council):
    case = cases.case(against_body=council, undertakings=[promise])
    assert case.reference not in read(client, REGISTER)
    assert client.get(case.get_absolute_url()).status_code == 404
    Case.objects.update(acknowledged_on=timezone.localdate())
    page = read(client, REGISTER)
    assert case.reference in page
    assert "Wiltshire Council" in page
    assert "Consultation, C2" in page


def test_each_filter_leaves_what_it_says(promise, other, council):
    today = timezone.localdate()
    before = PublicBodyFactory(name="Kennet", slug="kennet")
    before.ended_on, before.successor = today - 100 * DAY, council
    before.save()
    informal = cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise])
    followed = cases.case(
        at=Step.INFORMAL, on=today - 400 * DAY, against_body=before, undertakings=[other]
    )
    settled = case_findings.settled(
        cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise, other])
    )
    withdrawn = case_findings.closed(cases.case(at=Step.PANEL), Case.Outcome.WITHDRAWN)
    mixed = case_findings.with_finding(
        [promise, other], results=["not-kept", "kept"], against_body=PublicBodyFactory()
    )
    on_us = case_findings.with_finding([promise], against_organisation=OrganisationFactory())
    retracted = case_findings.with_finding([other], against_body=PublicBodyFactory())
    case_findings.note(retracted.findings.get(), "retraction")
    every = {informal, followed, settled, withdrawn, mixed, on_us, retracted}

    def left(**chosen):
        return set(matching(Filters(**chosen), today))

    assert left() == every
    assert left(body="wiltshire") == {informal, followed, settled}
    assert left(body="kennet") == {followed}
    assert left(body=filters.ORGANISATIONS) == {on_us}
    assert left(undertaking="funding/f1") == {followed, settled, mixed, retracted}
    assert left(code="consultation") == {informal, settled, mixed, on_us}
    assert left(step="informal") == {informal, followed}
    assert left(step="closed") == {settled, withdrawn, mixed, on_us, retracted}
    assert left(outcome="settled") == {settled}
    assert left(outcome="withdrawn") == {withdrawn}
    assert left(outcome="kept") == {mixed}
    assert left(outcome="not-kept") == {mixed, on_us}
    assert left(outcome="not-kept", undertaking="consultation/c2") == {on_us}
    assert left(outcome="retracted") == {retracted}
    assert left(overdue=True) == {followed}
    assert followed not in left(year=str(today.year))


def test_a_filter_that_means_nothing_is_said_and_nothing_is_listed(client, promise, council):
    case = cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise])
    for query in ("body=nobody", "step=draft", "year=x", "outcome=guilty", "undertaking=c/x"):
        answer = client.get(f"{REGISTER}?{query}")
        assert answer.status_code == 400
        assert case.reference not in answer.content.decode()


def test_an_overdue_step_that_was_cleared_is_not_overdue(client, council):
    today = timezone.localdate()
    case = cases.case(at=Step.INFORMAL, on=today - 60 * DAY, against_body=council)
    assert "Overdue since" in read(client, REGISTER)
    assert "Overdue since" in read(client, case.get_absolute_url())
    CaseStep.objects.update(cleared_on=today, cleared_because="The clock was wrong.")
    assert "Overdue since" not in read(client, REGISTER)
    assert not matching(Filters(overdue=True), today)
    assert "Not overdue: The clock was wrong." in read(client, case.get_absolute_url())


def test_time_to_appeal_runs_out_in_the_register_too(client, council):
    """And the step that follows is the one that is overdue, not the one that is over."""
    today = timezone.localdate()
    case = cases.case(at=Step.TO_APPEAL, on=today - 60 * DAY, against_body=council)
    Case.objects.update(next_step=Step.FOLLOW_UP, next_due_on=today + DAY)
    assert "Follow-up. By" in read(client, REGISTER)
    assert not matching(Filters(overdue=True), today)
    assert set(matching(Filters(step="follow-up"), today)) == {case}
    assert not matching(Filters(step="to-appeal"), today)
    assert set(matching(Filters(overdue=True), today + 2 * DAY)) == {case}


def test_the_file_has_the_same_cases_and_no_formula(client, promise):
    body = PublicBodyFactory(name="=HYPERLINK(1)", slug="evil")
    first = cases.case(at=Step.INFORMAL, against_body=body, undertakings=[promise])
    cases.case(at=Step.PANEL)
    text = b"".join(client.get("/compact/cases.csv?body=evil").streaming_content).decode()
    assert first.reference in text
    assert "'=HYPERLINK(1)" in text
    assert len(text.splitlines()) == 2


def test_pages_follow_one_another_by_key(client, council, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    made = [
        cases.case(at=Step.INFORMAL, on=timezone.localdate() - number * DAY, against_body=council)
        for number in range(3)
    ]
    page = client.get(REGISTER)
    assert [line.case for line in page.context["lines"]] == made[:2]
    after = page.context["page"].after
    later = client.get(REGISTER, {"after": after, "step": "informal"})
    assert [line.case for line in later.context["lines"]] == made[2:]


# The page of one case


def test_the_page_before_the_finding_has_what_the_design_lists(client, promise, council, ours):
    case = cases.case(
        at=Step.INFORMAL, against_body=council, organisation=ours, undertakings=[promise],
        about_title="Library hours", about_path="/consultations/x/",
    )  # fmt: skip
    page = read(client, case.get_absolute_url())
    for shown in ("Wiltshire Council", "C2", "We give twelve weeks.", "Informal resolution", "By "):
        assert shown in page, shown
    for kept in ("Wardour Carers", "three days", "Library hours", "Raised by"):
        assert kept not in page, kept


def test_a_finding_is_public_by_the_clock(client, promise, council, ours):
    tomorrow = timezone.localdate() + DAY
    case = cases.case(
        at=Step.TO_APPEAL, against_body=council, organisation=ours, undertakings=[promise]
    )
    case_findings.found(case, public_from=tomorrow)
    page = read(client, case.get_absolute_url())
    assert "Not kept" not in page
    assert "Nobody had told them." not in page
    assert "Wardour Carers" not in page
    assert outcomes(client) == [""]
    with time_machine.travel(case_findings.at(tomorrow)):
        page = read(client, case.get_absolute_url())
        assert "Not kept" in page
        assert "Cause: Too little time, money or staff" in page
        assert "Nobody had told them." in page
        assert "They gave three days." in page
        assert "Wardour Carers" in page
        assert "3 of 3 members of the panel agreed." in page
        assert "1 from the voluntary sector, 1 from public bodies, 1 as independent chair" in page
        assert outcomes(client) == ["Found not kept"]


def test_a_kept_page_ends_before_a_finding_becomes_public(client, promise, council, settings):
    """Findings become public at a midnight, and every kept page ends at one."""
    settings.PAGE_CACHE = True
    STORE.clear()
    with time_machine.travel("2026-03-10 23:58", tick=False):
        case = cases.case(at=Step.TO_APPEAL, against_body=council, undertakings=[promise])
        case_findings.found(case, public_from=dt.date(2026, 3, 11))
        assert "Not kept" not in read(client, case.get_absolute_url())
        now = timezone.now()
        midnight = case_findings.at(dt.date(2026, 3, 11)) - dt.timedelta(hours=12)
        assert next_boundary(now) == midnight
        kept = [page for page in STORE._pages.values() if case.reference.encode() in page.body]
        assert [one.until for one in kept] == [midnight]
    with time_machine.travel("2026-03-11 00:00:01", tick=False):
        assert "Not kept" in read(client, case.get_absolute_url())
    STORE.clear()


def test_a_case_against_an_organisation_is_nowhere_before_its_finding(client, promise, ours):
    other = OrganisationFactory(name="Downland Trust", member=True)
    case = cases.case(
        at=Step.APPEAL, against_organisation=other, organisation=ours, undertakings=[promise]
    )
    for address in (REGISTER, "/api/v1/compact/cases", "/feeds/compact-cases.atom"):
        assert case.reference not in client.get(address).content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404
    case_findings.found(case)
    assert "Downland Trust" in read(client, case.get_absolute_url())
    assert outcomes(client) == ["Found not kept"]


def test_on_appeal_the_second_finding_counts_and_the_first_is_folded(client, promise, council):
    case = cases.case(at=Step.FOLLOW_UP, against_body=council, undertakings=[promise])
    case_findings.found(case, facts="First facts.")
    assert "on appeal" not in read(client, case.get_absolute_url())
    second = case_findings.found(
        case, results=["kept"], is_appeal=True, facts="Second facts.",
    )  # fmt: skip
    page = read(client, case.get_absolute_url())
    assert "Changed on appeal." in page
    assert (
        page.index("Second facts.") < page.index("The first finding") < page.index("First facts.")
    )
    assert outcomes(client) == ["Found kept"]
    second.conclusions.update(result="not-kept", cause="resource")
    assert "Confirmed on appeal." in read(client, case.get_absolute_url())


def test_an_appeal_that_is_not_decided_changes_nothing(client, promise, council):
    case = cases.case(at=Step.APPEAL, against_body=council, undertakings=[promise])
    first = case_findings.found(case, facts="First facts.")
    case.findings.create(is_appeal=True, facts="Only a draft.", drafted_at=timezone.now())
    assert list(visible.counted_findings(timezone.localdate())) == [first]
    assert "Only a draft." not in read(client, case.get_absolute_url())


def test_answers_remedies_and_notes_stand_beside_it(client, promise, council):
    today = timezone.localdate()
    case = case_findings.with_finding([promise], against_body=council, learnt="Ask earlier.")
    finding = case.findings.get()
    for words in ("We were wrong.", "We have changed our rules."):
        PublicAnswer.objects.create(case=case, words=words, at=timezone.now())
    Remedy.objects.create(finding=finding, what="Train the staff", due_on=today - DAY)
    Remedy.objects.create(
        finding=finding, what="Write to all", due_on=today - DAY, result="done", checked_on=today,
        report="Inside words", note="Seen inside",
    )  # fmt: skip
    case_findings.note(finding, words="It was four days.")
    case_findings.note(finding, words="Not confirmed.", confirmed=False)
    page = read(client, case.get_absolute_url())
    assert page.index("We have changed our rules.") < page.index("We were wrong.")
    assert page.index("It was four days.") < page.index("They gave three days.")
    for shown in ("Train the staff", "Overdue since", "Done, as checked on", "Ask earlier."):
        assert shown in page, shown
    for kept in ("Not confirmed.", "Inside words", "Seen inside"):
        assert kept not in page, kept


def test_a_retracted_finding_stays_and_says_so_above(client, promise, council):
    case = case_findings.with_finding([promise], against_body=council, learnt="Ask earlier.")
    case_findings.note(case.findings.get(), "retraction", "The letter was forged.")
    page = read(client, case.get_absolute_url())
    assert page.index("The letter was forged.") < page.index("Nobody had told them.")
    assert "Finding retracted" in page
    assert outcomes(client) == ["Finding retracted"]
    assert "Ask earlier." not in read(client, "/compact/cases/learnt/")
    assert not visible.public_conclusions(timezone.localdate())


def test_a_retraction_of_a_finding_that_an_appeal_replaced_retracts_nothing(promise, council):
    case = cases.case(at=Step.FOLLOW_UP, against_body=council, undertakings=[promise])
    first = case_findings.found(case)
    case_findings.found(case, is_appeal=True)
    case_findings.note(first, "retraction")
    assert visible.public_conclusions(timezone.localdate()).count() == 1


@pytest.mark.parametrize(
    ("facts", "shown", "kept"),
    [
        ({}, ["Wardour Carers", "Library hours"], []),
        ({"is_unnamed": True}, ["An organisation that asked"], ["Wardour Carers", "Library hours"]),
        (
            {"raised": "person", "organisation": None, "person_name": "Ivy Green"},
            ["A person"],
            ["Ivy Green", "Library hours"],
        ),
    ],
)
def test_who_raised_it_and_what_it_is_about(client, promise, council, ours, facts, shown, kept):
    case = case_findings.with_finding(
        [promise],
        **{"organisation": ours, "against_body": council, "about_title": "Library hours"} | facts,
    )
    page = read(client, case.get_absolute_url())
    assert [words for words in shown if words not in page] == []
    assert [words for words in kept if words in page] == []


@pytest.mark.parametrize("is_public", [True, False])
def test_of_a_settled_case_the_agreed_words_or_only_the_step(client, promise, council, is_public):
    case = cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise])
    case_findings.settled(case, "They meet every month.", is_public=is_public)
    Case.objects.update(learnt="Talk.", closed_because="Inside.")
    page = read(client, case.get_absolute_url())
    assert "Settled informally" in page
    assert ("They meet every month." in page) == is_public
    assert "Talk." not in page
    assert "Inside." not in page


def test_words_to_which_one_side_did_not_agree_are_not_shown(client, council):
    case = case_findings.settled(cases.case(at=Step.INFORMAL, against_body=council))
    case.settlement.complainant_agreed_at = None
    case.settlement.save()
    assert "They meet every month." not in read(client, case.get_absolute_url())


def test_it_says_when_the_other_side_had_not_signed(client, promise, council):
    case = cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise])
    assert "which Wiltshire Council had signed." in read(client, case.get_absolute_url())
    case.cites.update(had_signed=False)
    assert "Wiltshire Council had not signed the Compact." in read(client, case.get_absolute_url())


def test_a_draft_step_is_not_shown(client, council):
    case = cases.case(at=Step.DRAFT, against_body=council)
    life.move(case, life.Next(Step.RECEIVED), by=None)
    Case.objects.update(acknowledged_on=timezone.localdate())
    page = read(client, case.get_absolute_url())
    assert "Draft" not in page
    assert "Received" in page


# What was learnt


def test_what_was_learnt_is_on_the_page_of_the_undertaking(client, promise, other, council):
    case_findings.with_finding([promise], against_body=council, learnt="Ask earlier.")
    case_findings.with_finding([other], against_body=council, learnt="Pay earlier.")
    page = read(client, "/compact/consultation/c2/")
    assert "What cases have taught" in page
    assert "Ask earlier." in page
    assert "Pay earlier." not in page
    assert "1 Compact case is about it" in page
    every = read(client, "/compact/cases/learnt/")
    assert "Ask earlier." in every
    assert "Pay earlier." in every
    one = read(client, "/compact/cases/learnt/?undertaking=funding/f1")
    assert "Ask earlier." not in one
    assert "Pay earlier." in one
