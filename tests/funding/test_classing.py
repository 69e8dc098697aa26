"""Awards are classed and flagged on a screen, one and many: recorded, with a history, and nobody overwrites another."""

from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.funding.classing import rules, selectors, services
from assembly.funding.models import Award, Classing, JudgementChange
from tests.factories.funding import AwardFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

URL = "/cms/awards/"
ONE = {
    "award_class": "giving",
    "category": "community",
    "residential_care": "no",
    "in_county": "yes",
}


@pytest.fixture
def support(client, dev):
    client.force_login(dev)
    return client


def seen(*awards):
    return {award.pk: selectors.stamp_of(award) for award in awards}


def said(response):
    return " ".join(response.content.decode().split())


def box(award):
    return f"{award.pk}:{selectors.stamp_of(award)}"


# The act


def test_many_are_classed_in_one_act_with_one_event_and_their_history(dev):
    first, second = AwardFactory(), AwardFactory(award_class="giving")
    number = services.class_awards(seen(first, second), {"award_class": "giving"}, by=dev)
    assert number == 1
    change = JudgementChange.objects.get()
    assert (change.award, change.field, change.before, change.after) == (
        first,
        "award_class",
        "",
        "giving",
    )
    event = Event.objects.get(name="funding.awards_classed")
    assert (event.actor, event.subject_id) == (dev, Classing.objects.get().pk)
    assert event.data.pop("sha256")
    assert event.data == {"awards": 1, "award": first.pk, "award_class": "giving"}


def test_the_event_names_no_single_award_where_there_are_several(dev):
    judgement = {"category": "", "residential_care": True, "in_county": None}
    awards = [AwardFactory(category="service", in_county=True) for _ in range(2)]
    services.class_awards(seen(*awards), judgement, by=dev)
    data = Event.objects.get(name="funding.awards_classed").data
    assert len(data.pop("sha256")) == 64
    assert data == {"awards": 2, "category": "none", "residential_care": "yes", "in_county": "none"}
    assert JudgementChange.objects.count() == 6


def test_nothing_that_changes_leaves_no_act_behind(dev):
    award = AwardFactory(award_class="giving")
    assert services.class_awards(seen(award), {"award_class": "giving"}, by=dev) == 0
    assert not Classing.objects.exists()


def test_who_comes_second_is_told_and_nothing_of_theirs_is_saved(dev):
    first, second = AwardFactory(), AwardFactory()
    as_seen = seen(first, second)
    services.class_awards(seen(first), {"award_class": "giving"}, by=dev)
    with pytest.raises(RuleBroken, match="1 award was changed by somebody else"):
        services.class_awards(as_seen, {"award_class": "shopping"}, by=dev)
    second.refresh_from_db()
    assert second.award_class == ""
    with pytest.raises(RuleBroken, match="Somebody else changed this award while you had it open"):
        services.class_awards({first.pk: as_seen[first.pk]}, {"award_class": "shopping"}, by=dev)


def test_an_award_that_is_not_there_is_not_as_it_was_seen(dev):
    with pytest.raises(RuleBroken):
        services.class_awards({999_999: "..no."}, {"award_class": "giving"}, by=dev)


def test_none_and_too_many_are_refused(monkeypatch, dev):
    assert "Tick at least one award, or remove a filter." in rules.may_be_classed(0).reason
    assert rules.may_be_classed(rules.MOST)
    assert "narrow the list" in rules.may_be_classed(rules.MOST + 1).reason
    with pytest.raises(RuleBroken, match="Tick at least one award"):
        services.class_awards({}, {"award_class": "giving"}, by=dev)


def test_an_act_on_many_asks_the_database_a_fixed_number_of_times(
    dev, django_assert_max_num_queries
):
    awards = AwardFactory.create_batch(30)
    with django_assert_max_num_queries(23):
        services.class_awards(seen(*awards), {"award_class": "giving"}, by=dev)


# The list


def test_the_list_is_narrowed_by_funder_department_class_category_flag_and_words(support):
    wanted = AwardFactory(
        title="Lunch", funder_org_id="GB-1", funder_name="One", department_name="Care",
        residential_care=True, category="service",
    )  # fmt: skip
    AwardFactory(title="Dinner", award_class="giving", category="")
    for query in ("funder=GB-1", "department=Care", "award_class=none", "care=yes", "category=service",
                  "q=lunch"):  # fmt: skip
        page = said(support.get(f"{URL}?{query}"))
        assert "Lunch" in page, query
        assert "Dinner" not in page, query
    assert "Dinner" in said(support.get(f"{URL}?category=none"))
    assert f'value="{box(wanted)}"' in said(support.get(URL))


def test_ticked_awards_are_classed_and_the_filter_stays(support):
    awards = AwardFactory.create_batch(3)
    data = {"award": [box(award) for award in awards[:2]], "award_class": "investing"}
    response = support.post(f"{URL}?award_class=none&page=1", data)
    assert response["Location"] == f"{URL}?award_class=none&page=1"
    assert "2 awards changed." in said(support.get(URL))
    assert Award.objects.filter(award_class="investing").count() == 2


def test_ticking_nothing_or_setting_nothing_is_told(support):
    award = AwardFactory()
    assert "Tick at least one award, or remove a filter." in said(
        support.post(URL, {"award_class": "giving"})
    )
    page = said(support.post(URL, {"award": [box(award)]}))
    assert "Choose what to set: a class, a category or a flag." in page
    assert f'id="award-{award.pk}"' in page
    assert " checked>" in page
    assert not Classing.objects.exists()


