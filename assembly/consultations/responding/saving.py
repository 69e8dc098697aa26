"""Saving one page of a response into the draft, and showing what somebody else typed beside it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from assembly.consultations.asking.forms import AnswersForm
from assembly.consultations.asking.said import NOT_ANSWERED
from assembly.core.acting import attempt, sent
from assembly.core.templatetags.assembly import moment, until

from . import drafts
from .desk import Desk
from .drafts import Page, Saved
from .forms import StatementForm
from .typed import Typed, names_of, of_field, read_seen, sent_by

PageForm = AnswersForm | StatementForm
TOLD = (
    "{} saved this draft at {}, while you had it open. You both changed the same answers: theirs are shown here, and "
    "yours are still in the form. Keep yours, or put both together, and go on."
)


def uploads(request: HttpRequest) -> Any:
    if sent(request) is None:
        return None
    return request.FILES


def save(request: HttpRequest, desk: Desk, form: PageForm, *, leaves: bool) -> bool:
    """Save the page; whether its sender can go on. Who leaves may leave it unfinished, but hears of a refused file."""
    data, flow = sent(request), desk.flow
    if data is None:
        return False
    form.is_valid()
    saved, refusal = attempt(
        lambda: drafts.save_draft(
            flow.consultation,
            flow.sender,
            _page(data, form, desk),
            begun=desk.begun,
            by=flow.by,
        )
    )
    if saved is None:
        form.add_error(None, refusal)
        return False
    _show_what_is_stored(form, Desk(flow), saved)
    if saved.clashes:
        _show_both(form, desk, saved)
        return False
    return form.is_valid() or (leaves and not _refused_files(form))


def kept_words(desk: Desk) -> str:
    closes = until(desk.flow.consultation.closes_on)
    return f"Your answers are saved but not sent. Come back and send them by {closes}."


def _page(data: QueryDict, form: PageForm, desk: Desk) -> Page:
    names = names_of(form)
    files = {
        question.question: form.cleaned_data[name]
        for question in getattr(form, "questions", ())
        for name in [question.question.field_name]
        if isinstance(form.cleaned_data.get(name), UploadedFile)
    }
    return Page(desk.asked, names, sent_by(data, names), read_seen(data.get("seen", "")), files)


def _refused_files(form: PageForm) -> list[str]:
    return [name for name in form.errors if name in form.files]


def _show_what_is_stored(form: PageForm, now: Desk, saved: Saved) -> None:
    """What only somebody else changed is shown as they left it, or it would be written over the next time."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict: it was sent
    for name in names_of(form):
        if name in saved.clashes:
            continue
        for key in of_field(dict(data.lists()), name):
            del data[key]
        for key, texts in of_field(now.typed, name).items():
            data.setlist(key, texts)
    if data != form.data and not form.files:  # a file that was kept cannot be read again
        form.data = data
        form.full_clean()
    form.data = data
    form.initial.update(now.files)


def _show_both(form: PageForm, desk: Desk, saved: Saved) -> None:
    who = saved.other.name if saved.other else "Somebody else"
    form.add_error(None, TOLD.format(who, moment(saved.at)))
    form.theirs = [  # type: ignore[union-attr]  # for the page
        (str(form.fields[name].label), _in_words(desk, form, name, typed))
        for name, typed in saved.clashes.items()
    ]


def _in_words(desk: Desk, form: PageForm, name: str, typed: Typed) -> str:
    """An answer as it is written out everywhere; anything else as it was typed."""
    words = desk.in_words(name, typed) if isinstance(form, AnswersForm) else _plain(typed)
    return words or NOT_ANSWERED


def _plain(typed: Typed) -> str:
    return "\n".join(text for texts in typed.values() for text in texts)
