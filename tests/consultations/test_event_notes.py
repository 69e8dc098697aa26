"""Notes of an event word for word, and the summary that leads back to them."""

import pytest
import time_machine

from assembly.consultations.events import papers, services
from assembly.consultations.events.papers import Checked
from assembly.consultations.events.retention import forget_papers
from assembly.consultations.events.wording import Piece, cited, paragraphs, points
from assembly.consultations.models import Consultation, EventPaper
from assembly.core.models import Event
from assembly.core.personal_details import looks_personal
from assembly.core.rules import RuleBroken
from home.hiding.services import hide_text
from tests.consultations.test_events import AFTER, HOUR, at_page, dev, event, screen
from tests.factories.membership import OrganisationFactory

__all__ = ["dev", "event"]
pytestmark = pytest.mark.django_db
NOTES = "The bus stops too early.\n\nA carer: nobody asked us.\n\nKeep the lunch club."


@pytest.fixture
def held(event, hari):
    """The event, to which two people came."""
    carers = OrganisationFactory(name="Kennet Carers", member=True)
    services.record_attendance(event, {carers: 2}, by=hari, at=AFTER)
    return event


@pytest.fixture(autouse=True)
def _that_evening():
    with time_machine.travel(AFTER, tick=True):
        yield


@pytest.fixture
def noted(held, hari):
    papers.publish_notes(held, NOTES, by=hari, at=AFTER)
    return held


# The text


def test_notes_are_separated_by_an_empty_line():
    assert paragraphs("One.\r\n\r\n\r\nTwo,\r\nstill two.\n \nThree.\n") == [
        "One.",
        "Two,\nstill two.",
        "Three.",
    ]
    assert paragraphs(" \n\n ") == []


def test_a_summary_names_its_notes():
    assert cited("Buses [1, 3]. Lunch [2]. Not [one] nor [].") == {1, 2, 3}
    [point] = points("Buses [1,3] are few. Lunch [2]")
    assert point.pieces == (
        Piece("Buses ", (1, 3)),
        Piece(" are few. Lunch ", (2,)),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write to jo.bloggs@example.org.", ["jo.bloggs@example.org"]),
        ("Ring 01225 713000 or +44 7700 900123!", ["01225 713000", "+44 7700 900123"]),
        ("At SN10 1BN.", ["SN10 1BN"]),
        ("Mrs Jane Smith said so, and Cllr Brown.", ["Mrs Jane Smith", "Cllr Brown"]),
        ("It was said by Jane Smith.", ["Jane Smith"]),
        ("In 2008 we had 1,250 people and £12,000,000,000.", []),
        ("Buses stop at 6pm. The Council knows.", []),
    ],
)
def test_what_looks_like_a_person_is_pointed_at(text, words):
    assert [one.words for one in looks_personal(text)] == words


# Publishing


def test_notes_are_written_checked_and_published(client, held, hari):
    client.force_login(hari)
    answered = client.post(
        screen("paper_write", held.pk, "notes"), {"text": f"{NOTES}\n\nMrs Jane Smith agreed."}
    )
    check = screen("paper_check", held.pk, "notes")
    assert answered.url == check
    assert "Jane Smith" not in at_page(client, held.get_absolute_url())
    page = at_page(client, check)
    assert "“Mrs Jane Smith”: perhaps a name" in page
    assert "Does the text name anybody" in page
    edit = held.papers.get().edit
    page = client.post(check, {"edit": edit, "names_people": "yes"}).content.decode()
    assert "Take the names out" in page
    client.post(screen("paper_write", held.pk, "notes"), {"text": NOTES})
    edit = held.papers.get().edit
    assert "Say whether" in client.post(check, {"edit": edit}).content.decode()
    client.post(check, {"edit": edit, "names_people": "no"})
    page = at_page(client, held.get_absolute_url())
    assert 'id="note-3"' in page
    assert "Kennet Carers: 2 people" in page
    assert Event.objects.filter(name="consultations.event_notes_published").count() == 1


def test_who_came_is_recorded_first(event, hari):
    with pytest.raises(RuleBroken, match="Record who came first"):
        papers.publish_notes(event, NOTES, by=hari, at=AFTER)


def test_nobody_came_and_nothing_was_said(event, hari):
    services.record_attendance(event, {}, nobody=True, by=hari, at=AFTER)
    with pytest.raises(RuleBroken, match="Nobody came"):
        papers.publish_notes(event, NOTES, by=hari, at=AFTER)


def test_somebody_came_where_there_are_notes(noted, hari):
    carers = noted.attendances.get().organisation
    with pytest.raises(RuleBroken, match="somebody came"):
        services.record_attendance(noted, {carers: 0}, nobody=True, by=hari, at=AFTER)


def test_empty_notes_are_not_published(held, hari):
    with pytest.raises(RuleBroken, match="no notes yet"):
        papers.publish_notes(held, " \n\n", by=hari, at=AFTER)


def test_what_is_published_is_what_was_read(held, hari, dev):
    draft = papers.save_draft(held, "notes", "One.", seen=0, by=hari, at=AFTER)
    papers.save_draft(held, "notes", "One, and a name.", seen=draft.edit, by=dev, at=AFTER)
    with pytest.raises(RuleBroken, match="Somebody else saved"):
        papers.publish_draft(
            held, "notes", Checked(draft.edit, names_people=False), by=hari, at=AFTER
        )
    with pytest.raises(RuleBroken, match="Somebody else saved"):
        papers.save_draft(held, "notes", "Mine.", seen=draft.edit, by=hari, at=AFTER)


