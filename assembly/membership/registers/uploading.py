"""A file of charities that is uploaded on a screen: what it would do, and what it did."""

from pathlib import Path
from typing import Any

from django import forms

from assembly.core.figures import in_words
from assembly.core.uploads.forms import UploadForm
from assembly.core.uploads.kinds import Kind, Options, Problems, Progress, Report
from assembly.membership import rules
from assembly.membership.services.registers import (
    Listening,
    Loaded,
    import_register,
    preview_register,
)

from .files import RegisterFile, open_register, read_lines

LARGEST = 400 * 1024**2
NOTHING_NEW = "All of it is in the register already, so applying it changes nothing."


class RegisterUploadForm(UploadForm):
    areas = forms.CharField(
        label="Only these areas",
        required=False,
        max_length=500,
        help_text="First parts of postcodes, post towns or counties, separated by commas: SN, BA14, Wiltshire. "
        "Leave it empty for the whole file.",
    )

    def clean_areas(self) -> list[str]:
        return [area.strip() for area in self.cleaned_data["areas"].split(",") if area.strip()]


def check(path: Path, options: Options, progress: Progress) -> Report:
    file = open_register(path)
    problems = Problems()
    loaded, concerned = preview_register(
        read_lines(file),
        areas=tuple(options["areas"]),
        tell=Listening(problems.note, progress=progress),
        is_whole=file.layout.is_whole,
    )
    counts = (*_counts(loaded), ("Organisations of ours whose entry is new or changed", concerned))
    notes = [_kind_of(file), *_of_missing(loaded)]
    if loaded.rows and not (loaded.bad or loaded.new or loaded.changed or loaded.gone):
        notes.append(NOTHING_NEW)
    return Report(
        counts,
        tuple(notes),
        problem_count=problems.number,
        problems=tuple(problems.kept),
        refusal=rules.registers.may_be_loaded(file.name, loaded.rows, loaded.bad).reason,
    )


def carry_out(path: Path, options: Options, by: Any) -> Report:
    file = open_register(path)
    loaded = import_register(file, read_lines(file), by=by, areas=tuple(options["areas"]))
    differing = ("Organisations of ours that differ from the register now", loaded.differing)
    return Report((*_counts(loaded), differing), (_kind_of(file), *_of_missing(loaded)))


def _kind_of(file: RegisterFile) -> str:
    return f"Read as {file.layout.name}, {file.form}."


def _of_missing(loaded: Loaded) -> list[str]:
    """Said where a file misses too many to be the whole register."""
    if not loaded.missing:
        return []
    entries = in_words(loaded.missing, "entries")
    return [
        f"The file does not hold {entries} that the register held before. A month takes far fewer away, so it is "
        "read as a part of the register, and none of them is marked as gone."
    ]


def _counts(loaded: Loaded) -> tuple[tuple[str, int], ...]:
    return (
        ("Rows in the file", loaded.rows),
        ("New entries", loaded.new),
        ("Changed entries", loaded.changed),
        ("The same as before", loaded.unchanged),
        ("Rows refused", loaded.bad),
        ("Repeats of a number, merged", loaded.repeats),
        ("Branches of another charity, left out", loaded.linked),
        ("Outside the areas, left out", loaded.elsewhere),
        ("Removed charities among the new and changed", loaded.removed),
        ("No longer in the register, marked so", loaded.gone),
    )


KIND = Kind(
    code="register",
    title="Load the register of charities",
    permission="membership.load_register",
    largest=LARGEST,
    about="membership/staff/register_upload_about.html",
    check=check,
    carry_out=carry_out,
    form=RegisterUploadForm,
    zipped=True,
)
