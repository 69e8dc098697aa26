"""From a file to lines, or to the sentence that says what is wrong with it."""

import datetime as dt
from decimal import Decimal

import pytest

from assembly.core import json_stream
from assembly.core.text_files import Encoding, Unreadable
from assembly.funding import rules
from assembly.funding.importers.checking import KEPT_PROBLEMS, check, read_lines
from assembly.funding.importers.files import Format, open_source
from assembly.funding.importers.giving360 import parse_day, read_grant

from .conftest import GRANT, json_grant

TODAY = dt.date(2016, 1, 1)


def checked(path):
    return check(open_source(path), on=TODAY)


def reasons(path):
    return [problem.reason for problem in checked(path).problems]


def lines(path):
    return list(read_lines(open_source(path), on=TODAY))


def test_a_csv_row_becomes_a_line(write_csv):
    (line,) = lines(write_csv({}))
    assert line.row == 2
    assert line.grant_id == "360G-council-1"
    assert line.amount == Decimal("1250.50")
    assert line.awarded_on == dt.date(2014, 7, 24)
    assert (line.starts_on, line.ends_on) == (dt.date(2014, 9, 1), dt.date(2015, 8, 31))
    assert line.months == 12
    assert line.department_name == "Community Services"
    assert line.recipient_name == "Kennet Carers"


def test_a_json_grant_becomes_the_same_line(write_json):
    (line,) = lines(write_json(json_grant()))
    assert line.row == 1
    assert line.amount == Decimal("1250.50")
    assert isinstance(line.amount, Decimal)
    assert line.awarded_on == dt.date(2014, 7, 24)
    assert (line.starts_on, line.ends_on) == (dt.date(2014, 9, 1), dt.date(2015, 12, 31))


def test_a_control_character_of_a_word_processor_is_cleaned(write_json, write_csv):
    (of_json,) = lines(write_json(json_grant(title="Lunch\x0bclub\x07")))
    (of_csv,) = lines(write_csv({"Title": "Lunch\x0bclub\x07"}))
    assert of_json.title == of_csv.title == "Lunch\nclub"


def test_an_amount_is_never_a_float(write_json):
    (line,) = lines(write_json(json_grant(amountAwarded=1234567890.07)))
    assert line.amount == Decimal("1234567890.07")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(write_csv, encoding):
    path = write_csv({}, encoding=encoding)
    assert open_source(path).encoding is Encoding.UTF_8
    assert lines(path)[0].title == "Carers' café"


def test_cp1252_is_read_and_said(write_csv):
    path = write_csv({}, encoding="cp1252")
    assert open_source(path).encoding is Encoding.CP1252
    assert lines(path)[0].title == "Carers' café"


def test_an_unknown_encoding_names_the_line_and_the_byte(write_csv):
    path = write_csv({})
    path.write_bytes(path.read_bytes() + b"\n\x81\xff\n")
    with pytest.raises(Unreadable, match=r"line 4 holds the byte 0x81"):
        open_source(path)


def test_a_broken_letter_at_the_end_of_the_file_is_not_utf_8(write_csv):
    path = write_csv({})
    path.write_bytes(path.read_bytes() + "é".encode()[:1])
    assert open_source(path).encoding is Encoding.CP1252


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "grants.txt is empty"),
        (b"Dear all,\nplease find", "neither 360Giving CSV nor 360Giving JSON"),
        (b"PK\x03\x04rest", "is a ZIP file: unpack it"),
        (b"PK\x03\x04[Content_Types].xml", "is a spreadsheet: save the sheet as CSV"),
        ("Identifier".encode("utf-16"), "UTF-16"),
        (b"Identifier\0", "not a text file"),
    ],
)
def test_what_is_not_text_of_ours_is_refused_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "grants.txt"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=sentence):
        open_source(path)


