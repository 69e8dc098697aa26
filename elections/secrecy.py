"""Pages that carry a secret in the body of the request: a ranking, a code, a share of the key.

What is typed there must reach no cache, no error report and no log.
"""

from collections.abc import Callable, ItemsView
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters

View = Callable[..., HttpResponse]
HIDDEN = "hidden: this page carries a secret"


class SecretPageFilter(SafeExceptionReporterFilter):
    """Leaves every typed value and every variable out of an error report, in DEBUG too.

    Django's own hides what each function declares; one helper without its decorator would tell. This one hides
    all there is, whichever function failed.
    """

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return dict.fromkeys(request.POST, HIDDEN) if request else {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, HIDDEN).items()


def secret_page(view: View) -> View:
    """Mark a view as carrying a secret. Stands above every other decorator."""

    @wraps(view)
    @sensitive_post_parameters()
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.exception_reporter_filter = SecretPageFilter()  # Django's own hook
        # The header would say “Acting for A” above the ballot of B, and a switch changes nothing here.
        request.shows_no_switch = True  # type: ignore[attr-defined]  # membership's context processor
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return leaves_no_trace(kept)


def leaves_no_trace(view: View) -> View:
    """Mark a view whose answer tells who has voted: no line in the log says at which second it was asked."""
    view.leaves_no_trace = True  # type: ignore[attr-defined]  # core.logs
    return view


def keeps_no_time(view: View) -> View:
    """Mark a page on which a person votes: the session keeps no minute of it, as of an office holder's other pages."""
    view.keeps_no_time = True  # type: ignore[attr-defined]  # accounts.idle
    return view
