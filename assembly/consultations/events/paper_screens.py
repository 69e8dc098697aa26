"""Notes and summary of an event in the Wagtail admin: written, checked for names, published, taken off."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import ConsultationEvent, EventPaper
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import key_in, takes_form
from assembly.core.personal_details import looks_personal

from . import papers, rules, selectors, services
from .forms import PaperForm, PublishForm, TakeOffForm
from .staff import DESK, closed, form_page, own_event
from .wording import paragraphs, points

Part = EventPaper.Part
HEADINGS = {Part.NOTES: "Notes, word for word", Part.SUMMARY: "Summary of the notes"}
NOTE = (
    "Only people who run the event can see this draft. You check it once more before you publish it. You need not "
    "wait for the consultation to close."
)


def _part(part: str) -> Part:
    if part not in Part.values:
        raise Http404
    return Part(part)


def _draft(event: ConsultationEvent, part: str) -> EventPaper | None:
    return event.papers.filter(part=part, published_at=None).first()


@takes_form
def paper_write(request: SignedInRequest, pk: int, part: str) -> HttpResponse:
    """Save a draft; it then leads to the check."""
    event, of = own_event(request, pk), _part(part)
    draft, public = _draft(event, of), services.published(event, of)
    begins_with = draft.text if draft else public.text if public else ""
    form = form_of(request, PaperForm, part=of, text=begins_with)
    return (
        closed(request, rules.may_write(event, at=timezone.now()), redirect(DESK, pk))
        or act_by_form(
            request,
            form,
            lambda: papers.save_draft(
                event,
                of,
                form.cleaned_data["text"],
                seen=draft.edit if draft else 0,
                by=request.user,
            ),
            "Draft saved.",
            redirect("consultations_events:paper_check", pk, part),
            "text",
        )
        or form_page(
            request,
            event,
            event.consultation,
            form=form,
            heading=HEADINGS[of],
            button="Save and check",
            note=NOTE,
        )
    )


@takes_form
def paper_check(request: SignedInRequest, pk: int, part: str) -> HttpResponse:
    """The text once more, with what looks like a detail of a person, and the question whether it names people."""
    event, of = own_event(request, pk), _part(part)
    draft = _draft(event, of)
    if draft is None:
        return say_no(
            request,
            "There is no draft to publish. Write one first.",
            redirect("consultations_events:paper_write", pk, part),
        )
    form = form_of(request, PublishForm, draft=draft)
    return act_by_form(
        request,
        form,
        lambda: papers.publish_draft(
            event,
            of,
            papers.Checked(
                seen=key_in(request.POST.get("edit", "")),
                names_people=form.cleaned_data["names_people"],
                change_note=form.cleaned_data.get("change_note", ""),
            ),
            by=request.user,
        ),
        "Published.",
        redirect(DESK, pk),
    ) or render(
        request,
        "consultations/staff/event_check.html",
        {
            "event": event,
            "part": of,
            "heading": HEADINGS[of],
            "draft": draft,
            "form": form,
            "found": looks_personal(draft.text),
            "notes": paragraphs(draft.text) if of == Part.NOTES else [],
            "points": points(draft.text) if of == Part.SUMMARY else [],
            "came": selectors.came(event) if of == Part.NOTES and event.attendance_at else None,
        },
    )


@takes_form
def paper_take_off(request: SignedInRequest, pk: int, part: str) -> HttpResponse:
    """At once, by one person of the Support Unit or the Board."""
    event, of = own_event(request, pk, or_takes_off=True), _part(part)
    public = services.published(event, of)
    if public is None or not request.user.has_perm(papers.MAY_TAKE_OFF):
        raise Http404
    form = form_of(request, TakeOffForm)
    return act_by_form(
        request,
        form,
        lambda: papers.take_off(public, form.cleaned_data["because"], by=request.user),
        "Taken off the site.",
        redirect(DESK, pk),
        "because",
    ) or form_page(
        request,
        event,
        event.consultation,
        form=form,
        heading=f"Take off: {HEADINGS[of].lower()}",
        button="Take it off the site",
        danger=True,
        note="The text leaves the site at once, and the page shows your reason in its place. A corrected version can "
        "be published afterwards.",
    )
