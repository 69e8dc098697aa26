"""The words of a hearing as lines for those in the case. What somebody may read of them is for `desk`."""

from collections.abc import Iterable

from assembly.compact.models import Case, Conclusion, FactsAnswer, Finding, Remedy
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day

Row = tuple[str, str]


def facts_rows(finding: Finding | None) -> list[Row]:
    return [("The facts", finding.facts)] if finding and finding.facts else []


def answers_in(case: Case) -> list[FactsAnswer]:
    found = FactsAnswer.objects.filter(finding__case=case, finding__is_appeal=False)
    return list(found.order_by("side"))


def answer_rows(answers: Iterable[FactsAnswer]) -> list[Row]:
    return [(one.get_side_display(), one.words or "The facts are right.") for one in answers]


def finding_rows(finding: Finding | None) -> list[Row]:
    """Everything in it. Three queries, or none where they were fetched before."""
    if finding is None:
        return []
    conclusions = finding.conclusions.select_related("cited__undertaking")
    return [
        *facts_rows(finding),
        *((one.cited.undertaking.number, _conclusion(one)) for one in conclusions),
        *(("To be done", remedy_in_words(one)) for one in finding.remedies.all()),
        *_votes(finding),
    ]


def _conclusion(one: Conclusion) -> str:
    cause = f"\nCause: {one.get_cause_display()}." if one.cause else ""
    return f"{one.get_result_display()}.{cause}\n{one.reasons}"


def remedy_in_words(one: Remedy) -> str:
    said = [f"{one.what} By {short_day(one.due_on)}."]
    if one.report and one.reported_on:
        said.append(f"Reported on {short_day(one.reported_on)}: {one.report}")
    if one.result and one.checked_on:
        said.append(
            f"{one.get_result_display()}, checked on {short_day(one.checked_on)}: {one.note}"
        )
    return "\n".join(said)


def _votes(finding: Finding) -> list[Row]:
    if finding.decided_on is None or finding.agreed is None or finding.of_members is None:
        return []
    agreed = in_words(finding.agreed, "members", one="member")
    return [
        ("Decided", f"On {short_day(finding.decided_on)}, by {agreed} of {finding.of_members}.")
    ]
