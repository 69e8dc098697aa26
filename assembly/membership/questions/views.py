"""The applicant's page of a question, for the people who act for it; its leads answer here."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.acting import act_by_form, form_of
from assembly.membership import rules, selectors
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.views.access import for_delegates, way_to

from . import services
from .forms import AnswerForm


@for_delegates
def question(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    asked = get_object_or_404(organisation.questions.select_related("organisation"), pk=pk)
    form = form_of(request, AnswerForm)
    delegates = selectors.current_delegates(organisation)
    return act_by_form(
        request,
        form,
        lambda: services.answer(asked, form.cleaned_data["answer"], by=request.user),
        "Thank you. The Support Unit will read your answer and go on with the check.",
        redirect("membership:question", organisation.slug, pk),
    ) or render(
        request,
        "membership/question.html",
        {
            "organisation": organisation,
            "question": asked,
            "may_answer": rules.questions.may_answer_question(asked, request.user, delegates),
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
