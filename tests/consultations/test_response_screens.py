"""What the screens of readers show of each kind of response, and how one is found among many."""

import datetime as dt

import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.models import Answer
from assembly.consultations.reading import selectors
from tests.consultations.answered import (
    CHOICE,
    CLOSED,
    DURING,
    FILE,
    LAST_SECOND,
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

SECRET = {"is_confidential": True, "confidential_because": "A feud.", "consent": "no"}
INTERESTED = {"has_interest": True, "interest": "We run one.", "consent": "unnamed"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(consultation):
    ask_everything(consultation)
    return consultation


@pytest.fixture
def reader(client, hari):
    client.force_login(hari)
    return client


def page(reader, name, consultation, *others, **asked_for):
    return reader.get(address(name, consultation, *others), asked_for).content.decode()


@pytest.fixture
def four(asked, asha, member):
    respond(asked, member, text="Ours.", by=asha, at=DURING)
    response_by(asked, "group", "We all.", group_name="Health Group", statement=INTERESTED)
    response_by(asked, "individual", "Mine.", name="Ida Ives", statement=SECRET)
    paper = {"source": "letter", "received_on": DURING.date(), "checked_at": DURING}
    response_by(asked, "outside", "Theirs.", name="Parish Council", **paper)
    return asked


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ({"kind": "individual"}, {"Ida Ives"}),
        ({"kind": "group"}, {"Health Group"}),
        ({"interest": "yes"}, {"Health Group"}),
        ({"interest": "not-asked"}, {"Kennet Carers", "Ida Ives", "Parish Council"}),
        ({"confidential": "yes"}, {"Ida Ives"}),
        ({"confidential": "no", "kind": "outside"}, {"Parish Council"}),
        ({"consent": "unnamed"}, {"Health Group"}),
        ({"consent": "not-asked"}, {"Kennet Carers", "Parish Council"}),
        ({"source": "letter"}, {"Parish Council"}),
        ({"q": "parish"}, {"Parish Council"}),
        ({"q": "health all"}, {"Health Group"}),
        ({"q": "mine", "kind": "group"}, set()),
        (
            {"kind": "nobody", "interest": "perhaps"},
            {"Kennet Carers", "Health Group", "Ida Ives", "Parish Council"},
        ),
    ],
)
def test_each_filter_finds_its_own(reader, four, asked_for, found):
    shown = page(reader, "response_list", four, **asked_for)
    everybody = {"Kennet Carers", "Health Group", "Ida Ives", "Parish Council"}
    assert {name for name in everybody if f">{name}</a>" in shown} == found


def test_the_list_marks_what_has_to_be_known(reader, four):
    shown = page(reader, "response_list", four)
    assert "1 member organisation, 1 group of the Assembly, 1 individual and 1 other" in shown
    for mark in ("Confidential</strong>", "Declares an interest</span>", "Letter or form on paper"):
        assert mark in shown


def test_what_does_not_count_is_a_number_and_no_more(reader, asked):
    gone = response_by(asked, "individual", "Gone.", name="Gus Gone", stopped_at=DURING)
    paper = {"source": "letter", "received_on": DURING.date()}
    unchecked = response_by(asked, "individual", "Unchecked.", name="Una Ure", **paper)
    shown = page(reader, "response_list", asked)
    assert "1 more was taken back by the sender" in shown
    assert "was not checked by a second person and does not count" in shown
    assert "Gus Gone" not in shown
    assert "Una Ure" not in shown
    for version in (gone, unchecked):
        at = address("response_detail", asked, version.response.pk)
        assert reader.get(at).status_code == 404


def test_a_group_is_shown_with_those_behind_it(reader, asked, member):
    group = response_by(asked, "group", "We all.", group_name="Health Group")
    behind(group, member)
    behind(group, OrganisationFactory(name="Gone Off", member=True), taken_off_at=DURING)
    shown = page(reader, "response_detail", asked, group.response.pk)
    assert "<li>Kennet Carers</li>" in shown
    assert "Gone Off" not in shown
    assert "Organisations in the group on that day" in shown


