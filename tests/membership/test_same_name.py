"""A name near another is a question that a person answers, whatever the postcode, in every way in."""

import ast
from pathlib import Path

from django.conf import settings

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import lookup
from assembly.membership.member_lists import Answer
from assembly.membership.models import MemberList, Organisation
from assembly.membership.services import claims, joining, lists
from tests.factories.membership import DelegateFactory, DistrictFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

NAME = "Ashmere Carers' Circle"
SLIPPED = "Ashmeer Carers Circle"


@pytest.fixture
def known():
    return OrganisationFactory(name=NAME, slug="circle", postcode="SN10 1AA", member=True)


def new(name=SLIPPED, **facts):
    return Organisation(name=name, legal_form="group", **facts)


def upload(text, dev):
    return lists.upload_list(text.encode(), "members.csv", by=dev)


def asked(found):
    return {row.number: [like.words for like in row.like] for row in found.asking}


# The door


@pytest.mark.parametrize("postcode", ["", "SP1 1AA", "SN10 1AA"])
@pytest.mark.parametrize("status", ["listed", "applied", "member", "suspended", "lapsed"])
def test_the_door_asks_whatever_the_postcode_and_the_standing(known, dev, postcode, status):
    Organisation.objects.update(status=status)
    late = new(postcode=postcode)
    with pytest.raises(RuleBroken, match="with a similar name"):
        joining.enter(late, districts=[], themes=[], by=dev)
    late.told_apart = {known.pk}
    joining.enter(late, districts=[], themes=[], by=dev)
    event = Event.objects.get(name="membership.told_apart")
    assert (event.subject_id, event.actor, event.data) == (late.pk, dev, {"other": known.pk})


def test_an_answer_counts_for_those_that_were_shown_and_no_others(known, dev):
    late = new()
    late.told_apart = {known.pk}
    OrganisationFactory(name="Ashmere Carers Circles")
    with pytest.raises(RuleBroken, match="with a similar name"):
        joining.enter(late, districts=[], themes=[], by=dev)


def test_a_name_of_common_words_only_is_near_itself_alone(dev):
    known = OrganisationFactory(name="The Association", slug="the-association", member=True)
    OrganisationFactory(name="The Charity", slug="the-charity", member=True)
    assert lookup.near(" THE  association") == [known]
    with pytest.raises(RuleBroken, match="with a similar name"):
        joining.enter(new(name="the Association"), districts=[], themes=[], by=dev)


# Registering


def answers(**typed):
    criteria = ("not_for_profit", "not_statutory", "self_governing", "active_here")
    return {
        "name": SLIPPED,
        "description": "Tea.",
        "legal_form": "group",
        "districts": [DistrictFactory().pk],
        "run_by": "committee",
        **{f"declares_{criterion}": "yes" for criterion in criteria},
        **typed,
    }


def test_who_registers_is_asked_and_answers(client, known, carys):
    client.force_login(carys)
    page = client.post("/members/register/", answers(postcode="SP1 1AA"))
    assert "Is it one of these?" in page.content.decode()
    shown = page.context["form"]["shown"].value()
    typed = answers(postcode="SP1 1AA", is_another="on", shown=shown)
    assert client.post("/members/register/", typed).status_code == 302
    assert Organisation.objects.filter(status="applied").exists()


@pytest.mark.parametrize("shown", ["9" * 5_000, "x", "²", ".."])
def test_a_forged_answer_counts_for_nobody(client, known, carys, dev, shown):
    client.force_login(carys)
    page = client.post("/members/register/", answers(is_another="on", shown=shown))
    assert "Is it one of these?" in page.content.decode()
    client.force_login(dev)
    typed = {"name": SLIPPED, "legal_form": "group", "is_another": "on", "shown": shown}
    page = client.post("/cms/organisation/new/", typed)
    assert "Its name is similar to: Ashmere Carers" in page.content.decode()


def test_who_registers_beside_an_application_is_asked_without_its_name(client, known, carys):
    Organisation.objects.update(status="applied")
    client.force_login(carys)
    page = client.post("/members/register/", answers())
    assert page.status_code == 200
    assert NAME not in page.content.decode().replace("&#x27;", "'")
    assert "has applied and is being checked" in page.content.decode()


def test_a_listed_one_that_applies_under_another_name_is_asked_too(client, known, carys):
    listed = OrganisationFactory(name="Bell Ringers", slug="bells")
    DelegateFactory(organisation=listed, user=carys, role="lead")
    client.force_login(carys)
    page = client.post("/members/bells/apply/", answers())
    assert "Is it one of these?" in page.content.decode()
    shown = page.context["form"]["shown"].value()
    assert client.post("/members/bells/apply/", answers(is_another="on", shown=shown)).url == "/my/"


# Staff


