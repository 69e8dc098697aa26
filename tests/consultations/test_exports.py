"""The files of responses: a row for each, a column for each question, and nothing in them that runs."""

import csv
import io

import openpyxl
import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.reading import exports
from assembly.consultations.reading.redacting import services
from assembly.consultations.reading.redacting.services import Wanted
from assembly.core.xlsx_files import CUT, LONGEST, xlsx_response
from tests.consultations.answered import (
    CHOICE,
    CHOICES,
    CLOSED,
    DURING,
    FILE,
    GRID,
    RANKING,
    SCALE,
    address,
    answer,
    ask_again,
    ask_everything,
    behind,
    response_by,
)
from tests.factories.consultations import respond
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db

FACTS = len(exports.FIRST_COLUMNS)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(consultation):
    ask_everything(consultation)
    return consultation


def csv_of(client, consultation, **how):
    text = b"".join(client.get(address("response_csv", consultation), how).streaming_content)
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def excel_of(answered):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answered.streaming_content)))
    return [[cell.value for cell in row] for row in book.active]


def excel(client, consultation, **how):
    return excel_of(client.get(address("response_xlsx", consultation), how))


def test_choices_are_words_in_a_column_of_their_question(client, asked, hari):
    version = response_by(asked, "individual", "My view.", name="Ida")
    answer(version, CHOICE, chosen=[1])
    answer(version, CHOICES, chosen=[0, 2])
    answer(version, SCALE, chosen=[3])
    answer(version, RANKING, chosen=[2, 0, 1])
    answer(version, GRID, chosen=[4, None])
    answer(version, FILE, file="a paper.pdf")
    client.force_login(hari)
    header, row = csv_of(client, asked)
    assert header[FACTS : FACTS + 2] == [
        "1. What is your view?",
        "2. What is your view?",
    ]
    assert header[FACTS + 2] == "3. Do you use day services?"
    assert row[FACTS:] == [
        "My view.",
        "",
        "No",
        "Lunch\nRespite",
        "3 of 5",
        "1. Hours\n2. Cost\n3. Place",
        "Keep them: Strongly agree",
        "a paper.pdf",
    ]
    assert [each or "" for each in excel(client, asked)[1][FACTS:]] == row[FACTS:]


def test_who_answered_and_how_stands_before(client, asked, hari, asha, member):
    respond(asked, member, text="Ours.", by=asha, at=DURING)
    group = response_by(
        asked,
        "group",
        "We all.",
        group_name="Health Group",
        statement={"has_interest": True, "interest": "We run one.", "consent": "unnamed"},
    )
    behind(group, member)
    behind(group, OrganisationFactory(name="Gone Off", member=True), taken_off_at=DURING)
    response_by(
        asked,
        "individual",
        "On paper.",
        source="letter",
        received_on=DURING.date(),
        checked_at=DURING,
        statement={"is_confidential": True, "confidential_because": "A feud.", "consent": "no"},
    )
    response_by(asked, "individual", "Not counted.", name="Gone", stopped_at=DURING)
    client.force_login(hari)
    header, ours, theirs, paper = csv_of(client, asked)

    def facts(row):
        return dict(zip(header[1:FACTS], row[1:FACTS], strict=True))

    assert facts(ours)["Name"] == "Kennet Carers"
    assert facts(ours)["May be published"] == "Never asked"
    assert facts(theirs) | {"Version": ""} == {
        "Who responded": "Group of the Assembly",
        "Name": "Health Group",
        "Official number": "",
        "Organisations in the group": "7",
        "Organisations that agreed": "Kennet Carers",
        "Source": "Online",
        "Received on": "",
        "Sent on": "2008-10-09",
        "Sent at": "12:00",
        "Version": "",
        "Declares an interest": "Yes",
        "Interest": "We run one.",
        "Confidential": "No",
        "Why confidential": "",
        "May be published": "Yes, without the name",
    }
    assert facts(paper)["Source"] == "Letter or form on paper"
    assert facts(paper)["Received on"] == "2008-10-09"
    assert facts(paper)["Confidential"] == "Yes"
    assert facts(paper)["Why confidential"] == "A feud."


