"""What a code mailed to an organisation's domain shows depends on who said that the domain is the organisation's."""

import re

from django.core import mail
from django.utils import timezone

import pytest

from assembly.core.events import record
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.rules import RuleBroken
from assembly.membership import lookup, mailboxes, to_do
from assembly.membership.models import Claim, Delegate, Organisation, RegisterEntry, RegisterImport
from assembly.membership.services import claims, lists
from assembly.notifications.models import Notification
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    RegisterEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = "ashmere.example.org"
THIEF = "thief.example.net"
NUMBER = "GB-CHC-9900001"


@pytest.fixture
def choir():
    """Listed under its own number; nobody acts for it."""
    RegisterEntryFactory(org_id=NUMBER, name="THE ASHMERE CHOIR", website=f"https://{AT}")
    return OrganisationFactory(name="Ashmere Choir", slug="choir", org_id=NUMBER)


@pytest.fixture
def colleague(db):
    return UserFactory(name="Cleo Clark", office="Support Unit")


def prove(organisation, person, address):
    claim = claims.send_claim_code(organisation, address, by=person)
    return claims.check_claim_code(claim, code_mailed())


def code_mailed():
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def edit(client, office, organisation, **typed):
    """What the Support Unit types on its screen of the register."""
    client.force_login(office)
    facts = {name: getattr(organisation, name) for name in ("name", "org_id", "website")}
    typed = {**facts, "legal_form": organisation.legal_form, **typed}
    client.post(f"/cms/organisation/edit/{organisation.pk}/", typed)
    organisation.refresh_from_db()
    assert all(getattr(organisation, name) == value for name, value in typed.items())


# Which code lets somebody in by itself


def test_the_domain_of_the_official_register_decides(choir, carys):
    assert prove(choir, carys, f"chair@{AT}").state == "granted"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_register_that_somebody_in_office_loaded_does_not(choir, dev, carys, is_there):
    """A file of one row, made up and loaded by Dev, says where mail to the choir goes."""
    if not is_there:
        RegisterEntry.objects.all().delete()
    entry = RegisterEntry.objects.filter(org_id=NUMBER).first() or RegisterEntryFactory(
        org_id=NUMBER, name="THE ASHMERE CHOIR"
    )
    entry.website, entry.domain = f"https://{THIEF}", THIEF
    entry.save()
    RegisterImport.objects.update(imported_by=dev)
    assert prove(choir, carys, f"chair@{THIEF}").state == "waiting"
    assert mailboxes.entered_by(choir, THIEF) == {dev.pk}
    with pytest.raises(RuleBroken, match="colleague"):
        claims.grant_claim(Claim.objects.get(), role="lead", reason="Seen.", by=dev)


def test_a_website_that_somebody_in_office_entered_does_not(client, choir, dev, carys):
    """Otherwise Dev could let in a second account of his, and nobody would have looked at it."""
    edit(client, dev, choir, website=f"https://{THIEF}")
    claim = prove(choir, carys, f"me@{THIEF}")
    assert (claim.state, bool(claim.proved_at)) == ("waiting", True)
    assert not choir.delegates.exists()


def test_a_register_entry_that_somebody_in_office_made_its_own_does_not(client, dev, carys):
    """The sibling: the number of a charity whose mailbox Dev can read, and its name with it."""
    RegisterEntryFactory(org_id=NUMBER, name="THIEVES TRUST", website=f"https://{THIEF}")
    choir = OrganisationFactory(name="Ashmere Choir", slug="choir")
    edit(client, dev, choir, org_id=NUMBER)
    assert prove(choir, carys, f"me@{THIEF}").state == "waiting"
    edit(client, dev, choir, name="Thieves Trust")
    assert prove(choir, UserFactory(), f"me@{THIEF}").state == "waiting"
    assert not choir.delegates.exists()


