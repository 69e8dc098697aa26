"""An existing list of members comes in: every cell looked at, all or nothing, and out again."""

import csv
import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.core.rules import Refusal, RuleBroken
from assembly.membership.member_lists.days import read_day
from assembly.membership.models import MemberList, Organisation
from assembly.membership.services import claims, joining, lists
from tests.factories.forums import GroupFactory
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    RegisterEntryFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

URL = "/cms/member-lists/"
WHOLE = {
    "Name": "Ashmere Carers' Circle",
    "Official number": "9900001",
    "Legal form": "Charitable trust",
    "What it does": "Time off, company\nand advice.",
    "Website": "ashmere.example.org",
    "Postcode": "sn101aa",
    "Yearly income": "£10,000 to £100,000",
    "Districts": "Kennet; Salisbury",
    "Themes": "Health",
    "Member since": "03/03/2008",
}


@pytest.fixture(autouse=True)
def county(db):
    for name in ("Kennet", "Salisbury"):
        DistrictFactory(name=name, slug=name.lower())
    ThemeFactory(name="Health", slug="health")


def as_csv(*rows, separator=",", encoding="utf-8"):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(row.values())
    return text.getvalue().encode(encoding)


def upload(content, by, name="members.csv"):
    return lists.upload_list(content, name, by=by)


def problems(content, by):
    return [row.problems for row in lists.preview(upload(content, by)).rows]


# What comes in


def test_a_whole_row_comes_in_as_a_member(dev):
    member_list = upload(as_csv(WHOLE), dev)
    assert lists.apply_list(member_list, by=dev) == 1
    organisation = Organisation.objects.get()
    facts = {
        "name": "Ashmere Carers' Circle",
        "org_id": "GB-CHC-9900001",
        "legal_form": "trust",
        "description": "Time off, company\nand advice.",
        "website": "https://ashmere.example.org",
        "postcode": "SN10 1AA",
        "income_band": "small",
        "district_names": "Kennet, Salisbury",
        "theme_names": "Health",
        "status": "member",
        "admitted_on": dt.date(2008, 3, 3),
        "slug": "ashmere-carers-circle",
    }
    assert {name: getattr(organisation, name) for name in facts} == facts
    findings = organisation.findings.all()
    assert {finding.met for finding in findings} == {True}
    assert {finding.evidence for finding in findings} == {
        "Taken over from the list of members members.csv, row 2."
    }
    assert {finding.checked_by for finding in findings} == {dev}
    about = Event.objects.filter(subject_type="membership.organisation")
    names = about.values_list("name", flat=True)
    assert set(names) == {
        "membership.organisation_added",
        "membership.checked",
        "membership.admitted",
    }
    member_list.refresh_from_db()
    assert (member_list.state, member_list.content) == ("applied", "")
    event = Event.objects.get(name="membership.list_applied")
    assert event.data == {"sha256": member_list.sha256, "rows": 1}


def test_a_control_character_neither_breaks_a_row_nor_comes_in(dev):
    member_list = upload(b"Name,What it does\nAshmere\x0bCarers\x07,Lunch\x0bclub\n", dev)
    assert lists.apply_list(member_list, by=dev) == 1
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.description) == ("Ashmere Carers", "Lunch\nclub")


def test_a_row_of_a_name_alone_is_listed(dev):
    lists.apply_list(upload(b"name\nBell Ringers\n", dev), by=dev)
    organisation = Organisation.objects.get()
    assert (organisation.status, organisation.legal_form) == ("listed", "other")
    assert not organisation.findings.exists()


