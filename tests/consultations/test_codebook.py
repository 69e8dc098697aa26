"""The codebook: themes raised are added, renamed, ordered, merged and deleted, after the close alone."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.analysis.codebook import rules, selectors, services
from assembly.consultations.analysis.coding import services as coding
from assembly.consultations.models import Feedback, FeedbackLine, RaisedTheme
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import CLOSED, LAST_SECOND, response_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def buses(consultation, hari, clock):
    return services.add_theme(consultation, "Buses", "Routes and times.", by=hari)


@pytest.fixture
def fares(consultation, hari, clock):
    return services.add_theme(consultation, "Fares", by=hari)


def at(name, consultation, *others):
    return reverse(f"consultations_analysis:{name}", args=[consultation.pk, *others])


def names(consultation):
    return [one.name for one in selectors.in_use(consultation)]


def code_of(consultation):
    return consultation.responses.first().current.answers.get().question.code


@pytest.mark.parametrize("who", ["hari", "dev"])
def test_officers_and_the_support_unit_add_themes(client, consultation, clock, who, request):
    client.force_login(request.getfixturevalue(who))
    form = {"name": "  Cost of  transport ", "description": "Fares, and petrol."}
    page = client.post(at("theme_list", consultation), form, follow=True).content.decode()
    assert "Theme added." in page
    theme = RaisedTheme.objects.get()
    assert (theme.name, theme.description) == ("Cost of transport", "Fares, and petrol.")
    event = Event.objects.get(name="consultations.theme_added")
    assert event.data == {"theme": theme.pk}


@pytest.mark.parametrize("who", ["gwen", "ines", "asha"])
def test_to_others_the_screens_are_not_there(client, consultation, clock, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get(at("theme_list", consultation)).status_code in (302, 403, 404)
    with pytest.raises(RuleBroken, match="Only officers of the body"):
        services.add_theme(consultation, "Buses", by=person)


def test_not_before_the_close(client, consultation, hari, clock):
    clock.move_to(LAST_SECOND)
    with pytest.raises(RuleBroken, match="once the window has closed"):
        services.add_theme(consultation, "Buses", by=hari)
    client.force_login(hari)
    page = client.post(at("theme_list", consultation), {"name": "Buses"}, follow=True)
    assert "after 11.59pm" in page.content.decode()
    assert not RaisedTheme.objects.exists()


def test_a_name_stands_once_however_it_is_typed(client, consultation, buses, hari):
    with pytest.raises(RuleBroken, match="“Buses” already"):
        services.add_theme(consultation, "BUSES", "Something else.", by=hari)
    assert services.add_theme(consultation, "buses", by=hari) == buses
    other = services.add_theme(consultation, "Trains", by=hari)
    client.force_login(hari)
    form = {"name": "Buses", "description": "Kept."}
    page = client.post(at("theme_change", consultation, other.pk), form).content.decode()
    assert "“Buses” already" in page
    assert "Kept." in page  # nothing typed is lost


def test_a_theme_needs_a_name(consultation, hari, clock):
    with pytest.raises(RuleBroken, match="Give the theme a name"):
        services.add_theme(consultation, "  ", by=hari)


def test_there_is_an_end_to_themes(consultation, hari, clock):
    RaisedTheme.objects.bulk_create(
        RaisedTheme(consultation=consultation, position=one, name=f"T{one}")
        for one in range(rules.MOST_THEMES)
    )
    with pytest.raises(RuleBroken, match="Merge some of them"):
        services.add_theme(consultation, "One more", by=hari)


def test_two_who_rename_at_once_the_second_is_told(client, consultation, buses, hari, dev):
    client.force_login(dev)
    seen = client.get(at("theme_change", consultation, buses.pk)).context["form"]
    services.change_theme(buses, "Bus routes", buses.description, by=hari)
    typed = {
        "name": "Bus times",
        "description": buses.description,
        "seen": seen.fields["seen"].initial,
    }
    page = client.post(at("theme_change", consultation, buses.pk), typed).content.decode()
    assert "Somebody else has changed this since you opened the form" in page
    assert "Bus times" in page
    buses.refresh_from_db()
    assert buses.name == "Bus routes"
    with pytest.raises(RuleBroken, match="It is now called “Bus routes”"):
        services.change_theme(buses, "Bus times", "", seen=("Buses", ""), by=dev)


def test_they_are_moved_once_from_where_they_were_seen(client, consultation, buses, fares, hari):
    client.force_login(hari)
    for _ in range(2):
        client.post(at("theme_move", consultation, fares.pk), {"act": "up", "seen_at": "1"})
    assert names(consultation) == ["Fares", "Buses"]
    client.post(at("theme_move", consultation, fares.pk), {"act": "up", "seen_at": "0"})
    assert names(consultation) == ["Fares", "Buses"]


def test_what_was_coded_counts_for_the_theme_it_was_merged_into(
    client, consultation, buses, fares, hari
):
    answer = response_by(consultation, "individual", "More buses.").answers.get()
    coding.code(answer, [buses], by=hari)
    client.force_login(hari)
    page = client.post(
        at("theme_merge", consultation, buses.pk), {"into": fares.pk}, follow=True
    ).content.decode()
    assert "is merged" in page
    assert "Merged into it: Buses." in page
    [line] = selectors.lines(consultation)
    assert (line.theme, line.readings) == (fares, 1)
    assert buses.codings.count() == 1  # the coding stays what it was
    assert Event.objects.get(name="consultations.theme_merged").data == {
        "theme": buses.pk,
        "into": fares.pk,
    }


def test_a_chain_of_merges_leads_to_the_last_in_one_step(consultation, buses, fares, hari):
    travel = services.add_theme(consultation, "Travel", by=hari)
    services.merge_theme(buses, fares, by=hari)
    services.merge_theme(fares, travel, by=hari)
    assert set(RaisedTheme.objects.filter(merged_into=travel)) == {buses, fares}
    with pytest.raises(RuleBroken, match="“Fares” was merged into “Travel”"):
        services.merge_theme(travel, fares, by=hari)
    with pytest.raises(RuleBroken, match="cannot be merged into itself"):
        services.merge_theme(travel, travel, by=hari)
    with pytest.raises(RuleBroken, match="“Buses” was merged into “Travel”"):
        services.change_theme(buses, "Coaches", "", by=hari)
    # The name is free again.
    assert services.add_theme(consultation, "Buses", by=hari) != buses


def test_only_what_nothing_hangs_on_is_deleted(client, consultation, buses, fares, hari):
    answer = response_by(consultation, "individual", "More buses.").answers.get()
    coding.code(answer, [buses], by=hari)
    client.force_login(hari)
    page = client.post(at("theme_delete", consultation, buses.pk), follow=True).content.decode()
    assert "1 reading uses this theme" in page
    assert "Merge it into another theme instead" in page
    feedback = Feedback.objects.create(consultation=consultation, number=1, saved_at=CLOSED)
    FeedbackLine.objects.create(
        feedback=feedback, theme=fares, position=1, theme_name="Fares", you_said="Less."
    )
    with pytest.raises(RuleBroken, match="The feedback names this theme"):
        services.delete_theme(fares, by=hari)
    target = services.add_theme(consultation, "Travel", by=hari)
    services.merge_theme(buses, target, by=hari)
    with pytest.raises(RuleBroken, match="was merged into this one"):
        services.delete_theme(target, by=hari)
    free = services.add_theme(consultation, "Nothing", by=hari)
    page = client.post(at("theme_delete", consultation, free.pk), follow=True).content.decode()
    assert "Theme deleted." in page
    assert not RaisedTheme.objects.filter(pk=free.pk).exists()


def test_published_feedback_keeps_the_name_of_its_day(consultation, buses, hari):
    feedback = Feedback.objects.create(
        consultation=consultation, number=1, saved_at=CLOSED, published_at=CLOSED
    )
    line = FeedbackLine.objects.create(
        feedback=feedback, theme=buses, position=1, theme_name=buses.name
    )
    services.change_theme(buses, "Coaches", "", by=hari)
    line.refresh_from_db()
    assert str(line) == "Buses"
