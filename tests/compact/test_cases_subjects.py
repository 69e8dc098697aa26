"""What a case can be about, with its facts; and the draft that follows an override."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.cases import subjects
from assembly.compact.cases.raising.complaints import Complaint
from assembly.compact.cases.raising.services import raise_case
from assembly.compact.cases.raising.taking_up import acknowledge
from assembly.compact.cases.steps import STEPS
from assembly.compact.models import Case, Step
from assembly.consultations.cases import draft_after_override
from assembly.consultations.publishing import body_pages, services
from assembly.core.models import Event
from assembly.notifications.models import Notification
from home.words.help import BREACH
from tests.consultations.conftest import publish
from tests.factories import cases
from tests.factories.consultations import officer_of, proposal
from tests.factories.funding import AwardFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def c2():
    return cases.undertaking()


@pytest.fixture
def council(c2):
    council = PublicBodyFactory()
    body_pages.make_body_pages()
    return council


def short(council, *, override=False):
    """A window of three days, with a reason or overridden by two of the Board."""
    today = timezone.localdate()
    hari, gwen = officer_of(council), UserFactory(office="Assembly Board")
    said = {"reason_code": "budget", "reason_text": "The budget is set in November."}
    reason = {} if override else said
    facts = proposal(opens_on=today, closes_on=today + 3 * DAY, **reason)
    draft = services.draft_consultation(council, facts, by=hari)
    if override:
        draft.without_reason = True
        services.revise_draft(draft, by=UserFactory(office="Assembly Board"))
    return publish(draft, by=gwen, at=timezone.now())


def test_the_facts_of_a_consultation(council, c2):
    found = subjects.found("consultation", short(council).pk)
    assert found.against == council
    assert list(found.undertakings) == [c2]
    assert "Open for 3 days" in found.facts
    assert "81 days short of twelve weeks" in found.facts
    assert "Reason given: The yearly budget" in found.facts
    assert subjects.found("consultation", 0) is None


def test_the_facts_of_an_award():
    ours, council = OrganisationFactory(name="Kingfisher Trust"), PublicBodyFactory()
    award = AwardFactory(recipient=ours, recipient_name=ours.name, funder=council)
    found = subjects.found("award", award.pk)
    assert (found.against, found.names) == (council, ours)
    assert "Recipient: Kingfisher Trust" in found.facts


def test_facts_are_copied_as_they_were(council, c2):
    consultation = short(council)
    ours = OrganisationFactory()
    asha = DelegateFactory(organisation=ours).user
    case = raise_case(
        Complaint(
            against=council,
            happened_on=timezone.localdate(),
            undertakings=[c2],
            account="Three days.",
            about=("consultation", consultation.pk),
        ),
        ours,
        by=asha,
    )
    assert case.about_title == consultation.page.title
    assert "81 days short of twelve weeks" in case.about_facts
    assert case.about_path == consultation.get_absolute_url()


def test_an_override_drafts_a_case_once_and_tells_nobody(council, c2):
    consultation = short(council, override=True)
    case = Case.objects.get()
    assert (case.raised, case.step) == (Case.Raised.BOARD, Step.DRAFT)
    assert (case.about_kind, case.about_id) == ("consultation", consultation.pk)
    assert "No reason was given" in case.about_facts
    assert [cited.undertaking for cited in case.cites.all()] == [c2]
    assert Event.objects.filter(name="compact.case_drafted").count() == 1
    assert not Notification.objects.filter(kind__startswith="compact/case").exists()
    assert not Case.objects.listed(timezone.localdate()).exists()
    draft_after_override(consultation, UserFactory())
    assert Case.objects.count() == 1


def test_a_short_window_with_a_reason_drafts_nothing(council):
    short(council)
    assert not Case.objects.exists()


def test_only_the_board_takes_up_a_draft(council):
    short(council, override=True)
    case = Case.objects.get()
    with pytest.raises(Exception, match="takes up a draft"):
        acknowledge(case, by=UserFactory(office="Support Unit"))
    case = acknowledge(case, by=UserFactory(office="Compact Board"))
    assert case.step == Step.INFORMAL
    assert Case.objects.listed(timezone.localdate()).exists()


def test_the_help_page_says_the_steps_with_their_days():
    said = str(BREACH)
    for step, about in STEPS.items():
        if step in {Step.DRAFT, Step.CLOSED}:
            continue
        assert step.label in said
        if about.days:
            assert f"within {about.days} working days" in said
    assert "taken to court" not in said


def test_the_public_pages_lead_to_the_form(client, council, c2):
    consultation = short(council)
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert f"/my/cases/raise/?from=consultation:{consultation.pk}" in page
    page = client.get(c2.get_absolute_url()).content.decode()
    assert "/my/cases/raise/?undertaking=consultation/c2" in page
