"""The screens for the undertakings of a draft: added, changed, dropped, and the change undone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import Code, Edition, Undertaking
from assembly.core.acting import act_by_form, act_if_sent, form_of, say_no

from . import drafting, drafts, rules
from .desk import address, asked, closed, draft_at, may_draft
from .forms import DropForm, NewUndertakingForm, UndertakingForm


@may_draft
def undertaking_add(request: SignedInRequest, number: int, code: str) -> HttpResponse:
    found, of = draft_at(number), get_object_or_404(Code, subject=code)
    if answer := closed(request, found):
        return answer
    form = form_of(request, NewUndertakingForm, edition=found, code=of)
    return act_by_form(
        request,
        form,
        lambda: drafting.add(
            found,
            form.cleaned_data["code"],
            form.cleaned_data["number"],
            form.words(),
            form.cleaned_data["guidance"],
            by=request.user,
        ),
        lambda text: f"{text.undertaking.number} added.",
        lambda text: redirect(address(found, text.undertaking)),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": "Add an undertaking",
            "subtitle": found,
            "form": form,
            "button": "Add the undertaking",
            "back": address(found),
        },
    )


def _line(number: int, pk: int) -> tuple[Edition, Undertaking]:
    found = Undertaking.objects.select_related("code")
    return draft_at(number), get_object_or_404(found, pk=pk)


@may_draft
def undertaking_change(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    found, undertaking = _line(number, pk)
    if answer := closed(request, found):
        return answer
    drafted, refusal = drafts.drafted_or_why(found, undertaking)
    if drafted is None:
        return say_no(request, refusal, address(found, undertaking))
    form = form_of(request, UndertakingForm, drafted=drafted)
    return act_by_form(
        request,
        form,
        lambda: drafting.change(
            found,
            undertaking,
            form.words(),
            form.cleaned_data["guidance"],
            was=form.was,
            by=request.user,
        ),
        f"{undertaking.number} saved.",
        redirect(address(found, undertaking)),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": f"Change {undertaking.number}",
            "subtitle": undertaking.code,
            "form": form,
            "button": "Save",
            "back": address(found, undertaking),
        },
    )


@may_draft
def undertaking_drop(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    found, undertaking = _line(number, pk)
    if answer := closed(request, found):
        return answer
    form = form_of(request, DropForm, edition=found, dropped=undertaking)
    return act_by_form(
        request,
        form,
        lambda: drafting.drop(
            found, undertaking, form.cleaned_data["continued_as"], by=request.user
        ),
        f"{undertaking.number} is dropped in this draft. You can undo that.",
        redirect(address(found, undertaking)),
    ) or render(
        request,
        "compact/staff/form.html",
        {
            "title": f"Drop {undertaking.number}",
            "subtitle": undertaking.code,
            "form": form,
            "button": f"Drop {undertaking.number}",
            "back": address(found, undertaking),
            "lead": "People can still read it at its address, with the editions that have it and what cites it.",
        },
    )


@may_draft
def undertaking_restore(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    found, undertaking = _line(number, pk)
    return act_if_sent(
        request,
        lambda: drafting.restore(found, undertaking, by=request.user),
        f"Change to {undertaking.number} undone.",
        redirect(address(found)),
    ) or asked(
        request,
        found,
        title=f"Undo the change to {undertaking.number}",
        lead="This deletes what the draft says about it, with its guidance. The undertaking is then as in the previous "
        "edition; if the previous edition does not have it, it is removed.",
        ruling=rules.may_be_edited(found) and drafts.may_be_restored(found, undertaking),
        button="Undo the change",
        is_final=True,
    )