def test_staff_who_enter_or_rename_one_are_asked(client, known, dev):
    client.force_login(dev)
    typed = {"name": SLIPPED, "legal_form": "group"}
    page = client.post("/cms/organisation/new/", typed)
    assert "Its name is similar to: Ashmere Carers" in page.content.decode()
    assert Organisation.objects.count() == 1
    typed |= {"is_another": "on", "shown": str(known.pk)}
    client.post("/cms/organisation/new/", typed)
    assert Organisation.objects.count() == 2
    assert Event.objects.get(name="membership.told_apart").actor == dev
    other = OrganisationFactory(name="Bell Ringers")
    client.post(f"/cms/organisation/edit/{other.pk}/", {"name": SLIPPED, "legal_form": "group"})
    other.refresh_from_db()
    assert other.name == "Bell Ringers"


def test_staff_see_names_like_it_where_they_decide(client, known, dev, applicant, carys):
    Organisation.objects.filter(pk=applicant.pk).update(
        name=SLIPPED, name_key="ashmeer carers circle"
    )
    claim = claims.claim_with_evidence(known, "The minutes.", by=carys)
    client.force_login(dev)
    for address, words in (
        (f"/cms/applications/{applicant.pk}/", "Ashmere Carers"),
        (f"/cms/claims/{claim.pk}/", SLIPPED),
        (f"/cms/standing/{known.pk}/", SLIPPED),
    ):
        page = client.get(address).content.decode()
        assert "Similar names" in page, address
        assert words in page, address


def test_who_claims_sees_the_other_one(client, known, carys):
    OrganisationFactory(name=SLIPPED)
    client.force_login(carys)
    page = client.get("/members/circle/claim/").content.decode()
    assert "Is this the right one?" in page
    assert SLIPPED in page


# A list of members

TWICE = f"Name,Postcode\n{NAME},\n{SLIPPED},SP1 1AA\nBell Ringers,\n"


def test_a_list_asks_of_the_register_whatever_the_postcode(known, dev):
    for postcode in ("", "SP1 1AA"):
        member_list = upload(f"Name,Postcode\n{NAME},{postcode}\n", dev)
        [[words]] = asked(lists.preview(member_list)).values()
        assert words == "Ashmere Carers' Circle (SN10 1AA), on our register: member"
        with pytest.raises(RuleBroken, match="1 row has a name similar to another one"):
            lists.apply_list(member_list, by=dev)
    assert Organisation.objects.count() == 1


def test_two_spellings_in_one_file_are_a_question(dev):
    member_list = upload(TWICE, dev)
    assert asked(lists.preview(member_list)) == {3: ["Ashmere Carers' Circle, in row 2"]}
    with pytest.raises(RuleBroken, match="Say for each whether it is the same"):
        lists.apply_list(member_list, by=dev)


def test_a_row_that_is_the_same_is_left_out(dev):
    member_list = upload(TWICE, dev)
    lists.answer_names(member_list, {3: (Answer.SAME, "r2")})
    assert lists.apply_list(MemberList.objects.get(), by=dev) == 2
    assert set(Organisation.objects.values_list("name", flat=True)) == {NAME, "Bell Ringers"}


def test_a_row_that_is_another_comes_in_and_who_said_so_is_recorded(known, dev):
    member_list = upload(f"Name\n{SLIPPED}\n", dev)
    lists.answer_names(member_list, {2: (Answer.ANOTHER, f"o{known.pk}")})
    assert lists.apply_list(MemberList.objects.get(), by=dev) == 1
    assert Event.objects.get(name="membership.told_apart").data == {"other": known.pk}
    assert lists.undo_list(MemberList.objects.get(), by=dev) == 1


def test_an_answer_does_not_count_for_what_came_later(dev):
    member_list = upload(TWICE, dev)
    lists.answer_names(member_list, {3: (Answer.ANOTHER, "r2")})
    member_list.refresh_from_db()
    assert not lists.preview(member_list).asking
    OrganisationFactory(name=NAME)
    assert set(asked(lists.preview(member_list))) == {2, 3}


def test_the_questions_are_answered_on_the_screen(client, dev):
    client.force_login(dev)
    member_list = upload(TWICE, dev)
    url = f"/cms/member-lists/{member_list.pk}/"
    page = client.get(url).content.decode()
    assert "Is it the same organisation?" in page
    assert "Enter all of them" not in page
    typed = {"act": "answer", "row-3": "same", "about-3": "r2", "row-x": "same", "row-2": "no"}
    page = client.post(url, typed, follow=True).content.decode()
    assert "Enter 2 of 3" in page
    page = client.post(url, {"act": "apply"}, follow=True).content.decode()
    assert "2 organisations came in" in page


# No second comparison


