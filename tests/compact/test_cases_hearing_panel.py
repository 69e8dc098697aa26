"""Who hears a case: at least three, of both sides, without an interest; who keeps out of it, and who replaces them."""

from django.utils import timezone

import pytest

from assembly.compact.cases.hearing import facts, panel, people
from assembly.compact.cases.standing import Role, standing
from assembly.compact.models import PanelMember, Recusal, Side, Step
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.factories import cases
from tests.factories.hearing import Heard, seated
from tests.factories.membership import DelegateFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db


def role(heard, user):
    return standing(heard.fresh(), user, heard.on).role


def why_not(heard, user, *, is_appeal=False):
    found = people.candidates(heard.fresh(), heard.on, is_appeal=is_appeal)
    return next(one.ruling.reason for one in found if one.user == user)


def test_three_are_named_and_each_says_that_they_have_no_interest(mailoutbox):
    heard = Heard()
    sector, public, other, _ = heard.people
    panel.name_panel(heard.case, [sector, public, other], by=sector, at=heard.at)
    assert role(heard, sector) == Role.BOARD
    panel.sit(heard.case, by=public, at=heard.at)
    panel.sit(heard.case, by=public, at=heard.at)
    assert role(heard, public) == Role.PANEL
    assert Event.objects.filter(name="compact.case_no_interest").count() == 1
    event = Event.objects.get(name="compact.case_panel_named")
    assert event.data == {"named": 3, "appeal": False}


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ((0, 1), "At least three people"),
        ((), "Choose the people"),
    ],
)
def test_fewer_than_three_are_no_panel(who, sentence):
    heard = Heard()
    with pytest.raises(RuleBroken, match=sentence):
        panel.name_panel(
            heard.case, [heard.people[one] for one in who], by=heard.people[0], at=heard.at
        )


def test_both_sides_of_the_board_are_on_a_panel_where_they_can_be():
    heard = Heard(sides=("sector", "sector", "sector", "public"))
    three = heard.people[:3]
    with pytest.raises(RuleBroken, match="Nobody on this panel comes from public bodies"):
        panel.name_panel(heard.case, three, by=three[0], at=heard.at)
    panel.recuse(heard.case, by=heard.people[3], at=heard.at)
    panel.name_panel(heard.case, three, by=three[0], at=heard.at)
    assert heard.case.panel.count() == 3


def test_nobody_needs_the_chair_and_the_chair_can_hear_it_too():
    heard = Heard(sides=("sector", "public", "chair"))
    heard.hear(*heard.people)
    assert {one.side for one in PanelMember.objects.all()} == {"sector", "public", "chair"}


def test_a_member_of_the_complainants_organisation_cannot_be_named():
    """Neither a delegate of it, nor somebody whose seat is held for it."""
    heard = Heard()
    ours = heard.case.organisation
    delegate = seated("sector")
    DelegateFactory(user=delegate, organisation=ours)
    seat_of_ours = seated("sector", organisation=ours)
    seat_of_theirs = seated("public", body=heard.case.against_body)
    assert why_not(heard, delegate) == "They act for the complainant."
    for one in (seat_of_ours, seat_of_theirs):
        assert why_not(heard, one) == "Their seat is held for one of the two sides."
        assert role(heard, one) == Role.RECUSED
    for one in (delegate, seat_of_ours, seat_of_theirs):
        with pytest.raises(RuleBroken, match="cannot hear this case"):
            panel.name_panel(heard.case, [*heard.people[:2], one], by=heard.people[0], at=heard.at)


def test_why_others_cannot_be_named():
    heard = Heard()
    not_taken = seated("sector", taken_on=None, code_version="")
    no_office = seated("sector", user=UserFactory())
    over = seated("sector", ends_on=heard.on)
    raised = seated("public")
    heard.case.raised_by = raised
    heard.case.save()
    assert "not taken their seat" in why_not(heard, not_taken)
    assert "do not hold the office" in why_not(heard, no_office)
    assert why_not(heard, raised) == "They raised this case."
    found = people.candidates(heard.fresh(), heard.on, is_appeal=False)
    assert over not in {one.user for one in found}