def test_a_missing_file_a_folder_and_a_device_are_refused_in_a_sentence(tmp_path):
    for path, sentence in [
        (tmp_path / "none.csv", "There is no file"),
        (tmp_path, "is a folder"),
        (tmp_path.__class__("/dev/null"), "is not a file"),
        (tmp_path / "a\0b", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ]:
        with pytest.raises(Unreadable, match=sentence):
            open_source(path)


def test_a_file_one_may_not_read_is_refused_in_a_sentence(write_csv, monkeypatch):
    path = write_csv({})

    def forbidden(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", forbidden)
    with pytest.raises(Unreadable, match="You are not permitted to read"):
        open_source(path)


def test_a_file_that_fails_half_way_is_refused_in_a_sentence(write_csv, monkeypatch):
    file = open_source(write_csv({}))

    def failing(*args, **kwargs):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(file.path), "open", failing)
    assert "cannot be read to its end" in str(check(file, on=TODAY).broken_off)


def test_the_format_is_told_by_the_content_not_by_the_name(write_csv, write_json):
    assert open_source(write_csv({}, name="grants.json")).format is Format.CSV
    assert open_source(write_json(json_grant(), name="grants.csv")).format is Format.JSON


BAD_CELLS = [
    ("Identifier", "", "Identifier is missing."),
    ("Title", " ", "Title is missing."),
    ("Title", "x" * 501, "Title has 501 characters; 500 can be kept."),
    ("Title", "a\x1fb", None),
    ("Description", "", "Description is missing."),
    ("Currency", "gbp", "Currency “gbp” is not a code of three capitals such as GBP."),
    ("Currency", "", "Currency is missing."),
    ("Amount Awarded", "", "Amount Awarded is missing."),
    ("Amount Awarded", "£1,250", None),
    ("Amount Awarded", "£12,50", "is not a plain number such as 1250 or 1250.50"),
    ("Amount Awarded", "(1,000)", "For an amount below zero write -1000."),
    ("Amount Awarded", "1250.50001", None),
    ("Amount Awarded", "1.5E+05", "is not a plain number"),
    ("Amount Awarded", "NaN", "is not a plain number"),
    ("Amount Awarded", "١٢", "is not a plain number"),
    ("Amount Awarded", "9" * 15, "is too large to be true"),
    ("Amount Awarded", "1250.505", "has more than two decimal places"),
    ("Amount Awarded", "1250.500", None),
    ("Award Date", "24/07/2014", "“24/07/2014” is not a date such as 2014-07-24"),
    ("Award Date", "2014-02-30", "is not a date"),
    ("Award Date", "0014-07-24", "is not a date"),
    ("Award Date", "20140724", "is not a date"),
    ("Award Date", "2014-07", "is not a date"),
    ("Award Date", "", "Award Date is missing."),
    ("Planned Dates:Start Date", "soon", "Planned Dates:Start Date “soon” is not a date"),
    ("Planned Dates:Start Date", "2014-13", "is not a date"),
    ("Planned Dates:Duration (months)", "a year", "is not a plain number"),
    ("Planned Dates:Duration (months)", "1200", "is not a length between 0 and 1,200"),
    ("Planned Dates:Duration (months)", "", None),
    ("Recipient Org:Identifier", "", "Recipient Org:Identifier is missing."),
    ("Recipient Org:Name", "", "Recipient Org:Name is missing."),
    ("Recipient Ind:Name", "A person", "names both a recipient organisation and a recipient individual"),
    ("Funding Org:Identifier", "", "Funding Org:Identifier is missing."),
    ("Funding Org:Name", "", "Funding Org:Name is missing."),
    ("Funding Org:Department", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "cell", "sentence"), BAD_CELLS)
def test_a_bad_cell_is_named_with_its_reason(write_csv, title, cell, sentence):
    path = write_csv({title: cell}, columns=["Recipient Ind:Name"])
    found = reasons(path)
    assert len(found) == (1 if sentence else 0)
    assert not sentence or sentence in found[0]


WARNED = [
    ("Identifier", "360G-council-1/X", "holds a slash or a space"),
    ("Identifier", "360G council", "holds a slash or a space"),
    ("Recipient Org:Identifier", "1090095", "For a charity of England and Wales write GB-CHC-1090095."),
    ("Amount Awarded", "-1", "is below zero. It is taken as a correction"),
    ("Amount Awarded", "1250.50001", "Amount Awarded 1250.50001 was rounded to 1250.50."),
    ("Award Date", "2016-01-02", "Award Date 2016-01-02 lies in the future."),
    ("Planned Dates:End Date", "2014-01-01", "It ends on 2014-01-01, before it starts on 2014-09-01."),
    ("Planned Dates:Start Date", "2014-07", "“2014-07” is a part of a date, and was read as 2014-07-01."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "cell", "sentence"), WARNED)
def test_what_is_odd_and_not_wrong_is_a_warning(write_csv, title, cell, sentence):
    result = checked(write_csv({title: cell}))
    assert result.problem_count == 0
    assert [sentence in warning.reason for warning in result.warnings] == [True]


LAID_OUT = {
    "title rows and remarks": "A list of grants\n# of 2014\n{titles}\n{row}\n",
    "empty columns at the end": "{titles},,\n{row},,\n",
    "empty cells beyond the titles": "{titles}\n{row},,,\n",
}


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_a_table_is_read_however_it_is_laid_out(write_csv, text):
    path = write_csv({})
    titles, row = path.read_text("utf-8").splitlines()
    path.write_text(text.format(titles=titles, row=row), "utf-8")
    result = checked(path)
    assert (result.rows, result.problem_count, result.warning_count) == (1, 0, 0)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_columns(write_csv, separator):
    path = write_csv({})
    path.write_text(path.read_text("utf-8").replace(",", separator), "utf-8")
    assert checked(path).total == Decimal("1250.50")


def test_a_cell_in_no_column_is_named(write_csv):
    path = write_csv({})
    path.write_text(path.read_text("utf-8").rstrip() + ",,left over\n", "utf-8")
    assert reasons(path) == ["The cell “left over” stands in no column that has a title."]


def test_a_second_recipient_is_named(write_csv):
    second = {"Recipient Org:1:Name": "Avon Carers"}
    (reason,) = reasons(write_csv(second, columns=["Recipient Org:1:Name"]))
    assert "It names a second organisation, “Avon Carers”" in reason
    assert reasons(write_csv({}, columns=["Recipient Org:1:Name"])) == []


def test_british_days_are_read_where_somebody_says_so(write_csv):
    path = write_csv({"Award Date": "03/10/2014", "Planned Dates:Start Date": "1.9.2014"})
    assert len(reasons(path)) == 2
    result = check(open_source(path, uk_dates=True), on=TODAY)
    assert (result.problem_count, result.warning_count) == (0, 0)


def test_identifiers_that_differ_in_capitals_alone_are_a_question(write_csv):
    result = checked(write_csv({}, {"Identifier": "360g-COUNCIL-1"}))
    assert result.problem_count == 0
    assert "differs from that of row 2 in capitals alone" in result.warnings[0].reason


def test_a_list_of_the_transparency_code_is_known(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Date awarded,Beneficiary,Purpose,Amount\n2014-07-24,A,B,5\n", "utf-8")
    assert "Transparency Code" in str(checked(path).broken_off)


def test_rows_to_leave_out_are_not_looked_at(write_csv):
    path = write_csv({}, {"Identifier": "2", "Amount Awarded": "x"}, {"Identifier": "3"})
    result = check(open_source(path), on=TODAY, leave_out=(3,))
    assert (result.rows, result.problem_count) == (2, 0)


@pytest.mark.parametrize(
    ("typed", "rows", "written"),
    [("", (), ""), ("7, 12-14", (7, 12, 13, 14), "7, 12-14"), ("3;3 ; 4", (3, 4), "3-4")],
)
def test_rows_are_written_as_people_do(typed, rows, written):
    assert rules.rows_named(typed) == rows
    assert rules.rows_in_words(rows) == written


def test_every_problem_of_a_row_is_listed(write_csv):
    path = write_csv({}, {"Title": "", "Award Date": "24/07/2014", "Amount Awarded": "x"})
    result = checked(path)
    assert {problem.row for problem in result.problems} == {3}
    assert (result.rows, result.problem_count) == (2, len(result.problems))
    assert result.problem_count > 2


def test_an_identifier_that_stands_twice_is_named_with_its_first_row(write_csv):
    path = write_csv({}, {"Identifier": "360G-council-2"}, {"Title": ""})
    assert "Identifier “360G-council-1” stands in row 2 already." in reasons(path)


def test_of_many_problems_the_first_are_kept_and_all_are_counted(write_csv):
    result = checked(write_csv(*[{"Title": ""}] * (KEPT_PROBLEMS + 20)))
    assert len(result.problems) == KEPT_PROBLEMS
    assert result.problem_count == 2 * (KEPT_PROBLEMS + 20) - 1


def test_nobody_receives_it_is_a_problem(write_csv):
    path = write_csv({"Recipient Org:Identifier": "", "Recipient Org:Name": ""})
    assert reasons(path) == ["Recipient Org:Identifier and Recipient Org:Name are missing."]


def test_of_an_individual_nothing_is_taken_that_may_name_them(write_csv):
    person = {
        "Recipient Org:Identifier": "",
        "Recipient Org:Name": "",
        "Recipient Ind:Identifier": "360G-person-7",
        "Recipient Ind:Name": "Hypatia Alexandria",
        "Title": "Wheelchair for Hypatia Alexandria",
        "Description": "Ms Alexandria needs it.",
    }
    (line,) = lines(write_csv(person, columns=["Recipient Ind:Identifier", "Recipient Ind:Name"]))
    assert line.to_individual
    assert "Alexandria" not in repr(line)
    assert "person-7" not in repr(line)


def test_blank_rows_are_stepped_over_and_counted_as_a_spreadsheet_counts(write_csv):
    path = write_csv({}, {"Identifier": "360G-council-2"})
    header, first, second = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, first, ",,,", "", second]), "utf-8")
    assert [line.row for line in lines(path)] == [2, 5]


