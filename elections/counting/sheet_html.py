"""The count sheet as a page of its own: one file, no scripts, to read on a screen or to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .results import Count, Stage, Transfer
from .sheet_rows import (
    SheetRow,
    constraint_sentences,
    outcome_of,
    receiver,
    stage_title,
    stages_with_rows,
)
from .words import visible

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem; border-top: 2px solid #1a1a1a; }
p, li { max-width: 42rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; margin: 1rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { padding: 0.3rem 1rem 0.3rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid #b1b4b6; }
thead th { border-bottom: 2px solid #1a1a1a; }
td, thead th { white-space: nowrap; }
td.figure, th.figure { text-align: right; }
tbody th { font-weight: 400; min-width: 9rem; }
tr.elected th, tr.elected td { font-weight: 600; }
@media (max-width: 40rem) { dl { display: block; } dt { margin-top: 0.5rem; } }
@page { margin: 18mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .table { overflow: visible; }
  section { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


def count_page(count: Count, sha256: str) -> str:
    """Return the whole document. Everything that came from a file is escaped, and seen."""
    title = _shown(f"Count sheet: {count.election.ballots.title or 'untitled contest'}")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{title}</h1>",
            *_elected(count),
            *_facts(count, sha256),
            *_outcomes(count),
            *(
                line
                for stage, rows in stages_with_rows(count)
                for line in _stage(count, stage, rows)
            ),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _elected(count: Count) -> Iterable[str]:
    yield "<p>Elected, in this order:</p>"
    yield "<ol>"
    for number in count.elected:
        yield f"<li>{_shown(count.name_of(number))}</li>"
    yield "</ol>"


def _facts(count: Count, sha256: str) -> Iterable[str]:
    facts = [
        ("Rule", count.rule),
        ("Seats", f"{count.seats:,}"),
        ("Papers", f"{count.papers:,}"),
        ("Valid", f"{count.valid:,}"),
        ("Without a preference", f"{count.papers - count.valid:,}"),
        ("Quota", f"{count.quota:.{count.decimals}f}"),
        *(("Constraints", sentence) for sentence in constraint_sentences(count)),
        ("Seed of the draw", count.election.seed),
        *(("Note", note) for note in count.notes),
        ("SHA-256 of the ballot file", sha256),
    ]
    yield "<dl>"
    for name, fact in facts:
        if fact:
            yield f"<dt>{_shown(name)}</dt><dd>{_shown(fact)}</dd>"
    yield "</dl>"


def _outcomes(count: Count) -> Iterable[str]:
    numbers = range(1, len(count.candidates) + 1)
    yield from _table(
        "What became of the candidates",
        ("Candidate", "First preferences", "Votes at the end", "Outcome"),
        [
            (
                count.name_of(number),
                _figure(count, count.stages[0].votes.get(number)),
                _figure(count, count.stages[-1].votes.get(number)),
                outcome_of(count, number),
            )
            for number in numbers
        ],
        figures=(1, 2),
        strong=[number in count.elected for number in numbers],
    )


def _stage(count: Count, stage: Stage, rows: Sequence[SheetRow]) -> Iterable[str]:
    yield f'<section aria-labelledby="stage-{stage.number}">'
    yield f'<h2 id="stage-{stage.number}">{_shown(stage_title(count, stage))}</h2>'
    yield f"<p>{_shown(stage.reason)}</p>"
    if stage.transfers:
        yield from _table(
            f"Papers moved at stage {stage.number}",
            ("From", "To", "Papers", "Value of each", "Votes"),
            [_transfer(count, transfer) for transfer in stage.transfers],
            figures=(2, 3, 4),
            strong=[False] * len(stage.transfers),
        )
    yield from _table(
        f"Votes after stage {stage.number}",
        ("Candidate", "Change", "Votes", "Now"),
        [
            (row.name, _change(count, row.change), _figure(count, row.votes), row.mark)
            for row in rows
        ],
        figures=(1, 2),
        strong=[row.mark.startswith("elected") for row in rows],
    )
    if stage.outcome:
        yield f"<p><strong>{_shown(stage.outcome)}</strong></p>"
    if stage.verdicts:
        yield "<ul>"
        for each in stage.verdicts:
            yield f"<li><strong>{_shown(each.verdict.title())}:</strong> {_shown(each.reason)}</li>"
        yield "</ul>"
    yield "</section>"


def _transfer(count: Count, transfer: Transfer) -> tuple[str, ...]:
    return (
        count.name_of(transfer.from_candidate),
        receiver(count, transfer),
        f"{transfer.papers:,}",
        _figure(count, transfer.value) or "various",
        _figure(count, transfer.votes),
    )


def _table(
    caption: str,
    heading: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    figures: Sequence[int],
    strong: Sequence[bool],
) -> Iterable[str]:
    """Write a table whose first column heads its rows; `figures` are the columns of numbers."""
    kinds = [' class="figure"' if column in figures else "" for column in range(len(heading))]
    yield f'<div class="table" role="region" aria-label="{_shown(caption)}" tabindex="0"><table>'
    yield f"<caption>{_shown(caption)}</caption>"
    heads = zip(heading, kinds, strict=True)
    titles = "".join(f'<th scope="col"{kind}>{_shown(text)}</th>' for text, kind in heads)
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for (first, *others), is_strong in zip(rows, strong, strict=True):
        cells = "".join(
            f"<td{kind}>{_shown(text)}</td>" for text, kind in zip(others, kinds[1:], strict=True)
        )
        opening = '<tr class="elected">' if is_strong else "<tr>"
        yield f'{opening}<th scope="row">{_shown(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _shown(text: str) -> str:
    return escape(visible(text))


def _figure(count: Count, units: int | None) -> str:
    return "" if units is None else count.figure(units)


def _change(count: Count, units: int) -> str:
    if not units:
        return ""
    sign = "+" if units > 0 else "\N{MINUS SIGN}"
    return f"{sign}{count.figure(abs(units))}"
