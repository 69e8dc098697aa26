"""Lists with titles that are not ours: a person says once which column is which, and programs we know need nobody."""

import pytest

from assembly.core.rules import RuleBroken
from assembly.membership.member_lists.files import read_table, text_of
from assembly.membership.models import ListColumns, MemberList, Organisation
from assembly.membership.services import lists

from .test_member_lists import send, support_unit, upload

pytestmark = pytest.mark.django_db
__all__ = ["support_unit"]

OTHERS = b"Organisation,Contact,Charity number,Post code,Joined\nArchway,Ann Abel,299533,OX4 1EJ,1/4/2008\n"
CHOSEN = {
    "act": "columns",
    "name": "0",
    "official_number": "2",
    "postcode": "3",
    "member_since": "4",
}


def url_of(found):
    return f"/cms/member-lists/{found.pk}/"


def test_a_list_with_other_titles_is_asked_about_with_guesses(support_unit):
    page = send(support_unit, OTHERS).content.decode()
    assert "Which column is which?" in page
    assert "Contact: Ann Abel" in page
    form = support_unit.get(url_of(MemberList.objects.get())).context["form"]
    assert {name: form[name].initial for name in CHOSEN if name != "act"} == {
        name: place for name, place in CHOSEN.items() if name != "act"
    }
    assert not Organisation.objects.exists()


def test_what_a_person_says_is_read_remembered_and_the_rest_is_gone(support_unit, dev):
    send(support_unit, OTHERS)
    found = MemberList.objects.get()
    page = support_unit.post(url_of(found), CHOSEN, follow=True).content.decode()
    assert "1 row, no problem." in page
    assert "These columns are left out, and not kept: Contact." in page
    found.refresh_from_db()
    assert "Ann Abel" not in found.content
    again = upload(OTHERS.replace(b"Archway", b"Bell Ringers").replace(b"299533", b""), dev)
    assert again.columns == {"Name": 0, "Official number": 2, "Postcode": 3, "Member since": 4}
    assert "Ann Abel" not in again.content
    lists.apply_list(found, by=dev)
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.org_id, organisation.postcode) == (
        "Archway",
        "GB-CHC-299533",
        "OX4 1EJ",
    )
    assert f"{organisation.admitted_on}" == "2008-04-01"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Choose the column that holds the names."),
        ({"postcode": "0"}, "This column is chosen more than once."),
        ({"name": "99"}, "Select a valid choice."),
    ],
)
def test_an_answer_that_cannot_be_is_said_on_the_form(support_unit, change, sentence):
    send(support_unit, OTHERS)
    found = MemberList.objects.get()
    page = support_unit.post(url_of(found), {**CHOSEN, **change}).content.decode()
    assert sentence in page
    assert not ListColumns.objects.exists()


def test_a_list_is_not_applied_before_its_columns_are_named_and_they_are_named_once(dev):
    found = upload(OTHERS, dev)
    with pytest.raises(RuleBroken, match="Say first which column"):
        lists.apply_list(found, by=dev)
    lists.name_columns(found, {"Name": 0}, by=dev)
    with pytest.raises(RuleBroken, match="are named already"):
        lists.name_columns(found, {"Name": 1}, by=dev)


def test_a_list_of_other_titles_is_thrown_away_and_has_no_problems_yet(support_unit, dev):
    found = upload(OTHERS, dev)
    assert support_unit.get(f"{url_of(found)}problems.csv").status_code == 404
    support_unit.post(url_of(found), {"act": "drop"})
    assert not MemberList.objects.exists()


def test_a_number_of_a_company_is_one(dev):
    found = upload(b"Group,Company number\nArchway,1234567\n", dev)
    found = lists.name_columns(found, {"Name": 0, "Official number": 1}, by=dev)
    assert lists.preview(found).rows[0].facts["org_id"] == "GB-COH-01234567"


EXPORTS = [
    (
        b"Account ID,Account Name,Billing Zip/Postal Code,Website,Phone\n1,Archway,OX4 1EJ,archway.org.uk,01234\n",
        {"name": "Archway", "postcode": "OX4 1EJ", "website": "https://archway.org.uk"},
    ),
    (
        b"id,name,charityNumber,companyNumber,postalCode,url,latestIncome,orgIDs\n"
        b"GB-CHC-299533,Archway,299533,,OX4 1EJ,http://archway.org.uk,1,GB-CHC-299533\n",
        {"name": "Archway", "org_id": "GB-CHC-299533", "website": "http://archway.org.uk"},
    ),
]


@pytest.mark.parametrize(("content", "facts"), EXPORTS)
def test_an_export_of_a_program_is_recognised(dev, content, facts):
    found = upload(content, dev)
    [row] = lists.preview(found).rows
    assert row.problems == []
    assert {name: row.facts[name] for name in facts} == facts
    assert b"01234" not in found.content.encode()


def test_our_own_file_of_problems_comes_back_as_it_was(support_unit, dev):
    """With the apostrophe that kept a spreadsheet from running a cell taken off again."""
    upload(b"Name,Postcode\n=Sum of Parts,SN10\n", dev)
    found = MemberList.objects.get()
    file = b"".join(support_unit.get(f"{url_of(found)}problems.csv").streaming_content)
    assert b"'=Sum" in file
    again = upload(file.replace(b"SN10,", b"SN10 1AA,"), dev)
    preview = lists.preview(again)
    assert [row.facts["name"] for row in preview.rows] == ["=Sum of Parts"]
    assert preview.notes == []


# How a spreadsheet saved it


SAVED = [
    ("Name,Postcode\r\nA,SN10 1AA\r\n", "utf-8"),
    ("Name;Postcode\nA;SN10 1AA\n", "utf-8-sig"),
    ("Name\tPostcode\r\nA\tSN10 1AA\r\n", "utf-16"),
    ("Name|Postcode\nA|SN10 1AA\n", "cp1252"),
    ("Name,Postcode\rA,SN10 1AA\r", "utf-8"),
    ("sep=;\nName;Postcode\nA;SN10 1AA\n", "utf-8"),
    ("Name,Postcode,,\nA,SN10 1AA,,\n,,,\n\n", "utf-8"),
    ("Our members in 2008\n\nName,Postcode\nA,SN10 1AA\n", "utf-8"),
    ('"Name","Postcode"\n"A","SN10 1AA"\n', "utf-8"),
    (" name , POSTCODE \n\u00a0A\u200b,SN10\u00a01AA\n", "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), SAVED)
def test_it_is_one_list_however_it_was_saved(dev, text, encoding):
    [row] = lists.preview(upload(text.encode(encoding), dev)).rows
    assert (row.problems, row.facts["name"], row.postcode) == ([], "A", "SN10 1AA")


def test_a_heading_above_the_titles_is_said(dev):
    preview = lists.preview(upload(b"Members,\n\nName,Postcode\nA,\nB,x\n", dev))
    assert preview.notes == ["The titles are taken from row 3; the 2 rows above it are left out."]
    assert [row.number for row in preview.rows] == [4, 5]


def test_rows_are_counted_as_a_spreadsheet_counts_them(dev):
    found = upload(b'Name,What it does\nA,"one\ntwo"\n\nC,x\n', dev)
    assert [row.number for row in lists.preview(found).rows] == [2, 4]


def test_a_table_is_of_one_width():
    table = read_table(text_of(b"Name,x\nA\nB,1,2\n", "a.csv"), "a.csv")
    assert table.rows == [(2, ["A", ""]), (3, ["B", "1"])]
    assert table.too_long == {3: "2"}
