"""The questions of a consultation in the Wagtail admin, for those who edit its page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation, Question, Section
from assembly.core.acting import (
    Button,
    act_by_button,
    act_by_form,
    act_if_sent,
    form_of,
    say_no,
    sent,
)
from assembly.core.http import key_in, takes_form

from ...analysis.monitoring.forms import MonitoringForm
from ...analysis.monitoring.services import choose_monitoring
from ..paper import paper_of
from ..selectors import newest, parts_of, questions_of, waits_for_board
from . import rules, selectors, services
from .forms import KindForm, QuestionForm, SectionForm

LIST = "consultations_asking:question_list"
FORM = "consultations/staff/question_form.html"
STEPS = {"up": -1, "down": 1}


def own(request: SignedInRequest, pk: int) -> Consultation:
    """One whose page the person may edit; another body's is answered as if it did not exist."""
    found = get_object_or_404(
        Consultation.objects.select_related("page", "body__page").filter(page__isnull=False), pk=pk
    )
    if not selectors.may_edit(found, request.user):
        raise Http404
    return found


@takes_form
def question_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """By section, with what can be done; after publishing with the next version."""
    consultation = own(request, pk)
    user, back = request.user, redirect(LIST, pk)
    seen = key_in(request.POST.get("version", ""))
    about_you = form_of(request, MonitoringForm, button="monitoring", consultation=consultation)
    return act_by_button(
        request,
        {
            "change": Button(
                lambda: services.begin_change(consultation, by=user),
                "Change the questions below. The questions in force stay until the Board puts yours in force.",
                back,
            ),
            "discard": Button(
                lambda: services.discard_change(consultation, by=user),
                "The changes are discarded. The questions in force stay.",
                back,
            ),
            "put_in_force": Button(
                lambda: services.change_what_is_asked(consultation, seen=seen, by=user),
                "The changed questions are in force.",
                back,
            ),
            "monitoring": Button(
                lambda: choose_monitoring(
                    consultation, about_you.cleaned_data["monitoring"], by=user
                ),
                "Saved what individuals are asked about themselves.",
                back,
                about_you,
            ),
        },
    ) or render(
        request,
        "consultations/staff/question_list.html",
        selectors.desk(consultation, user, timezone.now()) | {"about_you": about_you},
    )


