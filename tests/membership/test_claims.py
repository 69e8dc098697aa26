"""Somebody says that they act for an organisation: what shows it, who decides, and who is told."""

import datetime as dt
import re

from django.core import mail
from django.utils import timezone

import pytest

from assembly.core.models import Event, SentCodes
from assembly.core.rules import RuleBroken
from assembly.membership import mailboxes, to_do
from assembly.membership.models import Claim, Delegate, RegisterEntry
from assembly.membership.services import claims
from assembly.notifications.models import Email, FailingAddress, Notification
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    RegisterEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = "ashmere.example.org"
ADDRESS = f"secretary@{AT}"
NUMBER = "GB-CHC-9900001"


@pytest.fixture
def listed():
    """A charity, in its register with a website of its own; nobody acts for it."""
    RegisterEntryFactory(org_id=NUMBER, name="THE ASHMERE CHOIR", website=f"http://www.{AT}")
    return OrganisationFactory(
        name="Ashmere Choir", slug="choir", website=f"https://www.{AT}/", org_id=NUMBER
    )


@pytest.fixture
def led(listed, asha):
    DelegateFactory(organisation=listed, user=asha, role="lead")
    return listed


def code_mailed() -> str:
    """The code in the newest mail."""
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def told(user):
    return list(Notification.objects.filter(user=user).values_list("kind", flat=True))


def events():
    return list(Event.objects.filter(name__contains="claim").values_list("name", flat=True))


# Where a code may go


def test_the_domain_is_that_of_the_website_and_of_the_register(listed):
    RegisterEntry.objects.update(website="http://choir.example.net", domain="choir.example.net")
    assert mailboxes.own_domains(listed) == [AT, "choir.example.net"]


NOT_ITS_OWN = [
    "",
    f"https://{AT}/choir",
    "https://choir.btck.co.uk",
    "https://www.facebook.com/",
    "https://gmail.com",
]


@pytest.mark.parametrize("website", NOT_ITS_OWN)
def test_a_page_on_somebody_elses_site_is_no_domain_of_its_own(website):
    assert mailboxes.own_domains(OrganisationFactory(website=website)) == []


def test_a_domain_that_two_share_speaks_for_neither(listed):
    other = OrganisationFactory(website=f"http://{AT}")
    assert mailboxes.own_domains(listed) == mailboxes.own_domains(other) == []


@pytest.mark.parametrize("status", ["left", "refused"])
def test_a_record_that_went_shares_no_domain(listed, status):
    """Merged records have left, and mostly have the website of the kept one."""
    OrganisationFactory(website=f"https://{AT}", status=status)
    assert mailboxes.own_domains(listed) == [AT]


def test_a_domain_that_another_charity_has_is_not_its_own(listed):
    RegisterEntryFactory(website=f"https://{AT}")
    assert mailboxes.own_domains(listed) == []


def test_a_longer_domain_is_another_one(listed):
    OrganisationFactory(website=f"https://not-{AT}")
    assert mailboxes.own_domains(listed) == [AT]


ADDRESSES = [
    (ADDRESS, ""),
    ("Secretary@ASHMERE.example.org", ""),
    ("secretary@gmail.com", "Anybody can have an address at gmail.com."),
    (f"secretary@mail.{AT}", "does not end in @ashmere.example.org"),
    (f"secretary@{AT}.evil.org", "does not end in @ashmere.example.org"),
    (f"secretary@not{AT}", "does not end in @ashmere.example.org"),
]


@pytest.mark.parametrize(("address", "why_not"), ADDRESSES)
def test_which_address_gets_a_code(listed, carys, address, why_not):
    if not why_not:
        claims.send_claim_code(listed, address, by=carys)
        assert mail.outbox[-1].to == [address]
        return
    with pytest.raises(RuleBroken, match=why_not):
        claims.send_claim_code(listed, address, by=carys)
    assert mail.outbox == []
    assert not Claim.objects.exists()


# A code is enough where nobody leads


def test_a_right_code_makes_the_person_lead_of_an_organisation_nobody_led(listed, carys):
    claim = claims.send_claim_code(listed, ADDRESS, by=carys)
    claim = claims.check_claim_code(claim, f" {code_mailed()[:3]} {code_mailed()[3:]}")
    assert (claim.state, claim.role, claim.decided_by) == ("granted", "lead", None)
    assert Delegate.objects.of(listed).get().user == carys
    assert events() == [
        "membership.claimed",
        "membership.claim_code_sent",
        "membership.claim_proved",
        "membership.claim_granted",
    ]
    assert told(carys) == ["membership/claim_granted"]


