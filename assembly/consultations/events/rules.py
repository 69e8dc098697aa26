"""May this event be planned, changed or cancelled, and what was said there be published?"""

import datetime as dt
from collections.abc import Collection, Mapping

from django.utils import timezone

from assembly.consultations.models import Consultation, ConsultationEvent, EventPaper
from assembly.consultations.models.events import MOST_PEOPLE
from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment, short_day

from .wording import cited, paragraphs

YEARS_AHEAD = 5
MOST_EVENTS = 60
# Replaces a note that was removed, so that the others keep their numbers.
TAKEN_OUT = "[taken out]"
WHY_CANCELLED = "Say why you are cancelling the event. Your reason is public."
WHY_TAKEN_OFF = "Say why you are taking this off. Your reason is public, so do not name anybody."


def may_plan(consultation: Consultation, *, known: int = 0) -> Ruling:
    """Before it is published, too: the events become public with it."""
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so you cannot plan an event for it.")
    if known >= MOST_EVENTS:
        return refused(
            f"A consultation has {MOST_EVENTS} events at most. Change one that is still to come instead."
        )
    return ALLOWED


def times_are_right(starts_at: dt.datetime, ends_at: dt.datetime, *, at: dt.datetime) -> Ruling:
    """In order, still to come, and in a year that somebody can mean."""
    if ends_at <= starts_at:
        return refused("The event ends before it starts. Correct one of the two times.")
    if starts_at <= at:
        return refused("This time has passed. Choose a later one.")
    latest = months_after(timezone.localdate(at), 12 * YEARS_AHEAD)
    if timezone.localdate(ends_at) > latest:
        years = in_words(YEARS_AHEAD, "years", spelt=True)
        return refused(
            f"You can plan an event {years} ahead at most: choose {short_day(latest)} or an earlier day."
        )
    return ALLOWED


def is_somewhere(place: str, link: str) -> Ruling:
    if place.strip() or link:
        return ALLOWED
    return refused("Say where the event is: enter a place, or a link to take part online.")


def is_another(title: str, starts_at: dt.datetime, *, known: bool) -> Ruling:
    """Sent twice, a form plans one event."""
    if known:
        return refused(
            f"There is an event called “{title}” at {moment(starts_at)} already. Change that one, or choose another "
            "title or time."
        )
    return ALLOWED


def may_change(event: ConsultationEvent, *, at: dt.datetime) -> Ruling:
    """Until it starts."""
    if event.is_cancelled:
        return refused("This event was cancelled, so you can no longer change it.")
    if event.consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so you can no longer change its events.")
    if event.has_begun(at):
        return refused(
            f"This event started at {moment(event.starts_at)}, so you can no longer change it."
        )
    return ALLOWED


def may_cancel_at_all(event: ConsultationEvent, *, at: dt.datetime) -> Ruling:
    """One that began is cancelled too, as when it is broken off; what is over, is over."""
    if event.is_cancelled:
        return refused("This event has already been cancelled.")
    if event.is_over(at):
        return refused(
            "This event is over, so you cannot cancel it. If nobody came, tick “Nobody came” under “Who came”."
        )
    return ALLOWED


def may_cancel(event: ConsultationEvent, because: str, *, at: dt.datetime) -> Ruling:
    ruling = may_cancel_at_all(event, at=at)
    return ruling and says_why(because, WHY_CANCELLED)


def may_record(event: ConsultationEvent, *, at: dt.datetime) -> Ruling:
    """Who came, and what was said: once it began."""
    if event.is_cancelled:
        return refused("This event was cancelled, so there is nothing to record.")
    if not event.has_begun(at):
        return refused(
            f"This event starts at {moment(event.starts_at)}. You can record who came after that."
        )
    if not event.consultation.is_published:
        return refused("This consultation is not published, so nobody knew of the event.")
    return ALLOWED


