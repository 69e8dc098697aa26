"""The draft text in the Wagtail admin, for those who put it; and after the close the comments on it."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.consultations.answering.hiding.selectors import hides
from assembly.consultations.asking.selectors import waits_for_board
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.speaking import answers_for
from assembly.consultations.reading.calling import SCREEN, one_readable, read_after_the_close
from assembly.core.acting import Button, act_by_button, act_by_form, form_of, say_no, sent
from assembly.core.csv_files import csv_response
from assembly.core.http import takes_form
from assembly.core.models import DraftText, PassageComment
from assembly.core.passages.forms import HideForm, TextForm
from assembly.core.passages.selectors import Placed, numbers_by_key, reading

from . import rules, selectors, services


@takes_form
def text_put(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the text, or change it; what is sent after the last comment is a new version."""
    found = Consultation.objects.select_related("page", "body__page").filter(page__isnull=False)
    consultation = get_object_or_404(found, pk=pk)
    at = timezone.now()
    if not answers_for(request.user, consultation, timezone.localdate(at)):
        raise Http404
    text = selectors.text_for(consultation)
    newest = text.versions.latest() if text else None
    ruling = rules.may_put(consultation, waits=waits_for_board(consultation), at=at)
    if not ruling and sent(request) is None:
        editor = redirect("wagtailadmin_pages:edit", consultation.page.pk)
        return say_no(request, ruling.reason, editor)
    form = form_of(request, TextForm, newest=newest)
    return act_by_form(
        request,
        form,
        lambda: services.put_text(
            consultation,
            form.cleaned_data["title"],
            form.cleaned_data["source"],
            change_note=form.cleaned_data.get("change_note", ""),
            by=request.user,
        ),
        lambda version: f"Version {version.number} is saved.",
        redirect("consultations_commenting:text_put", pk),
    ) or render(
        request,
        "consultations/staff/text_put.html",
        {
            "consultation": consultation,
            "form": form,
            "newest": newest,
            "number": sum(numbers_by_key(text).values()) if text else 0,
        },
    )


def _text(consultation: Consultation) -> DraftText:
    text = selectors.text_for(consultation)
    if text is None:
        raise Http404
    return text


@require_safe
def comment_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """All comments by passage; before the close how many, and from when they can be read."""
    consultation = one_readable(request, pk)
    text = _text(consultation)
    may_read = rules.may_read_comments(consultation, at=timezone.now())
    shown = list(selectors.all_of(text)) if may_read else []
    looks.note(request.user, SCREEN, {one.author_id for one in shown if one.author_id})
    context = {
        "consultation": consultation,
        "text": text,
        "may_read": may_read,
        "number": sum(numbers_by_key(text).values()),
        "groups": _by_passage(text, shown),
        "hides": hides(request.user),
    }
    return render(request, "consultations/staff/comment_list.html", context)


def _by_passage(
    text: DraftText, comments: list[PassageComment]
) -> list[tuple[str, Sequence[Placed]]]:
    """In the order of the text; what belongs to no passage of the newest version is at the end."""
    found = reading(text.versions.latest(), comments)
    groups = [(part.passage.words, part.comments) for part in found.parts if part.comments]
    return (
        [*groups, ("On passages that were taken out", found.left_over)]
        if found.left_over
        else groups
    )


@require_safe
@read_after_the_close
def comment_csv(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    found = selectors.all_of(_text(consultation))
    people = found.exclude(author=None).order_by().values_list("author", flat=True).distinct()
    looks.note(request.user, SCREEN, [pk for pk in people if pk], exported=True)
    return csv_response(
        f"comments {consultation.body.slug} {consultation.page.slug}",
        selectors.COLUMNS,
        selectors.rows(found, public=False),
    )


@takes_form
@read_after_the_close
def comment_hide(
    request: SignedInRequest, consultation: Consultation, comment: int
) -> HttpResponse:
    """Hide one at once, or show it again."""
    found = get_object_or_404(selectors.all_of(_text(consultation)), pk=comment)
    if not hides(request.user):
        raise Http404
    back = redirect("consultations_commenting:comment_list", consultation.pk)
    form = form_of(request, HideForm, button="")
    hide = Button(
        lambda: services.hide(consultation, found, form.cleaned_data["because"], by=request.user),
        "Hidden. It is no longer on the site.",
        back,
        form,
        "because",
    )
    show = Button(
        lambda: services.show_again(consultation, found, by=request.user), "Shown again.", back
    )
    return act_by_button(request, {"": hide, "show": show}) or _page(
        request, consultation, found, form
    )


def _page(
    request: SignedInRequest, consultation: Consultation, comment: PassageComment, form: HideForm
) -> HttpResponse:
    context = {"consultation": consultation, "comment": comment, "form": form}
    return render(request, "consultations/staff/comment_hide.html", context)
