"""A file of awards that is uploaded on a screen: what it would do, and what it did."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import pounds
from assembly.core.text_files import Encoding
from assembly.core.uploads.forms import UploadForm
from assembly.core.uploads.kinds import Kind, Options, Progress, Report
from assembly.funding import rules, services
from assembly.funding.importers import checking
from assembly.funding.importers.files import SourceFile, open_source
from assembly.funding.lines import Loaded

# Below what the proxy lets through (deploy/nginx.conf), so that the refusal is a sentence of ours.
LARGEST = 15 * 1024**2
NOTHING_NEW = "All of it is in the register already, so applying it changes nothing."


class AwardUploadForm(UploadForm):
    attribution = forms.CharField(
        label="Whose data it is, and under which licence",
        required=False,
        max_length=300,
        help_text="Shown with every award of the file. For example: Wiltshire Council, Open Government Licence v3.0.",
    )


def check(path: Path, options: Options, progress: Progress) -> Report:
    today = timezone.localdate()
    file = open_source(path)
    found = checking.check(file, on=today, progress=progress)
    loaded = services.preview_awards(checking.read_usable_lines(file, on=today))
    refusal = str(found.broken_off or rules.may_be_imported(found.batch).reason)
    return Report(
        (*_counts(found.rows, loaded), ("Problems", found.problem_count)),
        _notes(file, found, loaded),
        problem_count=found.problem_count,
        problems=tuple((problem.row, problem.reason) for problem in found.problems),
        refusal=refusal,
    )


def carry_out(path: Path, options: Options, by: Any) -> Report:
    today = timezone.localdate()
    file = open_source(path)
    found = checking.check(file, on=today)
    if found.broken_off:
        raise found.broken_off
    batch = replace(found.batch, attribution=options["attribution"])
    loaded = services.import_awards(batch, checking.read_lines(file, on=today), by=by)
    return Report(_counts(found.rows, loaded), _notes(file, found, loaded))


def _counts(rows: int, loaded: Loaded) -> tuple[tuple[str, int], ...]:
    return (
        ("Awards in the file", rows),
        ("New awards", loaded.new),
        ("Changed awards", loaded.changed),
        ("The same as before", loaded.unchanged),
        ("Of these, newly linked to a public body, department or organisation", loaded.linked),
    )


def _notes(file: SourceFile, found: checking.Check, loaded: Loaded) -> tuple[str, ...]:
    notes = [f"Read as {file.format.value}. It comes to {pounds(found.total)}."]
    if file.encoding is Encoding.CP1252:
        notes.append("Read as Windows-1252 (cp1252), because it is not UTF-8.")
    if found.other_currencies:
        awards = in_words(found.other_currencies, "awards are", one="award is")
        notes.append(f"{awards} in another currency, and not added up.")
    if found.rows and not (found.problem_count or loaded.new or loaded.changed):
        notes.append(NOTHING_NEW)
    return tuple(notes)


KIND = Kind(
    code="awards",
    title="Load awards",
    permission="funding.load_awards",
    largest=LARGEST,
    about="funding/staff/award_upload_about.html",
    check=check,
    carry_out=carry_out,
    form=AwardUploadForm,
)