def is_an_attendance(
    people: Mapping[int, int], by_themselves: int, *, nobody: bool, has_notes: bool
) -> Ruling:
    """Check how many people came from each organisation, or that nobody came and no numbers are given."""
    numbers = [*people.values(), by_themselves]
    if any(not 0 <= number <= MOST_PEOPLE for number in numbers):
        return refused(f"Enter a number of people from 0 to {MOST_PEOPLE:,}.")
    if nobody and any(numbers):
        return refused(
            "You ticked “Nobody came” and entered people. Untick it, or clear the numbers."
        )
    if nobody and has_notes:
        return refused("There are published notes of this event, so somebody came. Enter how many.")
    if not nobody and not any(numbers):
        return refused("Enter how many people came, or tick “Nobody came”.")
    return ALLOWED


def may_write(event: ConsultationEvent, *, at: dt.datetime) -> Ruling:
    """Notes and summary."""
    ruling = may_record(event, at=at)
    if ruling and event.nobody_came:
        return refused("Nobody came to this event, so there are no notes.")
    return ruling


def may_publish_notes(
    event: ConsultationEvent,
    text: str,
    before: str,
    *,
    names_people: bool | None,
    rests_on: Collection[int] = (),
) -> Ruling:
    """Who came is recorded, somebody looked for names, and no note lost its number. `before`: as published now."""
    if not event.attendance_at:
        return refused("Record who came first. The numbers are published with the notes.")
    if not (now := paragraphs(text)):
        return refused("There are no notes yet. Write what was said, then publish it.")
    if names_people is None:
        return refused("Say whether the notes name people.")
    if names_people:
        return refused(
            "Take the names out before you publish the notes: write “a carer” or “one person” instead."
        )
    if len(now) < len(paragraphs(before)):
        return refused(
            "There are fewer notes than before, so the numbers that people cite would change. Write "
            f"{TAKEN_OUT} in the place of a note that goes."
        )
    gone = sorted(number for number in rests_on if now[number - 1] == TAKEN_OUT)
    if gone:
        return refused(
            f"The summary rests on note {gone[0]}, which you took out. Correct the summary first."
        )
    return ALLOWED


def may_publish_summary(
    text: str, notes: EventPaper | None, *, names_people: bool | None
) -> Ruling:
    """Each point of a summary leads back to published notes."""
    if notes is None or not notes.is_readable:
        return refused("Publish the notes first: the summary links back to them.")
    if not (points := paragraphs(text)):
        return refused("There is no summary yet. Write it, then publish it.")
    if names_people is None:
        return refused("Say whether the summary names people.")
    if names_people:
        return refused("Take the names out before you publish the summary.")
    for number, point in enumerate(points, 1):
        if not cited(point):
            return refused(
                f"Paragraph {number} names no note. Add the numbers of the notes that it rests on, such as [1, 4]."
            )
    known = paragraphs(notes.text)
    unknown = sorted(
        n for n in cited(text) if not 1 <= n <= len(known) or known[n - 1] == TAKEN_OUT
    )
    if unknown:
        return refused(
            f"There is no note {unknown[0]}. The notes have numbers from 1 to {len(known)}."
        )
    return ALLOWED


def is_a_change(text: str, published: EventPaper | None) -> Ruling:
    if published and published.is_readable and paragraphs(text) == paragraphs(published.text):
        return refused("This is what is published already. Change something, then publish it.")
    return ALLOWED


def may_take_off(paper: EventPaper, because: str, *, is_newest: bool) -> Ruling:
    """Only the newest version is on the site."""
    if not paper.is_readable or not is_newest:
        return refused("This version is not on the site any more. Look at what is there now.")
    return says_why(because, WHY_TAKEN_OFF)


def has_the_office(*, holds: bool) -> Ruling:
    if holds:
        return ALLOWED
    return refused("Only the Support Unit or the Assembly Board can take notes off the site.")


def speaks(*, answers: bool) -> Ruling:
    if answers:
        return ALLOWED
    return refused("Only officers of the body that asks, and the Support Unit, can run its events.")
