"""The facts, corrected by both sides; and the finding, agreed to word for word."""

import datetime as dt

import pytest

from assembly.compact.cases.hearing import drafts, facts, findings, panel, selectors
from assembly.compact.cases.hearing.drafts import Concluded, Draft
from assembly.compact.models import Case, CaseStep, Conclusion, FactsAnswer, Finding, Side, Step
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.factories.hearing import Heard, at, seated
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
BOTH = tuple(Side)


def test_facts_go_to_both_sides_who_answer_at_once_without_loss(client):
    heard = Heard()
    heard.to_correction()
    case = heard.fresh()
    assert (case.step, case.due_on) == (Step.CORRECTION, dt.date(2026, 3, 16))
    for side in BOTH:
        facts.answer_facts(case, f"Wrong: {side}", by=heard.of_side(side), at=heard.at)
    said = dict(FactsAnswer.objects.values_list("side", "words"))
    assert said == {side: f"Wrong: {side}" for side in BOTH}


def test_each_side_answers_once():
    heard = Heard()
    heard.to_correction()
    for _ in range(2):
        facts.answer_facts(heard.case, "It was four days.", by=heard.officer, at=heard.at)
    with pytest.raises(RuleBroken, match="corrected the facts already"):
        facts.answer_facts(heard.case, "It was five days.", by=heard.officer, at=heard.at)
    assert Event.objects.filter(name="compact.case_facts_answered").count() == 1
    for one in (*heard.people, UserFactory()):
        with pytest.raises(RuleBroken, match="Only the two sides"):
            facts.answer_facts(heard.case, by=one, at=heard.at)


def test_the_panel_goes_on_when_both_have_answered():
    heard = Heard()
    heard.to_correction()
    with pytest.raises(RuleBroken, match="have until the end of 16 March 2026"):
        facts.go_on(heard.case, by=heard.people[0], at=heard.at)
    for side in BOTH:
        facts.answer_facts(heard.case, by=heard.of_side(side), at=heard.at)
    with pytest.raises(RuleBroken, match="Only those who hear this case"):
        facts.go_on(heard.case, by=heard.people[3], at=heard.at)
    facts.go_on(heard.case, by=heard.people[1], at=heard.at)
    assert heard.fresh().step == Step.FINDING


def test_or_when_the_time_is_over_and_not_a_day_before():
    heard = Heard(on=dt.date(2026, 3, 26))
    heard.to_correction()
    # Good Friday is 3 April and Easter Monday 6 April.
    due = dt.date(2026, 4, 13)
    assert heard.fresh().due_on == due
    with pytest.raises(RuleBroken, match="13 April 2026"):
        facts.go_on(heard.case, by=heard.people[0], at=at(due))
    facts.answer_facts(heard.case, by=heard.officer, at=at(due))
    after = at(due + dt.timedelta(days=1))
    with pytest.raises(RuleBroken, match="ended on 13 April 2026"):
        facts.answer_facts(heard.case, by=heard.delegate, at=after)
    facts.go_on(heard.case, by=heard.people[0], at=after)


def test_facts_are_sent_by_three_who_hear_it():
    heard = Heard()
    panel.name_panel(heard.case, heard.people[:3], by=heard.people[0], at=heard.at)
    for one in heard.people[:2]:
        panel.sit(heard.case, by=one, at=heard.at)
    with pytest.raises(RuleBroken, match="Write the facts first"):
        facts.send_facts(heard.case, by=heard.people[0], at=heard.at)
    heard.draft()
    with pytest.raises(RuleBroken, match="So far 2 people have"):
        facts.send_facts(heard.case, by=heard.people[0], at=heard.at)
    panel.sit(heard.case, by=heard.people[2], at=heard.at)
    with pytest.raises(RuleBroken, match="changed the draft"):
        facts.send_facts(heard.case, edit=7, by=heard.people[0], at=heard.at)
    facts.send_facts(heard.case, edit=1, by=heard.people[0], at=heard.at)
    with pytest.raises(RuleBroken, match="not at that step"):
        facts.send_facts(heard.case, by=heard.people[0], at=heard.at)


def test_only_the_panel_writes_and_not_while_the_sides_read():
    heard = Heard()
    heard.hear()
    for one in (heard.people[3], heard.delegate, UserFactory(office="Support Unit")):
        with pytest.raises(RuleBroken, match="Only those who hear"):
            heard.draft(by=one)
    heard.draft()
    facts.send_facts(heard.case, by=heard.people[0], at=heard.at)
    with pytest.raises(RuleBroken, match="not at that step"):
        heard.draft(facts="Other facts.")


@pytest.mark.parametrize(
    ("conclusion", "sentence"),
    [
        ({"result": "kept", "cause": "unaware"}, "has no cause"),
        ({"result": "not-kept", "reasons": " "}, "Give the reasons"),
        ({"result": "broken"}, "Choose whether"),
        ({"result": "partly", "cause": "malice"}, "Choose a cause"),
        ({"result": "kept", "cited": 999_999}, "does not cite"),
    ],
)
def test_what_a_conclusion_cannot_be(conclusion, sentence):
    heard = Heard()
    heard.hear()
    one = Concluded(**{"cited": heard.cited, "reasons": "Because.", **conclusion})
    with pytest.raises(RuleBroken, match=sentence):
        drafts.write(heard.case, Draft("Facts.", [one]), by=heard.people[0], at=heard.at)
    assert not Conclusion.objects.exists()


def test_every_change_voids_the_agreements_before():
    heard = Heard()
    heard.to_finding()
    edit = heard.agree()
    assert findings.votes(Finding.objects.get(), heard.on) == (3, 3)
    heard.draft(facts="Four days.")
    finding = Finding.objects.get()
    assert finding.edit == edit + 1
    assert findings.votes(finding, heard.on) == (0, 3)
    with pytest.raises(RuleBroken, match="changed the draft"):
        findings.decide(heard.case, edit, by=heard.people[0], at=heard.at)
    with pytest.raises(RuleBroken, match="changed the draft"):
        findings.agree(heard.case, edit, by=heard.people[0], at=heard.at)
    with pytest.raises(RuleBroken, match="So far 0 members have"):
        findings.decide(heard.case, edit + 1, by=heard.people[0], at=heard.at)


def test_what_is_written_again_voids_nothing():
    heard = Heard()
    heard.to_finding()
    heard.draft()
    assert heard.draft().edit == heard.draft().edit


def test_two_who_edit_at_once():
    heard = Heard()
    heard.hear()
    first = heard.draft()
    drafts.write(heard.case, Draft("A"), edit=first.edit, by=heard.people[1], at=heard.at)
    with pytest.raises(RuleBroken, match="changed the draft"):
        drafts.write(heard.case, Draft("B"), edit=first.edit, by=heard.people[2], at=heard.at)
    assert Finding.objects.get().facts == "A"


def test_three_at_least_and_a_majority():
    heard = Heard(sides=("sector", "public", "sector", "public", "sector", "public", "sector"))
    seven = heard.people
    heard.hear(*seven)
    heard.draft()
    facts.send_facts(heard.case, by=seven[0], at=heard.at)
    for side in BOTH:
        facts.answer_facts(heard.case, by=heard.of_side(side), at=heard.at)
    facts.go_on(heard.case, by=seven[0], at=heard.at)
    edit = heard.agree(*seven[:2])
    findings.agree(heard.case, edit, agrees=False, by=seven[6], at=heard.at)
    with pytest.raises(RuleBroken, match="At least three members"):
        findings.decide(heard.case, edit, by=seven[0], at=heard.at)
    heard.agree(seven[2])
    with pytest.raises(RuleBroken, match="So far 3 of 7"):
        findings.decide(heard.case, edit, by=seven[0], at=heard.at)
    heard.agree(seven[3])
    found = findings.decide(heard.case, edit, by=seven[0], at=heard.at)
    assert (found.agreed, found.of_members) == (4, 7)


def test_a_deliberate_decision_is_said_by_all_or_by_nobody():
    heard = Heard()
    four = heard.hear(*heard.people)
    heard.draft(cause="deliberate")
    facts.send_facts(heard.case, by=four[0], at=heard.at)
    for side in BOTH:
        facts.answer_facts(heard.case, by=heard.of_side(side), at=heard.at)
    facts.go_on(heard.case, by=four[0], at=heard.at)
    edit = heard.agree(*four[:3])
    with pytest.raises(RuleBroken, match="by all who hear the case or by nobody"):
        findings.decide(heard.case, edit, by=four[0], at=heard.at)
    heard.agree(four[3])
    findings.decide(heard.case, edit, by=four[0], at=heard.at)


def test_who_leaves_the_panel_no_longer_agrees():
    heard = Heard()
    heard.to_finding()
    edit = heard.agree()
    panel.recuse(heard.case, by=heard.people[2], at=heard.at)
    with pytest.raises(RuleBroken, match="So far 2 members have agreed"):
        findings.decide(heard.case, edit, by=heard.people[0], at=heard.at)
    panel.name_panel(heard.case, [heard.people[3]], by=heard.people[0], at=heard.at)
    panel.sit(heard.case, by=heard.people[3], at=heard.at)
    heard.agree(heard.people[3])
    findings.decide(heard.case, edit, by=heard.people[0], at=heard.at)


def test_what_may_name_somebody_is_looked_at_before_it_is_decided():
    heard = Heard()
    heard.to_finding()
    heard.draft(facts="The letter was signed by Mrs Jane Porter, jane@example.org.")
    edit = heard.agree()
    with pytest.raises(RuleBroken, match=r"jane@example.org.*Mrs Jane Porter"):
        findings.decide(heard.case, edit, by=heard.people[0], at=heard.at)
    findings.decide(heard.case, edit, looked_at=True, by=heard.people[0], at=heard.at)


def test_a_finding_says_something_of_every_undertaking():
    heard = Heard()
    heard.to_finding()
    drafts.write(heard.case, Draft(conclusions=[]), by=heard.people[0], at=heard.at)
    edit = Finding.objects.get().edit
    with pytest.raises(RuleBroken, match="says nothing yet of 1 undertaking"):
        findings.agree(heard.case, edit, by=heard.people[0], at=heard.at)


def test_decided_it_is_private_until_no_appeal_can_change_it():
    heard = Heard()
    heard.to_appeal()
    case = heard.fresh()
    assert (case.step, case.due_on) == (Step.TO_APPEAL, dt.date(2026, 3, 16))
    assert case.public_from == dt.date(2026, 3, 17)
    # Twenty working days, with Good Friday and Easter Monday between.
    assert (case.next_step, case.next_due_on) == (Step.FOLLOW_UP, dt.date(2026, 4, 15))
    assert not Case.objects.with_public_finding(dt.date(2026, 3, 16)).exists()
    assert Case.objects.with_public_finding(dt.date(2026, 3, 17)).exists()
    assert selectors.standing_finding(case) == Finding.objects.get()
    with pytest.raises(RuleBroken, match="decided"):
        heard.draft(facts="Other facts.")


def test_with_remedies_it_goes_on_to_putting_right():
    heard = Heard()
    heard.to_finding()
    early = heard.remedy(days=14)
    heard.draft(remedies=[early])
    with pytest.raises(RuleBroken, match="give it a day after 16 March 2026"):
        findings.decide(heard.case, heard.agree(), by=heard.people[0], at=heard.at)
    heard.decide(remedies=[heard.remedy(days=60), heard.remedy(days=30, what="Apologise.")])
    case = heard.fresh()
    assert (case.next_step, case.next_due_on) == (Step.REMEDY, dt.date(2026, 4, 1))


def test_where_everything_was_kept_there_is_nothing_to_put_right():
    heard = Heard()
    heard.to_finding()
    heard.draft(result="kept", remedies=[heard.remedy()])
    with pytest.raises(RuleBroken, match="nothing to put right"):
        findings.decide(heard.case, heard.agree(), by=heard.people[0], at=heard.at)


def test_christmas_does_not_count_for_the_time_to_appeal():
    heard = Heard(on=dt.date(2026, 12, 18))
    for one in ("sector", "public"):
        seated(one)
    heard.to_appeal()
    assert heard.fresh().due_on == dt.date(2027, 1, 6)
    assert heard.fresh().public_from == dt.date(2027, 1, 7)


def test_one_event_for_each_act_and_nothing_written_in_it():
    heard = Heard()
    heard.to_appeal()
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names.count("compact.case_finding_decided") == 1
    assert names.count("compact.case_facts_sent") == 1
    assert "Three days" not in str(list(Event.objects.values_list("data", flat=True)))
    assert CaseStep.objects.filter(case=heard.case, ended_on=None).count() == 1
