"""Each published version of feedback and of a decision, at an address of its own that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.consultations.models import Decision, Feedback

from .calling import published_at
from .deciding import shown as deciding
from .feedback import shown as feedback


@require_safe
def feedback_version(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    consultation = published_at(body, slug)
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
            "breadcrumbs": [(str(consultation), consultation.get_absolute_url())],
        },
    )


@require_safe
def decision_version(request: HttpRequest, body: str, slug: str, number: int) -> HttpResponse:
    consultation = published_at(body, slug)
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
            "breadcrumbs": [(str(consultation), consultation.get_absolute_url())],
        },
    )