def test_an_old_list_is_shown_anew_with_the_ticks_and_saves_nothing(support, dev):
    award = AwardFactory()
    old = box(award)
    services.class_awards(seen(award), {"award_class": "giving"}, by=UserFactory())
    page = said(support.post(URL, {"award": [old], "award_class": "shopping"}))
    assert "Somebody else changed this award" in page
    award.refresh_from_db()
    assert award.award_class == "giving"
    assert f'value="{box(award)}"' in page


@pytest.mark.parametrize("odd", ["", "x", "1", ":", "1:", "²:x", "9" * 30 + ":..no.", "0:..no."])
def test_odd_boxes_are_refused_in_words(support, odd):
    assert support.post(URL, {"award": [odd], "award_class": "giving"}).status_code == 200
    assert not Classing.objects.exists()


# All that match


def test_all_that_match_are_named_by_their_number_and_then_classed(support):
    AwardFactory.create_batch(4, department_name="Care")
    other = AwardFactory(department_name="Roads")
    address = f"{URL}all/?department=Care"
    page = support.get(address)
    assert "<strong>4 awards</strong> match this:" in said(page)
    assert "Set on 4 awards" in said(page)
    response = support.post(address, {"seen": page.context["seen"], "award_class": "giving"})
    assert response["Location"] == f"{URL}?department=Care"
    assert Award.objects.filter(award_class="giving").count() == 4
    other.refresh_from_db()
    assert other.award_class == ""


@pytest.mark.parametrize("change", ["one more", "one classed"])
def test_all_that_match_are_asked_again_when_they_have_changed(support, dev, change):
    award = AwardFactory()
    address = f"{URL}all/"
    page = support.get(address)
    if change == "one more":
        AwardFactory()
    else:
        services.class_awards(seen(award), {"in_county": False}, by=dev)
    page = support.post(address, {"seen": page.context["seen"], "award_class": "giving"})
    assert "have changed since you opened this page, so nothing was saved" in said(page)
    assert not Award.objects.filter(award_class="giving").exists()


def test_more_than_may_be_changed_at_once_are_not_offered(support, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 1)
    AwardFactory.create_batch(2)
    page = support.get(f"{URL}all/")
    assert "These are 2 awards, and 1 at most are changed at once" in said(page)
    assert "<form method" not in said(page).split('class="nice-padding"')[1]
    support.post(f"{URL}all/", {"seen": page.context["seen"], "award_class": "giving"})
    assert not Classing.objects.exists()


# One award


def test_one_award_is_classed_with_its_history_on_its_page(support, dev):
    award = AwardFactory(title="Lunch for forty", amount="1250.50")
    address = f"{URL}{award.pk}/"
    page = support.get(address)
    assert "£1,250.50" in said(page)
    assert "Nothing has changed since it was loaded." in said(page)
    support.post(address, {"seen": page.context["seen"], **ONE})
    award.refresh_from_db()
    assert award.judgement == {
        "award_class": "giving",
        "category": "community",
        "residential_care": False,
        "in_county": True,
    }
    page = said(support.get(address))
    assert "<td>Class</td> <td>Not yet classed</td> <td>Giving</td>" in page
    assert "<td>Recipient in the county</td>" in page
    assert str(dev) in page


def test_facts_that_are_sent_along_are_not_taken(support):
    award = AwardFactory(title="Lunch", amount="10.00")
    data = {"seen": selectors.stamp_of(award), **ONE, "title": "Dinner", "amount": "99"}
    support.post(f"{URL}{award.pk}/", data)
    award.refresh_from_db()
    assert (award.title, str(award.amount), award.award_class) == ("Lunch", "10.00", "giving")


def test_two_people_with_the_same_award_open_the_second_is_told(support, dev):
    award = AwardFactory()
    address = f"{URL}{award.pk}/"
    old = support.get(address).context["seen"]
    services.class_awards(seen(award), {"award_class": "shopping"}, by=UserFactory())
    page = support.post(address, {"seen": old, **ONE})
    assert "Somebody else changed this award while you had it open" in said(page)
    award.refresh_from_db()
    assert award.award_class == "shopping"
    # Saved again, knowing what it says now.
    support.post(address, {"seen": page.context["seen"], **ONE})
    award.refresh_from_db()
    assert award.award_class == "giving"
    assert Classing.objects.count() == 2


def test_every_field_of_one_award_is_answered(support):
    award = AwardFactory()
    page = support.post(
        f"{URL}{award.pk}/", {"seen": selectors.stamp_of(award), "category": "service"}
    )
    assert "This field is required." in said(page)
    assert not Classing.objects.exists()


# Who


@pytest.mark.parametrize("path", ["", "all/", "{pk}/"])
@pytest.mark.parametrize(("who", "status"), [("efua", 302), ("carys", 403)])
def test_only_the_support_unit_classes_awards(client, request, path, who, status):
    award = AwardFactory()
    client.force_login(request.getfixturevalue(who))
    address = URL + path.format(pk=award.pk)
    assert client.get(address).status_code == status
    data = {"award": [box(award)], "seen": selectors.digest(seen(award)), **ONE}
    assert client.post(address, data).status_code == status
    assert not Classing.objects.exists()


# What waits


def test_awards_without_a_class_wait_for_the_support_unit(client, dev, efua, carys):
    def texts(user):
        return [task.text for task in to_do.tasks_for(user, timezone.now()) if "class" in task.text]

    assert texts(dev) == []
    AwardFactory(award_class="giving")
    AwardFactory(title="Lunch for forty")
    assert texts(dev) == ["1 award has no class"]
    AwardFactory()
    assert texts(dev) == ["2 awards have no class"]
    assert texts(efua) == texts(carys) == []
    client.force_login(dev)
    page = client.get("/cms/").content.decode()
    assert "2 awards have no class" in page
    assert "Lunch for forty" in client.get(f"{URL}?award_class=none").content.decode()
