"""The form with which an organisation answers the questions of a consultation."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from assembly.consultations.asking.forms import AnswersForm
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Consultation
from assembly.membership.models import Organisation, OrganisationQuerySet


class ResponseForm(AnswersForm):
    """The answers of one organisation. It travels in the form and must be one's own still."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        consultation: Consultation,
        acting_for: Organisation | None,
        choices: OrganisationQuerySet,
    ) -> None:
        earlier = consultation.responses.filter(organisation=acting_for).first()
        initial: dict[str, Any] = {"organisation": acting_for}
        if earlier:
            answers = earlier.current.answers.select_related("question")
            initial |= {answer.question.field_name: answer.text for answer in answers}
        super().__init__(data, questions=questions_of(asked_by(consultation)), initial=initial)
        self.acting_for = acting_for
        self.fields["organisation"] = forms.ModelChoiceField(
            choices,
            widget=forms.HiddenInput,
            error_messages={
                "invalid_choice": "You no longer act for the organisation this response was begun for."
            },
        )

    @property
    def respondent(self) -> Organisation | None:
        """The one the form was begun for, which stays when the person switches in another window."""
        found = getattr(self, "cleaned_data", {}).get("organisation") or self.acting_for
        return cast("Organisation | None", found)