def test_interests_are_those_that_standing_knows():
    heard = Heard()
    recused = seated("sector")
    panel.recuse(heard.case, "My sister works there.", by=recused, at=heard.at)
    everybody = [
        *heard.people,
        recused,
        heard.delegate,
        heard.officer,
        seated("public", body=heard.case.against_body),
        seated("sector", organisation=heard.case.organisation),
        UserFactory(office="Support Unit"),
    ]
    known = people.interests(heard.fresh(), heard.on)
    for user in everybody:
        kept_out = role(heard, user) in {Role.COMPLAINANT, Role.RESPONDENT, Role.RECUSED}
        assert (user.pk in known) == kept_out, user


def test_who_is_recused_is_shut_out_at_once_and_replaced(client):
    heard = Heard()
    three = heard.hear()
    leaves, comes = three[1], heard.people[3]
    client.force_login(leaves)
    assert client.get(heard.case.own_url).status_code == 200
    panel.recuse(heard.case, "My sister works there.", by=leaves, at=heard.at)
    assert client.get(heard.case.own_url).status_code == 404
    assert role(heard, leaves) == Role.RECUSED
    with pytest.raises(RuleBroken, match="At least three people"):
        facts.send_facts(heard.case, by=_writes(heard), at=heard.at)
    assert why_not(heard, leaves) == "They have an interest in this case."
    [made] = panel.name_panel(heard.case, [comes], by=three[0], at=heard.at)
    assert made.replaces.person == leaves
    panel.sit(heard.case, by=comes, at=heard.at)
    facts.send_facts(heard.case, by=comes, at=heard.at)
    assert Recusal.objects.get().because == "My sister works there."
    assert "sister" not in str(Event.objects.values_list("data", flat=True))


def _writes(heard):
    heard.draft()
    return heard.people[0]


def test_a_panel_that_has_begun_is_not_enlarged():
    heard = Heard(sides=("sector", "public", "sector", "public", "sector"))
    heard.to_correction()
    with pytest.raises(RuleBroken, match="only those who left it are replaced"):
        panel.name_panel(heard.case, [heard.people[3]], by=heard.people[0], at=heard.at)
    panel.recuse(heard.case, by=heard.people[2], at=heard.at)
    with pytest.raises(RuleBroken, match="only those who left it are replaced: 1 person"):
        panel.name_panel(heard.case, heard.people[3:], by=heard.people[0], at=heard.at)
    panel.name_panel(heard.case, [heard.people[4]], by=heard.people[0], at=heard.at)


def test_where_three_cannot_be_found_the_sentence_says_what_to_do():
    heard = Heard(sides=("sector", "public", "sector"))
    panel.recuse(heard.case, by=heard.people[2], at=heard.at)
    with pytest.raises(RuleBroken, match=r"vacant seats .* filled .* stop the clock"):
        panel.name_panel(heard.case, heard.people[:2], by=heard.people[0], at=heard.at)


def test_support_recuses_too_and_nobody_from_outside():
    heard = Heard()
    support = UserFactory(office="Support Unit")
    panel.recuse(heard.case, by=support, at=heard.at)
    assert role(heard, support) == Role.RECUSED
    with pytest.raises(RuleBroken, match="keep out of this case already"):
        panel.recuse(heard.case, by=support, at=heard.at)
    for one in (UserFactory(), heard.delegate):
        with pytest.raises(RuleBroken, match="do not work on this case"):
            panel.recuse(heard.case, by=one, at=heard.at)


def test_only_the_board_names_and_only_at_its_steps():
    heard = Heard()
    three = heard.people[:3]
    for one in (UserFactory(office="Support Unit"), heard.delegate, UserFactory()):
        with pytest.raises(RuleBroken, match="Only a member of the Compact Board"):
            panel.name_panel(heard.case, three, by=one, at=heard.at)
    early = cases.case(at=Step.INFORMAL, on=heard.on)
    with pytest.raises(RuleBroken, match="not at that step"):
        panel.name_panel(early, three, by=three[0], at=heard.at)


