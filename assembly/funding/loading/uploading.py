"""A file of awards that is uploaded on a screen: what it would do, and what it did."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, RuleBroken, Ruling
from assembly.core.templatetags.assembly import pounds
from assembly.core.text_files import Encoding
from assembly.core.uploads.forms import ChoicesForm, UploadForm
from assembly.core.uploads.kinds import Kind, Options, Progress, Report
from assembly.funding import rules, services
from assembly.funding.importers import checking
from assembly.funding.importers.files import SourceFile, open_source
from assembly.funding.lines import Loaded
from assembly.funding.models import Award

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
    uk_dates = forms.BooleanField(
        label="Days are written as in Britain, 24/07/2014",
        required=False,
        help_text="Otherwise a day is written 2014-07-24, and any other is refused.",
    )


class AwardChoicesForm(ChoicesForm):
    leave_out = forms.CharField(
        label="Load all but these rows",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Rows like 7, 12-14. Those that cannot be used are filled in. Empty it to correct the file first.",
    )
    accept_warnings = forms.BooleanField(
        label="I have looked at the warnings, and the rows can be loaded as they are",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bad = self.report.get("bad_rows") or ()
        if not bad and not self.report.get("warning_count"):
            self.fields.clear()
        elif not self.report.get("warning_count"):
            del self.fields["accept_warnings"]
        if "leave_out" in self.fields:
            self.initial.setdefault("leave_out", rules.rows_in_words(bad))

    def clean_leave_out(self) -> list[int]:
        try:
            return list(rules.rows_named(self.cleaned_data["leave_out"]))
        except RuleBroken as problem:
            raise forms.ValidationError(str(problem)) from problem


def check(path: Path, options: Options, progress: Progress) -> Report:
    today = timezone.localdate()
    file = open_source(path, uk_dates=options.get("uk_dates", False))
    found = checking.check(file, on=today, progress=progress)
    loaded = services.preview_awards(checking.read_usable_lines(file, on=today))
    return Report(
        (
            *_counts(found.rows, loaded),
            ("Problems", found.problem_count),
            ("Warnings", found.warning_count),
        ),
        _notes(file, found, loaded),
        problem_count=found.problem_count,
        problems=tuple((problem.row, problem.reason) for problem in found.problems),
        warning_count=found.warning_count,
        warnings=tuple((warning.row, warning.reason) for warning in found.warnings),
        bad_rows=tuple(found.bad_rows) if found.can_leave_out else (),
        refusal=str(found.broken_off or _never(found).reason),
    )


def carry_out(path: Path, options: Options, by: Any) -> Report:
    today = timezone.localdate()
    file = open_source(path, uk_dates=options.get("uk_dates", False))
    leave_out = tuple(options.get("leave_out", ()))
    found = checking.check(file, on=today, leave_out=leave_out)
    if found.broken_off:
        raise found.broken_off
    batch = replace(
        found.batch,
        attribution=options["attribution"],
        accepts_warnings=bool(options.get("accept_warnings")),
        left_out=leave_out,
    )
    lines = checking.read_lines(file, on=today, leave_out=leave_out)
    loaded = services.import_awards(batch, lines, by=by)
    return Report(_counts(found.rows, loaded), _notes(file, found, loaded, leave_out))


def _never(found: checking.Check) -> Ruling:
    """Why no choice lets the file in: it holds nothing, or more bad rows than can be named."""
    if found.problem_count and found.can_leave_out:
        return ALLOWED
    return rules.may_be_imported(replace(found.batch, accepts_warnings=True))


def _counts(rows: int, loaded: Loaded) -> tuple[tuple[str, int], ...]:
    return (
        ("Awards in the file", rows),
        ("New awards", loaded.new),
        ("Changed awards", loaded.changed),
        ("The same as before", loaded.unchanged),
        ("Of these, newly linked to a public body, department or organisation", loaded.linked),
    )


def _notes(
    file: SourceFile, found: checking.Check, loaded: Loaded, left_out: tuple[int, ...] = ()
) -> tuple[str, ...]:
    notes = [f"Read as {file.format.value}. It comes to {pounds(found.total)}."]
    if file.encoding is Encoding.CP1252:
        notes.append("Read as Windows-1252 (cp1252), because it is not UTF-8.")
    notes += told(found)
    if left_out:
        notes.append(f"Left out by choice: {_rows(left_out)}.")
    if found.rows and not (found.problem_count or loaded.new or loaded.changed):
        notes.append(NOTHING_NEW)
    return tuple(notes)


def told(found: checking.Check) -> list[str]:
    """What totals will leave out, and what was read in another way than it is written."""
    labels = dict(Award.Apart.choices)
    return [
        *(
            f"{labels[reason]}: {in_words(number, 'awards', one='award')}, listed and not added up."
            for reason, number in found.apart.items()
        ),
        *(
            f"{note}: {in_words(number, 'rows', one='row')}."
            for note, number in found.notes.items()
        ),
    ]


def _rows(rows: tuple[int, ...]) -> str:
    return f"{'row' if len(rows) == 1 else 'rows'} {rules.rows_in_words(rows)}"


KIND = Kind(
    code="awards",
    title="Load awards",
    permission="funding.load_awards",
    largest=LARGEST,
    about="funding/staff/award_upload_about.html",
    check=check,
    carry_out=carry_out,
    form=AwardUploadForm,
    choices=AwardChoicesForm,
    zipped=True,
)
