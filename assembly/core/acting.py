"""The one way in which a view acts: what was sent is bound to a form, done by a service, and answered.

A refusal is a sentence for a person. Without a form it is said on the next page; with one it becomes an error of the
form, which comes back with everything that was typed. What was done is said on the page that comes next.
Forms that two people may have open at once take `others_changes.NoticesOthers` besides.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict

from .rules import Refusal

T = TypeVar("T")
F = TypeVar("F", bound=BaseForm)
# Given what the act returned where they depend on it.
Done = str | Callable[[Any], str]
Then = HttpResponse | Callable[[Any], HttpResponse]
# What a button does that is a step of its page: it answers by itself, or with None where the page is to be shown.
Shows = Callable[[], HttpResponse | None]
# One button, or each of several that send the same form.
Pressed = str | Collection[str]
# A form, or the first of several on a page that are sent together: it shows why the act is refused.
Forms = BaseForm | Sequence[BaseForm]


@dataclass(frozen=True, slots=True)
class Button:
    """One of several acts on a page."""

    doing: Callable[[], object]
    done: Done
    then: Then
    form: Forms | None = None
    field: str | None = None


Buttons = Mapping[str, Button | Shows]


def sent(
    request: HttpRequest, button: Pressed | None = None, name: str = "act"
) -> QueryDict | None:
    """The data of the form that was sent; None where the page is only asked for, or another button was pressed."""
    if request.method != "POST":
        return None
    buttons = [button] if isinstance(button, str) else button
    return request.POST if buttons is None or request.POST.get(name, "") in buttons else None


def form_of(
    request: HttpRequest,
    form: type[F],
    *,
    button: Pressed | None = None,
    name: str = "act",
    **options: Any,
) -> F:
    """The form of a page, bound once it was sent; of several on a page, once its button was pressed.

    What was typed into it comes back whichever button was pressed.
    """
    data = sent(request, button, name)
    fields = form.base_fields.values()  # type: ignore[attr-defined]  # the stubs leave it out
    if any(field.widget.needs_multipart_form for field in fields):
        options["files"] = request.FILES if data is not None else None
    made = form(data, **options)
    if data is None and request.method == "POST":
        _keep_what_was_typed(request.POST, made)
    return made


def _keep_what_was_typed(typed: QueryDict, form: BaseForm) -> None:
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if key in typed and not field.widget.needs_multipart_form:
            form.initial[name] = field.widget.value_from_datadict(typed, MultiValueDict(), key)


def attempt(doing: Callable[[], T]) -> tuple[T | None, str]:
    """What an act returns that is a step of its page only, and why it was refused."""
    try:
        return doing(), ""
    except Refusal as refusal:
        return None, str(refusal)


def act(
    request: HttpRequest,
    doing: Callable[[], object],
    done: Done,
    then: Then,
    refused: Callable[[str], HttpResponse] | None = None,
) -> HttpResponse:
    """Do an act that needs no form.

    A refusal is said where `then` leads, or on the page itself where `then` depends on what was done; `refused` is
    for a page that shows it in its own way.
    """
    try:
        result = doing()
    except Refusal as refusal:
        if refused:
            return refused(str(refusal))
        back = then if isinstance(then, HttpResponse) else request.get_full_path()
        return say_no(request, str(refusal), back)
    return _answer(request, result, done, then)


def say_no(request: HttpRequest, refusal: str, to: Any) -> HttpResponse:
    """Say on another page why this one is not shown, or why nothing was done; a function draws this one with it."""
    messages.error(request, refusal)
    if callable(to) and not isinstance(to, HttpResponse):
        answer: HttpResponse = to()
        return answer
    return to if isinstance(to, HttpResponse) else redirect(to)


def warn(request: HttpRequest, *warnings: str) -> None:
    """Say on the next page what is still to be looked at after an act that was done."""
    for warning in warnings:
        messages.warning(request, warning)


def act_if_sent(
    request: HttpRequest,
    doing: Callable[[], object],
    done: Done,
    then: Then,
    refused: Callable[[str], HttpResponse] | None = None,
) -> HttpResponse | None:
    """Do an act that has a page to itself, as `act` does; None while it is only asked about."""
    return act(request, doing, done, then, refused) if sent(request) is not None else None


def act_by_form(
    request: HttpRequest,
    form: Forms,
    doing: Callable[[], object],
    done: Done,
    then: Then,
    field: str | None = None,
) -> HttpResponse | None:
    """Do the act of a form; None where its page is to be shown, for the first time or with what is wrong.

    A refusal becomes an error of the form, at the field that it is about.
    """
    form, *others = form if isinstance(form, Sequence) else [form]
    if not form.is_valid() or [other for other in others if not other.is_valid()]:
        return None
    result = None
    try:
        result = doing()
    except Refusal as refusal:
        form.add_error(field, [*refusal.args])
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None if form.errors else _answer(request, result, done, then)


def act_by_button(request: HttpRequest, buttons: Buttons, name: str = "act") -> HttpResponse | None:
    """Do what the button says that was pressed, on a page with several; None where the page is to be shown.

    The button called "" is the one that sends no name. A button that is not there is refused with a sentence on the
    page itself, which keeps what was typed.
    """
    if sent(request) is None:
        return None
    button = buttons.get(request.POST.get(name, ""))
    if button is None:
        messages.error(
            request, "This page does not have the button you pressed. Choose one that it has."
        )
        return None
    if not isinstance(button, Button):
        return button()
    if button.form is None:
        return act(request, button.doing, button.done, button.then)
    return act_by_form(request, button.form, button.doing, button.done, button.then, button.field)


def _answer(request: HttpRequest, result: object, done: Done, then: Then) -> HttpResponse:
    said = done if isinstance(done, str) else done(result)
    if said:
        messages.success(request, said)
    return then if isinstance(then, HttpResponse) else then(result)