def test_as_sent_or_as_redacted(client, asked, hari):
    version = response_by(asked, "individual", "Mr Smith waits.", name="Ida")
    paper = answer(version, FILE, file="a paper.pdf")
    first = version.answers.first()
    services.redact(first, Wanted("Mr [name] waits.", "personal"), by=hari)
    services.redact(paper, Wanted("", "personal", withholds_file=True), by=hari)
    untouched = response_by(asked, "individual", "I wait.", name="Ivo")
    client.force_login(hari)
    _, sent, other = csv_of(client, asked)
    assert (sent[FACTS], sent[-1]) == ("Mr Smith waits.", "a paper.pdf")
    for rows in (csv_of, excel):
        _, redacted, other = rows(client, asked, words="redacted")
        assert (redacted[FACTS], redacted[-1]) == ("Mr [name] waits.", "[redacted]")
        assert other[FACTS] == untouched.answers.get().text
    services.redact(first, Wanted("", "personal", seen=first.redactions.get().pk), by=hari)
    assert csv_of(client, asked, words="redacted")[1][FACTS] == "[redacted]"
    services.lift(first, seen=first.redactions.latest().pk, by=hari)
    assert csv_of(client, asked, words="redacted")[1][FACTS] == "Mr Smith waits."


def test_a_question_that_was_changed_has_a_column_for_each_way(client, asked, hari):
    before = response_by(asked, "individual", "Before.", name="Ida")
    answer(before, CHOICE, chosen=[0])
    same = {"kind": "text", "words": "What is your view?", "code": 1}
    other = {"kind": "choice", "words": "Do you use them?", "options": ["Yes", "No"]}
    ask_again(asked, {**other, "code": CHOICE}, same)
    after = response_by(asked, "individual", "After.", name="Ivo")
    answer(after, CHOICE, chosen=[1])
    client.force_login(hari)
    header, first, second = csv_of(client, asked)
    new, view, *_ = header[FACTS:]
    assert new == "1. Do you use them? (version 2)"
    assert "3. Do you use day services? (version 1)" in header
    old = header.index("3. Do you use day services? (version 1)")
    assert (first[FACTS], first[old]) == ("", "Yes")
    assert (second[FACTS], second[old]) == ("No", "")
    assert view.endswith("(versions 1 and 2)")
    assert (first[FACTS + 1], second[FACTS + 1]) == ("Before.", "After.")


def test_nothing_in_the_excel_file_is_a_formula(client, asked, hari):
    response_by(asked, "individual", "=1+1", name="=cmd()")
    client.force_login(hari)
    answered = client.get(address("response_xlsx", asked))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answered.streaming_content)))
    cells = [cell for row in book.active for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "'=1+1" in [cell.value for cell in cells]
    assert answered.headers["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize("text", ["x" * 100_000, "\U0001f600" * 50_000])
def test_a_long_answer_is_cut_where_excel_cuts_and_whole_in_the_csv_file(client, asked, hari, text):
    response_by(asked, "individual", text, name="Ida")
    client.force_login(hari)
    assert csv_of(client, asked)[1][FACTS] == text
    kept = excel(client, asked)[1][FACTS]
    assert kept.endswith(CUT)
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST


def test_a_file_that_just_fits_is_whole():
    text = "x" * LONGEST
    assert excel_of(xlsx_response("figures", ["Words"], [[text]])) == [["Words"], [text]]


def test_two_queries_for_each_batch(asked, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exports, "AT_A_TIME", 5)
    for one in range(12):
        response_by(asked, "individual", f"View {one}.", name=f"Ida {one}")
    columns = exports.columns_of(asked)
    with django_assert_num_queries(2 * 3 + 1):  # the last one finds no more
        found = list(exports.rows(asked, columns, redacted=True))
    assert [row[FACTS] for row in found] == [f"View {one}." for one in range(12)]


def test_a_file_is_noted_as_taken_away(client, asked, hari, asha, member):
    respond(asked, member, text="Ours.", by=asha, at=DURING)
    client.force_login(hari)
    excel(client, asked)
    look = Look.objects.get()
    assert (look.exported, look.people.get()) == (True, asha)
