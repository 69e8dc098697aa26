"""How a view does an act: what came of it is told, and a refusal stands where the person can read it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from assembly.core.rules import RuleBroken

Act = Callable[[], object]


def attempt(request: HttpRequest, act: Act, done: str) -> None:
    """Do an act that needs no form, and say on the next page what came of it."""
    try:
        act()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def succeeds(form: BaseForm, act: Act) -> bool:
    """Do the act of a valid form; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors
