"""Cases under the Compact, for the nets that go over the whole site."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from assembly.compact.cases.life import Next, lock, move
from assembly.compact.cases.papers import services
from assembly.compact.cases.papers.services import Written
from assembly.compact.cases.stopping.services import stop_clock
from assembly.compact.models import Pause, Step
from tests.factories import case_findings, cases
from tests.factories.elections import DAY
from tests.factories.membership import UserFactory


def raised(world: Any) -> None:
    """One that waits to be acknowledged, and a draft for the Compact Board."""
    records = world.records
    facts = {"against_body": records["body"], "undertakings": [records["undertaking"]]}
    records["case_received"] = cases.case(organisation=records["member"], **facts)
    records["case_draft"] = cases.case(at=Step.DRAFT, raised="board", **facts)


def public(world: Any) -> None:
    """With a public finding, on a body and on an organisation; retracted; settled; and one that nobody knows of."""
    records = world.records
    about = [records["undertaking"]]
    facts = {"against_body": records["body"], "undertakings": about}
    ended = {"against_body": records["body"], "organisation": records["member"]}
    records["case_found"] = case_findings.with_finding(about, learnt="Ask earlier.", **ended)
    records["case_retracted"] = case_findings.with_finding(about, is_unnamed=True, **ended)
    case_findings.note(records["case_retracted"].findings.get(), "retraction")
    records["case_settled"] = case_findings.settled(cases.case(at=Step.INFORMAL, **facts))
    on_organisation = {"against_organisation": records["member"], "raised": "board"}
    records["case_on_organisation"] = case_findings.with_finding(about, **on_organisation)
    records["case_unlisted"] = cases.case(at=Step.PANEL, undertakings=about, **on_organisation)


def papers(world: Any) -> None:
    """A message, and a file of which the other side knows nothing."""
    records, asha = world.records, world.people["delegate"]
    records["case_message"] = services.write_message(
        records["case"], Written("We met on Monday."), by=asha
    )
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 our plan")
    records["case_piece"] = services.hand_in(
        records["case"], Written(title="Our plan", readers=frozenset()), file, by=asha
    )


def _panel(world: Any, case: Any, *, is_appeal: bool = False, named_only: str = "") -> None:
    """Three who hear it; `named_only` has not said yet whether they have an interest."""
    people = (
        world.people["compact"],
        world.records["compact_colleague"],
        world.records["compact_third"],
    )
    for person, side in zip(people, ("sector", "public", "sector"), strict=True):
        case.panel.create(
            person=person,
            side=side,
            is_appeal=is_appeal,
            named_at=case.raised_at,
            sits_since=None if named_only == person.name else case.raised_at,
        )


def _heard(world: Any, at: Step, *, days_ago: int = 1, decided: bool = False, **draft: Any) -> Any:
    """A case at a step of its hearing, with three who hear it and a finding that is drafted or decided."""
    records = world.records
    case = cases.case(
        at=at,
        on=timezone.localdate() - days_ago * DAY,
        organisation=records["member"],
        against_body=records["body"],
        undertakings=[records["undertaking"]],
    )
    _panel(world, case)
    facts = {"decided_on": timezone.localdate(), "agreed": 3, "of_members": 3} if decided else {}
    finding = case.findings.create(facts="Three days.", drafted_at=case.raised_at, **facts, **draft)
    finding.conclusions.create(cited=case.cites.get(), result="not-kept", reasons="Too short.")
    return case


def heard(world: Any) -> None:
    """One at every step of a hearing at which somebody has to act."""
    records = world.records
    records["compact_third"] = UserFactory(office="Compact Board")
    today = timezone.localdate()
    named = cases.case(at=Step.PANEL, organisation=records["member"], against_body=records["body"])
    _panel(world, named, named_only=world.people["compact"].name)
    records["case_named"] = named
    records["case_hearing"] = _heard(world, Step.PANEL)
    records["case_correcting"] = _heard(world, Step.CORRECTION, facts_sent_on=today)
    records["case_corrected"] = _heard(
        world, Step.CORRECTION, days_ago=40, facts_sent_on=today - 40 * DAY
    )
    records["case_finding"] = _heard(world, Step.FINDING)
    agreed = records["case_agreed"] = _heard(world, Step.FINDING)
    for member in agreed.panel.all():
        agreed.findings.get().agreements.create(
            member=member, edit=1, agrees=True, at=agreed.raised_at
        )
    records["case_to_appeal"] = _heard(world, Step.TO_APPEAL, decided=True)
    appealed = records["case_appealed"] = _heard(world, Step.TO_APPEAL, decided=True)
    move(lock(appealed), Next(Step.APPEAL), by=None)
    appealed.appeals.create(side="complainant", grounds="Our letter.", at=timezone.now())
    remedied = records["case_remedied"] = _heard(world, Step.REMEDY, decided=True)
    for name in ("reported", "checked"):
        records[f"remedy_{name}"] = remedied.findings.get().remedies.create(
            what=f"To be {name}.", due_on=today + 30 * DAY
        )
    records["case_followed"] = _heard(world, Step.FOLLOW_UP, decided=True)
    records["case_note"] = (
        records["case_on_organisation"]
        .findings.get()
        .notes.create(
            kind="correction",
            words="It was four days.",
            by=records["compact_colleague"],
            proposed_at=timezone.now(),
        )
    )
    _clocks(world, today)


def _clocks(world: Any, today: Any) -> None:
    """One that is stopped, and one that is overdue."""
    records, support = world.records, world.people["support"]
    sides = {"organisation": records["member"], "against_body": records["body"]}
    records["case_stopped"] = cases.case(at=Step.INFORMAL, **sides)
    stop_clock(records["case_stopped"], Pause.Reason.AGREED, by=support)
    records["case_overdue"] = cases.case(at=Step.INFORMAL, on=today - 60 * DAY, **sides)


@transaction.atomic  # a case is locked while it is acted on, and a copied site is made outside of every test
def build(world: Any) -> None:
    """`case` is of the member against the public body, both sides of which try to settle it."""
    records = world.records
    records["case"] = cases.case(
        at=Step.INFORMAL,
        organisation=records["member"],
        against_body=records["body"],
        undertakings=[records["undertaking"]],
    )
    raised(world)
    public(world)
    papers(world)
    heard(world)
