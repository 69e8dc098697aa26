"""The open-data API under /api/v1/: read only, for everybody, with what the pages show and no more.

Each app brings its router; here they are joined and get what HTTP asks of all of them: HEAD, ETag, a JSON sentence
for every refusal, and answers that pages of other sites may read.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from assembly.compact.api import router as compact
from assembly.compact.cases.register.api import router as cases
from assembly.compact.signatories.api import router as signatories
from assembly.consultations.api import router as consultations
from assembly.core.addresses import page_at
from assembly.core.filter_forms import tracking
from assembly.funding.api import router as funding
from assembly.membership.api import router as membership
from assembly.partners.api import router as partners
from elections.api import router as elections
from forums.api import router as forums

View = Callable[..., HttpResponse]
READ_WITH = ("GET", "HEAD")

DESCRIPTION = (
    "Organisations, groups, partnerships and seats, elections and results, consultations, awards and the Compact, as "
    "the site shows them. Lists come in pages: follow `next` until it is null. Days are local days; instants carry "
    "their offset."
)
LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


class OpenDataAPI(NinjaAPI):
    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        """Answer with an ETag, or with 304 to somebody who has this answer already (RFC 9110, section 13)."""
        response = super().create_response(
            request, data, status=status, temporal_response=temporal_response
        )
        response["Access-Control-Allow-Origin"] = "*"
        # Kept by whoever likes, but asked for again each time: a declared result is news at once.
        response["Cache-Control"] = "public, no-cache"
        if response.status_code != 200:
            return response
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app, namespace = super().urls
        parameters = {
            _as_pattern(operation.path): _parameters(operation)
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        }
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                known = parameters.get(str(pattern.pattern))
                pattern.callback = _read_only(pattern.callback, known)
        return patterns, app, namespace


def _as_pattern(path: str) -> str:
    """An address as a router writes it, as Django does."""
    return path.lstrip("/").replace("{", "<").replace("}", ">")


def _parameters(operation: Operation) -> set[str]:
    """The names that an address takes after its question mark."""
    return {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }


def _read_only(view: View, parameters: Collection[str] | None) -> View:
    """Answer HEAD as GET: the server leaves the body out. An unknown parameter is refused, or all would be sent."""

    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READ_WITH:
            return not_offered()
        if parameters is not None and (problem := unknown_parameters(request.GET, parameters)):
            return refusal(problem, status=400)
        request.method = "GET"
        return view(request, *args, **kwargs)

    return csrf_exempt(read)


def unknown_parameters(asked: Iterable[str], known: Collection[str]) -> str:
    """Why these parameters cannot be answered; empty where all are known."""
    unknown = sorted(set(asked) - set(known) - tracking(asked))
    if not unknown:
        return ""
    takes = f"It takes: {', '.join(sorted(known))}." if known else "It takes none."
    return f"This address has no parameter {', '.join(name[:60] for name in unknown)}. {takes}"


def refusal(detail: str, *, status: int) -> HttpResponse:
    response = JsonResponse({"detail": detail}, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"
    return response


def not_offered() -> HttpResponse:
    """405 with what is offered (RFC 9110, section 15.5.6)."""
    response = refusal("The API is read only: ask with GET or HEAD.", status=405)
    response["Allow"] = ", ".join(READ_WITH)
    return response


api = OpenDataAPI(
    title="Open data of the Assembly",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    openapi_extra={"info": {"license": LICENCE}},
)
for router in (membership, forums, partners, elections, consultations, funding, compact):
    api.add_router("", router)
api.add_router("", signatories)
api.add_router("", cases)


@api.exception_handler(ValidationError)
def say_what_is_wrong(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """A sentence for each parameter that cannot be read."""
    words = [f"{error['loc'][-1]}: {error['msg']}." for error in problem.errors]
    return api.create_response(request, {"detail": " ".join(words)}, status=400)


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The page for people, written from the same description that machines read."""
    schema = api.get_openapi_schema()
    parts: dict[str, list[dict[str, Any]]] = {}
    for address, operations in schema["paths"].items():
        for operation in operations.values():
            parts.setdefault(operation["tags"][0], []).append({"address": address, **operation})
    return render(
        request,
        "core/open_data.html",
        {
            "parts": parts,
            "licence": LICENCE,
            "description": DESCRIPTION,
            "breadcrumbs": [("About the Assembly", page_at("about"))],
        },
    )


@csrf_exempt
def not_there(request: HttpRequest, address: str) -> HttpResponse:
    """What is not there says so as data, too."""
    return refusal("There is nothing at this address: see /api/.", status=404)


urlpatterns = [
    path("", documentation, name="open_data"),
    path("v1/", api.urls),
    path("<path:address>", not_there),
]
