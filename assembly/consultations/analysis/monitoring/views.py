"""The page of optional questions about the person, after their response is in. It has nothing of the response."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.consultations.models import Consultation
from assembly.consultations.responding.by_address.views import published
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import takes_form

from . import rules, services, session
from .forms import AboutYouForm

THANKS = "Thank you. Your answers are counted, and nothing ties them to your response."


@takes_form
@never_cache
@sensitive_post_parameters()
def about_you(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Answer some of the questions, all or none; once."""
    consultation = published(body, slug)
    at = timezone.now()
    ruling = rules.may_answer(is_marked=session.is_offered(request, consultation, at))
    if not ruling:
        return say_no(request, ruling.reason, redirect(consultation))
    form = form_of(request, AboutYouForm, consultation=consultation)

    def count() -> None:
        rules.may_answer(is_marked=session.use_up(request, consultation, at)).enforce()
        services.count_monitoring(consultation, form.ticked)

    return act_by_form(request, form, count, THANKS, redirect(consultation)) or _page(
        request, consultation, form
    )


# Keep these answers out of logs, and out of the page that gives an expired form back.
about_you.leaves_no_trace = True  # type: ignore[attr-defined]


def _page(request: HttpRequest, consultation: Consultation, form: AboutYouForm) -> HttpResponse:
    return render(
        request,
        "consultations/analysis/about_you.html",
        {"consultation": consultation, "form": form},
    )
