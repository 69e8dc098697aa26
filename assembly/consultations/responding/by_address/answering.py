"""The pages of a response by address: the same as everybody's, for whoever has confirmed an address here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.consultations.asking.forms import AnswersForm, typed_from
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.responding import services
from assembly.core.acting import act_by_form, form_of

from . import session
from .views import published


@never_cache
def respond_as_confirmed(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    consultation = published(body, slug)
    now = timezone.now()
    who = session.confirmed(request, consultation, now)
    if who is None:
        return redirect("consultations:respond_by_address", body, slug)
    earlier = consultation.responses.filter(**who.sender.key(consultation), stopped_at=None).first()
    form = form_of(
        request,
        AnswersForm,
        files=request.FILES if request.method == "POST" else None,
        questions=questions_of(asked_by(consultation)),
        initial=typed_from(earlier.current.answers.select_related("question")) if earlier else {},
    )
    return act_by_form(
        request,
        form,
        lambda: services.send(consultation, who.sender, form.given(), by=None),
        "Sent.",
        redirect("consultations:respond_as_confirmed", body, slug),
    ) or render(
        request,
        "consultations/by_address/answers.html",
        {"form": form, "consultation": consultation, "who": who},
    )
