"""The public words of a case, hidden at once; and a walk over everything public that finds nothing private."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.compact.cases import visible
from assembly.compact.cases.register import feed
from assembly.compact.cases.register.hiding import services, staff
from assembly.compact.cases.register.hiding.to_do import to_confirm
from assembly.compact.models import (
    Appeal,
    Case,
    CasePiece,
    CaseStep,
    FactsAnswer,
    HiddenCase,
    Pause,
    PublicAnswer,
    Recusal,
    Remedy,
    Settlement,
    Step,
)
from assembly.core.models import Event
from assembly.core.rules import Refusal
from tests.factories import case_findings, cases
from tests.factories.case_findings import DAY
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(db):
    return cases.undertaking("C2", "We give twelve weeks.")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")


@pytest.fixture
def support(db):
    return UserFactory(office="Support Unit")


@pytest.fixture
def colleague(db):
    return UserFactory(office="Assembly Board")


@pytest.fixture
def case(promise, council):
    made = case_findings.with_finding(
        [promise], against_body=council, learnt="OPENLEARNT", about_title="OPENSUBJECT"
    )
    finding = made.findings.get()
    finding.facts = "OPENFACTS"
    finding.save()
    finding.conclusions.update(reasons="OPENREASONS")
    Remedy.objects.create(finding=finding, what="OPENREMEDY", due_on=timezone.localdate())
    PublicAnswer.objects.create(case=made, words="OPENANSWER", at=timezone.now())
    case_findings.note(finding, words="OPENNOTE")
    first = made.steps.first()
    CaseStep.objects.filter(pk=first.pk).update(
        cleared_on=timezone.localdate(), cleared_because="OPENCLEARED"
    )
    return made


def everything(client, case, words=()):
    """All that anybody can read in which a case might be, as one text."""
    addresses = [
        "/compact/cases/",
        case.get_absolute_url(),
        "/compact/cases/figures/",
        "/compact/cases/learnt/",
        "/compact/cases/figures.csv",
        "/compact/cases.csv",
        "/compact/consultation/c2/",
        "/consultations/scorecard/",
        "/consultations/scorecard/all/undertakings-found-kept/",
        "/feeds/compact-cases.atom",
        "/feeds/compact.atom",
        "/api/v1/compact/cases",
        f"/api/v1/compact/cases/{case.reference}",
        "/api/v1/compact/undertakings",
        "/api/v1/scorecards",
        "/sitemap-cases.xml",
        f"/search/?q={case.reference}",
        *(f"/search/?q={word}" for word in words),
    ]
    if case.organisation:
        addresses.append(case.organisation.get_absolute_url())
    if case.against_organisation:
        addresses.append(case.against_organisation.get_absolute_url())
    found = []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in {200, 404}, (address, answer.status_code)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode()
        found.append((address, text))
    return found


def test_hidden_words_are_nowhere(client, case, support):
    words = ["FACTS", "REASONS", "REMEDY", "ANSWER", "NOTE", "LEARNT", "CLEARED"]
    shown = "".join(text for _, text in everything(client, case))
    assert [word for word in words if f"OPEN{word}" not in shown] == []
    services.hide(case, "It names somebody.", by=support)
    for address, text in everything(client, case):
        assert "OPEN" not in text, address
        assert "It names somebody." not in text, address
    page = client.get(case.get_absolute_url()).content.decode()
    assert "The words of this case are hidden at the moment." in page
    assert "Not kept" in page


def test_the_agreed_words_of_a_settled_case_are_hidden_too(client, promise, council, support):
    case = case_findings.settled(cases.case(at=Step.INFORMAL, against_body=council), "OPENWORDS")
    assert "OPENWORDS" in client.get(case.get_absolute_url()).content.decode()
    services.hide(case, "It names somebody.", by=support)
    for address, text in everything(client, case):
        assert "OPENWORDS" not in text, address


def test_they_are_shown_again_by_the_clock_unless_confirmed(client, case, support, colleague):
    hidden = services.hide(case, "It names somebody.", by=support)
    with time_machine.travel(hidden.lapses_at - dt.timedelta(minutes=1)):
        assert visible.are_words_hidden(case, timezone.now())
    with time_machine.travel(hidden.lapses_at):
        assert not visible.are_words_hidden(case, timezone.now())
        assert "OPENFACTS" in client.get(case.get_absolute_url()).content.decode()
        with pytest.raises(Refusal, match="Nobody confirmed it in time"):
            services.confirm(hidden, by=colleague)
        with pytest.raises(Refusal, match="somebody else"):
            services.hide(case, "Again.", by=support)
    services.confirm(hidden, by=colleague)
    with time_machine.travel(hidden.lapses_at):
        assert visible.are_words_hidden(case, timezone.now())
        services.show_again(hidden, by=support)
        assert not visible.are_words_hidden(case, timezone.now())


def test_the_person_who_hid_them_does_not_confirm(case, support):
    hidden = services.hide(case, "It names somebody.", by=support)
    with pytest.raises(Refusal, match="somebody else has to confirm"):
        services.confirm(hidden, by=support)


def test_hiding_takes_a_reason_an_office_and_a_public_case(case, support):
    with pytest.raises(Refusal, match="Say why"):
        services.hide(case, " ", by=support)
    with pytest.raises(Refusal, match="Only the Support Unit"):
        services.hide(case, "It names somebody.", by=UserFactory(office="Compact Board"))
    with pytest.raises(Refusal, match="nothing to hide"):
        services.hide(cases.case(), "It names somebody.", by=support)
    services.hide(case, "It names somebody.", by=support)
    with pytest.raises(Refusal, match="hidden already"):
        services.hide(case, "It names somebody.", by=support)


def test_somebody_with_an_interest_neither_hides_nor_confirms(case, support, colleague):
    DelegateFactory(user=support, organisation=case.organisation)
    Recusal.objects.create(case=case, person=colleague, at=timezone.now())
    for one in (support, colleague):
        with pytest.raises(Refusal, match="You have an interest"):
            services.hide(case, "It names somebody.", by=one)
    hidden = services.hide(case, "It names somebody.", by=UserFactory(office="Support Unit"))
    for one in (support, colleague):
        with pytest.raises(Refusal, match="You have an interest"):
            services.confirm(hidden, by=one)
        with pytest.raises(Refusal, match="You have an interest"):
            services.show_again(hidden, by=one)
        assert list(to_confirm(one, timezone.now())) == []


def test_each_act_is_one_event_without_words_and_the_other_is_asked(case, support, colleague):
    before = Event.objects.count()
    hidden = services.hide(case, "It names somebody.", by=support)
    assert [task.url for task in to_confirm(colleague, timezone.now())]
    assert list(to_confirm(support, timezone.now())) == []
    services.confirm(hidden, by=colleague)
    assert list(to_confirm(colleague, timezone.now())) == []
    services.show_again(hidden, by=colleague)
    events = list(Event.objects.order_by("pk"))[before:]
    assert [event.name for event in events] == [
        "compact.case_hidden",
        "compact.case_hiding_confirmed",
        "compact.case_shown_again",
    ]
    assert all("names" not in str(event.data) for event in events)


def test_the_screen(client, case, support):
    client.force_login(support)
    address = f"/cms/compact/cases/{case.reference}/"
    assert case.reference in client.get("/cms/compact/cases/").content.decode()
    answer = client.post(address, {"act": "hide", "reason": ""})
    assert "Say why the words have to be hidden." in answer.content.decode()
    client.post(address, {"act": "hide", "reason": "It names somebody."})
    assert visible.are_words_hidden(case, timezone.now())
    page = client.get(address).content.decode()
    assert "You hid this text, so somebody else has to confirm it." in page
    client.post(address, {"act": "show"})
    assert not visible.are_words_hidden(case, timezone.now())
    assert client.get("/cms/compact/cases/NONE/").status_code == 404


# Nothing private is public


SECRET = "Zyxomma"  # a word that is nowhere else


def secrets(case, person):
    """Distinctive words in everything that is written in a case and not for everybody."""
    now, today = timezone.now(), timezone.localdate()
    Case.objects.filter(pk=case.pk).update(
        account=f"{SECRET}account", wanted=f"{SECRET}wanted", about_facts=f"{SECRET}facts",
        about_title=f"{SECRET}title", about_path=f"/{SECRET}path/",
        closed_because=f"{SECRET}because", is_unnamed=True,
    )  # fmt: skip
    CasePiece.objects.create(case=case, author="complainant", at=now, words=f"{SECRET}message")
    CasePiece.objects.create(
        case=case, author="respondent", at=now, title=f"{SECRET}file", words=f"{SECRET}words",
        hidden_at=now, hidden_because=f"{SECRET}hidden",
    )  # fmt: skip
    Recusal.objects.create(case=case, person=person, because=f"{SECRET}interest", at=now)
    for step in case.steps.all():
        Pause.objects.create(
            step=step, reason="other", note=f"{SECRET}pause", begun_on=today, ended_on=today
        )
    Appeal.objects.create(case=case, side="respondent", grounds=f"{SECRET}grounds", at=now)
    if not hasattr(case, "settlement"):
        Settlement.objects.create(case=case, words=f"{SECRET}agreed", proposed_at=now)
    for finding in case.findings.all():
        FactsAnswer.objects.create(
            finding=finding, side="complainant", words=f"{SECRET}correction", at=now
        )
        Remedy.objects.create(
            finding=finding, what="Train", due_on=today, report=f"{SECRET}report",
            note=f"{SECRET}seen",
        )  # fmt: skip
    HiddenCase.objects.create(
        case=case, reason=f"{SECRET}reason", hidden_at=now - 9 * DAY, lapses_at=now - 6 * DAY
    )


def drafted(case):
    """What the panel is still working on."""
    if not case.findings.exists():
        finding = case.findings.create(facts=f"{SECRET}draft", drafted_at=timezone.now())
        for cited in case.cites.all():
            finding.conclusions.create(cited=cited, result="kept", reasons=f"{SECRET}reasons")
    PublicAnswer.objects.create(case=case, words=f"{SECRET}early", at=timezone.now())


STATES = [*Step.values, "settled", "withdrawn", "to come", "found"]


def at_state(state, promise, facts):
    """A case at this step, or after it; nothing in it that is not public yet says so without the secret word."""
    if state in {"found", "to come"}:
        on = timezone.localdate() + (DAY if state == "to come" else 0 * DAY)
        case = case_findings.with_finding([promise], on=on, **facts)
        if state == "found":
            case_findings.note(case.findings.get(), words=f"{SECRET}note", confirmed=False)
            return case
        case.findings.update(facts=f"{SECRET}soon")
        Case.objects.update(learnt=f"{SECRET}learnt")
        PublicAnswer.objects.create(case=case, words=f"{SECRET}early", at=timezone.now())
        case_findings.note(case.findings.get(), words=f"{SECRET}note")
        return case
    facts["undertakings"] = [promise]
    if state == "settled":
        case = cases.case(at=Step.INFORMAL, **facts)
        return case_findings.settled(case, f"{SECRET}agreed", is_public=False)
    if state in {"withdrawn", Step.CLOSED}:
        outcome = Case.Outcome.WITHDRAWN if state == "withdrawn" else Case.Outcome.NOT_TAKEN_UP
        case = cases.case(at=Step.PANEL, **facts)
        return case_findings.closed(case, outcome, learnt=f"{SECRET}learnt")
    case = cases.case(at=state, **facts)
    drafted(case)
    return case


@pytest.mark.parametrize("against", ["body", "organisation"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_private_is_public_at_any_step(client, promise, council, state, against):
    ours = OrganisationFactory(name=f"{SECRET} Carers", member=True)
    person = UserFactory(name=f"{SECRET} Jones", email=f"{SECRET.lower()}@example.org")
    respondent = council if against == "body" else OrganisationFactory(member=True)
    facts = {"organisation": ours, "raised_by": person, f"against_{against}": respondent}
    case = at_state(state, promise, facts)
    secrets(case, person)
    own = ours.get_absolute_url()
    is_listed = visible.is_listed(Case.objects.get(pk=case.pk), timezone.localdate())
    for address, text in everything(client, case, [f"{SECRET}account", "Train"]):
        # Their own page has their name; a search says what was asked for, and what is not there where it is not.
        asked = f"{SECRET}account" if address.startswith("/search/") else f"{SECRET} Carers"
        said = text.replace(asked, "") if asked in address or address == own else text
        assert SECRET.lower() not in said.lower(), address
        if address == own or not (is_listed or case.reference in address):
            assert case.reference not in said, address
    page = client.get(case.get_absolute_url())
    assert page.status_code == (200 if is_listed else 404)


def test_a_person_who_raised_it_is_named_nowhere(client, promise, council):
    case = case_findings.with_finding(
        [promise], against_body=council, raised="person", organisation=None,
        person_name=f"{SECRET} Green", person_email=f"{SECRET}@example.org",
    )  # fmt: skip
    for address, text in everything(client, case):
        assert SECRET not in text, address
    assert "A person" in client.get(case.get_absolute_url()).content.decode()


# The feeds, the search, the open data, the page of an organisation


def test_the_feed_tells_each_thing_once_at_an_address_of_its_own(client, case, council, promise):
    settled = case_findings.settled(
        cases.case(at=Step.INFORMAL, against_body=council, undertakings=[promise]), "OPENWORDS"
    )
    case_findings.closed(cases.case(at=Step.PANEL, against_body=council), Case.Outcome.WITHDRAWN)
    items = feed.CaseFeed().items()
    urls = [item.url for item in items]
    assert len(set(urls)) == len(urls)
    kinds = sorted(url.partition("#")[2].partition("-")[0] for url in urls)
    assert kinds == [
        "acknowledged", "acknowledged", "acknowledged", "finding", "learnt", "note", "settled",
        "withdrawn",
    ]  # fmt: skip
    text = client.get("/feeds/compact-cases.atom").content.decode()
    assert "OPENWORDS" in text
    assert f"Settled informally: Case {settled.reference}" in text
    assert f"Finding: Case {case.reference}" in client.get("/feeds/compact.atom").content.decode()
    assert "Settled informally" not in client.get("/feeds/compact.atom").content.decode()
    page = client.get(case.get_absolute_url()).content.decode()
    for part in [url.partition("#")[2] for url in urls if case.reference in url]:
        assert f'id="{part}"' in page, part


def test_the_screen_of_those_who_hide_has_pages(client, case, council, support, monkeypatch):
    monkeypatch.setattr(staff, "PER_PAGE", 1)
    cases.case(at=Step.INFORMAL, against_body=council)
    client.force_login(support)
    assert "?p=2" in client.get("/cms/compact/cases/").content.decode()
    assert case.reference in client.get("/cms/compact/cases/?p=2").content.decode()


def test_the_feed_tells_a_finding_by_the_clock(client, promise, council):
    tomorrow = timezone.localdate() + DAY
    case = cases.case(at=Step.TO_APPEAL, against_body=council, undertakings=[promise])
    case_findings.found(case, public_from=tomorrow)
    assert "Finding:" not in client.get("/feeds/compact-cases.atom").content.decode()
    with time_machine.travel(case_findings.at(tomorrow)):
        text = client.get("/feeds/compact-cases.atom").content.decode()
    assert "Finding:" in text
    assert "Found not kept." in text


def test_the_search_finds_by_number_body_and_undertaking(client, case):
    for words in (case.reference, "Wiltshire Council", "C2"):
        page = client.get("/search/", {"q": words, "kind": "cases"}).content.decode()
        assert case.get_absolute_url() in page, words
    page = client.get("/search/", {"q": "OPENFACTS", "kind": "cases"}).content.decode()
    assert case.get_absolute_url() not in page


def test_the_open_data_has_what_the_page_has(client, case):
    one = client.get(f"/api/v1/compact/cases/{case.reference}").json()
    assert one["outcome"] == "Found not kept"
    assert one["findings"][0]["facts"] == "OPENFACTS"
    assert one["answers"] == ["OPENANSWER"]
    assert one["learnt"] == "OPENLEARNT"
    assert one["steps"][0]["step"] == "Follow-up"
    [listed] = client.get("/api/v1/compact/cases").json()["items"]
    assert listed == {key: one[key] for key in listed}
    assert client.get("/api/v1/compact/cases/NONE").status_code == 404


def test_the_page_of_an_organisation_has_public_findings(client, promise, council):
    ours = OrganisationFactory(name="Wardour Carers", member=True)
    other = OrganisationFactory(name="Downland Trust", member=True)
    named = case_findings.with_finding([promise], against_body=council, organisation=ours)
    unnamed = case_findings.with_finding(
        [promise], against_body=council, organisation=ours, is_unnamed=True
    )
    running = cases.case(at=Step.INFORMAL, against_body=council, organisation=ours)
    about = case_findings.with_finding(
        [promise], against_organisation=other, organisation=ours, is_unnamed=True
    )
    page = client.get(ours.get_absolute_url()).content.decode()
    assert named.reference in page
    for one in (unnamed, running, about):
        assert one.reference not in page
    page = client.get(other.get_absolute_url()).content.decode()
    assert about.reference in page
    assert "About this organisation. Found not kept." in page
    assert "Findings under the Compact" in page
