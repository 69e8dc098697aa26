"""Cases under the Compact, for the nets that go over the whole site."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.compact.cases.papers import services
from assembly.compact.cases.papers.services import Written
from assembly.compact.models import Step
from tests.factories import case_findings, cases


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