def test_an_entry_of_another_name_does_not(carys):
    """Entered so from the beginning, there is no change to see."""
    RegisterEntryFactory(org_id=NUMBER, name="THIEVES TRUST", website=f"https://{THIEF}")
    choir = OrganisationFactory(name="Ashmere Choir", org_id=NUMBER)
    assert prove(choir, carys, f"me@{THIEF}").state == "waiting"


def test_the_domain_of_a_removed_charity_does_not(choir, carys):
    RegisterEntry.objects.update(status="removed")
    assert prove(choir, carys, f"chair@{AT}").state == "waiting"


def test_a_domain_that_another_charity_has_too_decides_nothing(choir):
    RegisterEntryFactory(website=f"https://{AT}")
    assert mailboxes.deciding_domain(choir) == ""


def test_other_changes_on_the_screen_leave_it_as_it_is(client, choir, dev, carys):
    edit(client, dev, choir, legal_form="trust")
    assert prove(choir, carys, f"chair@{AT}").state == "granted"


def test_charities_of_an_existing_list_of_members_are_let_in_by_a_code(dev, carys):
    RegisterEntryFactory(org_id=NUMBER, name="THE ASHMERE CHOIR", website=f"https://{AT}")
    text = b"Name,Official number\nAshmere Choir,9900001\n"
    lists.apply_list(lists.upload_list(text, "list.csv", by=dev), by=dev)
    assert prove(Organisation.objects.get(), carys, f"chair@{AT}").state == "granted"


def test_the_page_says_which_code_is_enough(client, choir, carys):
    choir.website = f"https://{THIEF}"
    choir.save()
    client.force_login(carys)
    page = client.get("/members/choir/claim/").content.decode()
    assert f"A code mailed to @{AT} is enough" in page
    assert "After any other code, the Support Unit decides." in page
    RegisterEntry.objects.all().delete()
    page = client.get("/members/choir/claim/").content.decode()
    assert "After you enter it, the Support Unit checks that this is the organisation" in page


# Nobody decides on what they entered


def test_who_entered_the_website_does_not_decide(client, choir, dev, colleague, carys):
    edit(client, dev, choir, website=f"https://{THIEF}")
    claim = prove(choir, carys, f"me@{THIEF}")
    for act in (claims.grant_claim, claims.refuse_claim):
        words = {"role": Delegate.Role.LEAD} if act is claims.grant_claim else {}
        with pytest.raises(RuleBroken, match="You entered or loaded what links"):
            act(claim, reason="Seen.", by=dev, **words)
    told = Notification.objects.filter(kind="membership/claim_waiting")
    assert [line.user for line in told] == [colleague]
    now = timezone.now()
    assert list(to_do.claims_to_decide(dev, now)) == []
    assert len(list(to_do.claims_to_decide(colleague, now))) == 1
    url = f"/cms/claims/{claim.pk}/"
    assert "You entered or loaded what links" in client.get(url).content.decode()
    client.force_login(colleague)
    assert "from what Dev Das entered or loaded" in client.get(url).content.decode()
    claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="I rang them.", by=colleague)
    assert choir.delegates.get().user == carys


def test_who_entered_the_number_does_not_decide(client, dev, colleague, carys):
    RegisterEntryFactory(org_id=NUMBER, name="ASHMERE CHOIR", website=f"https://{AT}")
    choir = OrganisationFactory(name="Ashmere Choir", website="https://choir.example.com")
    edit(client, colleague, choir, website=f"https://{AT}")
    edit(client, dev, choir, org_id=NUMBER)
    claim = prove(choir, carys, f"chair@{AT}")
    assert set(claim.entered_by.all()) == {dev, colleague}


def test_who_entered_the_organisation_entered_its_website(dev, carys):
    choir = OrganisationFactory(name="Ashmere Choir", website=f"https://{AT}")
    record("membership.organisation_added", choir, by=dev)
    assert mailboxes.entered_by(choir, AT) == {dev.pk}
    assert mailboxes.entered_by(choir, "elsewhere.example.org") == set()


