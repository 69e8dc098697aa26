"""Forms that come too late: after the session ended, or with a token that no longer holds.

What was typed goes back to the person who sent it, on a page from which it can be sent again. It is kept in that page
and nowhere else: not in a session, where the next person at the same computer would find it. Nothing goes back of a
ballot or another page that carries a secret, of the account pages with their passwords, of a file, or of a form that
did not come from a page of this site, because somebody else may have written it. The Wagtail admin, where the longest
texts are typed, gives back like the rest: nobody types a password there.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
FORBIDDEN = 403


class LateFormMiddleware:
    """Answer a form of somebody whose session has ended with a page that keeps what they typed.

    A view that needs a signed-in person sends them to sign in, and what they had sent would be gone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sign_in = resolve_url(settings.LOGIN_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        to = urlsplit(response.headers.get("Location", "")).path
        if request.method == "POST" and to == self.sign_in and (typed := typed_into(request)):
            return _page(request, typed, signed_out=True)
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form is too old, was opened before signing in, or cookies are off."""
    return _page(
        request,
        typed_into(request) if _is_from_here(request) else [],
        no_cookies=not request.COOKIES,
    )


@sensitive_variables("typed")
def typed_into(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of the form that may go back, in order; none when it may not, or when there is nothing."""
    match = request.resolver_match
    closed = reverse("account_login").removesuffix("login/")
    if match is None or getattr(match.func, "leaves_no_trace", False):
        return []
    if request.path.startswith(closed) or request.FILES:
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and isinstance(value, str)
    ]


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site."""
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    from_page = urlsplit(said)
    return (from_page.scheme, from_page.netloc) == (request.scheme, request.get_host())


@sensitive_variables("typed")
def _page(
    request: HttpRequest,
    typed: list[tuple[str, str]],
    *,
    signed_out: bool = False,
    no_cookies: bool = False,
) -> HttpResponse:
    response = render(
        request,
        "core/late_form.html",
        {
            "typed": typed,
            "words": [value for _, value in typed if " " in value.strip()],
            "signed_out": signed_out,
            "no_cookies": no_cookies,
            "is_secret": getattr(
                getattr(request.resolver_match, "func", None), "leaves_no_trace", False
            ),
        },
        status=FORBIDDEN,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