def test_one_on_paper_says_where_it_came_from_and_who_checked(reader, asked, hari, dev):
    version = response_by(
        asked,
        "individual",
        "On paper.",
        name="Ida Ives",
        source="letter",
        received_on=DURING.date(),
        entered_by=dev,
        checked_by=hari,
        checked_at=DURING,
        statement=SECRET,
    )
    shown = page(reader, "response_detail", asked, version.response.pk)
    for words in ("Letter or form on paper", "Dev Das", "Hari Hale", "9 October 2008", "A feud."):
        assert words in shown


def test_one_that_was_erased_keeps_its_place_without_words(reader, asked):
    version = response_by(asked, "individual", erased_at=CLOSED, address_key="")
    assert "Erased on request" in page(reader, "response_list", asked)
    shown = page(reader, "response_detail", asked, version.response.pk)
    assert "<p>Erased on request</p>" in shown
    assert "Not answered" not in shown


def test_each_version_stands_beside_the_questions_it_was_asked(reader, asked):
    first = response_by(asked, "individual", "Before.", name="Ida Ives")
    answer(first, CHOICE, chosen=[0])
    second = ask_again(asked, {"words": "And now?", "code": 1})
    later = first.response.versions.create(number=2, question_set=second, sent_at=DURING)
    answer(later, 1, "After.")
    shown = page(reader, "response_detail", asked, first.response.pk)
    assert shown.index("And now?") < shown.index("After.") < shown.index("Replaced before the")
    assert shown.index("Replaced before the") < shown.index("Do you use day services?")


# Files


@pytest.fixture
def paper(asked, asha, member):
    version = respond(asked, member, text="Ours.", by=asha, at=DURING)
    return answer(version, FILE, file="a paper.pdf")


def test_a_file_is_saved_and_not_shown(reader, paper, asked, asha):
    got = reader.get(address("answer_file", asked, paper.pk))
    assert b"".join(got.streaming_content) == b"%PDF-1.4 A paper."
    assert got.headers["Content-Disposition"] == 'attachment; filename="a paper.pdf"'
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    look = Look.objects.get()
    assert (look.exported, look.people.get()) == (True, asha)


@pytest.mark.parametrize("who", ["ines", "asha", "efua"])
def test_nobody_else_saves_it(client, paper, asked, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address("answer_file", asked, paper.pk)).status_code in {403, 404}


def test_no_file_before_the_close_or_of_what_was_taken_back(reader, paper, asked, clock):
    at = address("answer_file", asked, paper.pk)
    clock.move_to(LAST_SECOND)
    assert reader.get(at).status_code == 302
    clock.move_to(CLOSED)
    asked.responses.update(stopped_at=DURING)
    assert reader.get(at).status_code == 404


def test_a_file_that_a_backup_left_out_is_missed_in_words(reader, paper, asked):
    Answer.objects.filter(pk=paper.pk).update(file="consultation_answers/gone.pdf")
    assert reader.get(address("answer_file", asked, paper.pk)).status_code == 404


def test_officers_of_the_body_that_follows_read_and_redact(client, four, ines, council, trust):
    """The day council's responses go with its record; an officer of the one that ended reads nothing more."""
    assert list(selectors.readable_by(ines)) == []
    council.ended_on, council.successor = dt.date(2008, 12, 2), trust
    council.save(update_fields=["ended_on", "successor"])
    [consultation] = selectors.readable_by(ines)
    assert selectors.redacts(ines, consultation)


@pytest.mark.parametrize(("kind", "offered"), [("individual", True), ("organisation", False)])
def test_the_support_unit_alone_finds_the_way_to_erase(
    client, asked, four, dev, hari, kind, offered
):
    response = asked.responses.filter(kind=kind).first()
    client.force_login(dev)
    assert ("Erase it" in page(client, "response_detail", asked, response.pk)) is offered
    client.force_login(hari)
    assert "Erase it" not in page(client, "response_detail", asked, response.pk)
