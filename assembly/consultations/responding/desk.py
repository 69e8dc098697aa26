"""What one respondent has before them: the questions in force, and what was typed or sent so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from assembly.accounts.models import User
from assembly.consultations.asking.forms import AnswersForm, typed_from
from assembly.consultations.asking.given import Given, KeptFile
from assembly.consultations.asking.said import Said, answer_in_words
from assembly.consultations.asking.selectors import Numbered, Part, asked_by, parts_of
from assembly.consultations.models import (
    Answer,
    Consultation,
    QuestionSet,
    Response,
    ResponseDraft,
    ResponseVersion,
)
from assembly.core.rules import Ruling

from .drafts import Begun
from .forms import StatementForm, stated_in
from .selectors import drafts_of, response_of
from .senders import Sender
from .typed import Typed, as_typed, of_field, show


def start_of(consultation: Consultation) -> str:
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return reverse("consultations:response_send", args=slugs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages are on which one respondent answers: below `base`, each with `query` behind it."""

    base: str
    query: str = ""

    def at(self, page: str = "") -> str:
        path, hash_, anchor = page.partition("#")
        return f"{self.base}{path}{self.query}{hash_}{anchor}"


@dataclass(frozen=True, slots=True)
class Flow:
    """One respondent who answers one consultation, and how its response is sent.

    `who` is it in words; `may_send` is the rule as the page shows it, which sending asks again under its lock.
    """

    consultation: Consultation
    sender: Sender
    who: str
    place: Place
    by: User | None
    may_send: Ruling
    send: Callable[[Sequence[Given], StatementForm], ResponseVersion]
    statement_form: type[StatementForm] = StatementForm
    # What that form takes besides, and the initial values for a statement made before.
    form_options: Mapping[str, Any] = field(default_factory=dict)
    # With `who` it is the heading of the questions.
    verb: str = "Respond for"
    intro: str = "consultations/responding/intro.html"  # the words before the questions
    stated: Callable[[ResponseVersion], dict[str, Any]] = stated_in
    sent: str = "consultations/responding/sent.html"  # the page that confirms it
    about_you: str = ""  # where it leads to questions about the person, once and if there are any

    @property
    def heading(self) -> str:
        return f"{self.verb} {self.who}"


class Desk:
    """Read once for each page. What is typed comes from the draft or, before there is one, from what was sent."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.draft: ResponseDraft | None = (
            drafts_of(flow.consultation, flow.sender).select_related("saved_by").first()
        )

    @cached_property
    def asked(self) -> QuestionSet:
        return asked_by(self.flow.consultation)

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.asked)

    @cached_property
    def questions(self) -> list[Numbered]:
        return [numbered for part in self.parts for numbered in part.questions]

    @cached_property
    def response(self) -> Response | None:
        return response_of(self.flow.consultation, self.flow.sender)

    @cached_property
    def sent_before(self) -> list[Answer]:
        if self.response is None:
            return []
        return list(self.response.current.answers.select_related("question"))

    @cached_property
    def typed(self) -> Typed:
        if self.draft:
            found: Typed = self.draft.typed
            return found
        if self.response is None:
            return {}
        answers = AnswersForm(questions=self.questions, initial=typed_from(self.sent_before))
        statement = self._stating(initial=self.flow.stated(self.response.current))
        return as_typed(answers) | as_typed(statement)

    def begun(self) -> Begun:
        """What a new draft starts with, as it is when there turns out to be none."""
        now = self if self.draft is None else Desk(self.flow)
        return Begun(now.typed, now.sent_before)

    @cached_property
    def files(self) -> dict[str, KeptFile]:
        """The files that are there already, by the name of their fields."""
        if self.draft:
            kept = self.draft.files.select_related("question")
            return {one.question.field_name: KeptFile(one.file, one.file_name) for one in kept}
        return {
            one.question.field_name: KeptFile(one.file, one.file_name)
            for one in self.sent_before
            if one.file
        }

    def answers(self) -> AnswersForm:
        """What is typed, as if it was sent just now: with its answers, and what is wrong with them."""
        return self._bound(self.questions, self.typed)

    def _stating(self, *data: Any, **options: Any) -> StatementForm:
        return self.flow.statement_form(*data, **options, **self.flow.form_options)

    def _bound(self, questions: list[Numbered], typed: Typed) -> AnswersForm:
        return AnswersForm(
            MultiValueDict(typed), MultiValueDict(), questions=questions, initial=self.files
        )

    def statement(self) -> StatementForm:
        return self._stating(MultiValueDict(self.typed))

    def given_elsewhere(self, here: Sequence[Numbered]) -> list[Given]:
        """The answers to the questions of other pages, as far as they are understood."""
        form, shown = self.answers(), {one.question.pk for one in here}
        form.is_valid()
        return [given for given in form.given() if given.question.pk not in shown]

    def said(self) -> list[Said]:
        """Every question with what is answered so far."""
        names = [one.question.field_name for one in self.questions]
        words = self._words(self.questions, self.typed)
        return [
            Said(one.number, one.question, words[name])
            for one, name in zip(self.questions, names, strict=True)
        ]

    def in_words(self, name: str, typed: Typed) -> str:
        """What somebody typed into one field."""
        asked = [one for one in self.questions if one.question.field_name == name]
        return self._words(asked, typed)[name]

    def _words(self, questions: list[Numbered], typed: Typed) -> dict[str, str]:
        """By field; what is not understood as it was typed."""
        form = self._bound(questions, typed)
        form.is_valid()
        found = {
            one.question.field_name: "\n".join(
                text
                for texts in of_field(typed, one.question.field_name).values()
                for text in texts
            )
            for one in questions
        }
        return found | {
            one.question.field_name: answer_in_words(
                one.question, one.text, one.chosen, one.file_name
            )
            for one in form.given()
        }

    def shows(self, form: AnswersForm | StatementForm) -> None:
        """Put what was typed before into a form that is shown and was not sent."""
        if not form.is_bound:
            show(form, self.typed)
