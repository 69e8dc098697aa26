"""The screens on which answers in words are coded: one at a time, with the keyboard alone and without a script."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Answer, Coding, Consultation, RaisedTheme
from assembly.consultations.reading.by_question import Asked
from assembly.consultations.reading.calling import SCREEN
from assembly.consultations.reading.selectors import senders
from assembly.core.acting import Button, act_by_button, form_of, warn
from assembly.core.http import takes_form

from ..calling import analysed_after_the_close
from ..codebook.services import add_theme
from . import selectors, services
from .forms import CodingForm
from .selectors import State

LIST = "consultations_analysis:coding_list"
ANSWER = "consultations_analysis:answer_code"
ALL_READ = "You have read every answer to this question that waits for you."
ALL_SETTLED = "Nothing is left to settle in this question."


@require_safe
@analysed_after_the_close
def coding_list(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    """Every question in words, with how far its answers are coded."""
    return render(
        request,
        "consultations/analysis/coding_list.html",
        {"consultation": consultation, "lines": selectors.lines(consultation, request.user)},
    )


@require_safe
@analysed_after_the_close
def coding_next(
    request: SignedInRequest, consultation: Consultation, code: int
) -> HttpResponseBase:
    """The next answer that waits for this person; with `?settle=yes` the next on which two people differ."""
    asked = _asked(consultation, code)
    settling = request.GET.get("settle") == "yes"
    return _next(request, consultation, asked, settling=settling)


@takes_form
@analysed_after_the_close
def answer_code(
    request: SignedInRequest, consultation: Consultation, code: int, answer: int
) -> HttpResponseBase:
    """One answer, with the themes to tick; once two people have read it, both readings side by side."""
    asked = _asked(consultation, code)
    here = get_object_or_404(selectors.answers_to(consultation, code), pk=answer)
    state = selectors.state_of(here, request.user)
    form = form_of(
        request,
        CodingForm,
        button=["", "settle", "add"],
        consultation=consultation,
        state=state,
    )

    def then(coding: Coding) -> HttpResponse:
        settling = coding.part == Coding.Part.SETTLED
        return _next(request, consultation, asked, here, settling=settling)

    def themes() -> QuerySet[RaisedTheme]:
        ticked: QuerySet[RaisedTheme] = form.cleaned_data["themes"]
        return ticked

    def with_another(theme: RaisedTheme) -> HttpResponse:
        form.with_another(theme)
        return _page(request, consultation, asked, here, form)

    return act_by_button(
        request,
        {
            "": Button(
                lambda: services.code(here, themes(), by=request.user, **form.wanted),
                "Saved.",
                then,
                form,
            ),
            "settle": Button(
                lambda: services.settle(here, themes(), by=request.user, **form.wanted),
                "Settled.",
                then,
                form,
            ),
            # A step of the page: the theme is there and ticked, and nothing of the reading is saved yet.
            "add": Button(
                lambda: add_theme(consultation, form.cleaned_data["new"], by=request.user),
                "Added and ticked. Your reading is not saved yet.",
                with_another,
                form,
                "new",
            ),
        },
    ) or _page(request, consultation, asked, here, form)


def _page(
    request: SignedInRequest,
    consultation: Consultation,
    asked: Asked,
    answer: Answer,
    form: CodingForm,
) -> HttpResponse:
    """Drawn from what is saved now: somebody may have saved the other reading meanwhile."""
    state: State = selectors.state_of(answer, request.user)
    if form.is_bound and form.errors:
        form.data = form.data.copy()
        form.data["number"] = str(state.number)
    looks.note(request.user, SCREEN, senders([answer.version]))
    return render(
        request,
        "consultations/analysis/answer_code.html",
        {
            "consultation": consultation,
            "asked": asked,
            "answer": answer,
            "put": next(one for one in asked.as_put if one.question.pk == answer.question_id),
            "form": form,
            "state": state,
        },
    )


def _next(
    request: SignedInRequest,
    consultation: Consultation,
    asked: Asked,
    after: Answer | None = None,
    *,
    settling: bool = False,
) -> HttpResponse:
    answers = selectors.answers_to(consultation, asked.code)
    last = after.version.response_id if after else 0
    found = (
        selectors.next_to_settle(answers, last)
        if settling
        else selectors.next_to_read(answers, request.user, last)
    )
    if found:
        return redirect(ANSWER, consultation.pk, asked.code, found.pk)
    warn(request, ALL_SETTLED if settling else ALL_READ)
    return redirect(LIST, consultation.pk)


def _asked(consultation: Consultation, code: int) -> Asked:
    found = next((one for one in selectors.in_words(consultation) if one.code == code), None)
    if found is None:
        raise Http404
    return found
