"""All answers to one question side by side, counted by kind of respondent."""

import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.reading import by_question
from assembly.consultations.reading.redacting import services
from assembly.consultations.reading.redacting.services import Wanted
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
    response_by,
)
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(consultation):
    ask_everything(consultation)
    return consultation


def table(consultation, code):
    [asked] = [one for one in by_question.all_asked(consultation) if one.code == code]
    found = by_question.tables(asked, by_question.answers_to(consultation, code))
    return {(one.caption, label): numbers for one in found for label, numbers in one.rows}


def test_what_was_chosen_is_counted_for_each_kind_apart(asked, asha, member):
    ours = respond(asked, member, text="Ours.", by=asha, at=DURING)
    ida, ivo = (response_by(asked, "individual", name=name) for name in ("Ida", "Ivo"))
    gone = response_by(asked, "individual", name="Gone", stopped_at=DURING)
    for version in (ours, ida, gone):
        answer(version, CHOICE, chosen=[0])
        answer(version, SCALE, chosen=[4])
        answer(version, RANKING, chosen=[2, 0, 1])
        answer(version, GRID, chosen=[None, 4])
    answer(ivo, CHOICE, chosen=[1])
    answer(ivo, CHOICES, chosen=[0, 2])
    # Organisations, groups, individuals, others.
    assert table(asked, CHOICE) == {
        ("Chosen", "Yes"): [1, 0, 1, 0],
        ("Chosen", "No"): [0, 0, 1, 0],
    }
    assert table(asked, CHOICES)["Chosen", "Lunch"] == [0, 0, 1, 0]
    assert table(asked, CHOICES)["Chosen", "Transport"] == [0, 0, 0, 0]
    assert table(asked, SCALE)["Points out of 5", "4"] == [1, 0, 1, 0]
    assert table(asked, RANKING)["Put first", "Hours"] == [1, 0, 1, 0]
    assert table(asked, GRID)["Merge them", "Strongly agree"] == [1, 0, 1, 0]
    assert not any(map(any, (v for k, v in table(asked, GRID).items() if k[0] == "Keep them")))


def test_a_page_shows_the_answers_with_who_gave_them(client, asked, hari, asha, member):
    ours = respond(asked, member, text="Ours.", by=asha, at=DURING)
    secret = {"is_confidential": True, "confidential_because": "A feud.", "consent": "no"}
    response_by(asked, "individual", "Mine.", name="Ida Ives", statement=secret)
    services.redact(ours.answers.get(), Wanted("[redacted]", "personal"), by=hari)
    client.force_login(hari)
    page = client.get(address("question", asked, 1)).content.decode()
    assert "Member organisation: 1" in page
    assert "Individual: 1" in page
    assert "Ours." in page
    assert "Redacted" in page
    assert page.index("Kennet Carers") < page.index("Ida Ives") < page.index("Mine.")
    assert "Confidential" in page
    assert "Previous question" not in page
    assert address("question", asked, 2) in page
    assert Look.objects.get().people.get() == asha


def test_it_is_narrowed_to_a_kind_and_counts_stay_whole(client, asked, hari, asha, member):
    respond(asked, member, text="Ours.", by=asha, at=DURING)
    response_by(asked, "individual", "Mine.", name="Ida Ives")
    client.force_login(hari)
    page = client.get(address("question", asked, 1), {"kind": "individual"}).content.decode()
    assert "Mine." in page
    assert "Ours." not in page
    assert "Member organisation: 1" in page


def test_the_last_question_has_none_after_it(client, asked, hari):
    client.force_login(hari)
    page = client.get(address("question", asked, FILE)).content.decode()
    assert "Next question" not in page
    assert address("question", asked, GRID) in page
    assert "Nobody answered this question." in page
    assert client.get(address("question", asked, 99)).status_code == 404


def test_answers_to_earlier_words_are_shown_with_the_words_they_answer(client, asked, hari):
    response_by(asked, "individual", "Before.", name="Ida")
    first = response_by(asked, "individual", name="Ivo")
    answer(first, CHOICE, chosen=[0])
    yes_no = {"kind": "choice", "words": "Did you ever use them?", "options": ["Never", "Once"]}
    ask_again(asked, {**yes_no, "code": CHOICE}, {"words": "What else?", "code": 40})
    later = response_by(asked, "outside", name="Parish")
    answer(later, CHOICE, chosen=[0])
    assert [one.code for one in by_question.all_asked(asked)][:3] == [CHOICE, 40, 1]
    client.force_login(hari)
    page = client.get(address("question", asked, CHOICE)).content.decode()
    assert "The questions were changed while the consultation was open." in page
    assert page.count("Do you use day services?") >= 2  # in the list and in the caption
    assert "Never" in page
    assert "Yes" in page


def test_it_costs_the_same_for_many(client, asked, hari, django_assert_max_num_queries):
    def some(number):
        for one in range(number):
            version = response_by(asked, "individual", f"View {one}.", name=f"{number} {one}")
            answer(version, CHOICE, chosen=[one % 2])

    client.force_login(hari)
    at = address("question", asked, 1)
    some(2)
    client.get(at)
    with django_assert_max_num_queries(60) as few:
        client.get(at)
    some(60)
    with django_assert_max_num_queries(len(few)):
        answered = client.get(at)
    page = answered.content.decode()
    assert page.count("View ") == 50
    rest = client.get(at, {"after": answered.context["page"].after}).content.decode()
    assert rest.count("View ") == 12
