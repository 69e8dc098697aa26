"""Forms that narrow a list, by GET: what cannot be understood is said, and never answered with everything."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What others add to an address on its way: it narrows nothing.
TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "twclid",
        "yclid",
        "_ga",
        "_gl",
    ]
)
NOT_IN_THE_LIST = "“%(value)s” is not in the list. Choose something that is."
OF_THE_PAGE = frozenset(["after", "before", "page", "p"])


def tracking(names: Iterable[str]) -> set[str]:
    """Those of these parameters that only say where somebody came from."""
    return {name for name in names if name in TRACKING or name.startswith("utm_")}


class NotUnderstood(Exception):
    """A filter of the address is none of the form. Answered by `FiltersMiddleware` with the form and its errors."""

    def __init__(self, form: forms.Form) -> None:
        super().__init__()
        self.form = form


class FilterForm(forms.Form):
    """Read `understood`: it is what the list is narrowed to, or the list is not shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = NOT_IN_THE_LIST

    @property
    def understood(self) -> dict[str, Any]:
        if not self.is_valid():
            raise NotUnderstood(self)
        return self.cleaned_data

    @property
    def not_known(self) -> list[str]:
        """Parameters of the address that this list does not take, and that narrow nothing."""
        asked = set(self.data) - set(self.fields) - OF_THE_PAGE
        return sorted(asked - tracking(asked))


class FiltersMiddleware:
    """Answer an address whose filters mean nothing: the form with its errors, and no list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotUnderstood):
            return None
        form = exception.form
        problems = [
            (form.fields[name].label or name.replace("_", " ").capitalize(), error)
            for name, errors in form.errors.items()
            if name in form.fields
            for error in errors
        ]
        if request.path.endswith((".csv", ".json")):
            words = " ".join(f"{label}: {error}" for label, error in problems)
            said = f"One of the filters in this address means nothing. {words}"
            return HttpResponse(said, "text/plain; charset=utf-8", 400)
        context = {"form": form, "problems": problems, "clear_url": request.path}
        return render(request, "core/filters_not_understood.html", context, status=400)