def test_no_office_reads_the_code(listed, carys):
    """Not in the list of mail, in no subject, and not at an address to which mail was corrected."""
    FailingAddress.objects.create(
        address=ADDRESS, corrected_to="thief@example.org", on="2026-11-30"
    )
    claims.send_claim_code(listed, ADDRESS, by=carys)
    assert not Email.objects.exists()
    [sent] = mail.outbox
    assert sent.to == [ADDRESS]
    assert sent.subject == "Your code to act for Ashmere Choir"
    assert code_mailed() not in str(list(Claim.objects.values()))


def test_a_code_works_once(listed, carys):
    claim = claims.send_claim_code(listed, ADDRESS, by=carys)
    claims.check_claim_code(claim, code_mailed())
    with pytest.raises(RuleBroken):
        claims.check_claim_code(claim, code_mailed())
    with pytest.raises(RuleBroken, match="decided or withdrawn"):
        claims.check_claim_code(Claim.objects.get(), code_mailed())
    assert Delegate.objects.of(listed).count() == 1


def test_a_code_works_for_an_hour(listed, carys):
    now = timezone.now()
    claim = claims.send_claim_code(listed, ADDRESS, by=carys, at=now)
    with pytest.raises(RuleBroken, match="older than an hour"):
        claims.check_claim_code(claim, code_mailed(), at=now + dt.timedelta(hours=1))


def test_five_wrong_codes_are_the_last(listed, carys):
    claim = claims.send_claim_code(listed, ADDRESS, by=carys)
    wrong = f"{(int(code_mailed()) + 1) % 1_000_000:06}"
    for _ in range(5):
        with pytest.raises(RuleBroken, match="wrong"):
            claims.check_claim_code(claim, wrong)
    # The row of before the tries, as a second browser has it.
    with pytest.raises(RuleBroken, match="too many wrong codes"):
        claims.check_claim_code(claim, code_mailed())
    with pytest.raises(RuleBroken, match="too many wrong codes"):
        claims.check_claim_code(Claim.objects.get(), code_mailed())


def test_a_new_code_voids_the_old_one(listed, carys):
    claims.send_claim_code(listed, ADDRESS, by=carys)
    old = code_mailed()
    claim = claims.send_claim_code(listed, ADDRESS, by=carys)
    new = code_mailed()
    if old != new:
        with pytest.raises(RuleBroken, match="wrong"):
            claims.check_claim_code(claim, old)
    claims.check_claim_code(claim, new)
    assert Claim.objects.count() == 1


def test_a_claim_taken_back_and_made_again_has_no_more_guesses(listed, carys):
    """45 guesses in 14 seconds were possible when each claim counted for itself."""
    guesses = 0
    for _ in range(3):
        claim = claims.send_claim_code(listed, ADDRESS, by=carys)
        wrong = f"{(int(code_mailed()) + 1) % 1_000_000:06}"
        for _ in range(6):
            with pytest.raises(RuleBroken) as refused:
                claims.check_claim_code(claim, wrong)
            guesses += "This code is wrong" in str(refused.value)
        claims.withdraw_claim(claim, by=carys)
    with pytest.raises(RuleBroken, match="mailed 3 codes for this organisation today"):
        claims.send_claim_code(listed, ADDRESS, by=carys)
    assert (guesses, len(mail.outbox)) == (15, 3)


def test_others_who_claim_it_have_no_more_guesses_either(listed, carys):
    for _ in range(3):
        claims.send_claim_code(listed, ADDRESS, by=UserFactory())
    for _ in range(6):
        with pytest.raises(RuleBroken) as refused:
            claims.send_claim_code(listed, ADDRESS, by=carys)
        assert "perhaps for other people" in str(refused.value)
    for way_out in ("Write below what else shows", "telephone the Support Unit"):
        assert way_out in str(refused.value)
    # What is refused costs her none of her own codes.
    assert not SentCodes.objects.filter(account=f"person {carys.pk}").exists()
    assert claims.claim_with_evidence(listed, "Minutes of May.", by=carys).state == "waiting"


def test_one_person_has_few_codes_for_all_their_claims(carys):
    for number in range(6):
        site = f"choir-{number}.example.org"
        organisation = OrganisationFactory(website=f"https://{site}/")
        if number == 5:
            with pytest.raises(RuleBroken, match="mailed 5 codes for your claims today"):
                claims.send_claim_code(organisation, f"a@{site}", by=carys)
        else:
            claims.send_claim_code(organisation, f"a@{site}", by=carys)


def test_a_code_of_a_claim_taken_back_is_void(listed, carys):
    claim = claims.send_claim_code(listed, ADDRESS, by=carys)
    code = code_mailed()
    claims.withdraw_claim(claim, by=carys)
    with pytest.raises(RuleBroken, match="decided or withdrawn"):
        claims.check_claim_code(Claim.objects.get(), code)
    again = claims.claim_with_evidence(listed, "Minutes.", by=carys)
    with pytest.raises(RuleBroken, match="This code is wrong"):
        claims.check_claim_code(again, code)


def test_somebody_of_the_support_unit_is_let_in_by_a_colleague_alone(listed, dev):
    """They enter the website to whose domain the code goes, and could enter their own."""
    colleague = UserFactory(office="Support Unit")
    claim = claims.send_claim_code(listed, ADDRESS, by=dev)
    claim = claims.check_claim_code(claim, code_mailed())
    assert (claim.state, bool(claim.proved_at)) == ("waiting", True)
    assert not listed.delegates.exists()
    assert told(dev) == []
    assert told(colleague) == ["membership/claim_waiting"]
    claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="Seen.", by=colleague)
    assert listed.delegates.get().user == dev


# Somebody leads it: they are asked, and the Support Unit decides


def test_where_somebody_leads_a_code_is_not_enough(led, carys, asha, dev):
    claim = claims.send_claim_code(led, ADDRESS, by=carys)
    claim = claims.check_claim_code(claim, code_mailed())
    assert claim.state == "waiting"
    assert claim.proved_at
    assert [delegate.user for delegate in Delegate.objects.of(led)] == [asha]
    assert told(asha) == ["membership/claim_made"]
    assert told(dev) == ["membership/claim_waiting"]


def test_the_lead_answers_and_the_support_unit_decides(led, carys, asha, dev):
    claim = claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    claims.answer_claim(claim, knows=True, words="Our treasurer.", by=asha)
    claim = claims.grant_claim(
        claim, role=Delegate.Role.MEMBER, reason="Its lead says yes.", by=dev
    )
    assert (claim.state, claim.lead_says, claim.decided_by) == ("granted", "yes", dev)
    assert led.delegates.get(user=carys).role == "member"
    assert told(carys) == ["membership/claim_granted"]
    assert "membership/claim_granted" in told(asha)


def test_a_refusal_says_why_and_leaves_the_way_open(led, carys, asha, dev):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    claims.answer_claim(claim, knows=False, words="", by=asha)
    claims.refuse_claim(claim, reason="Its lead does not know you.", by=dev)
    assert not led.delegates.filter(user=carys).exists()
    written = Email.objects.filter(kind="membership/claim_refused").get()
    assert "Its lead does not know you." in written.text
    assert claims.claim_with_evidence(led, "Minutes of May.", by=carys).pk != claim.pk


def test_evidence_sent_twice_asks_once(led, carys, asha):
    claims.claim_with_evidence(led, "I say so.", by=carys)
    claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    assert Claim.objects.get().evidence == "Minutes of May."
    assert Email.objects.filter(kind="membership/claim_made").count() == 1


def test_a_code_beside_evidence_is_put_before_the_support_unit(led, carys, dev):
    claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    claim = claims.send_claim_code(led, ADDRESS, by=carys)
    claim = claims.check_claim_code(claim, code_mailed())
    assert (claim.state, claim.evidence) == ("waiting", "Minutes of May.")
    assert claim.proved_at


def test_nobody_decides_on_their_own_claim(led, dev):
    claim = claims.claim_with_evidence(led, "I say so.", by=dev)
    for act in (
        lambda: claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="I.", by=dev),
        lambda: claims.refuse_claim(claim, reason="I.", by=dev),
    ):
        with pytest.raises(RuleBroken, match="your own claim"):
            act()