def test_names_are_compared_in_one_place():
    """Nobody asks the database or Python whether two names of organisations are the same, but `lookup.near`."""
    root = Path(settings.BASE_DIR)
    found = []
    for path in (root / "assembly/membership").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            keyword = getattr(node, "arg", None) if isinstance(node, ast.keyword) else None
            if keyword in {"name__iexact", "name_key", "name_key__in", "name_key__iexact"}:
                found.append(f"{path.name}: {keyword}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("SequenceMatcher"):
                found.append(f"{path.name}: SequenceMatcher")
    # Names with an empty key; the key of a line of an official register.
    assert sorted(found) == [
        "charities.py: name_key",
        "lookup.py: name_key",
        "naming.py: SequenceMatcher",
    ]


def test_the_register_is_asked_once_for_many_names(known, django_assert_num_queries):
    with django_assert_num_queries(1):
        index = lookup.names_near([f"name {number}" for number in range(500)])
    assert index.alike("ashmere carers circle") == [known.pk]


# Names that many share


def halls(number, first=1):
    rows = (
        f"Village Hall,SN10 {row % 10}{chr(65 + row // 10)}A"
        for row in range(first, first + number)
    )
    return "Name,Postcode\n" + "\n".join(rows) + "\n"


def test_many_village_halls_are_no_question(dev):
    OrganisationFactory(name="Village Hall", slug="hall", postcode="SP1 1AA")
    member_list = upload(halls(60), dev)
    found = lists.preview(member_list)
    assert (found.wrong, found.asking) == ([], [])
    assert lists.apply_list(member_list, by=dev) == 60
    assert not Event.objects.filter(name="membership.told_apart").exists()


def test_a_village_hall_that_is_here_already_comes_in_no_second_time(dev):
    OrganisationFactory(name="Village Hall", slug="hall", postcode="SN10 1AA")
    [row] = lists.preview(upload("Name,Postcode\nthe village hall,sn101aa\n", dev)).wrong
    assert "Village Hall is on our register already." in row.problems[0]
    [row] = lists.preview(upload(f"{halls(2, first=2)}VILLAGE HALL,SN10 3AA\n", dev)).wrong
    assert "This organisation stands in row 3 already." in row.problems[0]


def test_rows_of_a_name_that_many_share_say_where_they_are(dev):
    text = "Name,Postcode\nYouth Club,\nYouth Club,SN10 1AA\nYouth Club,\nYouth Club,SN10 2AA\n"
    found = lists.preview(upload(text, dev))
    assert {row.number: row.problems[0][:43] for row in found.wrong} == {
        2: "Name: Row 3 has a name like this one, which",
        4: "Name: Row 2 has a name like this one, which",
    }
    assert found.asking == []


def test_one_whose_place_is_not_known_is_one_question(client, dev):
    for number in range(8):
        OrganisationFactory(name="Youth Club", slug=f"club-{number}")
    member_list = upload("Name,Postcode\nYouth Club,SN10 1AA\n", dev)
    [[*_, last]] = asked(lists.preview(member_list)).values()
    assert last == "Youth Club, on our register: listed"
    client.force_login(dev)
    page = client.get(f"/cms/member-lists/{member_list.pk}/").content.decode()
    assert page.count("Youth Club, on our register: listed") == 5
    assert "and 3 more" in page


def test_a_name_of_common_words_only_is_compared_in_a_list_too(dev):
    """It has no key: before, the question came only when the list was applied, as a refusal of the whole list."""
    known = OrganisationFactory(name="The Association", slug="the-association")
    member_list = upload("Name,Postcode\nTHE ASSOCIATION,\nThe Charity,\n", dev)
    assert set(asked(lists.preview(member_list))) == {2}
    lists.answer_names(member_list, {2: (Answer.ANOTHER, f"o{known.pk}")})
    assert lists.apply_list(MemberList.objects.get(), by=dev) == 2
    twice = "Name,Postcode\nThe Charity,SN10 1AA\nTHE charity,SN10 1AA\n"
    [row] = lists.preview(upload(twice, dev)).wrong
    assert "This organisation stands in row 2 already." in row.problems[0]


def test_who_registers_a_village_hall_is_asked_about_those_that_may_be_it(client, carys):
    for number, postcode in enumerate(["SN10 1AA", *["SN10 2AA"] * 20]):
        OrganisationFactory(name="Village Hall", slug=f"hall-{number}", postcode=postcode)
    client.force_login(carys)
    page = client.post("/members/register/", answers(name="Village Hall")).content.decode()
    assert "and 11 more. Add the place to the name, or give your postcode" in page
    answer = client.post("/members/register/", answers(name="Village Hall", postcode="SN10 1AA"))
    assert answer.status_code == 200
    assert "/members/hall-0/" in answer.content.decode()
    assert "/members/hall-1/" not in answer.content.decode()
    answer = client.post("/members/register/", answers(name="Village Hall", postcode="sp1 1aa"))
    assert answer.status_code == 302


def test_a_postcode_is_the_same_however_it_is_written():
    hall = OrganisationFactory(name="Village Hall", slug="hall", postcode="SN10 1AA")
    assert lookup.near("Village Hall", postcode="sn101aa") == [hall]
    assert lookup.near("Village Hall", postcode="SN10 1AB") == []


def test_staff_who_enter_one_of_many_read_a_few(client, dev):
    for number in range(13):
        OrganisationFactory(name="Youth Club", slug=f"club-{number}")
    client.force_login(dev)
    page = client.post("/cms/organisation/new/", {"name": "Youth Club", "legal_form": "group"})
    assert "and 3 more." in page.content.decode()
