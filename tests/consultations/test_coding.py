"""Two people read each answer without seeing the other's reading; where they differ it is settled."""

from django.urls import reverse

import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.analysis.agreement import Ticks
from assembly.consultations.analysis.codebook import services as codebook
from assembly.consultations.analysis.coding import selectors, services
from assembly.consultations.analysis.coding.counting import (
    answers_in_words,
    numbers,
    that_count_for_it,
)
from assembly.consultations.analysis.coding.pairs import pairs
from assembly.consultations.models import Coding, RaisedTheme
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import (
    CHOICE,
    CLOSED,
    DURING,
    LAST_SECOND,
    answer,
    ask_everything,
    response_by,
)
from tests.factories.consultations import officer_of, respond
from tests.queries import statements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ivy(council, hari):
    return officer_of(council, name="Ivy Irwin", email="ivy@example.org")


@pytest.fixture
def said(consultation):
    """Three answers in words."""
    texts = ("More buses.", "Lower fares.", "Nothing to add.")
    return [response_by(consultation, "individual", text).answers.get() for text in texts]


@pytest.fixture
def themes(consultation, hari):
    return [codebook.add_theme(consultation, name, by=hari) for name in ("Buses", "Fares", "Care")]


def at(name, consultation, *others):
    return reverse(f"consultations_analysis:{name}", args=[consultation.pk, *others])


def page_of(one):
    return at("answer_code", one.version.response.consultation, one.question.code, one.pk)


def keys(*themes):
    return {"themes": [theme.pk for theme in themes]}


def what_counts(consultation):
    """Each answer with the names of the themes that count for it."""
    found = {one.pk: set() for one in answers_in_words(consultation)}
    names = dict(RaisedTheme.objects.values_list("pk", "name"))
    ticks = that_count_for_it(consultation).values_list("coding__answer", "counts_for")
    for one, theme in ticks:
        found[one].add(names[theme])
    return found


def test_a_walk_through_the_work_list(client, consultation, said, themes, hari, ivy):
    buses, fares, _ = themes
    for person in (hari, ivy):
        client.force_login(person)
        page = client.get(at("coding_list", consultation)).content.decode()
        assert "3 wait for you." in page
        page = client.get(at("coding_next", consultation, 1), follow=True).content.decode()
        assert "More buses." in page
        for one, ticked in zip(said, ([buses], [fares], []), strict=True):
            answered = client.post(page_of(one), keys(*ticked), follow=True)
        page = answered.content.decode()
        assert "You have read every answer to this question" in page
        assert "Nothing waits for you." in page
    assert list(Coding.objects.values_list("part", "coder")) == [
        pair for _ in said for pair in (("first", hari.pk), ("second", ivy.pk))
    ]
    assert Event.objects.filter(name="consultations.answer_coded").count() == 6
    assert what_counts(consultation) == {
        said[0].pk: {"Buses"},
        said[1].pk: {"Fares"},
        said[2].pk: set(),
    }


def test_neither_sees_the_other_s_reading_until_both_are_saved(client, said, themes, hari, ivy):
    one, (buses, fares, _) = said[0], themes
    services.code(one, [buses, fares], by=hari)
    client.force_login(ivy)
    answered = client.get(page_of(one))
    assert "Hari Hale" not in answered.content.decode()
    assert answered.context["form"].initial["themes"] == []
    assert answered.context["state"].readings == []
    services.code(one, [buses], by=ivy)
    page = client.get(page_of(one)).content.decode()
    assert "Hari Hale" in page
    assert "The two readings" in page
    event = Event.objects.filter(name="consultations.answer_coded").first()
    assert set(event.data) == {"response", "answer", "part"}  # the record tells no theme either


def test_a_third_reader_is_refused_and_offered_to_settle(client, said, themes, hari, ivy, dev):
    one, (buses, fares, care) = said[0], themes
    services.code(one, [buses], by=hari)
    services.code(one, [buses, fares], by=ivy)
    client.force_login(dev)
    page = client.post(page_of(one), keys(care)).content.decode()
    assert "Two people have read this answer already" in page
    assert "Settle it and go on" in page
    assert Coding.objects.count() == 2
    page = client.post(page_of(one), {**keys(buses), "act": "settle"}, follow=True).content.decode()
    assert "Nothing is left to settle" in page
    settled = Coding.objects.get(part="settled")
    assert (settled.coder, list(settled.themes.all())) == (dev, [buses])


