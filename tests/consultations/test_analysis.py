"""The figures of a consultation: spread, themes and splits, without a number that tells of a handful."""

import csv
import io
from collections import defaultdict

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.analysis.codebook.services import add_theme
from assembly.consultations.analysis.coding.services import code
from assembly.consultations.analysis.figures.rules import FEWEST
from assembly.consultations.analysis.figures.shown import WITHHELD, figures
from assembly.consultations.analysis.figures.splits import SPLITS
from assembly.consultations.models import Consultation, RaisedTheme
from tests.consultations.answered import (
    CHOICE,
    CHOICES,
    CLOSED,
    GRID,
    LAST_SECOND,
    SCALE,
    answer,
    ask_everything,
    response_by,
)
from tests.factories.membership import DistrictFactory, OrganisationFactory
from tests.queries import statements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(consultation):
    ask_everything(consultation)
    return consultation


def individual(consultation, number, **chosen):
    version = response_by(consultation, "individual", f"Answer {number}.")
    for name, places in chosen.items():
        answer(version, {"choice": CHOICE, "choices": CHOICES, "scale": SCALE, "grid": GRID}[name],
               chosen=places)  # fmt: skip
    return version


def member_says(consultation, name, place, *districts, band="", **statement):
    one = OrganisationFactory(name=name, member=True, income_band=band)
    one.districts.set(districts)
    version = response_by(
        consultation, "organisation", f"We are {name}.", organisation=one, statement=statement
    )
    answer(version, CHOICE, chosen=[place])
    return version


def tables(consultation, split=""):
    found = figures(consultation, SPLITS[split])
    return {
        table.caption: dict(table.rows) | {"": table.columns}
        for section in (*found.of_questions, *found.of_themes)
        for table in section.tables
    }


def publish_responses(consultation):
    Consultation.objects.filter(pk=consultation.pk).update(responses_published_at=CLOSED)


def public(consultation, name="analysis"):
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return reverse(f"consultations:{name}", args=slugs)


def staff(consultation, name="figures"):
    return reverse(f"consultations_analysis:{name}", args=[consultation.pk])


def test_a_scale_shows_its_spread_and_no_average(client, asked, dev):
    for point, times in {1: 5, 2: 0, 3: 5, 4: 10, 5: 20}.items():
        for number in range(times):
            individual(asked, f"{point}-{number}", scale=[point])
    found = tables(asked)["Points out of 5"]
    assert found == {
        "": ("Individuals",),
        "Answered by": ("40",),
        "1 (very poor)": ("13% (5)",),
        "2": ("0% (0)",),
        "3": ("13% (5)",),
        "4": ("25% (10)",),
        "5 (very good)": ("50% (20)",),
        "Lower end: 1 (very poor) to 2": ("13% (5)",),
        "Middle: 3": ("13% (5)",),
        "Upper end: 4 to 5 (very good)": ("75% (30)",),
        "Median": ("4",),
        "The middle half lies between": ("3 and 5 (very good)",),
    }
    client.force_login(dev)
    page = client.get(staff(asked)).content.decode()
    assert "75% (30)" in page
    assert "average" not in page.lower()


def test_kinds_stand_side_by_side_and_are_never_added_together(asked):
    for number in range(6):
        individual(asked, number, choice=[0])
        member_says(asked, f"Org {number}", 1)
    found = tables(asked)["Chosen"]
    assert found[""] == ("Members", "Individuals")
    assert found["Yes"] == ("0% (0)", "100% (6)")
    assert found["No"] == ("100% (6)", "0% (0)")


def test_small_numbers_are_withheld_with_what_would_tell_them(asked):
    for place, times in {0: 20, 1: 3}.items():
        for number in range(times):
            individual(asked, f"{place}-{number}", choice=[place], choices=[0] if place else [0, 1])
    found = tables(asked)
    # With the 3 the 20 go too, and then nothing is left of the table.
    assert "Chosen" not in found
    # 23 chose the first, 20 the second: who did not choose it are 3.
    several = found["Chosen, several at once"]
    assert several["Lunch"] == ("100% (23)",)
    assert several["Transport"] == (WITHHELD,)
    assert several["Respite"] == ("0% (0)",)


def test_of_a_kind_of_which_a_handful_answered_nothing_is_shown(asked):
    for number in range(4):
        individual(asked, number, choice=[0], scale=[1])
    assert tables(asked) == {}