def test_column_titles_are_known_whatever_their_case_and_by_path(write_csv):
    path = write_csv({})
    header, row = path.read_text("utf-8").splitlines()
    header = header.replace("Amount Awarded", "amount  awarded").replace("Title", "title")
    header = header.replace("Funding Org:Name", "fundingOrganization/0/name")
    header = header.replace("Recipient Org:Name", "Recipient Org:0:Name")
    path.write_text(f"{header}\n{row}\n", "utf-8")
    assert lines(path)[0].amount == Decimal("1250.50")


def test_a_missing_column_is_said_once(write_csv):
    path = write_csv(
        {"Description": None, "Recipient Org:Identifier": None, "Recipient Org:Name": None}
    )
    assert str(checked(path).broken_off) == (
        "grants.csv is not 360Giving CSV: it has no column Description, Recipient Org:Identifier, "
        "Recipient Org:Name."
    )


def test_a_column_that_stands_twice_is_refused(write_csv):
    path = write_csv({})
    path.write_text(path.read_text("utf-8").replace("Currency", "title", 1), "utf-8")
    assert "has the column Title more than once" in str(checked(path).broken_off)


def test_a_quotation_mark_that_is_not_closed_names_its_line(write_csv):
    path = write_csv({}, {"Title": "zzz"})
    path.write_text(path.read_text("utf-8").replace("zzz", '"zzz'), "utf-8")
    assert "not well-formed CSV at line" in str(checked(path).broken_off)