def test_nobody_decides_who_acts_for_their_organisation(led, carys, dev):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    DelegateFactory(organisation=led, user=dev)
    with pytest.raises(RuleBroken, match="You act for Ashmere Choir"):
        claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="I.", by=dev)


def test_what_is_decided_is_decided(led, carys, asha, dev):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    claims.refuse_claim(claim, reason="No.", by=dev)
    with pytest.raises(RuleBroken, match="not waiting"):
        claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="Yes.", by=dev)
    with pytest.raises(RuleBroken, match="already been decided"):
        claims.answer_claim(claim, knows=True, words="", by=asha)


def test_only_a_lead_answers(led, carys):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    member = DelegateFactory(organisation=led).user
    for person in (member, carys):
        with pytest.raises(RuleBroken, match="Only a lead"):
            claims.answer_claim(claim, knows=True, words="", by=person)


def test_a_claim_is_taken_back_once(led, carys):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    for _ in range(2):
        claims.withdraw_claim(claim, by=carys)
    assert Claim.objects.get().state == "withdrawn"
    assert events().count("membership.claim_withdrawn") == 1


@pytest.mark.parametrize("status", ["applied", "left", "refused"])
def test_what_is_not_on_the_register_cannot_be_claimed(carys, status):
    hidden = OrganisationFactory(status=status)
    with pytest.raises(RuleBroken, match="is not on the register"):
        claims.claim_with_evidence(hidden, "I say so.", by=carys)


def test_those_who_act_for_it_have_nothing_to_claim(led, asha):
    with pytest.raises(RuleBroken, match="You already act for Ashmere Choir"):
        claims.claim_with_evidence(led, "I say so.", by=asha)


# What waits for whom


def test_a_claim_waits_for_the_support_unit_and_for_the_lead(led, carys, asha, dev):
    now = timezone.now()
    assert list(to_do.claims_to_decide(dev, now)) == list(to_do.claims_to_answer(asha, now)) == []
    claim = claims.claim_with_evidence(led, "I say so.", by=carys, at=now - dt.timedelta(days=1))
    [task] = to_do.claims_to_decide(dev, now)
    assert (task.text, task.url) == ("1 claim to decide", "/cms/claims/")
    [task] = to_do.claims_to_answer(asha, now)
    assert task.url == f"/my/claims/{claim.pk}/"
    assert list(to_do.claims_to_decide(asha, now)) == []
    claims.answer_claim(claim, knows=True, words="", by=asha)
    assert list(to_do.claims_to_answer(asha, now)) == []


def test_ones_own_claim_does_not_wait_for_oneself(led, dev):
    claims.claim_with_evidence(led, "I say so.", by=dev)
    assert list(to_do.claims_to_decide(dev, timezone.now())) == []


# The pages


@pytest.fixture
def person(client, carys):
    client.force_login(carys)
    return client


URL = "/members/choir/claim/"


def test_claiming_by_code_on_the_pages(person, carys, listed):
    assert f"@{AT}" in person.get(URL).content.decode()
    page = person.post(URL, {"step": "code", "address": ADDRESS}, follow=True)
    assert f"A code is on its way to {ADDRESS}" in page.content.decode()
    wrong = person.post(URL, {"step": "check", "code": "12"}).content.decode()
    assert "Enter the 6 digits of the code." in wrong
    done = person.post(URL, {"step": "check", "code": code_mailed()}, follow=True)
    assert "You now act for Ashmere Choir, as its lead." in done.content.decode()
    assert done.redirect_chain[-1][0] == "/my/"
    # It is only listed: now it applies.
    assert 'href="/members/choir/apply/">Apply for membership' in done.content.decode()


def test_claiming_with_evidence_on_the_pages(person, led, client, dev):
    shown = person.get(URL).content.decode()
    assert "Somebody already acts for this organisation" in shown
    person.post(URL, {"step": "code", "address": "me@gmail.com"})
    assert not Claim.objects.exists()
    page = person.post(URL, {"step": "evidence", "evidence": "Minutes of May."}, follow=True)
    assert "Your claim is with the Support Unit" in page.content.decode()
    assert "Claim on Ashmere Choir" in person.get("/my/").content.decode()
    claims.refuse_claim(Claim.objects.get(), reason="We could not reach anybody.", by=dev)
    assert "We could not reach anybody." in person.get(URL).content.decode()


