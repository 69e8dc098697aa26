"""The page of the notes and the summary, and the two pages of a single note."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, Buttons, act_by_button, act_by_form, form_of
from forums.minutes.access import back, frame, own_meeting
from forums.minutes.selectors import minutes_of
from forums.models import GroupMeeting, NoteSource

from . import selectors, services
from .forms import NoteForm, PointForm, SourceForm, WithdrawalForm


# No report of an error holds who said it.
@sensitive_post_parameters("note-said_by")
@login_required
def notes(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take notes, sum them up, take either away again: until the minutes are published."""
    meeting = own_meeting(request, slug, number)
    minutes, here = minutes_of(meeting), back(meeting, "notes")
    convenor = meeting.group.convenor_on(timezone.localdate())
    note = form_of(
        request,
        NoteForm,
        button="note",
        prefix="note",
        meeting=meeting,
        keeps_source=convenor is not None,
    )
    point = form_of(request, PointForm, button="point", prefix="point", meeting=meeting)
    buttons: Buttons = {
        "note": Button(
            lambda: services.take_note(
                meeting, note.note(), said_by=note.cleaned_data.get("said_by", ""), by=request.user
            ),
            "Note saved.",
            here,
            note,
        ),
        "point": Button(
            lambda: services.add_point(
                meeting,
                point.cleaned_data["text"],
                list(point.cleaned_data["notes"]),
                item=point.cleaned_data["item"],
                by=request.user,
            ),
            "Point saved.",
            here,
            point,
            "notes",
        ),
        **_drops(request, meeting, here),
    }
    return act_by_button(request, buttons) or render(
        request,
        "forums/notes/notes.html",
        {
            **frame(meeting),
            "note": note,
            "point": point,
            "notes": selectors.notes_of(meeting),
            "points": selectors.points_of(meeting),
            "is_published": minutes is not None and minutes.is_published,
        },
    )


def _drops(request: SignedInRequest, meeting: GroupMeeting, here: HttpResponse) -> Buttons:
    """A button for each note and point, to take it away."""
    buttons = {
        f"drop-note-{one.pk}": Button(
            partial(services.drop_note, one, by=request.user), "Note removed.", here
        )
        for one in selectors.notes_of(meeting)
    }
    return buttons | {
        f"drop-point-{one.pk}": Button(
            partial(services.drop_point, one, by=request.user), "Point removed.", here
        )
        for one in selectors.points_of(meeting)
    }


@login_required
def withdraw(request: SignedInRequest, slug: str, number: int, note: int) -> HttpResponse:
    """Take the words of a note off the site, as when they name a private person."""
    meeting = own_meeting(request, slug, number)
    found = get_object_or_404(selectors.notes_of(meeting), number=note)
    form = form_of(request, WithdrawalForm)
    return act_by_form(
        request,
        form,
        lambda: services.withdraw_note(found, form.cleaned_data["reason"], by=request.user),
        f"Note {found.number} withdrawn.",
        back(meeting, "notes"),
        "reason",
    ) or render(
        request,
        "components/form_page.html",
        {
            **frame(meeting),
            "form": form,
            "heading": f"Withdraw note {found.number}",
            "caption": str(meeting),
            "intro": "We permanently delete its text and show your reason in its place, so do not name "
            "anybody in your reason.",
            "button": "Withdraw the note",
            "danger": True,
        },
    )


@never_cache
@login_required
def source(request: SignedInRequest, slug: str, number: int, note: int) -> HttpResponse:
    """Who said an unattributed note: for the moderator who was told alone, and only in the answer to a reason."""
    found = get_object_or_404(
        selectors.sources_for(request.user),
        note__meeting__group__slug=slug,
        note__meeting__number=number,
        note__number=note,
    )
    form = form_of(request, SourceForm)

    def show(said: NoteSource | None) -> HttpResponse:
        return render(
            request,
            "forums/notes/source.html",
            {
                "source": found,
                "said": said,
                "form": form,
                "breadcrumbs": [(str(found.note.meeting), found.note.meeting.get_absolute_url())],
            },
        )

    return act_by_form(
        request,
        form,
        lambda: services.read_source(found, form.cleaned_data["reason"], by=request.user),
        "",
        show,
        "reason",
    ) or show(None)
