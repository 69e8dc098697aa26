"""The Support Unit erases a response for an individual who has lost the link: once, after the close, with a reason."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Response
from assembly.consultations.reading import selectors as reading
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import screen

from . import erasing, rules


class EraseForm(forms.Form):
    reason = forms.CharField(
        label="Who asked for it, and how do you know that the response is theirs?",
        max_length=Response._meta.get_field("erased_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Write no name or address: they are what is erased. For example: “The sender telephoned on "
        "3 March and repeated three of the answers.”",
        error_messages={"required": "Say how you know that the sender asks for it."},
    )


@screen(rules.MAY_ERASE)
def response_erase(request: SignedInRequest, pk: int, response: int) -> HttpResponse:
    consultation = get_object_or_404(reading.readable_by(request.user), pk=pk)
    found = get_object_or_404(consultation.responses, pk=response, stopped_at=None)
    if not (ruling := rules.may_be_erased(found, at=timezone.now())):
        return say_no(request, ruling.reason, redirect("consultations_reading:response_list", pk))
    form = form_of(request, EraseForm)
    return act_by_form(
        request,
        form,
        lambda: erasing.erase(found, by=request.user, reason=form.cleaned_data["reason"]),
        "The response is erased. It keeps its place in the count.",
        redirect("consultations_reading:response_list", pk),
    ) or render(
        request,
        "consultations/staff/response_erase.html",
        {"consultation": consultation, "response": found, "form": form},
    )
