"""One answer: as it was sent, as it is redacted, and the form to change that."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Answer, Consultation
from assembly.consultations.reading import selectors, shown
from assembly.consultations.reading.calling import (
    SCREEN,
    read_after_the_close,
    response_of,
)
from assembly.core.acting import Button, act_by_button, form_of, say_no, sent

from . import rules, services
from .forms import LiftForm, RedactionForm


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
    looks.note(request.user, SCREEN, selectors.senders([here.version]))
    return act_by_button(
        request,
        {
            "": Button(
                lambda: services.redact(here, form.wanted(), by=request.user),
                "Redaction saved. The answer as it was sent is kept beside it.",
                back,
                form,
            ),
            "lift": Button(
                lambda: services.lift(
                    here, seen=lifting.cleaned_data["redaction"], by=request.user
                ),
                "Redaction lifted. The answer is shown as it was sent.",
                back,
                lifting,
            ),
        },
    ) or render(
        request,
        "consultations/staff/redact.html",
        {
            "consultation": consultation,
            "response": found,
            "form": form,
            "lifting": lifting,
            "answer": here,
            "words": shown.words_of(here),
            "published": selectors.as_published(here),
            "newest": selectors.newest_redaction(here),
            "was_sent": sent(request) is not None,
        },
    )