def test_somebody_who_does_not_answer_is_taken_off_and_somebody_who_hears_it_is_not():
    heard = Heard()
    three = heard.people[:3]
    silent, *sit = panel.name_panel(heard.case, three, by=three[0], at=heard.at)
    panel.release(silent, by=three[1], at=heard.at)
    panel.sit(heard.case, by=sit[0].person, at=heard.at)
    with pytest.raises(RuleBroken, match="They hear this case"):
        panel.release(sit[0], by=three[1], at=heard.at)
    over = sit[0].appointment
    over.ended_on = heard.on
    over.save()
    panel.release(sit[0], by=three[1], at=heard.at)
    with pytest.raises(RuleBroken, match="left the panel already"):
        panel.release(sit[0], by=three[1], at=heard.at)


def test_somebody_who_comes_to_act_for_a_side_no_longer_counts():
    heard = Heard()
    three = heard.hear()
    DelegateFactory(user=three[2], organisation=heard.case.organisation)
    left = people.hearers(heard.fresh(), heard.on, is_appeal=False)
    assert {one.person for one in left} == {*three[:2]}
    panel.name_panel(heard.case, [heard.people[3]], by=three[0], at=heard.at)
    assert heard.case.panel.get(person=three[2]).left_at is not None


def test_somebody_whose_account_is_closed_no_longer_counts():
    heard = Heard()
    three = heard.hear()
    three[2].is_active = False
    three[2].save()
    assert len(people.hearers(heard.fresh(), heard.on, is_appeal=False)) == 2
    panel.name_panel(heard.case, [heard.people[3]], by=three[0], at=heard.at)


def test_a_body_that_follows_another_has_an_interest_in_its_cases():
    heard = Heard()
    new = PublicBodyFactory()
    seat_of_new = seated("public", body=new)
    assert not why_not(heard, seat_of_new)
    ended = heard.case.against_body
    ended.ended_on, ended.successor = heard.on, new
    ended.save()
    assert why_not(heard, seat_of_new) == "Their seat is held for one of the two sides."


def test_the_page_offers_only_those_who_can_and_says_why_the_others_cannot(client):
    heard = Heard(on=timezone.localdate())
    theirs = seated("public", body=heard.case.against_body)
    client.force_login(heard.people[0])
    page = client.get(f"{heard.case.own_url}panel/")
    said = page.content.decode()
    assert "Their seat is held for one of the two sides." in said
    assert f'value="{theirs.pk}"' not in said
    answer = client.post(
        f"{heard.case.own_url}panel/", {"people": [one.pk for one in heard.people[:3]]}
    )
    assert answer.status_code == 302
    assert heard.case.panel.count() == 3
    client.force_login(heard.people[1])
    assert client.post(f"{heard.case.own_url}interest/", {"interest": "no"}).status_code == 302
    assert role(heard, heard.people[1]) == Role.PANEL
    client.force_login(heard.people[2])
    answer = client.post(
        f"{heard.case.own_url}interest/", {"interest": "yes", "because": "My own group."}
    )
    assert role(heard, heard.people[2]) == Role.RECUSED
    assert client.get(f"{heard.case.own_url}interest/").status_code == 404


def test_a_person_on_a_side_is_never_on_the_panel():
    heard = Heard()
    heard.hear()
    with pytest.raises(RuleBroken, match="You have an interest"):
        panel.sit(heard.case, by=heard.of_side(Side.COMPLAINANT), at=heard.at)


def test_somebody_of_the_assembly_board_is_released_once_that_is_over():
    """Nobody else could: they have no seat on the Compact Board that ends."""
    heard = Heard()
    heard.appealed()
    of_board = [UserFactory(office="Assembly Board") for _ in range(2)]
    chosen = [*of_board, heard.people[3]]
    named = panel.name_panel(heard.case, chosen, by=heard.people[0], at=heard.at)
    first = next(one for one in named if one.person in of_board)
    panel.sit(heard.case, by=first.person, at=heard.at)
    with pytest.raises(RuleBroken, match="They hear this case"):
        panel.release(first, by=heard.people[0], at=heard.at)
    first.person.groups.clear()
    first.person.office_terms.update(ended_on=heard.on)
    panel.release(first, by=heard.people[0], at=heard.at)