def test_a_reading_is_changed_until_the_second_is_saved(said, themes, hari, ivy):
    one, (buses, fares, _) = said[0], themes
    first = services.code(one, [buses], by=hari)
    again = services.code(one, [fares], by=hari)
    assert (again.pk, again.number, again.part) == (first.pk, 2, "first")
    services.code(one, [], by=ivy)
    with pytest.raises(RuleBroken, match="The other person has saved their reading too"):
        services.code(one, [buses], by=hari)
    assert services.code(one, [fares], by=hari) == first  # pressed twice


def test_two_windows_of_one_person_notice_each_other(client, said, themes, hari):
    one, (buses, fares, _) = said[0], themes
    client.force_login(hari)
    client.post(page_of(one), {**keys(buses), "number": 0})
    page = client.post(page_of(one), {**keys(fares), "number": 0})
    assert "from another window" in page.content.decode()
    assert "You have read this answer: Buses." in page.content.decode()
    assert list(Coding.objects.get().themes.all()) == [buses]
    sent = {**keys(fares), "number": page.context["form"]["number"].value()}
    client.post(page_of(one), sent)
    assert list(Coding.objects.get().themes.all()) == [fares]


def test_a_theme_is_added_without_losing_a_tick(client, said, themes, hari):
    one, (buses, _, _) = said[0], themes
    client.force_login(hari)
    sent = {**keys(buses), "new": "Hours", "act": "add"}
    for _ in range(2):  # and pressed twice it is one
        page = client.post(page_of(one), sent)
    hours = RaisedTheme.objects.get(name="Hours")
    assert page.context["form"]["themes"].value() == [str(buses.pk), str(hours.pk)]
    assert not Coding.objects.exists()
    assert page.content.decode().count(" checked") == 2


def test_a_theme_typed_and_not_added_is_saved_with_the_reading(client, said, themes, hari):
    client.force_login(hari)
    client.post(page_of(said[0]), {**keys(themes[0]), "new": "Hours"})
    ticked = Coding.objects.get().themes.values_list("name", flat=True)
    assert set(ticked) == {"Buses", "Hours"}


def test_a_form_still_works_when_its_themes_were_renamed_or_merged(
    client, consultation, said, themes, hari, ivy
):
    one, (buses, fares, _) = said[0], themes
    codebook.change_theme(buses, "Coaches", "", by=ivy)
    codebook.merge_theme(buses, fares, by=ivy)
    client.force_login(hari)
    client.post(page_of(one), keys(buses))
    assert list(Coding.objects.get().themes.all()) == [fares]
    gone = codebook.add_theme(consultation, "Gone", by=ivy)
    codebook.delete_theme(gone, by=ivy)
    page = client.post(page_of(said[1]), keys(gone, fares)).content.decode()
    assert "A theme that you ticked was deleted meanwhile" in page
    with pytest.raises(RuleBroken, match="deleted meanwhile"):
        services.code(said[1], [gone], by=hari)


def test_what_counts(consultation, said, themes, hari, ivy):
    one, (buses, fares, care) = said[0], themes
    services.code(one, [buses, fares], by=hari)
    assert what_counts(consultation)[one.pk] == {"Buses", "Fares"}
    services.code(one, [fares, care], by=ivy)
    assert what_counts(consultation)[one.pk] == {"Fares"}
    progress = answers_in_words(consultation).aggregate(**numbers())
    assert progress == {"answers": 3, "read": 1, "read_twice": 1, "settled": 0, "to_settle": 1}
    services.settle(one, [care], by=ivy)
    assert what_counts(consultation)[one.pk] == {"Care"}
    assert answers_in_words(consultation).aggregate(**numbers())["to_settle"] == 0


def test_themes_that_are_merged_no_longer_differ(consultation, said, themes, hari, ivy):
    one, (buses, fares, _) = said[0], themes
    services.code(one, [buses], by=hari)
    services.code(one, [fares], by=ivy)
    codebook.merge_theme(buses, fares, by=hari)
    assert answers_in_words(consultation).aggregate(**numbers())["to_settle"] == 0
    assert what_counts(consultation)[one.pk] == {"Fares"}
    with pytest.raises(RuleBroken, match="nothing to settle"):
        services.settle(one, [fares], by=hari)


