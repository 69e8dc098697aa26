"""The command: what it prints, how it ends, and what stands in the register afterwards."""

from decimal import Decimal
from io import StringIO

from django.core.management import CommandError, call_command
from django.db.models import Sum

import pytest

from assembly.core.models import Event
from assembly.funding.management.commands import import_grants
from assembly.funding.models import Award, AwardImport

from .conftest import json_grant

pytestmark = pytest.mark.django_db


def run(path, **options):
    """Return what the command printed, what it complained of and how it ended."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_grants", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_a_good_file_is_loaded_and_summed(write_csv):
    out, err, code = run(write_csv({}, {"Identifier": "360G-council-2", "Amount Awarded": "1000"}))
    assert (err, code) == ("", 0)
    assert "2 awards, £2,250.50" in out
    assert "2 new, 0 changed, 0 unchanged." in out
    assert Award.objects.count() == 2


def test_the_same_grants_as_json_change_only_what_differs(write_csv, write_json):
    run(write_csv({}))
    out, _, code = run(write_json(json_grant(title="Another title")), accept_warnings=True)
    assert code == 0
    assert "0 new, 1 changed, 0 unchanged." in out


def test_a_bad_row_keeps_the_whole_file_out_and_ends_with_1(write_csv):
    _, err, code = run(write_csv({}, {"Identifier": "360G-council-2", "Award Date": "24/07/2014"}))
    assert code == 1
    assert "row 3: Award Date “24/07/2014” is not a date" in err
    assert "grants.csv has 1 problem, so none of it was loaded." in err
    assert not Award.objects.exists()


def test_many_problems_are_cut_short_and_counted(write_csv):
    _, err, code = run(write_csv(*[{"Title": "", "Identifier": f"360G-x-{n}"} for n in range(60)]))
    assert code == 1
    assert err.count("Title is missing") == import_grants.SHOWN_PROBLEMS
    assert "… and 10 more" in err


def test_a_file_that_breaks_off_shows_the_problems_before_it_and_ends_with_2(tmp_path):
    path = tmp_path / "grants.json"
    path.write_text('{"grants": [{},\n', "utf-8")
    _, err, code = run(path)
    assert code == 2
    assert "row 1: Identifier is missing." in err
    assert "malformed JSON at line 2, column 1" in err


def test_a_file_that_is_not_there_ends_with_2_and_one_line(tmp_path):
    out, err, code = run(tmp_path / "none.csv")
    assert (out, code) == ("", 2)
    assert err == f"There is no file {tmp_path / 'none.csv'}."


def test_a_dry_run_loads_nothing(write_csv):
    out, _, code = run(write_csv({}), dry_run=True)
    assert code == 0
    assert "1 awards" not in out
    assert "1 award, £1,250.50" in out
    assert "this was a dry run" in out
    assert not Award.objects.exists()


def test_cp1252_and_other_currencies_are_said(write_csv):
    out, _, _ = run(write_csv({"Currency": "EUR"}, encoding="cp1252"))
    assert "Read as Windows-1252 (cp1252)" in out
    assert "In another currency: 1 award, listed and not added up." in out


def test_progress_is_shown(write_csv, monkeypatch):
    monkeypatch.setattr(import_grants, "STEP", 2)
    out, _, _ = run(write_csv(*[{"Identifier": f"360G-x-{n}"} for n in range(5)]))
    assert "Checked 4 rows" in out
    assert "Loaded 4 rows" in out


def test_the_person_who_loads_is_on_the_record(write_csv, dev):
    _, _, code = run(write_csv({}), by="DEV@example.org")
    assert code == 0
    assert AwardImport.objects.get().imported_by == dev
    assert Event.objects.get(name="funding.imported").actor == dev


def test_an_unknown_person_is_refused_before_anything_is_read(write_csv):
    _, err, code = run(write_csv({}), by="nobody@example.org")
    assert (err, code) == ("Nobody has the e-mail address nobody@example.org.", 1)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "rows", "total"),
    [
        ("trafford_council_voluntary_sector_grants.csv", 555, "1291436.54"),
        ("trafford_council_voluntary_sector_grants.json", 555, "1291436.54"),
        ("abct_open_programme_360giving.json", 783, "12785625.00"),
    ],
)
def test_a_real_file_is_loaded_to_the_penny_and_once(shared_data, name, rows, total):
    path = shared_data / "grants" / name
    out, err, code = run(path)
    assert (err, code) == ("", 0)
    assert f"{rows} new, 0 changed, 0 unchanged." in out
    assert Award.objects.aggregate(total=Sum("amount"))["total"] == Decimal(total)

    out, _, code = run(path)
    assert f"0 new, 0 changed, {rows} unchanged." in out
    assert Award.objects.count() == rows
    assert AwardImport.objects.count() == 1


@pytest.mark.shared_data
def test_the_two_forms_of_one_publication_are_one_set_of_awards(shared_data):
    run(shared_data / "grants" / "trafford_council_voluntary_sector_grants.csv")
    out, _, _ = run(shared_data / "grants" / "trafford_council_voluntary_sector_grants.json")
    assert "0 new, 0 changed, 555 unchanged." in out
