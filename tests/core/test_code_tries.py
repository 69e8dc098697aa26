"""Of the tries that a mailed code has the last one works, and the one after it does not, wherever a code is typed."""

import re

from django.urls import reverse

import pytest

from assembly.membership.models import Delegate
from assembly.notifications.models import Email
from home.gateway.models import Enquiry
from tests.factories.elections import DAY, POLL_OPENS, poll
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    RegisterEntryFactory,
)
from tests.factories.profiles import OfferFactory

pytestmark = pytest.mark.django_db

TRIES = 5
CODE = re.compile(r"(?<!\S)\d{6}(?!\S)")


@pytest.fixture
def claiming(client, carys):
    """Carys claims an organisation. How she types a code, and whether it was accepted."""
    entry = RegisterEntryFactory(name="ASHMERE CHOIR", website="https://choir.example.org")
    organisation = OrganisationFactory(name="Ashmere Choir", slug="choir", org_id=entry.org_id)
    client.force_login(carys)
    client.post("/members/choir/claim/", {"step": "code", "address": "us@choir.example.org"})

    def type_code(code):
        client.post("/members/choir/claim/", {"step": "check", "code": code})
        return Delegate.objects.filter(organisation=organisation, user=carys).exists()

    return type_code


@pytest.fixture
def asking(client):
    """A visitor asks an organisation for help."""
    hub = OrganisationFactory(slug="hub", member=True, infrastructure=True)
    OfferFactory(organisation=hub, need="governance")
    DelegateFactory(organisation=hub, role="lead")
    question = {
        "need": "governance",
        "text": "Nobody can find our constitution.",
        "name": "Nadia Novak",
        "email": "nadia@example.org",
        "website": "",
    }
    address = client.post("/find-help/ask/hub/", question).url

    def type_code(code):
        client.post(address, {"code": code})
        return Enquiry.objects.filter(state=Enquiry.State.WAITING).exists()

    return type_code


@pytest.fixture
def voting(client, asha, time_machine):
    """Asha shows at the ballot that it is her."""
    time_machine.move_to(POLL_OPENS + DAY)
    contest, _ = poll()
    organisation = contest.roll.get().organisation
    client.force_login(asha)
    address = reverse("elections:ballot_prove", args=[contest.election.slug])
    typed = {"organisation": organisation.pk, "contest": contest.pk, "order": "1 2 3", "rank_1": 1}
    client.post(address, {**typed, "step": "send"})

    def type_code(code):
        page = client.post(address, {**typed, "code": code, "step": "check"}).content.decode()
        return "Your ballot" in page and "Show that it is you" not in page

    return type_code


@pytest.fixture
def mailed(mailoutbox):
    """The code in the one mail that carries one, kept in the queue or sent at once."""

    def code():
        texts = [mail.body for mail in mailoutbox]
        texts += Email.objects.values_list("text", flat=True)
        return {one for text in texts for one in CODE.findall(text)}.pop()

    return code


@pytest.mark.parametrize("where", ["claiming", "asking", "voting"])
def test_the_last_try_of_a_code_works(where, mailed, request):
    type_code = request.getfixturevalue(where)
    wrong = f"{(int(mailed()) + 1) % 10**6:06}"
    for _ in range(TRIES - 1):
        assert not type_code(wrong)
    assert type_code(mailed())


@pytest.mark.parametrize("where", ["claiming", "asking", "voting"])
def test_after_the_last_try_a_code_does_not_work(where, mailed, request):
    type_code = request.getfixturevalue(where)
    wrong = f"{(int(mailed()) + 1) % 10**6:06}"
    for _ in range(TRIES):
        assert not type_code(wrong)
    assert not type_code(mailed())
