"""The pages on which a response is written: questions, statement, check. The same for every kind of respondent."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.consultations.asking.forms import AnswersForm
from assembly.consultations.asking.said import said_in
from assembly.consultations.asking.selectors import Numbered
from assembly.consultations.rules import is_taking_responses, may_read_responses
from assembly.core.acting import act, act_by_button, act_by_form, form_of, say_no, sent

from . import drafts, saving
from .desk import Desk, Flow, start_of
from .forms import CheckedForm, StatementForm
from .stated import stated_rows
from .typed import names_of, seen_of

LATER = "later"


def questions(request: HttpRequest, flow: Flow, number: int = 0) -> HttpResponse:
    """All questions on one page, or those of one section. What was typed is saved, whatever is wrong with it."""
    desk = Desk(flow)
    shown = _questions_on(desk, number)
    form = form_of(
        request,
        AnswersForm,
        files=saving.uploads(request),
        questions=shown,
        initial=desk.files,
        elsewhere=desk.given_elsewhere(shown) if number else (),
    )
    desk.shows(form)
    return _answer(request, desk, form, _after(desk, number)) or _page(
        request,
        desk,
        form,
        "questions",
        here=flow.place.at(f"section/{number}/" if number else ""),
        number=number,
        total=len(desk.parts),
        one_page=flow.place.at(),
        by_section=flow.place.at("section/1/") if len(desk.parts) > 1 else "",
        back=flow.place.at(f"section/{number - 1}/") if number > 1 else "",
    )


def statement(request: HttpRequest, flow: Flow) -> HttpResponse:
    """What the respondent declares beside the answers, on the last page before the check."""
    desk = Desk(flow)
    form = form_of(request, flow.statement_form, **flow.form_options)
    desk.shows(form)
    return _answer(request, desk, form, flow.place.at("check/")) or _page(
        request,
        desk,
        form,
        "statement",
        here=flow.place.at("statement/"),
        back=flow.place.at(),
    )


def check(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Everything once more, with what is missing; then it is sent."""
    desk = Desk(flow)
    if not flow.may_send:
        return _not_now(request, desk)
    if desk.draft is None:
        return redirect(flow.place.at("sent/" if desk.response else ""))
    draft, answers, stated = desk.draft, desk.answers(), desk.statement()
    checked = form_of(request, CheckedForm, initial={"number": draft.number})
    done = act_by_form(
        request,
        [checked, answers, stated],
        lambda: drafts.send_draft(
            draft, checked.cleaned_data["number"], lambda: flow.send(answers.given(), stated)
        ),
        "",
        redirect(flow.place.at("sent/")),
    )
    return done or _checking(request, flow, checked)


def sent_page(request: HttpRequest, flow: Flow) -> HttpResponse:
    """What was sent, word for word."""
    response = Desk(flow).response
    if response is None:
        raise Http404
    version = response.current
    return render(
        request,
        flow.sent,
        {
            "flow": flow,
            "consultation": flow.consultation,
            "response": response,
            "version": version,
            "said": said_in(version),
            "stated": stated_rows(version),
            "backings": response.backings.select_related("organisation"),
            "form_page": flow.place.at() if flow.may_send else "",
            "closed": may_read_responses(flow.consultation, at=timezone.now()),
        },
    )


def _checking(request: HttpRequest, flow: Flow, checked: CheckedForm) -> HttpResponse:
    """Drawn from the draft as it is now: somebody may have changed it, sent it, or the window may have closed."""
    desk = Desk(flow)
    if desk.draft is None:
        return redirect(flow.place.at("sent/" if desk.response else ""))
    answers, stated = desk.answers(), desk.statement()
    is_ready = answers.is_valid() & stated.is_valid()
    context = {
        "checked": checked,
        "draft_number": desk.draft.number,
        "answers": [(one, _way_to(desk, one.number)) for one in desk.said()],
        "stated": stated.rows() if stated.is_valid() else [],
        "statement_page": flow.place.at("statement/"),
        "problems": [] if is_ready else _problems(desk, answers, stated),
        "is_ready": is_ready,
    }
    return _page(request, desk, answers, "check", **context)


def _answer(
    request: HttpRequest, desk: Desk, form: AnswersForm | StatementForm, after: str
) -> HttpResponse | None:
    """Save the page, then go on or leave; None where it is to be shown, for the first time or again."""
    if not desk.flow.may_send:
        return _not_now(request, desk, form)

    def save(then: HttpResponse, *, leaves: bool) -> HttpResponse | None:
        return then if saving.save(request, desk, form, leaves=leaves) else None

    consultation = desk.flow.consultation
    return act_by_button(
        request,
        {
            "": lambda: save(redirect(after), leaves=False),
            LATER: lambda: (
                save(redirect(consultation), leaves=True)
                and act(request, lambda: None, saving.kept_words(desk), redirect(consultation))
            ),
        },
    )


def _not_now(
    request: HttpRequest, desk: Desk, form: AnswersForm | StatementForm | None = None
) -> HttpResponse:
    """Nothing can be sent any more, or not at present. What was typed is kept, and given back to copy."""
    flow = desk.flow
    if form is not None and sent(request) is not None:
        saving.save(request, desk, form, leaves=True)
    now = Desk(flow)
    if now.draft is None or not any(one.words for one in now.said()):
        is_open = is_taking_responses(flow.consultation, at=timezone.now())
        other_ways = f"{start_of(flow.consultation)}ways/"
        return say_no(request, flow.may_send.reason, other_ways if is_open else flow.consultation)
    return render(
        request,
        "consultations/responding/not_now.html",
        {"flow": flow, "consultation": flow.consultation, "draft": now.draft, "said": now.said()},
    )


def _page(
    request: HttpRequest, desk: Desk, form: BaseForm, name: str, **context: Any
) -> HttpResponse:
    """One of the pages, with who saved the draft last and what it holds of each field now."""
    now = Desk(desk.flow)
    return render(
        request,
        f"consultations/responding/{name}.html",
        {
            "flow": desk.flow,
            "consultation": desk.flow.consultation,
            "form": form,
            "theirs": getattr(form, "theirs", None),
            "draft": now.draft,
            "seen": seen_of(now.typed, names_of(form)),
            "replaces": now.response is not None,
            "later": LATER,
            **context,
        },
    )


def _questions_on(desk: Desk, number: int) -> list[Numbered]:
    if not number:
        return desk.questions
    if not 1 <= number <= len(desk.parts):
        raise Http404
    return list(desk.parts[number - 1].questions)


def _after(desk: Desk, number: int) -> str:
    is_last = number in (0, len(desk.parts))
    return desk.flow.place.at("statement/" if is_last else f"section/{number + 1}/")


def _way_to(desk: Desk, question: int) -> str:
    """To one question: on the page of its section, where there are several."""
    if len(desk.parts) == 1:
        return desk.flow.place.at(f"#question-{question}")
    section = next(
        place
        for place, part in enumerate(desk.parts, 1)
        if any(one.number == question for one in part.questions)
    )
    return desk.flow.place.at(f"section/{section}/#question-{question}")


def _problems(desk: Desk, answers: AnswersForm, stated: StatementForm) -> list[tuple[str, str]]:
    """What is missing or wrong, each with the page on which to mend it."""
    numbers = {one.question.field_name: one.number for one in desk.questions}
    found = [
        (str(error), _way_to(desk, numbers[name]))
        for name, errors in answers.errors.items()
        for error in errors
    ]
    page = desk.flow.place.at("statement/")
    return found + [
        (str(error), f"{page}#id_{name}")
        for name, errors in stated.errors.items()
        for error in errors
    ]
