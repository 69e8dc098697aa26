"""One answer: as it was sent, as it is redacted, and the form to change that."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Answer, Consultation, Response
from assembly.consultations.reading import selectors, shown
from assembly.consultations.reading.calling import (
    SCREEN,
    read_after_the_close,
    response_of,
)
from assembly.core.acting import Button, act_by_button, form_of, say_no, sent
from assembly.core.http import takes_form

from . import rules, services
from .forms import LiftForm, RedactionForm

SAVED = "Redaction saved. The answer as it was sent is kept beside it."
LIFTED = "Redaction lifted. The answer is shown as it was sent."


@takes_form
@read_after_the_close
def answer_redact(
    request: SignedInRequest, consultation: Consultation, response: int, answer: int
) -> HttpResponseBase:
    """Take words out of an answer, withhold its file, or show it as it was sent again."""
    found = response_of(consultation, response)
    of_this = shown.with_redactions(Answer.objects.filter(version__response=found))
    here = get_object_or_404(of_this.select_related("version"), pk=answer)
    back = redirect("consultations_reading:response_detail", consultation.pk, response)
    ruling = rules.may_redact(
        consultation, is_theirs=selectors.redacts(request.user, consultation), at=timezone.now()
    ) and rules.can_be_redacted(here, counts=here.version_id == found.current.pk)
    if not ruling:
        return say_no(request, ruling.reason, back)
    form = form_of(request, RedactionForm, button="", answer=here)
    lifting = form_of(request, LiftForm, button="lift")
    save = Button(lambda: services.redact(here, form.wanted(), by=request.user), SAVED, back, form)
    lift = Button(
        lambda: services.lift(here, seen=lifting.cleaned_data["redaction"], by=request.user),
        LIFTED,
        back,
        lifting,
    )
    return act_by_button(request, {"": save, "lift": lift}) or _page(
        request, here, found, form, lifting
    )


def _page(
    request: SignedInRequest,
    answer: Answer,
    response: Response,
    form: RedactionForm,
    lifting: LiftForm,
) -> HttpResponse:
    if sent(request) is None:
        looks.note(request.user, SCREEN, selectors.senders([answer.version]))
    return render(
        request,
        "consultations/staff/redact.html",
        {
            "consultation": response.consultation,
            "response": response,
            "form": form,
            "lifting": lifting,
            "answer": answer,
            "words": shown.words_of(answer),
            "published": selectors.as_published(answer),
            "newest": selectors.newest_redaction(answer),
        },
    )