def test_the_second_to_save_sees_what_the_first_wrote(client, held, hari, dev):
    client.force_login(hari)
    address = screen("paper_write", held.pk, "notes")
    seen = client.get(address).context["form"]["seen"].value()
    papers.save_draft(held, "notes", "By the Support Unit.", seen=0, by=dev, at=AFTER)
    page = client.post(address, {"text": "By the council.", "seen": seen}).content.decode()
    assert "By the Support Unit." in page
    assert "By the council." in page


def test_a_correction_says_why_and_keeps_the_numbers(client, noted, hari):
    with pytest.raises(RuleBroken, match="what is published already"):
        papers.publish_notes(noted, NOTES, change_note="Nothing.", by=hari, at=AFTER)
    changed = NOTES.replace("too early", "at six")
    with pytest.raises(RuleBroken, match="Say what you changed"):
        papers.publish_notes(noted, changed, by=hari, at=AFTER)
    with pytest.raises(RuleBroken, match="fewer notes"):
        papers.publish_notes(noted, "One.", change_note="Shorter.", by=hari, at=AFTER)
    papers.publish_notes(noted, changed, change_note="The hour was wrong.", by=hari, at=AFTER)
    page = at_page(client, noted.get_absolute_url())
    assert "The hour was wrong." in page
    assert "at six" in page
    assert "too early" not in page
    assert noted.papers.get(number=1).text == NOTES


def test_a_summary_leads_back_to_the_notes(client, noted, hari):
    for text, words in (
        ("Buses are few.", "names no note"),
        ("Buses are few [4].", "There is no note 4"),
        (" ", "no summary yet"),
    ):
        with pytest.raises(RuleBroken, match=words):
            papers.publish_summary(noted, text, by=hari, at=AFTER)
    papers.publish_summary(noted, "Buses are few [1].\n\nLunch [2, 3].", by=hari, at=AFTER)
    page = at_page(client, noted.get_absolute_url())
    assert page.count('href="#note-') == 3
    taken = NOTES.replace("Keep the lunch club.", "[taken out]")
    with pytest.raises(RuleBroken, match="rests on note 3"):
        papers.publish_notes(noted, taken, change_note="A name.", by=hari, at=AFTER)


def test_no_summary_without_notes(held, hari):
    with pytest.raises(RuleBroken, match="Publish the notes first"):
        papers.publish_summary(held, "Buses [1].", by=hari, at=AFTER)


@pytest.mark.parametrize("who", ["dev", "gwen"])
def test_one_person_takes_notes_off_at_once(client, noted, who, hari, request):
    papers.publish_summary(noted, "Buses are few [1].", by=hari, at=AFTER)
    client.force_login(request.getfixturevalue(who))
    address = screen("paper_take_off", noted.pk, "notes")
    assert address in at_page(client, screen("event", noted.pk))
    client.post(address, {"because": "It named a person."})
    client.logout()
    page = at_page(client, noted.get_absolute_url())
    assert "It named a person." in page
    assert "too early" not in page
    assert "Buses are few" not in page
    papers.publish_notes(noted, f"{NOTES} Yes.", change_note="No name.", by=hari, at=AFTER)
    assert "Buses are few" in at_page(client, noted.get_absolute_url())


def test_taking_off_needs_the_office_a_reason_and_what_is_on_the_site(client, noted, hari, dev):
    paper = noted.papers.get()
    with pytest.raises(RuleBroken, match="Support Unit or the Assembly Board"):
        papers.take_off(paper, "A name.", by=hari, at=AFTER)
    client.force_login(hari)
    assert client.get(screen("paper_take_off", noted.pk, "notes")).status_code == 404
    with pytest.raises(RuleBroken, match="Say why"):
        papers.take_off(paper, "", by=dev, at=AFTER)
    papers.take_off(paper, "A name.", by=dev, at=AFTER)
    with pytest.raises(RuleBroken, match="not on the site any more"):
        papers.take_off(paper, "A name.", by=dev, at=AFTER)


def test_of_an_older_version_nothing_is_on_the_site(noted, hari, dev):
    first = noted.papers.get()
    papers.publish_notes(noted, f"{NOTES} Yes.", change_note="More.", by=hari, at=AFTER)
    with pytest.raises(RuleBroken, match="not on the site any more"):
        papers.take_off(first, "A name.", by=dev, at=AFTER)


def test_what_is_not_public_goes_two_years_after_the_decision(noted, hari, dev):
    papers.publish_notes(noted, f"{NOTES} Yes.", change_note="More.", by=hari, at=AFTER)
    papers.publish_summary(noted, "Buses are few [1].", by=hari, at=AFTER)
    papers.save_draft(noted, "notes", "A draft.", seen=0, by=hari, at=AFTER)
    papers.take_off(noted.papers.get(part="summary"), "A name.", by=dev, at=AFTER)
    assert forget_papers(AFTER.date()) == 0
    Consultation.objects.update(decision_published_at=AFTER)
    decided = AFTER.date()
    assert forget_papers(decided.replace(year=decided.year + 2)) == 0
    assert forget_papers(decided.replace(year=decided.year + 2, day=decided.day + 1)) == 3
    left = noted.papers.values_list("part", "number", "text")
    assert list(left) == [("notes", 2, f"{NOTES} Yes."), ("summary", 1, "")]


def test_notes_are_written_after_it_started(event, hari):
    with pytest.raises(RuleBroken, match="after that"):
        papers.save_draft(event, "notes", "One.", seen=0, by=hari, at=AFTER - 5 * HOUR)
    assert not EventPaper.objects.exists()


def test_another_part_is_not_there(client, held, hari):
    client.force_login(hari)
    assert client.get(screen("paper_write", held.pk, "minutes")).status_code == 404


def test_hidden_with_the_text_of_its_consultation(client, noted, dev):
    hide_text(noted.consultation.page, "A libel.", by=dev)
    page = at_page(client, noted.get_absolute_url())
    assert "too early" not in page
    assert noted.title not in page
