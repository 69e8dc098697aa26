"""The screens of the Support Unit and the Compact Board for drafting an edition, in the Wagtail admin."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact import rules as compact_rules
from assembly.compact import selectors as compact_selectors
from assembly.compact import services as compact_services
from assembly.compact.models import Edition, Undertaking
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no, sent
from assembly.core.http import screen
from assembly.core.templatetags.assembly import short_day

from . import commenting, drafting, drafts, rules, selectors, services
from .desk import (
    MAY_DRAFT,
    address,
    asked,
    closed,
    draft_at,
    may_begin,
    may_draft,
    may_read,
)
from .forms import BeginForm, CommentsForm, FrameForm
from .reading import Change, Line
from .states import state_of
from .views import chosen_before


@screen("compact.add_edition")
def example_load(request: SignedInRequest) -> HttpResponse:
    """What the example text is, and the button that loads it."""
    return act_if_sent(
        request,
        lambda: compact_services.begin_with_example(by=request.user),
        lambda number: f"{number} undertakings loaded, each marked as an example.",
        redirect("compact_staff:edition_list"),
    ) or render(
        request,
        "core/staff/ask.html",
        {
            "title": "Load the example text",
            "lead": (
                "Public pages mark every undertaking as an example until the first adopted edition replaces it. These "
                "undertakings will be loaded:"
            ),
            "lines": compact_selectors.example_in_words(),
            "ruling": compact_rules.may_load_example(undertakings=Undertaking.objects.count()),
            "button": "Load the example text",
            "back": reverse("compact_staff:edition_list"),
        },
    )


@require_safe
@may_read
def edition_list(request: SignedInRequest) -> HttpResponse:
    """Every edition with its state; the newest first. There are few: one in some years."""
    today = timezone.localdate()
    in_force = selectors.edition_in_force(today)
    editions = list(Edition.objects.select_related("adoption").order_by("-number"))
    return render(
        request,
        "compact/staff/edition_list.html",
        {
            "editions": [
                (
                    one,
                    state_of(
                        one, today, in_force=in_force, adoption=getattr(one, "adoption", None)
                    ),
                )
                for one in editions
            ],
            "may_begin": rules.may_begin(
                draft=next((one for one in editions if one.published_at is None), None)
            ),
            "may_load": compact_rules.may_load_example(undertakings=Undertaking.objects.count()),
        },
    )


@may_begin
def edition_begin(request: SignedInRequest) -> HttpResponse:
    ruling = rules.may_begin(draft=selectors.draft())
    if not ruling and sent(request) is None:
        return say_no(request, ruling.reason, "compact_staff:edition_list")
    last = Edition.objects.adopted().order_by("-number").first()
    form = form_of(request, BeginForm, initial={"title": last.title} if last else None)
    return act_by_form(
        request,
        form,
        lambda: services.begin(form.cleaned_data["title"], by=request.user),
        "Draft begun.",
        lambda edition: redirect("compact_staff:edition", edition.number),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": "Begin a draft",
            "form": form,
            "button": "Begin the draft",
            "back": reverse("compact_staff:edition_list"),
            "lead": "The draft begins with the text of the latest adopted edition."
            if last
            else "This is the first edition.",
        },
    )


@require_safe
@may_read
def edition(request: SignedInRequest, number: int) -> HttpResponse:
    """Everything an edition says, code by code; of the draft what can be done with it."""
    found = get_object_or_404(Edition, number=number)
    today = timezone.localdate()
    lines = selectors.contents(found)
    adoption = drafts.adoption_of(found)
    is_draft = found.published_at is None and request.user.has_perm(MAY_DRAFT)
    return render(
        request,
        "compact/staff/edition.html",
        {
            "edition": found,
            "state": state_of(
                found, today, in_force=selectors.edition_in_force(today), adoption=adoption
            ),
            "codes": drafts.by_code(lines),
            "number_of": {change.value: _count(lines, change) for change in Change},
            "is_draft": is_draft,
            "may_copy": is_draft and drafts.may_copy_example(found),
            "may_discard": rules.may_be_discarded(found, is_adopted=adoption is not None),
        },
    )


def _count(lines: list[Line], change: Change) -> int:
    return sum(line.change is change for line in lines)


@require_safe
@may_read
def edition_compare(request: SignedInRequest, number: int) -> HttpResponse:
    """What an edition or the draft changes, against an earlier one that the reader chooses."""
    found = get_object_or_404(Edition, number=number)
    earlier = list(drafts.comparable(found))
    before = chosen_before(request, earlier)
    return render(
        request,
        "compact/staff/changes.html",
        {"comparison": drafts.compared(before, found), "earlier": earlier},
    )


@may_draft
def edition_frame(request: SignedInRequest, number: int) -> HttpResponse:
    found = draft_at(number)
    if answer := closed(request, found):
        return answer
    form = form_of(request, FrameForm, edition=found)
    return act_by_form(
        request,
        form,
        lambda: drafting.write_frame(found, form.frame(), was=form.was, by=request.user),
        "Saved.",
        redirect(address(found)),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": "Introduction and principles",
            "subtitle": found,
            "form": form,
            "button": "Save",
            "back": address(found),
        },
    )


@may_draft
def example_copy(request: SignedInRequest, number: int) -> HttpResponse:
    found = draft_at(number)
    return act_if_sent(
        request,
        lambda: drafting.copy_example(found, by=request.user),
        lambda copied: (
            f"{copied} undertakings copied. Change each to what was agreed here, or remove it."
        ),
        redirect(address(found)),
    ) or asked(
        request,
        found,
        title="Copy the example text",
        lead="This copies into the draft every undertaking of the example text that it does not have, so that you can "
        "change it. What you have written stays as it is.",
        ruling=rules.may_be_edited(found) and drafts.may_copy_example(found),
        button="Copy the example text",
    )


@may_draft
def edition_comments(request: SignedInRequest, number: int) -> HttpResponse:
    """From when to when people can comment on the draft."""
    found = draft_at(number)
    if answer := closed(request, found):
        return answer
    ruling = commenting.may_be_put_out(found, timezone.localdate())
    if not ruling and sent(request) is None:
        return say_no(request, ruling.reason, address(found))
    days = {"first": found.comments_from, "last": found.comments_until}
    form = form_of(request, CommentsForm, initial=days)
    return act_by_form(
        request,
        form,
        lambda: commenting.put_out(
            found, form.cleaned_data["first"], form.cleaned_data["last"], by=request.user
        ),
        lambda edition: (
            f"People can comment from {short_day(edition.comments_from)} to {short_day(edition.comments_until)}."
        ),
        redirect(address(found)),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": "Put the draft out for comment",
            "subtitle": found.title,
            "form": form,
            "button": "Put it out for comment",
            "back": address(found),
            "lead": "This lets everybody read the draft and what it changes, and write to the Support Unit. The "
            "Compact Board can adopt it after the last day. You can still change the words.",
        },
    )


@may_begin
def edition_discard(request: SignedInRequest, number: int) -> HttpResponse:
    found = draft_at(number)
    adoption = drafts.adoption_of(found)
    return act_if_sent(
        request,
        lambda: drafting.discard(found, by=request.user),
        "Draft discarded.",
        redirect("compact_staff:edition_list"),
    ) or asked(
        request,
        found,
        title="Discard the draft",
        lead="This deletes everything written in the draft. You cannot undo it. Published editions "
        "stay.",
        ruling=rules.may_be_edited(found)
        and rules.may_be_discarded(found, is_adopted=adoption is not None),
        button="Discard the draft",
        is_final=True,
    )