ENCODINGS = ["utf-8", "utf-8-sig", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(dev, encoding, separator):
    row = {"Name": "Café Ashmere “Friends”", "Postcode": ""}
    lists.apply_list(upload(as_csv(row, separator=separator, encoding=encoding), dev), by=dev)
    assert Organisation.objects.get().name == "Café Ashmere “Friends”"


# What does not


UNREADABLE = [
    (b"", "members.csv is empty."),
    (b"\n,,\n", "members.csv is empty."),
    (b"Name\n\n", "has no row below its titles."),
    (b'Name\n"A\n', "breaks off in row 2"),
    (b'Name,About\nA,b\n\n"B,c\nD,e\n', "breaks off in row 4"),
    (b"PK\x03\x04zip", "is a spreadsheet or a ZIP file"),
    (b"\xff\xfeA", "begins as UTF-16 does and is not"),
    (b"Na\0me\nA\n", "is not a text file"),
    (b"Name\n\x81\n", "neither UTF-8 nor Windows-1252"),
    (b"Name\n" + b"A\n" * 1_001, "has 1,001 rows, and 1,000 can be taken at once"),
    (b"Name\n" + b"A" * 2_000_001, "is larger than 2 MB"),
    (b"Name" + b",x" * 201 + b"\nA\n", "has 202 columns"),
]


@pytest.mark.parametrize(("content", "sentence"), UNREADABLE)
def test_a_file_that_is_no_such_list_is_refused_with_a_sentence(dev, content, sentence):
    with pytest.raises(Refusal) as refusal:
        upload(content, dev)
    assert sentence in str(refusal.value)
    assert not MemberList.objects.exists()


CELLS = [
    ("Name", " \u200b", "Every row needs a name."),
    ("Name", "x" * 201, "This has 201 characters; 200 can be kept."),
    ("Official number", "12", "is not a number of the Charity Commission"),
    ("Official number", "GB-COH-x", "is not a number of the Companies House"),
    ("Legal form", "Club", "“Club” is none of these: Community group"),
    ("What it does", "x" * 10_001, "This has 10,001 characters; 10,000 can be kept."),
    ("Website", "none yet", "This is no address of a website"),
    ("Website", "example.org/" + "x" * 192, "This has 212 characters; 200 can be kept."),
    ("Postcode", "SN10", "Enter a whole postcode, such as SN10 1AA."),
    ("Yearly income", "Under £10k", "“Under £10k” is none of these: Under £10,000"),
    ("Yearly income", "12,50", "is none of these"),
    ("Yearly income", "9" * 16, "too large to be an income"),
    ("Name", "Two\nlines", "This holds a line break."),
    ("Website", "https://a.org;https://b.org", "These are several addresses."),
    ("Districts", "Kennet, Salisbury", "There is no district “Kennet, Salisbury”."),
    ("Themes", "Health; Sport", "There is no theme “Sport”. Put a semicolon between two."),
    ("Member since", "last year", "This is no date such as 30/11/2008 or 2008-11-30."),
    ("Member since", "31/02/2008", "This is no date such as"),
    ("Member since", "2999-01-01", "This day lies in the future, or before 1900."),
]


@pytest.mark.parametrize(("title", "text", "sentence"), CELLS)
def test_what_is_wrong_stands_in_its_cell(dev, title, text, sentence):
    member_list = upload(
        as_csv(WHOLE, {**WHOLE, "Name": "B", "Official number": "", title: text}), dev
    )
    good, bad = lists.preview(member_list).rows
    assert good.problems == []
    wrong = [cell for cell in bad.cells if cell.problem]
    assert [cell.title for cell in wrong] == [title]
    assert sentence in wrong[0].problem
    with pytest.raises(RuleBroken, match="has problems in 1 row"):
        lists.apply_list(member_list, by=dev)
    assert not Organisation.objects.exists()


def test_missing_cells_at_the_end_are_empty_and_one_too_many_and_a_nul_are_named(dev):
    found = problems(b"Name,Postcode\nA\nB,\0\nC,,more\nD,,,,\n", dev)
    assert found[0] == []
    assert found[1] == ["Postcode: This holds a character that is not text."]
    assert "Row 4 has more cells than the list has columns: “more” stands beyond" in found[2][0]
    assert found[3] == []


def test_an_organisation_in_two_rows_is_named_with_the_first(dev):
    number = {"Name": "Another", "Official number": "GB-CHC-9900001"}
    found = problems(as_csv(WHOLE, {**WHOLE, **number}, {**WHOLE, "Official number": ""}), dev)
    assert found == [
        [],
        ["Official number: This number stands in row 2 already."],
        ["Name: This organisation stands in row 2 already."],
    ]


def test_what_is_on_the_register_already_does_not_come_in_again(dev):
    OrganisationFactory(name="The Ashmere Carers Circle", postcode="SN10 1AA")
    OrganisationFactory(org_id="GB-CHC-9900001")
    [[name, number]] = problems(as_csv(WHOLE), dev)
    assert "An organisation with this number is on the register already." in number
    assert name == "Name: The Ashmere Carers Circle is on our register already."


def test_a_removed_charity_is_named(dev):
    RegisterEntryFactory(org_id="GB-CHC-9900001", name="ASHMERE", removed=True)
    [[problem]] = problems(as_csv(WHOLE), dev)
    assert "was removed from its register on 3 May 2007" in problem


def test_the_register_is_asked_again_when_the_list_is_applied(dev):
    member_list = upload(as_csv(WHOLE, {**WHOLE, "Name": "B", "Official number": ""}), dev)
    OrganisationFactory(org_id="GB-CHC-9900001")
    with pytest.raises(RuleBroken, match="has problems in 1 row"):
        lists.apply_list(member_list, by=dev)
    assert Organisation.objects.count() == 1


def test_a_row_that_fails_takes_the_whole_list_back(dev, monkeypatch):
    member_list = upload(b"Name\nA\nB\nC\n", dev)
    enter = joining.enter

    def enter_or_fail(organisation, **facts):
        if organisation.name == "C":
            raise RuleBroken("No.")
        return enter(organisation, **facts)

    monkeypatch.setattr(joining, "enter", enter_or_fail)
    with pytest.raises(RuleBroken):
        lists.apply_list(member_list, by=dev)
    assert not Organisation.objects.exists()
    assert not Event.objects.exists()
    member_list.refresh_from_db()
    assert member_list.state == "uploaded"


def test_a_list_is_applied_once(dev):
    member_list = upload(b"Name\nA\n", dev)
    lists.apply_list(member_list, by=dev)
    with pytest.raises(RuleBroken, match="was applied already"):
        lists.apply_list(member_list, by=dev)


# Out again


@pytest.fixture
def applied(dev):
    member_list = upload(
        as_csv(WHOLE, {**WHOLE, "Name": "Bell Ringers", "Official number": ""}), dev
    )
    lists.apply_list(member_list, by=dev)
    member_list.refresh_from_db()
    return member_list


def test_a_list_is_undone_and_can_come_in_again(applied, dev):
    OrganisationFactory(name="Older")
    assert lists.undo_list(applied, by=dev) == 2
    assert Organisation.objects.get().name == "Older"
    applied.refresh_from_db()
    assert applied.state == "undone"
    assert Event.objects.get(name="membership.list_undone").data == {"rows": 2}
    assert problems(as_csv(WHOLE), dev) == [[]]
    with pytest.raises(RuleBroken, match="is not applied"):
        lists.undo_list(applied, by=dev)


def join_a_group(organisation, dev):
    from forums.groups import services

    delegate = DelegateFactory(organisation=organisation, role="lead")
    services.join_group(GroupFactory(), organisation, by=delegate.user)


ACTS = [
    ("somebody acts for it", lambda it, dev: DelegateFactory(organisation=it)),
    (
        "somebody acted for it",
        lambda it, dev: DelegateFactory(organisation=it, ended_on="2026-01-01"),
    ),
    ("it is claimed", lambda it, dev: claims.claim_with_evidence(it, "Minutes.", by=dev)),
    ("it joined a group", join_a_group),
]


@pytest.mark.parametrize("act", [act for _, act in ACTS], ids=[name for name, _ in ACTS])
def test_it_is_not_undone_once_one_of_them_has_acted(applied, dev, act):
    act(Organisation.objects.get(name="Bell Ringers"), dev)
    with pytest.raises(RuleBroken, match="cannot be undone: Bell Ringers acted, was claimed or"):
        lists.undo_list(applied, by=dev)
    assert Organisation.objects.count() == 2


def test_it_is_not_undone_once_one_of_them_was_changed(applied, client, dev):
    client.force_login(dev)
    organisation = Organisation.objects.get(name="Bell Ringers")
    changed = {"name": "The Bell Ringers", "legal_form": "group"}
    client.post(f"/cms/organisation/edit/{organisation.pk}/", changed)
    with pytest.raises(RuleBroken, match="The Bell Ringers acted"):
        lists.undo_list(applied, by=dev)


def test_it_is_not_undone_while_another_record_points_at_one(applied, dev, monkeypatch):
    def protected(_queryset):
        raise lists.ProtectedError("An award points here.", set())

    monkeypatch.setattr("django.db.models.query.QuerySet.delete", protected)
    with pytest.raises(RuleBroken, match="other records point at its organisations"):
        lists.undo_list(applied, by=dev)


def test_many_that_acted_are_counted(dev):
    member_list = upload(b"Name\n" + b"".join(b"O%d\n" % n for n in range(5)), dev)
    lists.apply_list(member_list, by=dev)
    for organisation in Organisation.objects.all():
        DelegateFactory(organisation=organisation)
    member_list.refresh_from_db()
    with pytest.raises(RuleBroken, match="O0, O1, O2 and 2 more acted"):
        lists.undo_list(member_list, by=dev)


# The screens


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def send(browser, content, name="members.csv"):
    return browser.post(URL, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_the_screens_from_the_file_to_the_register_and_back(support_unit):
    page = send(support_unit, as_csv(WHOLE)).content.decode()
    assert "1 row, no problem." in page
    assert "Charitable trust" in page
    url = f"{URL}{MemberList.objects.get().pk}/"
    answer = support_unit.post(url, {"act": "apply"}, follow=True).content.decode()
    assert "1 organisation came in with members.csv." in answer
    assert Organisation.objects.members().count() == 1
    assert "Ashmere Carers" in support_unit.get(url).content.decode()
    answer = support_unit.post(url, {"act": "undo"}, follow=True).content.decode()
    assert "Taken out again: 1 organisation of members.csv." in answer
    assert "Undone" in support_unit.get(url).content.decode()


def test_problems_are_shown_in_their_cells_and_as_csv(support_unit):
    bad = {**WHOLE, "Name": "=cmd|'/c calc'!A0", "Postcode": "SN10"}
    page = send(support_unit, as_csv(WHOLE, {**bad, "Official number": ""})).content.decode()
    assert "1 of 2 rows" in page
    assert "Enter a whole postcode" in page
    assert "Enter all of them" not in page
    url = f"{URL}{MemberList.objects.get().pk}/"
    answer = support_unit.post(url, {"act": "apply"}, follow=True).content.decode()
    assert "has problems in 1 row" in answer
    file = b"".join(support_unit.get(f"{url}problems.csv").streaming_content).decode("utf-8-sig")
    [titles, row] = csv.reader(io.StringIO(file))
    assert titles == ["Row", *WHOLE, "Problems"]
    assert row[:2] == ["3", "'=cmd|'/c calc'!A0"]
    assert row[-1] == "Postcode: Enter a whole postcode, such as SN10 1AA."


def test_a_wrong_file_is_answered_on_the_form(support_unit):
    assert "is empty" in send(support_unit, b"\n").content.decode()
    assert "The submitted file is empty" in send(support_unit, b"").content.decode()
    assert "This field is required" in support_unit.post(URL, {}).content.decode()


def test_a_list_is_thrown_away(support_unit):
    send(support_unit, b"Name\nA\n")
    url = f"{URL}{MemberList.objects.get().pk}/"
    assert (
        "This page does not have the button"
        in support_unit.post(url, {}, follow=True).content.decode()
    )
    answer = support_unit.post(url, {"act": "drop"}, follow=True).content.decode()
    assert "has been discarded" in answer
    assert not MemberList.objects.exists()


def test_an_applied_list_is_not_thrown_away(applied):
    lists.drop_list(applied)
    assert MemberList.objects.exists()


def test_the_number_of_queries_of_a_preview_does_not_grow(dev, django_assert_num_queries):
    for count in (1, 200):
        member_list = upload(b"Name\n" + b"".join(b"O%d\n" % n for n in range(count)), dev)
        with django_assert_num_queries(3):
            lists.preview(member_list)


def test_today_is_no_day_in_the_future(dev):
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert problems(as_csv({"Name": "A", "Member since": today}), dev) == [[]]
    assert read_day("1.3.2008") == dt.date(2008, 3, 1)