def test_medians_are_shown_only_of_what_is_shown_whole(asked):
    for point, times in {1: 3, 2: 7, 5: 20}.items():
        for number in range(times):
            individual(asked, f"{point}-{number}", scale=[point])
    found = tables(asked)["Points out of 5"]
    assert found["1 (very poor)"] == found["2"] == (WITHHELD,)
    assert "Lower end: 1 (very poor) to 2" not in found
    assert found["Upper end: 4 to 5 (very good)"] == ("67% (20)",)
    assert "Median" not in found


def test_each_statement_of_a_grid_has_its_table(asked):
    for number in range(10):
        individual(asked, number, grid=[4, None] if number < 5 else [0, 2])
    found = tables(asked)
    assert found["Keep them"]["Strongly agree"] == ("50% (5)",)
    assert found["Merge them"]["Answered by"] == ("5",)


def test_themes_are_counted_by_response(asked, hari):
    buses, _ = (add_theme(asked, name, by=hari) for name in ("Buses", "Fares"))
    for number in range(12):
        said = individual(asked, number).answers.get()
        code(said, [buses] if number < 6 else [], by=hari)
    found = tables(asked)["Responses that raise each theme"]
    assert found == {
        "": ("Individuals",),
        "Responses": ("12",),
        "Buses": ("50% (6)",),
        "Fares": ("0% (0)",),
    }
    (table,) = figures(asked).of_themes[0].tables
    assert table.label_heading == "Theme"
    assert [bar.label for bar in table.chart.bars] == [
        "Buses"
    ]  # none for a theme that nobody raised


def test_members_are_split_by_district_each_counted_once(asked):
    north, south = DistrictFactory(name="North"), DistrictFactory(name="South")
    for number in range(8):
        member_says(asked, f"N{number}", number % 2, north)
        member_says(asked, f"S{number}", 0, south)
        member_says(asked, f"B{number}", 1, north, south)
    found = tables(asked, "district")["Chosen: members"]
    assert found[""] == ("North", "South", "Several districts")
    assert found["Answered by"] == ("8", "8", "8")
    # 4 and 4 in the north are small, and a square of figures goes with them.
    assert found["Yes"][0] == found["No"][0] == WITHHELD


@pytest.mark.parametrize("split", ["size", "interest", "district"])
def test_splits_show_what_is_large_enough(asked, split):
    here, there = DistrictFactory(name="Here"), DistrictFactory(name="There")
    for number in range(10):
        one, other = (0, 1) if number < 5 else (1, 0)
        member_says(asked, f"A{number}", one, here, band="micro", has_interest=True)
        member_says(asked, f"B{number}", other, there, band="large", has_interest=False)
    found = tables(asked, split)["Chosen: members"]
    assert found["Answered by"] == ("10", "10")
    assert found["Yes"] == ("50% (5)", "50% (5)")


def test_what_is_withheld_of_a_kind_is_withheld_in_every_split(asked):
    """Else the districts of the members would add up to what the table of kinds withholds."""
    here = DistrictFactory(name="Here")
    for number in range(20):
        member_says(asked, f"A{number}", 1 if number < 3 else 0, here, band="micro")
    for split in SPLITS:
        assert "Chosen" not in tables(asked, split)
        assert "Chosen: members" not in tables(asked, split)


def test_a_follow_up_is_withheld_with_the_answer_that_brings_it_up(asked):
    """Everybody who said “No” has to answer it: how many did would tell how many said so."""
    question = asked.question_sets.get().sections.last().questions.get(code=SCALE)
    question.only_if = asked.question_sets.get().sections.last().questions.get(code=CHOICE)
    question.only_if_option = 1
    question.save()
    for number in range(9):
        if number < 4:
            individual(asked, number, choice=[0])
        else:
            individual(asked, number, choice=[1], scale=[5])
    assert "Points out of 5" not in tables(asked)


