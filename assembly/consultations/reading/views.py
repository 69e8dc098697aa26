"""Responses inside the Wagtail admin, read after the close: for the body that asked, the Support Unit and the Board.

Before that nobody reads them: `calling.read_by` asks the clock for every screen here.
"""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts import looks
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.answering.hiding.selectors import hides
from assembly.consultations.answering.withdrawing.rules import came_on_paper, may_be_withdrawn
from assembly.consultations.counts import annotated, by_kind, counted
from assembly.consultations.models import Answer, Consultation, Response
from assembly.consultations.publishing.speaking import answers_for
from assembly.consultations.responding.by_address.rules import MAY_ERASE, may_be_erased
from assembly.core.csv_files import csv_response
from assembly.core.key_pages import key_page
from assembly.core.xlsx_files import xlsx_response

from . import by_question, exports, selectors, shown
from .calling import SCREEN, one_readable, read_after_the_close, response_of
from .files import sent_as_file
from .forms import KindForm, ResponseFilterForm

PER_PAGE = 50


@require_safe
def consultation_list(request: SignedInRequest) -> HttpResponse:
    """Every consultation whose responses the person reads, the last to close first."""
    if not selectors.reads_any(request.user):
        raise Http404
    found = selectors.readable_by(request.user).with_counts()
    page = key_page(found, selectors.BY_CLOSING_DAY, request.GET, per_page=PER_PAGE)
    now = timezone.now()
    lines = [
        (each, counted(annotated(each)), rules.may_read_responses(each, at=now)) for each in page
    ]
    return render(request, "consultations/staff/readable_list.html", {"page": page, "lines": lines})


@require_safe
def response_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who responded, page by page; before the close how many, and from when they can be read."""
    consultation = one_readable(request, pk)
    may_read = rules.may_read_responses(consultation, at=timezone.now())
    context = {
        "consultation": consultation,
        "may_read": may_read,
        "counted": counted(by_kind(consultation)),
    }
    if may_read:
        form = ResponseFilterForm(request.GET)
        found = selectors.narrowed(selectors.that_count(consultation), **form.facts)
        page = key_page(found, selectors.AS_THEY_CAME, request.GET, per_page=PER_PAGE)
        looks.note(request.user, SCREEN, selectors.senders(page))
        context |= {
            "form": form,
            "page": page,
            "lines": shown.lines(page),
            "left_out": selectors.left_out(consultation),
            "first_question": by_question.all_asked(consultation)[0],
            "answers_for": answers_for(request.user, consultation, timezone.localdate()),
        }
    return render(request, "consultations/staff/response_list.html", context)


@require_safe
@read_after_the_close
def response_detail(
    request: SignedInRequest, consultation: Consultation, response: int
) -> HttpResponse:
    """One response, with the words that were replaced before the close."""
    reading = shown.reading(response_of(consultation, response))
    looks.note(request.user, SCREEN, reading.people)
    return render(
        request,
        "consultations/staff/response.html",
        {
            "consultation": consultation,
            "reading": reading,
            "redacts": selectors.redacts(request.user, consultation),
            "erases": _may_erase(request.user, reading.response),
            "hides": hides(request.user),
            "withdraws": _may_withdraw(request.user, reading.response),
        },
    )


def _may_erase(user: User, response: Response) -> bool:
    return user.has_perm(MAY_ERASE) and bool(may_be_erased(response, at=timezone.now()))


def _may_withdraw(user: User, response: Response) -> bool:
    """Of a response on paper the Support Unit withdraws consent, on its sender's word."""
    if not user.has_perm(MAY_ERASE) or not came_on_paper(response):
        return False
    return bool(may_be_withdrawn(response, response.current.consent, at=timezone.now()))


@require_safe
@read_after_the_close
def answer_file(
    request: SignedInRequest, consultation: Consultation, answer: int
) -> HttpResponseBase:
    """The file of one answer, to save."""
    of_this = Answer.objects.filter(version__response__in=selectors.counting(consultation))
    found = get_object_or_404(of_this.exclude(file="").select_related("version"), pk=answer)
    sent = sent_as_file(found, found.file_name)
    looks.note(request.user, SCREEN, selectors.senders([found.version]), exported=True)
    return sent


@require_safe
@read_after_the_close
def question(request: SignedInRequest, consultation: Consultation, code: int) -> HttpResponse:
    """All answers to one question side by side, and how often each thing was chosen."""
    asked = by_question.all_asked(consultation)
    here = next((one for one in asked if one.code == code), None)
    if here is None:
        raise Http404
    before, after = by_question.beside(asked, code)
    form = KindForm(request.GET)
    everybody = by_question.answers_to(consultation, code)
    found = selectors.narrowed(selectors.that_count(consultation), **form.facts)
    page = key_page(
        by_question.answers_to(consultation, code, found),
        by_question.AS_THEY_CAME,
        request.GET,
        per_page=PER_PAGE,
    )
    looks.note(request.user, SCREEN, selectors.senders(one.version for one in page))
    return render(
        request,
        "consultations/staff/question.html",
        {
            "consultation": consultation,
            "asked": here,
            "before": before,
            "after": after,
            "form": form,
            "page": page,
            "lines": by_question.lines(here, page),
            "numbers": by_question.numbers_by_kind(everybody),
            "tables": by_question.tables(here, everybody),
            "kinds": list(by_question.KINDS.values()),
        },
    )


@require_safe
@read_after_the_close
def response_csv(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    return _export(request, consultation, csv_response)


@require_safe
@read_after_the_close
def response_xlsx(request: SignedInRequest, consultation: Consultation) -> HttpResponseBase:
    return _export(request, consultation, xlsx_response)


def _export(
    request: SignedInRequest, consultation: Consultation, write: exports.Write
) -> HttpResponseBase:
    """Every response as it stood at the close, whatever the list was narrowed to; as sent, or as redacted."""
    redacted = request.GET.get("words") == "redacted"
    found = selectors.that_count(consultation)
    looks.note(request.user, SCREEN, selectors.all_senders(found), exported=True)
    columns = exports.columns_of(consultation)
    how = "as redacted" if redacted else "as sent"
    return write(
        f"responses {consultation.body.slug} {consultation.page.slug} {how}",
        exports.header(columns),
        exports.rows(consultation, columns, redacted=redacted),
    )