MALFORMED = [
    ('{"grants": [{,}]}', "line 1, column 14: expecting property name"),
    ('{"grants": [\n{}\n{}]}', "line 3, column 1: a comma between two items"),
    ('{"grants": [{}', "closing ] of the list, is missing"),
    ('{"grants": [{}]', "closing } of the object is missing"),
    ('{"grants": [{}]} more', "line 1, column 18: something follows the end"),
    ('{"grants": [{"id": "a]}', "unterminated string"),
    ('{"grants": [{"a": NaN}]}', "NaN is not a number in JSON"),
    ('{"grants": [{"a": 1e99999999999999999999}]}', "a number is out of range"),
    ('{"grants": ' + "[" * 200_000, "nested too deeply"),
    ('{"grants": {}}', "“grants” should be a list"),
    ('{"grants" []}', "a colon after the name is missing"),
    ("{grants: []}", "a name in double quotes is missing"),
    ("[{}]", "it should be one object with a list “grants”"),
]


@pytest.mark.parametrize(("text", "sentence"), MALFORMED)
def test_malformed_json_is_refused_with_line_and_column(tmp_path, text, sentence):
    path = tmp_path / "grants.json"
    path.write_text(text, "utf-8")
    refusal = str(checked(path).broken_off)
    assert sentence in refusal
    assert "grants.json is malformed JSON at line" in refusal


@pytest.mark.parametrize("text", ["{}", '{"publisher": {"name": "x"}, "version": "1.1"}'])
def test_a_package_without_grants_is_not_360giving(tmp_path, text):
    path = tmp_path / "grants.json"
    path.write_text(text, "utf-8")
    assert "it has no list “grants”" in str(checked(path).broken_off)


def test_an_empty_list_of_grants_is_read(write_json):
    result = checked(write_json())
    assert (result.rows, result.broken_off) == (0, None)