def rows_of(answered):
    text = b"".join(answered.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_has_every_split_and_tells_no_small_number(client, asked, dev):
    here, there = DistrictFactory(name="Here"), DistrictFactory(name="There")
    for number in range(30):
        member_says(
            asked,
            f"A{number}",
            number % 3 % 2,
            here if number % 4 else there,
            band=("micro", "small", "large")[number % 3],
            has_interest=number % 7 == 0,
        )
        individual(asked, number, choice=[number % 2], scale=[number % 5 + 1])
    client.force_login(dev)
    rows = rows_of(client.get(staff(asked, "figures_csv")))
    assert {row["Split by"] for row in rows} == {
        "",
        "District of the organisation",
        "Size of the organisation",
        "Declared interest",
    }
    sums = defaultdict(list)
    for row in rows:
        assert row["Number"] == WITHHELD or not 0 < int(row["Number"]) < FEWEST
        if row["What is counted"] == "Chosen":
            table = (row["Who responded"], row["Split by"])
            sums[*table, "of", row["Category"]].append(row["Number"])
            sums[*table, "row", row["Answer"]].append(row["Number"])
    for key, numbers in sums.items():
        if key[1] and len(numbers) > 1:
            assert numbers.count(WITHHELD) != 1, key


def test_public_with_the_responses_and_not_before(client, asked, hari):
    for number in range(6):
        individual(asked, number, choice=[0])
    for name in ("analysis", "analysis_csv", "analysis_xlsx"):
        assert client.get(public(asked, name)).status_code == 404
    publish_responses(asked)
    page = client.get(public(asked)).content.decode()
    assert "100% (6)" in page
    assert "We count confidential responses but never quote them" in page
    assert "Answer 3." not in page  # no words of anybody
    assert page.count("The numbers are too small to show") == 1  # for all other questions together
    assert (
        'href="/consultations/wcc/"' in page
    )  # the way up, as on every page below a consultation's
    assert rows_of(client.get(public(asked, "analysis_csv")))
    assert client.get(public(asked, "analysis_xlsx")).status_code == 200
    for split in (*SPLITS, "nothing"):
        assert client.get(public(asked), {"by": split}).status_code == 200


def test_when_the_responses_are_forgotten_the_page_says_so(client, asked):
    individual(asked, 1, choice=[0])
    publish_responses(asked)
    Consultation.objects.filter(pk=asked.pk).update(responses_forgotten_on=CLOSED.date())
    asked.responses.first().versions.all().delete()
    page = client.get(public(asked)).content.decode()
    assert "We deleted the responses on 2 December 2008" in page


def test_staff_see_it_from_the_close_on(client, asked, gwen, hari, ines, clock):
    client.force_login(gwen)
    page = client.get(staff(asked)).content.decode()
    assert "once you publish the responses" in page
    assert "Code the answers" not in page  # the Board reads
    client.force_login(hari)
    assert "Code the answers" in client.get(staff(asked)).content.decode()
    client.force_login(ines)
    assert client.get(staff(asked)).status_code == 404
    clock.move_to(LAST_SECOND)
    client.force_login(hari)
    assert client.get(staff(asked)).status_code == 302


def test_agreement_is_shown_to_everyone_without_names(client, asked, hari, dev):
    buses = add_theme(asked, "Buses", by=hari)
    add_theme(asked, "Rare", by=hari)
    for number in range(10):
        said = individual(asked, number).answers.get()
        code(said, [buses] if number < 6 else [], by=hari)
        code(said, [buses] if number < 5 else [], by=dev)
    publish_responses(asked)
    page = client.get(public(asked)).content.decode()
    assert "Pair 1: 10 answers read by both" in page
    assert "0.80" in page  # observed 9/10, expected 6/10*5/10 + 4/10*5/10 = 1/2
    assert "1 on which the two differ are still to be settled" in page
    assert "Hari Hale" not in page
    client.force_login(hari)
    assert "Hari Hale" in client.get(staff(asked)).content.decode()


def test_as_many_queries_for_many_as_for_few(client, asked, hari):
    publish_responses(asked)
    theme = add_theme(asked, "Buses", by=hari)

    def more(start, end):
        for number in range(start, end):
            version = member_says(asked, f"A{number}", number % 2, DistrictFactory())
            code(version.answers.first(), [theme], by=hari)

    def cost(**query):
        client.get(public(asked), query)
        with statements() as sent:
            assert client.get(public(asked), query).status_code == 200
        return len(sent)

    more(0, 3)
    few = {split: cost(by=split) for split in SPLITS}
    more(3, 25)
    RaisedTheme.objects.create(consultation=asked, position=9, name="More")
    many = {split: cost(by=split) for split in SPLITS}
    assert few == many
