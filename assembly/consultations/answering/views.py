"""Each published version of feedback and of a decision, at an address of its own that stays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.consultations.models import Consultation, Decision, Feedback
from assembly.consultations.public_pages import breadcrumbs, published_at
from assembly.core.addresses import page_at
from assembly.core.key_pages import key_page

from . import listed
from .deciding import shown as deciding
from .feedback import shown as feedback

PER_PAGE = 20


@require_safe
def answered_list(request: HttpRequest) -> HttpResponse:
    """“We asked, you said, we did”: every consultation with feedback, and what became of its themes."""
    given = Consultation.objects.published().exclude(feedback_given_at=None).with_page()
    page = key_page(given, listed.NEWEST_FIRST, request.GET, per_page=PER_PAGE)
    return render(
        request,
        "consultations/answering/answered_list.html",
        {
            "page": page,
            "cards": listed.cards(page, timezone.localdate()),
            "breadcrumbs": [("Consultations", page_at("consultations"))],
        },
    )


@require_safe
def feedback_version(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    consultation = _readable_at(body, slug)
    versions = consultation.feedbacks.published().select_related("report")
    found: Feedback = get_object_or_404(versions, number=number)
    return render(
        request,
        "consultations/answering/feedback_version.html",
        {
            "consultation": consultation,
            "shown": feedback.feedback(found),
            "others": [one for one in versions if one.pk != found.pk],
            "is_newest": found == versions[0],
            "breadcrumbs": breadcrumbs(consultation),
        },
    )


@require_safe
def decision_version(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    consultation = _readable_at(body, slug)
    versions = consultation.decisions.published().select_related("paper", "officer")
    found: Decision = get_object_or_404(versions, number=number)
    return render(
        request,
        "consultations/answering/decision_version.html",
        {
            "consultation": consultation,
            "shown": deciding.decision(found),
            "others": [one for one in versions if one.pk != found.pk],
            "is_newest": found == versions[0],
            "breadcrumbs": breadcrumbs(consultation),
        },
    )


def _readable_at(body: str, slug: str) -> Consultation:
    """Nothing of it while the text of the consultation's page, which shows the same words, is hidden."""
    found = published_at(body, slug)
    if found.text_is_hidden:  # type: ignore[attr-defined]  # set by `with_page`
        raise Http404
    return found