def test_a_claim_where_no_code_can_be_mailed(person):
    OrganisationFactory(name="Bell Ringers", slug="choir")
    shown = person.get(URL).content.decode()
    assert "we cannot mail you a code" in shown
    answer = person.post(URL, {"step": "code", "address": "a@example.org"}).content.decode()
    assert "There is a problem" in answer
    assert not Claim.objects.exists()


def test_a_claim_is_taken_back_on_the_page(person, led):
    person.post(URL, {"step": "evidence", "evidence": "Minutes."})
    assert "Withdraw my claim" in person.get(URL).content.decode()
    for said in ("Claim withdrawn.", "You have no open claim here."):
        assert said in person.post(URL, {"step": "withdraw"}, follow=True).content.decode()


def test_a_code_without_a_claim_is_answered(person, listed):
    answer = person.post(URL, {"step": "check", "code": "123456"}, follow=True)
    assert "You have no open claim here." in answer.content.decode()


def test_the_lead_answers_on_the_page(client, led, carys, asha):
    claim = claims.claim_with_evidence(led, "I say so.", by=carys)
    client.force_login(asha)
    url = f"/my/claims/{claim.pk}/"
    assert "Carys Cole" in client.get(url).content.decode()
    answer = client.post(url, {"knows": "no", "words": "Never met."}, follow=True)
    assert "The Support Unit will decide" in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.lead_says, claim.lead_words, claim.lead_answered_by) == ("no", "Never met.", asha)
    claims.withdraw_claim(claim, by=carys)
    assert "decided" in client.post(url, {"knows": "yes"}, follow=True).content.decode()
    client.force_login(carys)
    assert client.get(url).status_code == 404


def test_the_support_unit_decides_on_its_screen(client, led, carys, asha, dev):
    claim = claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    client.force_login(dev)
    assert "Ashmere Choir" in client.get("/cms/claims/").content.decode()
    url = f"/cms/claims/{claim.pk}/"
    shown = client.get(url)
    assert "Minutes of May." in shown.content.decode()
    assert shown.context["form"]["role"].value() == "member"
    assert "This field is required" in client.post(url, {"decision": "grant"}).content.decode()
    decision = {"decision": "grant", "role": "lead", "reason": "Seen."}
    answer = client.post(url, decision, follow=True).content.decode()
    assert "Carys Cole now acts for Ashmere Choir" in answer
    assert led.delegates.get(user=carys).role == "lead"
    assert client.get(url).status_code == 404
    assert "No claim is waiting" in client.get("/cms/claims/").content.decode()


def test_a_refusal_on_the_screen(client, led, carys, dev):
    claim = claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    client.force_login(dev)
    refusal = {"decision": "refuse", "role": "lead", "reason": "Not seen."}
    answer = client.post(f"/cms/claims/{claim.pk}/", refusal, follow=True).content.decode()
    assert "Claim refused" in answer


def test_the_screen_says_who_may_not_decide(client, led, dev):
    claim = claims.claim_with_evidence(led, "Minutes of May.", by=dev)
    client.force_login(dev)
    url = f"/cms/claims/{claim.pk}/"
    page = client.get(url).content.decode()
    assert "This is your own claim" in page
    assert "I say so." not in page
    decision = {"decision": "grant", "role": "lead", "reason": "I."}
    assert "This is your own claim" in client.post(url, decision, follow=True).content.decode()
    assert not led.delegates.filter(user=dev).exists()


# Closing an account


def test_a_closed_account_leaves_neither_claim_nor_draft(led, carys):
    from assembly.membership import personal_data
    from assembly.membership.models import RegistrationDraft

    claims.claim_with_evidence(led, "Minutes of May.", by=carys)
    RegistrationDraft.objects.create(user=carys, typed={"name": ["Jam"], "districts": ["1", "2"]})
    parts = {
        part.heading if hasattr(part, "heading") else part[0]: part
        for part in personal_data.data_about(carys)
    }
    assert "Minutes of May." in str(parts)
    assert "1, 2" in str(parts)
    personal_data.erase(carys, timezone.localdate())
    assert not Claim.objects.exists()
    assert not RegistrationDraft.objects.exists()


def test_one_open_claim_for_each_person_and_organisation(led, carys):
    other = UserFactory()
    claims.claim_with_evidence(led, "A.", by=carys)
    claims.claim_with_evidence(led, "B.", by=other)
    assert Claim.objects.open().count() == 2