def test_a_number_that_the_name_bears_out_is_nobodys_word(choir, dev, colleague):
    """Dev took over the list of members, and a colleague loaded the register: one of them has to be able to decide."""
    record("membership.organisation_added", choir, by=dev)
    RegisterImport.objects.update(imported_by=colleague)
    assert mailboxes.entered_by(choir, AT) == {colleague.pk}


def test_it_stays_with_the_claim_when_a_colleague_mends_the_website(
    client, choir, dev, colleague, carys
):
    edit(client, dev, choir, website=f"https://{THIEF}")
    claim = prove(choir, carys, f"me@{THIEF}")
    edit(client, colleague, choir, website=f"https://{AT}")
    with pytest.raises(RuleBroken, match="You entered or loaded what links"):
        claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="Seen.", by=dev)


def test_evidence_rests_on_no_website(client, choir, dev, carys):
    edit(client, dev, choir, website=f"https://{THIEF}")
    claims.send_claim_code(choir, f"me@{THIEF}", by=carys)
    claim = claims.claim_with_evidence(choir, "Minutes of May.", by=carys)
    claims.grant_claim(claim, role=Delegate.Role.LEAD, reason="I rang them.", by=dev)
    assert choir.delegates.get().user == carys


def test_nor_does_its_lead_answer_for_it(client, choir, dev, carys):
    edit(client, dev, choir, website=f"https://{THIEF}")
    DelegateFactory(organisation=choir, user=dev, role="lead")
    claim = prove(choir, carys, f"me@{THIEF}")
    with pytest.raises(RuleBroken, match="another lead has to answer"):
        claims.answer_claim(claim, knows=True, words="", by=dev)
    assert list(lookup.claims_to_answer(dev)) == []
    assert "another lead has to answer" in client.get(f"/my/claims/{claim.pk}/").content.decode()


# One code, one address


@pytest.fixture
def two(choir):
    """It has a domain that decides, and one that does not."""
    choir.website = f"https://{THIEF}"
    choir.save()
    return choir


def test_a_right_code_is_not_followed_by_one_to_another_address(two, carys):
    """Whoever decides would read that the code had been mailed to the register's domain."""
    prove(two, carys, f"me@{THIEF}")
    with pytest.raises(RuleBroken, match=f"the code that we mailed to me@{THIEF}"):
        claims.send_claim_code(two, f"chair@{AT}", by=carys)
    assert Claim.objects.get().address == f"me@{THIEF}"


def test_a_code_works_only_at_the_address_to_which_it_was_mailed(two, carys):
    """As if another address had been written beside the code that is out."""
    claims.send_claim_code(two, f"me@{THIEF}", by=carys)
    Claim.objects.update(address=f"chair@{AT}")
    with pytest.raises(RuleBroken, match="This code is wrong"):
        claims.check_claim_code(Claim.objects.get(), code_mailed())


def test_another_code_asked_for_while_one_is_checked_ends_it(two, carys, monkeypatch):
    claim = claims.send_claim_code(two, f"me@{THIEF}", by=carys)
    check = mailed_codes.check

    def meanwhile(*arguments, **options):
        check(*arguments, **options)
        claims.send_claim_code(two, f"chair@{AT}", by=carys)

    monkeypatch.setattr(mailed_codes, "check", meanwhile)
    with pytest.raises(RuleBroken, match="You have asked for another code since"):
        claims.check_claim_code(claim, code_mailed())
    assert not two.delegates.exists()
    assert Claim.objects.get().proved_at is None


def test_the_address_is_kept_before_the_code_goes_out(choir, carys, monkeypatch):
    seen = []
    monkeypatch.setattr(mailed_codes, "mail", lambda *_: seen.append(Claim.objects.get().address))
    claims.send_claim_code(choir, f"chair@{AT}", by=carys)
    assert seen == [f"chair@{AT}"]
