"""The convenor of a group: named for a term by the Support Unit, with a page of what is theirs."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.accounts import closing
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Email
from forums.convening.selectors import convened_by, page_context, run_by
from forums.convening.services import Named, end_convening, name_convenor
from forums.groups import services
from forums.models import ConvenorTerm, Group
from home.contact import recipients
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db
Role = ConvenorTerm.Role
TODAY = dt.date(2008, 10, 9)
LAST_DAY = dt.date(2010, 10, 8)
FILLED = {"role": "convenor", "basis": "group", "decided_on": "2008-10-08"}


@pytest.fixture
def group(db):
    found = GroupFactory(name="Health Group", slug="health")
    services.make_group_pages()
    return found


@pytest.fixture
def now():
    with time_machine.travel(dt.datetime(2008, 10, 9, 12, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def convened(group, carys, dev, now):
    name_convenor(group, carys, last_day=LAST_DAY, by=dev)
    return group


def text_of(client, address):
    return client.get(address).content.decode()


def told(person):
    return sorted(Email.objects.filter(user=person).values_list("kind", flat=True))


# Naming


def test_the_support_unit_names_a_convenor_on_a_screen(client, group, dev, carys, now):
    client.force_login(dev)
    address = reverse("forums_staff:convenor", args=[group.pk])
    assert address in text_of(client, f"/cms/forums_group/edit/{group.pk}/")
    data = FILLED | {"address": "Carys@Example.org", "last_day": "2010-10-08"}
    page = client.post(address, data, follow=True).content.decode()
    assert "Carys Cole convenes the Health Group." in page
    assert "from 9 October 2008 to 8 October 2010" in page
    assert group.convenor_on(TODAY) == carys
    event = Event.objects.get(name="forums.convenor_named")
    assert event.data == {
        "person": carys.pk,
        "role": "convenor",
        "basis": "group",
        "decided": "2008-10-08",
        "from": "2008-10-09",
        "until": "2010-10-08",
    }
    assert told(carys) == ["forums/convenor_named"]
    assert "Carys Cole" in text_of(client, "/groups/health/")
    client.post(address, data)
    assert Event.objects.filter(name="forums.convenor_named").count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"address": "nobody@example.org", "last_day": "2010-10-08"}, "There is no account with"),
        ({"address": "carys@example.org", "last_day": ""}, "Enter the last day of the term."),
        ({"address": "carys@example.org", "last_day": "2008-10-08"}, "the term has passed"),
        ({"address": "carys@example.org", "last_day": "2011-10-10"}, "three years at most"),
        (
            {"address": "carys@example.org", "last_day": "2010-10-08", "decided_on": "2008-10-10"},
            "the decision cannot be in the future",
        ),
        (
            {"address": "carys@example.org", "last_day": "2010-10-08", "decided_on": ""},
            "Enter the day of the decision.",
        ),
    ],
)
def test_a_refusal_stands_on_the_screen(client, group, dev, carys, now, data, sentence):
    client.force_login(dev)
    address = reverse("forums_staff:convenor", args=[group.pk])
    assert sentence in client.post(address, FILLED | data).content.decode()
    assert not group.terms.exists()


def test_the_former_convenor_is_told_and_loses_the_page_at_once(client, convened, carys, asha, dev):
    client.force_login(carys)
    assert client.get("/my/groups/health/").status_code == 200
    name_convenor(convened, asha, last_day=LAST_DAY, by=dev)
    assert told(carys) == ["forums/convenor_ended", "forums/convenor_named"]
    assert client.get("/my/groups/health/").status_code == 404


def test_a_new_term_of_the_same_person_is_one_mail(convened, carys, dev):
    name_convenor(convened, carys, last_day=LAST_DAY + dt.timedelta(days=7), by=dev)
    assert told(carys) == ["forums/convenor_named"] * 2


def test_a_term_ends_on_the_screen(client, convened, carys, dev):
    client.force_login(dev)
    address = reverse("forums_staff:convenor", args=[convened.pk])
    page = client.post(address, {"act": "end"}, follow=True).content.decode()
    assert "The Health Group has no convenor." in page
    assert Event.objects.get(name="forums.convenor_ended").data == {
        "person": carys.pk,
        "role": "convenor",
    }
    assert told(carys) == ["forums/convenor_ended", "forums/convenor_named"]
    with pytest.raises(RuleBroken, match="has no convenor"):
        end_convening(convened, by=dev)
    waiting = [task.text for task in tasks_for(dev, dt.datetime.now(dt.UTC))]
    assert "Name a convenor of the Health Group" in waiting


# The clock


def test_a_term_that_is_over_gives_nothing(client, convened, carys, now):
    now.move_to(dt.datetime(2010, 10, 8, 22, 59, tzinfo=dt.UTC))
    client.force_login(carys)
    assert client.get("/my/groups/health/").status_code == 200
    assert "Carys Cole" in text_of(client, "/groups/health/")
    assert any("You convene" in reason for reason in closing.reasons_to_stay(carys))
    now.move_to(dt.datetime(2010, 10, 8, 23, 0, tzinfo=dt.UTC))  # midnight in London
    client.force_login(carys)
    assert client.get("/my/groups/health/").status_code == 404
    assert "Groups you convene" not in text_of(client, "/my/")
    assert "Carys Cole" not in client.get("/groups/health/").content.decode().split("<main", 1)[1]
    assert not any("You convene" in reason for reason in closing.reasons_to_stay(carys))


def test_somebody_named_before_terms_had_an_end_still_convenes(client, group, carys):
    group.terms.create(person=carys)
    client.force_login(carys)
    assert client.get("/my/groups/health/").status_code == 200


def test_the_end_of_a_term_waits_for_the_support_unit(convened, dev, gwen_of_board, now):
    def lines(person):
        at = dt.datetime.now(dt.UTC)
        return [(t.text, t.note) for t in tasks_for(person, at) if "convenor" in t.text]

    assert not lines(dev)
    now.move_to(dt.datetime(2010, 9, 10, 12, tzinfo=dt.UTC))
    assert lines(dev) == [
        ("Name a convenor of the Health Group", "The term ends on 8 October 2010")
    ]
    now.move_to(dt.datetime(2010, 10, 9, 12, tzinfo=dt.UTC))
    assert lines(dev) == [
        ("Name a convenor of the Health Group", "The term ended on 8 October 2010")
    ]
    assert not lines(gwen_of_board)


@pytest.fixture
def gwen_of_board(db):
    return UserFactory(name="Gwen Gray", office="Assembly Board")


# The page


def test_my_assembly_leads_a_convenor_without_an_organisation_there(client, convened, carys):
    client.force_login(carys)
    page = text_of(client, "/my/")
    assert "Groups you convene" in page
    assert 'href="/my/groups/health/"' in page
    assert "Until 8 October 2010" in page


def test_the_page_shows_members_and_who_came_and_went(client, convened, carys, asha, member, now):
    old = OrganisationFactory(name="Old Hands", member=True)
    back = OrganisationFactory(name="Back Again", member=True)
    gone = OrganisationFactory(name="Just Gone", member=True)
    long_gone = OrganisationFactory(name="Long Gone", member=True)
    for organisation, joined, left in [
        (member, TODAY - dt.timedelta(days=89), None),
        (old, dt.date(2006, 5, 1), None),
        (back, dt.date(2006, 5, 1), TODAY - dt.timedelta(days=10)),
        (back, TODAY - dt.timedelta(days=5), None),
        (gone, dt.date(2006, 5, 1), TODAY - dt.timedelta(days=3)),
        (long_gone, dt.date(2006, 5, 1), TODAY - dt.timedelta(days=90)),
    ]:
        convened.memberships.create(organisation=organisation, joined_on=joined, left_on=left)
    context = page_context(convened, carys, TODAY)
    names = {
        key: [membership.organisation.name for membership in context[key]]
        for key in ("members", "joined", "left")
    }
    assert names == {
        "members": ["Back Again", "Kennet Carers", "Old Hands"],
        "joined": ["Back Again", "Kennet Carers"],
        "left": ["Just Gone"],
    }
    client.force_login(carys)
    page = text_of(client, "/my/groups/health/")
    assert "Members: 3" in page
    assert "Just Gone" in page
    assert "asha@example.org" not in page


def test_the_page_shows_the_seats_of_its_theme_and_of_a_forum(group, carys, now):
    forum = GroupFactory(district_forum=True)
    county = PartnershipFactory(kind="forum")
    held = SeatFactory(partnership=county, district=forum.district, title="First seat")
    SeatFactory(partnership=PartnershipFactory(), district=forum.district)
    AppointmentFactory(seat=held, starts_on=TODAY, ends_on=LAST_DAY, name="Maya Hart")
    (place,) = page_context(forum, carys, TODAY)["seats"]
    assert place.holder.name == "Maya Hart"
    assert page_context(group, carys, TODAY)["seats"] == []


@pytest.mark.parametrize("who", ["asha", "efua"])
def test_to_others_the_page_does_not_exist(client, convened, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/my/groups/health/").status_code == 404


def test_a_convenor_who_acts_for_somebody_has_both_panels(client, convened, carys, member):
    DelegateFactory(organisation=member, user=carys)
    client.force_login(carys)
    page = text_of(client, "/my/")
    assert page.index("Groups you convene") < page.index("Groups of Kennet Carers")


# The deputy


def test_a_deputy_acts_as_the_convenor_and_is_shown(client, convened, asha, dev):
    name_convenor(convened, asha, last_day=LAST_DAY, by=dev, named=Named(Role.DEPUTY))
    assert list(convened_by(asha)) == [convened]
    assert run_by(asha).filter(pk=convened.pk).exists()
    page = text_of(client, "/groups/health/")
    assert "Carys Cole" in page
    assert "Asha Amin (deputy)" in page
    client.force_login(asha)
    assert "Deputy until 8 October 2010" in text_of(client, "/my/groups/health/")
    assert not any("convene" in reason for reason in closing.reasons_to_stay(asha))


def test_letters_reach_the_deputy_while_there_is_no_convenor(convened, asha, dev):
    name_convenor(convened, asha, last_day=LAST_DAY, by=dev, named=Named(Role.DEPUTY))
    assert recipients.of_group(convened, TODAY).name == "Carys Cole"
    end_convening(convened, by=dev)
    assert recipients.of_group(convened, TODAY).name == "Asha Amin"


def test_one_person_is_not_both(convened, carys, asha, dev):
    with pytest.raises(RuleBroken, match="Carys Cole convenes the Health Group"):
        name_convenor(convened, carys, last_day=LAST_DAY, by=dev, named=Named(Role.DEPUTY))
    name_convenor(convened, asha, last_day=LAST_DAY, by=dev, named=Named(Role.DEPUTY))
    name_convenor(convened, asha, last_day=LAST_DAY, by=dev)
    fresh = Group.objects.get(pk=convened.pk)
    assert (fresh.convenor_on(TODAY), fresh.deputy_on(TODAY)) == (asha, None)


def test_the_screen_keeps_the_history_with_the_basis(client, convened, asha, dev):
    name_convenor(
        convened,
        asha,
        last_day=LAST_DAY,
        by=dev,
        named=Named(basis=ConvenorTerm.Basis.GROUP, decided_on=dt.date(2008, 10, 1)),
    )
    client.force_login(dev)
    page = text_of(client, reverse("forums_staff:convenor", args=[convened.pk]))
    assert "Decision of the group, 1 October 2008" in page
    assert "Named by the convening body, 9 October 2008" in page
    assert page.count("Carys Cole") == 1


def test_a_convenor_stops_by_themself_and_the_support_unit_is_asked(client, convened, carys, dev):
    client.force_login(carys)
    assert "ask the Support Unit to name another convenor" in text_of(
        client, "/my/groups/health/stop/"
    )
    page = client.post("/my/groups/health/stop/", follow=True).content.decode()
    assert "You no longer convene the Health Group." in page
    assert convened.convenor_on(TODAY) is None
    assert told(carys) == ["forums/convenor_named"]
    waiting = [task.text for task in tasks_for(dev, dt.datetime.now(dt.UTC))]
    assert "Name a convenor of the Health Group" in waiting
    assert client.get("/my/groups/health/stop/").status_code == 404


def test_the_support_unit_finds_everything_of_a_group_from_its_meetings(
    client, convened, member, dev
):
    """Without a convenor it writes, proposes a removal and keeps the observers: each by a link."""
    GroupMembershipFactory(group=convened, organisation=member)
    client.force_login(dev)
    assert 'href="/my/groups/health/"' in text_of(client, "/my/groups/health/meetings/")
    page = text_of(client, "/my/groups/health/")
    assert "For the Support Unit" in page
    assert "End my term" not in page
    for link in ("write/", f"remove/{member.slug}/", "observers/"):
        assert f'href="/my/groups/health/{link}"' in page