@pytest.mark.parametrize("block", [1, 7, 100])
def test_json_is_the_same_in_blocks_of_any_size(write_json, monkeypatch, block):
    path = write_json(
        *[json_grant(id=f"360G-x-{n}", title='“é\\" \\u00e9” ' * n) for n in range(1, 9)],
        modified="2020",
    )
    whole = lines(path)
    monkeypatch.setattr(json_stream, "BLOCK", block)
    assert lines(path) == whole
    assert len(whole) == 8


def test_the_line_of_an_error_is_right_far_into_a_long_file(tmp_path):
    grants = ",\n".join(['{"id": "x"}'] * 20_000)
    path = tmp_path / "grants.json"
    path.write_text('{"grants": [\n' + grants + ",\n{bad}]}", "utf-8")
    assert "line 20002, column 2" in str(checked(path).broken_off)


def test_a_grant_of_megabytes_is_a_quotation_mark_that_was_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(json_stream, "LARGEST_VALUE", 1_000)
    monkeypatch.setattr(json_stream, "BLOCK", 100)
    path = tmp_path / "grants.json"
    path.write_text('{"grants": [{"id": "' + "x" * 5_000 + '"}]}', "utf-8")
    assert "unterminated string" in str(checked(path).broken_off)


BAD_GRANTS = [
    ("just text", "It should be an object with the facts of one grant."),
    (json_grant(recipientOrganization={"id": "a"}), "should be a list with one organisation"),
    (json_grant(recipientOrganization=[{"id": "a"}, {"id": "b"}]), "lists 2 organisations"),
    (json_grant(title=7), "Title should be text, and is 7."),
    (json_grant(title=["a"]), "Title should be text, and is list."),
    (json_grant(title="a\0b"), "Title holds a character that is not text."),
    (json_grant(title="\ud800"), "Title holds a character that is not text."),
    (json_grant(amountAwarded=True), "Amount Awarded bool is not a plain number"),
    (json_grant(amountAwarded=None), "Amount Awarded is missing."),
    (json_grant(amountAwarded="1e5"), "Amount Awarded “1e5” is not a plain number"),
    (json_grant(recipientIndividual={"id": "p", "name": "A"}), "names both"),
    (json_grant(fundingOrganization=[]), "Funding Org:Identifier is missing."),
]


@pytest.mark.parametrize(("grant", "sentence"), BAD_GRANTS)
def test_a_bad_grant_is_named_with_its_reason(write_json, grant, sentence):
    path = write_json(grant)
    assert sentence in " ".join(reasons(path))
    assert checked(path).problems[0].row == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-07-26", dt.date(2021, 7, 26)),
        ("2021-01-26T00:00:00+00:00", dt.date(2021, 1, 26)),
        ("2021-07-26T23:00:00Z", dt.date(2021, 7, 27)),
        ("2021-07-26 23:00", dt.date(2021, 7, 26)),
        ("2021-07-26T99:00", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_a_day_is_a_day_in_london(text, day):
    assert parse_day(text) == day


def test_a_file_that_changes_between_check_and_load_is_refused(write_csv):
    path = write_csv({})
    file = open_source(path)
    write_csv({"Title": ""})
    with pytest.raises(Unreadable, match="changed while it was being read: row 2 is bad now"):
        list(read_lines(file, on=TODAY))
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(Unreadable, match="changed while it was being read"):
        list(read_lines(file, on=TODAY))


def test_progress_counts_the_rows(write_csv):
    seen = []
    check(open_source(write_csv({}, {})), on=TODAY, progress=seen.append)
    list(read_lines(open_source(write_csv({})), on=TODAY, progress=seen.append))
    assert seen == [1, 2, 1]


def test_the_good_row_of_these_tests_is_good(write_csv):
    assert checked(write_csv({})).problems == []
    assert not isinstance(read_grant(1, {}, on=TODAY), type(lines(write_csv({}))[0]))
    assert set(GRANT)


@pytest.mark.shared_data
def test_the_fixtures_of_the_quality_tool_are_refused_for_their_faults(shared_data):
    folder = shared_data / "grants" / "fixtures"
    malformed = checked(folder / "fundingproviders-grants_malformed.json")
    assert "line 10, column 15" in str(malformed.broken_off)

    broken = " ".join(reasons(folder / "fundingproviders-grants_broken_grants.json"))
    assert "24/07/2014" in broken

    assert (
        open_source(folder / "fundingproviders-grants_2_grants_cp1252.csv").encoding
        is Encoding.CP1252
    )
