"""The applicant's page of a question, for the people who act for it; its leads answer here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.views.access import for_delegates, way_to

from . import services
from .forms import AnswerForm


@takes_form
@for_delegates
def question(request: DelegateRequest, organisation: Organisation, pk: int) -> HttpResponse:
    asked = get_object_or_404(organisation.questions.select_related("organisation"), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer(asked, form.cleaned_data["answer"], by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                "Thank you. The Support Unit will read your answer and go on with the check.",
            )
        return redirect("membership:question", organisation.slug, pk)
    delegates = selectors.current_delegates(organisation)
    return render(
        request,
        "membership/question.html",
        {
            "organisation": organisation,
            "question": asked,
            "may_answer": rules.may_answer_question(asked, request.user, delegates),
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
