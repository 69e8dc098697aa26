"""The draft text of a consultation with its passages, and the pages on which somebody comments on one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.consultations import rules as consultation_rules
from assembly.consultations.asking.editing.forms import NothingToFill
from assembly.consultations.models import Consultation
from assembly.consultations.public_pages import breadcrumbs, published_at
from assembly.consultations.responding.who import FOR
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no, sent
from assembly.core.csv_files import csv_response
from assembly.core.models import DraftText, Passage
from assembly.core.passages.forms import CommentForm
from assembly.core.passages.services import Said
from assembly.membership.http import DelegateRequest, VisitorRequest

from . import rules, selectors, services


def _found(body: str, slug: str) -> tuple[Consultation, DraftText]:
    """Nothing of it while the text of the consultation's page is hidden."""
    consultation = published_at(body, slug)
    text = selectors.text_for(consultation)
    if text is None or consultation.text_is_hidden:  # type: ignore[attr-defined]  # set by `with_page`
        raise Http404
    return consultation, text


def _address(consultation: Consultation) -> str:
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return reverse("consultations:text", args=slugs)


def _frame(consultation: Consultation, *more: tuple[str, str]) -> dict[str, Any]:
    return {
        "consultation": consultation,
        "breadcrumbs": [*breadcrumbs(consultation), *more],
    }


@require_safe
def text(request: VisitorRequest, body: str, slug: str) -> HttpResponse:
    """The newest version; beside it what this person may read."""
    consultation, found = _found(body, slug)
    at = timezone.now()
    reading, theirs = selectors.public_reading(consultation, found, request.user, request.acting)
    context = {
        **_frame(consultation),
        "text": found,
        "reading": reading,
        "theirs": theirs,
        "without_name": selectors.WITHOUT_NAME,
        "is_open": consultation_rules.is_taking_responses(consultation, at=at),
        "is_public": consultation.responses_published_at is not None,
        "versions": found.versions.order_by("-number").exclude(number=reading.version.number),
    }
    return render(request, "consultations/commenting/text.html", context)


@require_safe
def text_earlier(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    """The words of one version, without comments: they are all at the newest."""
    consultation, found = _found(body, slug)
    version = get_object_or_404(found.versions, number=number)
    context = {
        **_frame(consultation, (found.title, _address(consultation))),
        "text": found,
        "version": version,
        "passages": version.passages.order_by("position"),
    }
    return render(request, "consultations/commenting/earlier.html", context)


@require_safe
def comments_csv(request: HttpRequest, body: str, slug: str) -> HttpResponseBase:
    """What is public of the comments."""
    consultation, found = _found(body, slug)
    if not consultation.responses_published_at:
        raise Http404
    return csv_response(
        f"comments {body} {slug}",
        selectors.PUBLIC_COLUMNS,
        selectors.rows(selectors.published(found, consultation), public=True),
    )


@login_required
def comment(request: DelegateRequest, body: str, slug: str, key: int) -> HttpResponse:
    """Comment on one passage, for the organisation one acts for or a group one convenes."""
    consultation, found = _found(body, slug)
    newest = found.versions.latest()
    passage = _passage(list(newest.passages.all()), key)
    senders = selectors.spoken_for(request.user, request.acting)
    code = request.GET.get(FOR, "") or selectors.first_able(consultation, senders, timezone.now())
    back = redirect(f"{_address(consultation)}#passage-{passage.key}")
    if code not in senders:
        return say_no(
            request,
            "You comment for a member organisation or a group, and you speak for none now. You can respond to the "
            "questions as yourself.",
            back,
        )
    sender = senders[code]
    ruling = rules.may_comment(consultation, sender, speaks=True, at=timezone.now())
    form = form_of(request, CommentForm)
    if not ruling and sent(request) is None:
        return say_no(request, ruling.reason, back)
    return act_by_form(
        request,
        form,
        lambda: services.comment(
            consultation,
            sender,
            Said(
                passage.key,
                form.cleaned_data["words"],
                form.cleaned_data["consent"],
                request.POST.get("version", ""),
            ),
            by=request.user,
        ),
        "Your comment is sent. Nobody else can read it until the consultation closes.",
        back,
    ) or render(
        request,
        "consultations/commenting/comment.html",
        {
            **_frame(consultation, (found.title, _address(consultation))),
            "passage": passage,
            "version": newest,
            "form": form,
            "who": selectors.name_of(sender),
            "others": [
                (selectors.name_of(one), f"?{FOR}={other}")
                for other, one in senders.items()
                if other != code
            ],
        },
    )


@login_required
def comment_withdraw(request: DelegateRequest, body: str, slug: str, pk: int) -> HttpResponse:
    """For anybody who speaks for the same organisation or group; another's is not there."""
    consultation, found = _found(body, slug)
    mine = get_object_or_404(selectors.own(found, request.user, request.acting), pk=pk)
    address = _address(consultation)
    is_open = consultation_rules.is_taking_responses(consultation, at=timezone.now())
    return act_if_sent(
        request,
        lambda: services.withdraw(consultation, mine, is_theirs=True, by=request.user),
        "Your comment is taken back.",
        redirect(address),
    ) or render(
        request,
        "components/form_page.html",
        {
            **_frame(consultation, (found.title, address)),
            "form": NothingToFill(),
            "heading": "Take the comment back?",
            "caption": mine.for_name,
            "intro": f"“{mine.words}” "
            + ("It is deleted." if is_open else "It is no longer shown to anybody."),
            "button": "Take it back",
            "danger": True,
            "cancel_url": address,
        },
    )


def _passage(passages: list[Passage], key: int) -> Passage:
    """By any of its keys, so that an address of an earlier version leads on."""
    found = next((one for one in passages if key in one.keys), None)
    if found is None:
        raise Http404
    return found