def test_what_is_settled_can_be_settled_otherwise(said, themes, hari, ivy):
    one, (buses, fares, _) = said[0], themes
    services.code(one, [buses], by=hari)
    with pytest.raises(RuleBroken, match="once two people have read it"):
        services.settle(one, [buses], by=ivy)
    services.code(one, [fares], by=ivy)
    first = services.settle(one, [buses], by=ivy, seen=0)
    with pytest.raises(RuleBroken, match="or by somebody else"):
        services.settle(one, [fares], by=hari, seen=0)
    again = services.settle(one, [fares], by=hari, seen=first.number)
    assert (again.pk, again.coder, again.number) == (first.pk, hari, 2)


def test_only_words_of_what_counts_are_coded(consultation, member, asha, hari, clock):
    clock.move_to(DURING)
    ask_everything(consultation)
    old = respond(consultation, member, text="Old.", by=asha).answers.get()
    respond(consultation, member, text="New.", by=asha)
    chosen = answer(response_by(consultation, "individual", name="Ida"), CHOICE, chosen=[1])
    clock.move_to(CLOSED)
    with pytest.raises(RuleBroken, match="replaced, taken back or erased"):
        services.code(old, [], by=hari)
    with pytest.raises(RuleBroken, match="Only answers in words"):
        services.code(chosen, [], by=hari)
    assert [one.text for one in answers_in_words(consultation)] == ["New."]


@pytest.mark.parametrize("who", ["gwen", "ines", "asha"])
def test_to_others_the_screens_are_not_there(client, consultation, said, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    for address in (at("coding_list", consultation), page_of(said[0])):
        assert client.get(address).status_code in (302, 403, 404)
    with pytest.raises(RuleBroken, match="Only officers of the body"):
        services.code(said[0], [], by=person)


def test_not_before_the_close(client, consultation, said, hari, clock):
    clock.move_to(LAST_SECOND)
    client.force_login(hari)
    assert "after 11.59pm" in client.get(page_of(said[0]), follow=True).content.decode()
    with pytest.raises(RuleBroken, match="once the window has closed"):
        services.code(said[0], [], by=hari)


def test_the_look_is_noted(client, consultation, member, asha, hari, clock):
    clock.move_to(DURING)
    one = respond(consultation, member, text="More.", by=asha).answers.get()
    clock.move_to(CLOSED)
    client.force_login(hari)
    client.get(page_of(one))
    assert list(Look.objects.get().people.all()) == [asha]


def test_agreement_is_counted_for_each_pair_of_people(consultation, said, themes, hari, ivy, dev):
    buses, fares, _ = themes
    services.code(said[0], [buses], by=ivy)
    services.code(said[0], [buses, fares], by=hari)
    services.code(said[1], [fares], by=hari)
    services.code(said[1], [], by=ivy)
    services.code(said[2], [], by=hari)
    services.code(said[2], [buses], by=dev)
    with statements() as sent:
        found = pairs(consultation)
    assert len(sent) == 1
    by_who = {pair.who: pair for pair in found}
    of_two = by_who[hari.pk, ivy.pk]
    assert of_two.answers == 2
    assert of_two.themes == {buses.pk: Ticks(1, 0, 0, 1), fares.pk: Ticks(0, 2, 0, 0)}
    assert by_who[tuple(sorted((hari.pk, dev.pk)))].answers == 1
    codebook.merge_theme(fares, buses, by=hari)
    [of_two] = [pair for pair in pairs(consultation) if pair.who == (hari.pk, ivy.pk)]
    assert of_two.themes == {buses.pk: Ticks(1, 1, 0, 0)}


def test_the_list_asks_as_often_for_many_answers(consultation, said, themes, hari, ivy):
    with statements() as few:
        selectors.lines(consultation, hari)
    for number in range(12):
        one = response_by(consultation, "individual", f"Buses {number}.").answers.get()
        services.code(one, themes[:1], by=hari)
        services.code(one, themes[1:], by=ivy)
    with statements() as many:
        selectors.lines(consultation, hari)
    assert len(few) == len(many)
