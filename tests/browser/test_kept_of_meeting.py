"""From who came to minutes that a later meeting approves: the convenor on a phone and at a desk, and an owner.

No step needs a script: each is a form of its own.
"""

import datetime as dt

import pytest

from forums.actions.services import chase_actions
from forums.models import Note, NoteSource
from tests.browser.walk import follow, heading, press, reads
from tests.factories.forums import AgendaItemFactory
from tests.forums.meetings import DAY, NOW, STARTS, address, came, group_of, meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(carys, member, asha, time_machine):
    time_machine.move_to(NOW)
    found = meeting_of(group_of(carys, member, quorum=1))
    AgendaItemFactory(meeting=found, title="Buses on Sundays")
    return found


def test_a_meeting_is_kept_approved_and_followed_up(
    screen, base_url, axe, enter_as, meeting, carys, asha, member, time_machine, mailoutbox
):
    enter_as(screen, carys)
    screen.goto(f"{base_url}/groups/health/meetings/1/")
    reads(screen, "The minutes have not been published yet.")
    follow(screen, "Attendance")
    reads(screen, "The attendance has not been entered yet.")
    screen.get_by_label("Kennet Carers", exact=False).first.select_option("Attended")
    screen.get_by_label("Who came from Kennet Carers").fill("Asha Amin")
    press(screen, "Save this page")
    reads(screen, "and it was met")
    axe(screen)

    follow(screen, "Notes and summary")
    screen.get_by_label("Agenda item").first.select_option("Buses on Sundays")
    screen.get_by_label("What was said, word for word").fill("The council does not listen.")
    screen.get_by_label("Unattributed: the person who said it asked not to be named").check()
    screen.get_by_label("Who said it", exact=False).last.fill("Asha Amin of Kennet Carers")
    press(screen, "Save the note")
    reads(screen, "Unattributed, on")
    assert NoteSource.objects.get().said_by == "Asha Amin of Kennet Carers"
    assert "Asha Amin" not in screen.content()
    axe(screen)
    screen.get_by_label("The point, in a sentence or two").fill("Members do not feel heard.")
    press(screen, "Save the point")
    reads(screen, "Choose at least one note that this point is based on")
    screen.get_by_label("1. The council does not listen.").check()
    press(screen, "Save the point")
    reads(screen, "Point saved.")

    follow(screen, "Actions")
    screen.get_by_label("What needs to be done").fill("Write to the bus company")
    screen.get_by_label("Who will do it").select_option("Kennet Carers")
    screen.get_by_label("By when").fill("2026-12-04")
    press(screen, "Save the action")
    reads(screen, "Action saved.")
    axe(screen)

    follow(screen, "Write the minutes")
    screen.get_by_label("Buses on Sundays", exact=False).first.fill("We spoke of buses.")
    screen.get_by_label("Decided: Buses on Sundays").fill("To write to the company.")
    press(screen, "Save the draft")
    reads(screen, "Minutes saved.")
    axe(screen)
    press(screen, "Publish version 1")
    reads(screen, "We have told the members of the group.")

    screen.context.clear_cookies()
    screen.goto(f"{base_url}/groups/health/meetings/1/")
    reads(screen, "Draft minutes")
    axe(screen)
    follow(screen, "Read the minutes, the summary and the notes")
    heading(screen, "Minutes")
    reads(screen, "To write to the company.")
    assert "Asha Amin" not in screen.content()
    note = Note.objects.get()
    screen.get_by_role("link", name=f"note {note.number}").click()
    assert screen.url.endswith(f"#{note.anchor}")
    axe(screen)

    # Chased, and done by who acts for the owner.
    chase_actions(on=dt.date(2026, 11, 27))
    assert [mail.to for mail in mailoutbox if "an action of the" in mail.subject] == [[asha.email]]
    enter_as(screen, asha)
    screen.goto(f"{base_url}/my/")
    screen.get_by_role("link", name="Record the outcome").first.click()
    screen.get_by_label("Done", exact=True).check()
    screen.get_by_label("In a few words").fill("Written, and answered.")
    axe(screen)
    press(screen, "Save")
    reads(screen, "Written, and answered.")

    # The next meeting approves them, and a correction is refused without a further one.
    later = meeting_of(meeting.group, 2, STARTS + 28 * DAY)
    time_machine.move_to(NOW + 28 * DAY)
    came(later, member, by=carys, at=NOW + 28 * DAY)
    enter_as(screen, carys)
    screen.goto(f"{base_url}{address(meeting, 'minutes')}")
    screen.get_by_label("Meeting that approved them").select_option(index=1)
    press(screen, "Record the approval")
    reads(screen, "Approval recorded.")
    screen.goto(f"{base_url}/groups/health/meetings/1/minutes/")
    reads(screen, "Approved")
    axe(screen)
