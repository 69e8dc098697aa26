"""An official register is loaded for looking up: what is kept, what is listed, and that nothing is half done."""

import datetime as dt
import json
from decimal import Decimal
from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from assembly.core.models import Event
from assembly.membership.management.commands import import_charities
from assembly.membership.models import RegisterEntry, RegisterImport
from assembly.membership.registers.charities import COMMISSION_COLUMNS
from assembly.membership.services import registers
from assembly.notifications.models import Notification
from tests.factories.membership import OrganisationFactory, UserFactory

from .register_files import COMMISSION, SAMPLE, write_json, write_rows, write_sample, write_tabs

pytestmark = pytest.mark.django_db


def run(path, **options):
    """Return what the command printed, what it complained of and how it ended."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_charities", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def number(n):
    return {"registered_charity_number": n, "charity_name": f"CHARITY {n}"}


# What is kept


@pytest.mark.parametrize("write", [write_json, write_tabs])
def test_the_public_extract_is_read_in_both_forms(tmp_path, write):
    out, err, code = run(write(tmp_path / "charity.txt", {}))
    assert (err, code) == ("", 0)
    assert "1 rows read, 1 entries." in out
    entry = RegisterEntry.objects.get()
    kept = {
        "org_id": "GB-CHC-9900001",
        "register": "GB-CHC",
        "number": "9900001",
        "company_number": "01234567",
        "name": "ASHMERE CARERS' CIRCLE",
        "name_key": "ashmere carers circle",
        "status": "registered",
        "registered_on": dt.date(1998, 4, 2),
        "removed_on": None,
        "website": "https://www.ashmere-carers.example.org",
        "domain": "ashmere-carers.example.org",
        "postcode": "SN10 1AA",
        "area": "Wiltshire",
        "activities": "Time off, company and advice for carers.",
        "latest_income": Decimal(12_500),
        "legal_form": "company",
        "line": 1 if write is write_json else 2,
    }
    assert {name: getattr(entry, name) for name in kept} == kept


def test_nothing_personal_is_kept(tmp_path):
    run(write_json(tmp_path / "charity.json", {}))
    kept = json.dumps(list(RegisterEntry.objects.values()), default=str)
    for personal in ("mrs.smith", "Mrs Smith", "High Street", "01632"):
        assert personal not in kept
    assert not any("email" in column or "phone" in column for column in COMMISSION_COLUMNS)


@pytest.mark.parametrize("mark", [True, False])
def test_a_byte_order_mark_is_no_obstacle(tmp_path, mark):
    assert run(write_json(tmp_path / "charity.json", {}, mark=mark))[2] == 0
    assert RegisterEntry.objects.count() == 1


def test_cp1252_is_read_and_said(tmp_path):
    row = {**SAMPLE, "name": "CAFÉ ASHMERE"}
    out, _, code = run(write_rows(tmp_path / "sample.csv", [row], ",", "cp1252"))
    assert code == 0
    assert "Windows-1252" in out
    assert RegisterEntry.objects.get().name == "CAFÉ ASHMERE"


def test_only_the_charity_itself_is_kept(tmp_path):
    branch = {"linked_charity_number": 1, "charity_name": "A BRANCH"}
    out, _, code = run(write_json(tmp_path / "charity.json", {}, branch))
    assert code == 0
    assert "another charity: 1." in out
    assert RegisterEntry.objects.get().name == "ASHMERE CARERS' CIRCLE"


FORMS = [
    # charity_type            is_cio  legal form  company
    ("CIO",                    None,  "cio",      ""),
    ("Other",                  True,  "cio",      ""),
    ("Trust",                  None,  "trust",    "01234567"),
    ("Charitable company",     False, "company",  "01234567"),
    ("Previously excepted",    None,  "",         "01234567"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "is_cio", "form", "company"), FORMS)
def test_the_legal_form_is_a_hint_and_a_cio_has_no_company(tmp_path, kind, is_cio, form, company):
    run(write_json(tmp_path / "charity.json", {"charity_type": kind, "charity_is_cio": is_cio}))
    entry = RegisterEntry.objects.get()
    assert (entry.legal_form, entry.company_number) == (form, company)


@pytest.mark.parametrize(
    ("written", "org_id"),
    [
        ("GB-SC-SC042386", "GB-SC-SC042386"),
        ("GB-NIC-100019", "GB-NIC-100019"),
        ("GB-NIC-NI100019", "GB-NIC-100019"),
    ],
)
def test_charities_of_all_three_regulators(tmp_path, written, org_id):
    run(write_sample(tmp_path / "sample.csv", {"org_id": written}))
    assert RegisterEntry.objects.get().org_id == org_id


@pytest.mark.parametrize(
    ("web", "website", "domain"),
    [
        ("WWW.Example.ORG", "https://WWW.Example.ORG", "example.org"),
        ("n/a", "", ""),
        ("http://[", "", ""),
        ("none yet", "", ""),
    ],
)
def test_a_website_that_is_none_is_left_out(tmp_path, web, website, domain):
    run(write_sample(tmp_path / "sample.csv", {"web": web}))
    entry = RegisterEntry.objects.get()
    assert (entry.website, entry.domain) == (website, domain)


def test_a_removed_charity_is_kept_as_removed(tmp_path):
    removal = {"charity_registration_status": "Removed", "date_of_removal": "2015-05-03T00:00:00"}
    out, _, _ = run(write_json(tmp_path / "charity.json", removal))
    assert "Removed charities among the new and changed entries: 1." in out
    entry = RegisterEntry.objects.get()
    assert (entry.is_removed, entry.removed_on) == (True, dt.date(2015, 5, 3))
    assert not RegisterEntry.objects.registered().exists()


# Twice the same


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = write_json(tmp_path / "charity.json", number(9900001), number(9900002))
    assert "2 new, 0 changed, 0 unchanged." in run(path)[0]
    assert "0 new, 0 changed, 2 unchanged." in run(path)[0]
    assert (RegisterEntry.objects.count(), RegisterImport.objects.count()) == (2, 1)
    event = Event.objects.get(name="membership.register_imported")
    assert (event.data["rows"], event.data["new"], event.data["changed"]) == (2, 2, 0)


def test_what_changed_is_changed_and_keeps_its_place(tmp_path):
    run(write_json(tmp_path / "charity.json", {}))
    before = RegisterEntry.objects.get()
    out, _, _ = run(write_json(tmp_path / "later.json", {"charity_name": "ASHMERE CARERS"}))
    after = RegisterEntry.objects.get()
    assert "0 new, 1 changed, 0 unchanged." in out
    assert (after.pk, after.name) == (before.pk, "ASHMERE CARERS")
    assert after.source.file_name == "later.json"


def test_repeats_are_merged_and_listed_with_what_differs(tmp_path):
    path = write_sample(
        tmp_path / "sample.csv", {}, {"Batch ID": "08"}, {"name": "ANOTHER", "postcode": ""}
    )
    for _ in range(2):
        out, _, code = run(path)
        assert code == 0
        assert "line 3: GB-CHC-9900001 stands further up already: merged." in out
        assert (
            "line 4: GB-CHC-9900001 stands further up already: merged; it differs in name," in out
        )
        assert "3 rows read, 1 entries." in out
        assert "Repeats merged: 2." in out
        assert RegisterEntry.objects.get().name == "ASHMERE CARERS' CIRCLE"
    assert "0 new, 0 changed, 1 unchanged." in out


def test_a_repeat_is_found_however_far_down_it_stands(tmp_path, monkeypatch):
    monkeypatch.setattr(registers, "CHUNK", 2)
    numbers = [9900001, 9900002, 9900003, 9900004, 9900005, 9900001]
    out, _, _ = run(write_json(tmp_path / "charity.json", *map(number, numbers)))
    assert "line 6: GB-CHC-9900001 stands further up already: merged." in out
    assert RegisterEntry.objects.count() == 5


@pytest.mark.shared_data
def test_the_sample_of_charities_is_read_twice_alike(shared_data):
    sample = shared_data / "charities" / "ukcat_sample.csv"
    out, err, code = run(sample)
    assert (err, code) == ("", 0)
    assert "4,203 rows read, 4,104 entries." in out
    assert "Repeats merged: 99." in out
    assert out.count("stands further up already: merged") == 99
    assert "4,104 new, 0 changed, 0 unchanged." in out
    before = list(RegisterEntry.objects.order_by("pk").values())
    assert len(before) == 4_104
    out, _, code = run(sample)
    assert code == 0
    assert "4,203 rows read, 4,104 entries." in out
    assert out.count("stands further up already: merged") == 99
    assert "0 new, 0 changed, 4,104 unchanged." in out
    assert list(RegisterEntry.objects.order_by("pk").values()) == before


def test_a_control_character_is_cleaned(tmp_path):
    path = write_json(
        tmp_path / "charity.json", number(9900007) | {"charity_activities": "Lunch\x0bclub\x07s"}
    )
    assert run(path)[2] == 0
    assert RegisterEntry.objects.get().activities == "Lunch clubs"


# All or nothing


BAD = [
    ({"registered_charity_number": 12}, "registered_charity_number: “12” is not a number"),
    ({"charity_name": " \u200b"}, "charity_name is missing."),
    ({"charity_name": "X" * 301}, "charity_name has 301 characters; 300 can be kept."),
    ({"charity_name": "A\0B"}, "charity_name holds a character that is not text."),
    ({"charity_registration_status": "Lost"}, "“Lost” is neither Registered nor Removed."),
    (
        {"date_of_registration": "02/04/1998"},
        "“02/04/1998” is not a date such as 2008-11-30. It looks like 2 April 1998: write 1998-04-02.",
    ),
    ({"date_of_registration": "1998-02-30"}, "“1998-02-30” is not a date such as 2008-11-30."),
    ({"latest_income": "a lot"}, "“a lot” is not an amount of money."),
    ({"latest_income": 10**12}, "is not an amount of money."),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_one_bad_line_keeps_the_whole_file_out(tmp_path, change, sentence):
    path = write_json(tmp_path / "charity.json", number(9900007), change, number(9900008))
    _, err, code = run(path)
    assert code == 1
    assert "line 2: " in err
    assert sentence in err
    assert "charity.json has 1 line that cannot be used, so none of it was loaded." in err
    assert not RegisterEntry.objects.exists()
    assert not RegisterImport.objects.exists()
    assert not Event.objects.filter(name="membership.register_imported").exists()


def test_a_bad_line_far_down_takes_back_what_was_written(tmp_path, monkeypatch):
    monkeypatch.setattr(registers, "CHUNK", 1)
    path = write_json(tmp_path / "charity.json", number(9900007), {"charity_name": ""}, {})
    assert run(path)[2] == 1
    assert not RegisterEntry.objects.exists()


def test_many_problems_are_cut_short_and_counted(tmp_path):
    bad = [{"org_id": f"GB-CHC-99{n:05}", "name": ""} for n in range(105)]
    _, err, code = run(write_sample(tmp_path / "sample.csv", *bad))
    assert code == 1
    assert err.count("name is missing") == import_charities.SHOWN_PROBLEMS
    assert "… and 5 more" in err
    assert "105 lines that cannot be used" in err


@pytest.mark.parametrize(
    ("org_id", "sentence"),
    [
        ("GB-COH-01234567", "names no register of charities"),
        ("", "names no register of charities"),
        ("GB-CHC-1", "is not a number of the Charity Commission"),
    ],
)
def test_a_number_that_is_none_is_named(tmp_path, org_id, sentence):
    _, err, code = run(write_sample(tmp_path / "sample.csv", {"org_id": org_id}))
    assert code == 1
    assert sentence in err


def test_a_line_with_a_cell_too_many_is_named_by_its_line(tmp_path):
    path = write_sample(tmp_path / "sample.csv", {}, {"org_id": "GB-CHC-9900002"})
    path.write_text(path.read_text("utf-8") + "\n\nGB-CHC-9900003,a,b\n", "utf-8")
    _, err, code = run(path)
    assert code == 1
    assert "line 6: It has 3 cells, and 17 columns." in err


UNREADABLE = [
    ("", "is empty."),
    ("name,address\n", "is no file of charities that is known here"),
    ("x" * 200_000 + "\n", "is no file of charities that is known here"),
    ("org_id,name,postcode,active,web,income\n", "lacks the columns date_registered"),
    ('{"charities": []}', "but not one list"),
    ("[{}", "closing ] of the list, is missing"),
    ("[{}] more", "something follows the end of the list"),
]


@pytest.mark.parametrize(("text", "sentence"), UNREADABLE)
def test_a_file_that_is_something_else_is_refused(tmp_path, text, sentence):
    path = tmp_path / "charity.txt"
    path.write_text(text, "utf-8")
    _, err, code = run(path)
    assert code == 2
    assert sentence in err


@pytest.mark.parametrize("write", [write_tabs, write_sample])
def test_a_file_of_titles_alone_is_refused(tmp_path, write):
    path = write(tmp_path / "charity.txt", {})
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    _, err, code = run(path)
    assert code == 1
    assert "has no line below its titles" in err


def test_items_that_are_no_charities_are_named(tmp_path):
    path = tmp_path / "charity.json"
    path.write_text("[7]", "utf-8")
    assert "line 1: It should be an object" in run(path)[1]


def test_a_quotation_mark_is_a_letter_of_the_extract(tmp_path):
    path = write_tabs(
        tmp_path / "charity.txt",
        number(9900001) | {"charity_activities": '"TO RELIEVE THE POOR'},
        {"registered_charity_number": 9900002, "charity_name": 'THE "OPEN DOOR" TRUST'},
        {"registered_charity_number": 9900003, "charity_name": '"SMILE" CHARITY'},
    )
    assert run(path)[1:] == ("", 0)
    entries = {entry.number: entry for entry in RegisterEntry.objects.all()}
    assert entries["9900001"].activities == '"TO RELIEVE THE POOR'
    assert entries["9900002"].name == 'THE "OPEN DOOR" TRUST'
    assert entries["9900003"].name == '"SMILE" CHARITY'


@pytest.mark.parametrize(
    ("written", "kept"),
    [("A\\\tB", "A B"), ("A\\\r\\\nB", "A B"), ("C:\\\\PAPERS", "C:\\PAPERS")],
    ids=["tab", "line end", "backslash"],
)
def test_what_has_a_backslash_before_it_belongs_to_the_words(tmp_path, written, kept):
    path = write_tabs(tmp_path / "charity.txt", {"charity_activities": "HERE"}, number(9900002))
    path.write_text(path.read_text("utf-8").replace("HERE", written, 1), "utf-8")
    assert run(path)[1:] == ("", 0)
    assert RegisterEntry.objects.get(number="9900001").activities == kept


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path):
    path = write_sample(tmp_path / "sample.csv", *[{"name": f"C {n}"} for n in range(2_000)])
    path.write_text(path.read_text("utf-8").replace("C 3,", '"C 3,'), "utf-8")
    _, err, code = run(path)
    assert code == 2
    assert "is not well-formed at line" in err
    assert not RegisterEntry.objects.exists()


def test_a_file_that_vanishes_or_changes_while_it_is_read(tmp_path, monkeypatch):
    from assembly.membership.registers.files import open_register, read_lines

    path = write_sample(tmp_path / "sample.csv", {})
    file = open_register(path)
    path.write_bytes(path.read_bytes() + b"\xff\n")
    with pytest.raises(import_charities.Unreadable, match="changed while it was being read"):
        list(read_lines(file))
    path.unlink()
    with pytest.raises(import_charities.Unreadable, match="cannot be read to its end"):
        list(read_lines(file))


# A dry run, an area, a person


def test_a_dry_run_says_everything_and_loads_nothing(tmp_path):
    out, _, code = run(write_sample(tmp_path / "sample.csv", {}, {}), dry_run=True)
    assert code == 0
    assert "2 rows read, 1 entries." in out
    assert "Repeats merged: 1." in out
    assert "this was a dry run" in out
    assert not RegisterEntry.objects.exists()
    assert not RegisterImport.objects.exists()


AREAS = [
    (["SN"], {"SN10 1AA", "SN1 1AA"}),
    (["sn1"], {"SN1 1AA"}),
    (["SN10 1", "BA14"], {"SN10 1AA", "BA14 9ZZ"}),
    (["S"], {"S1 1AA"}),
    (["wiltshire"], {"SN10 1AA"}),
]


@pytest.mark.parametrize(("areas", "kept"), AREAS)
def test_only_an_area_is_loaded(tmp_path, areas, kept):
    places = [("SN10 1AA", "Wiltshire"), ("SN1 1AA", "Swindon"), ("BA14 9ZZ", ""), ("S1 1AA", "")]
    rows = [
        {
            **number(9900001 + n),
            "charity_contact_postcode": code,
            "charity_contact_address4": county,
            "charity_contact_address3": "",
        }
        for n, (code, county) in enumerate(places)
    ]
    out, _, _ = run(write_json(tmp_path / "charity.json", *rows), area=areas)
    assert set(RegisterEntry.objects.values_list("postcode", flat=True)) == kept
    assert f"outside the area: {4 - len(kept)}." in out


def test_progress_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(import_charities, "STEP", 2)
    out, _, _ = run(write_json(tmp_path / "charity.json", *[number(9900001 + n) for n in range(5)]))
    assert "Read 2 rows" in out
    assert "Read 4 rows" in out


def test_the_record_says_who_loaded_it(tmp_path, dev):
    path = write_json(tmp_path / "charity.json", {})
    run(path, by="DEV@example.org")
    assert RegisterImport.objects.get().imported_by == dev
    assert Event.objects.get(name="membership.register_imported").actor_id == dev.pk
    assert "Nobody has the e-mail address" in run(path, by="nobody@example.org")[1]


def test_memory_does_not_grow_with_the_numbers_seen():
    seen = registers._Seen()
    line = registers.EntryLine(
        org_id="GB-CHC-9999999", register="GB-CHC", number="9999999", name=""
    )
    assert [seen.again(line), seen.again(line)] == [False, True]
    assert len(seen.bits["GB-CHC"]) == 1_250_000


# What staff are told


@pytest.fixture
def told(db):
    """Somebody of the Support Unit, who is told of differences."""
    return UserFactory(office="Support Unit")


def test_a_removal_is_reported_and_nothing_of_the_member_changed(tmp_path, told):
    ours = OrganisationFactory(name="Ashmere Carers' Circle", org_id="GB-CHC-9900001", member=True)
    before = type(ours).objects.values().get(pk=ours.pk)
    run(write_json(tmp_path / "charity.json", {}))
    assert not Notification.objects.exists()
    removal = {"charity_registration_status": "Removed", "date_of_removal": "2026-05-03"}
    out, _, _ = run(write_json(tmp_path / "later.json", removal))
    assert "Organisations of ours that differ from the register now: 1." in out
    note = Notification.objects.get(user=told)
    assert note.text == "The register of charities differs from 1 of our organisation"
    assert note.url == "/cms/register-and-members/"
    assert type(ours).objects.values().get(pk=ours.pk) == before


def test_a_name_change_is_reported_once(tmp_path, told):
    OrganisationFactory(name="Ashmere Carers' Circle", org_id="GB-COH-01234567", member=True)
    path = write_json(tmp_path / "charity.json", {"charity_name": "ASHMERE AND DURNSBY CARERS"})
    assert "differ from the register now: 1." in run(path)[0]
    assert "differ from the register now" not in run(path)[0]
    assert Notification.objects.filter(user=told).count() == 1


def test_columns_of_the_extract_are_those_of_the_fixture():
    assert set(COMMISSION_COLUMNS) <= set(COMMISSION)