@takes_form
def section_add(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = own(request, pk)
    form = form_of(request, SectionForm)
    return (
        _closed(request, consultation)
        or act_by_form(
            request,
            form,
            lambda: services.add_section(newest(consultation), *form.said, by=request.user),
            "Section added.",
            redirect(LIST, pk),
        )
        or _page(request, consultation, form, "Add a section", "Add the section")
    )


@takes_form
def section_change(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    consultation, found = _section(request, pk, section)
    form = form_of(request, SectionForm, section=found)
    return (
        _closed(request, consultation)
        or act_by_form(
            request,
            form,
            lambda: services.change_section(found, *form.said, by=request.user),
            "Section saved.",
            redirect(LIST, pk),
        )
        or _page(request, consultation, form, "Change the section", "Save")
    )


@takes_form
def section_delete(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    consultation, found = _section(request, pk, section)
    back = redirect(LIST, pk)
    return act_if_sent(
        request, lambda: services.delete_section(found, by=request.user), "Section deleted.", back
    ) or _sure(request, consultation, f"Delete “{found}”?", "Delete the section")


@require_POST
def section_move(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    _, found = _section(request, pk, section)
    seen_at, back = key_in(request.POST.get("seen_at", "")), redirect(LIST, pk)

    def button(steps: int) -> Button:
        return Button(
            lambda: services.move_section(found, steps, seen_at=seen_at, by=request.user), "", back
        )

    return act_by_button(request, {name: button(steps) for name, steps in STEPS.items()}) or back


@takes_form
def question_add(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    """The kind is chosen on the list, and the form asks what that kind needs."""
    consultation, found = _section(request, pk, section)
    chosen = KindForm(request.GET)
    if not chosen.is_valid():
        return say_no(request, "Choose what kind of question to add.", redirect(LIST, pk))
    kind = chosen.cleaned_data["kind"]
    before = [
        one
        for part in parts_of(found.question_set)
        for one in part.questions
        if part.section.position <= found.position
    ]
    form = form_of(request, QuestionForm, kind=kind, before=before)
    return (
        _closed(request, consultation)
        or act_by_form(
            request,
            form,
            lambda: services.add_question(found, kind, form.values(), by=request.user),
            "Question added.",
            redirect(LIST, pk),
        )
        or _page(request, consultation, form, "Add a question", "Add the question", kind)
    )


@takes_form
def question_change(request: SignedInRequest, pk: int, question: int) -> HttpResponse:
    consultation, found = _question(request, pk, question)
    everything = questions_of(newest(consultation))
    numbered = next(one for one in everything if one.question == found)
    before = [one for one in everything if one.number < numbered.number]
    form = form_of(request, QuestionForm, kind=found.kind, before=before, question=found)
    heading = f"Change question {numbered.number}"
    return (
        _closed(request, consultation)
        or act_by_form(
            request,
            form,
            lambda: services.change_question(found, form.values(), by=request.user),
            "Question saved.",
            redirect(LIST, pk),
        )
        or _page(request, consultation, form, heading, "Save", found.kind)
    )


@takes_form
def question_delete(request: SignedInRequest, pk: int, question: int) -> HttpResponse:
    consultation, found = _question(request, pk, question)
    back = redirect(LIST, pk)
    return act_if_sent(
        request, lambda: services.delete_question(found, by=request.user), "Question deleted.", back
    ) or _sure(request, consultation, f"Delete “{found}”?", "Delete the question")


@require_POST
def question_move(request: SignedInRequest, pk: int, question: int) -> HttpResponse:
    _, found = _question(request, pk, question)
    seen_at, back = request.POST.get("seen_at", ""), redirect(LIST, pk)

    def button(steps: int) -> Button:
        return Button(
            lambda: services.move_question(found, steps, seen_at=seen_at, by=request.user), "", back
        )

    return act_by_button(request, {name: button(steps) for name, steps in STEPS.items()}) or back


@require_safe
def question_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questions as they will be printed, before they are in force."""
    consultation = own(request, pk)
    return render(
        request,
        "consultations/asking/questions.html",
        paper_of(consultation, newest(consultation)) | {"is_preview": True},
    )


def _section(request: SignedInRequest, pk: int, section: int) -> tuple[Consultation, Section]:
    """Of the newest questions: what is in force is not changed by its address either."""
    consultation = own(request, pk)
    found = Section.objects.select_related("question_set")
    return consultation, get_object_or_404(found, question_set=newest(consultation), pk=section)


def _question(request: SignedInRequest, pk: int, question: int) -> tuple[Consultation, Question]:
    consultation = own(request, pk)
    found = Question.objects.select_related("section__question_set", "only_if")
    return consultation, get_object_or_404(
        found, section__question_set=newest(consultation), pk=question
    )


def _closed(request: SignedInRequest, consultation: Consultation) -> HttpResponse | None:
    """The form is not even shown while nothing may be changed; sent all the same, it comes back with the reason."""
    if sent(request) is not None:
        return None
    questions = newest(consultation)
    questions.consultation = consultation
    ruling = rules.may_be_edited(questions, waits=waits_for_board(consultation), at=timezone.now())
    if ruling:
        return None
    return say_no(request, ruling.reason, redirect(LIST, consultation.pk))


def _page(
    request: SignedInRequest,
    consultation: Consultation,
    form: Any,
    heading: str,
    button: str,
    kind: str = "",
) -> HttpResponse:
    return render(
        request,
        FORM,
        {
            "consultation": consultation,
            "form": form,
            "heading": heading,
            "button": button,
            "kind": dict(Question.Kind.choices).get(kind, ""),
        },
    )


def _sure(
    request: SignedInRequest, consultation: Consultation, heading: str, button: str
) -> HttpResponse:
    context = {"consultation": consultation, "heading": heading, "button": button, "danger": True}
    return render(request, FORM, context)
