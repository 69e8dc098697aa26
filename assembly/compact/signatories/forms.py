"""The forms of signatures: entering and correcting one, its end, exceptions, and what narrows the lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assembly.accounts.models import User
from assembly.compact.models import Edition, Signature, SignatureException
from assembly.core.filter_forms import FilterForm
from assembly.core.others_changes import NoticesOthers
from assembly.core.templatetags.assembly import short_day
from assembly.core.widgets import DayInput
from assembly.membership.models import Consortium, Organisation
from assembly.membership.viewsets import organisation_chooser
from assembly.partners.models import Officer, PublicBody

from .selectors import BODIES, ENDED, HOLDING, ORGANISATIONS
from .services import Exempt, Facts


def day_field(label: str, help_text: str = "", *, required: str) -> forms.DateField:
    wrong = "Enter a day like 2005-09-01."
    return forms.DateField(
        label=label,
        widget=DayInput,
        help_text=help_text,
        error_messages={"required": required, "invalid": wrong},
    )


class EditionField(forms.ModelChoiceField):
    """An edition that was adopted, the newest first."""

    def __init__(self, **options: Any) -> None:
        told = {
            "required": "Choose the edition that was signed.",
            "invalid_choice": "Choose an edition that was adopted.",
        }
        options = {"label": "Edition", "empty_label": None, "error_messages": told} | options
        super().__init__(Edition.objects.adopted(), **options)


class SignaturesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {short_day(obj.signed_on)} ({obj.edition})"


class BodyField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} (ended {short_day(obj.ended_on)})" if obj.ended_on else str(obj)


class FactsForm(forms.Form):
    """What is known of a signature, of a public body or an organisation."""

    name = forms.CharField(
        label="Name as signed",
        max_length=Signature._meta.get_field("name").max_length,
        required=False,
        help_text="Leave this empty to use the name in our records. The name stays if the signatory is renamed.",
    )
    signed_on = day_field(
        "Day of the signature",
        "For an inherited signature, the day on which the signatory succeeded its predecessors.",
        required="Enter the day of the signature, such as 2005-09-01.",
    )
    decided_by = forms.CharField(
        label="Who decided to sign",
        max_length=Signature._meta.get_field("decided_by").max_length,
        required=False,
        help_text="Such as: Cabinet, 14 June 2005. Shown to everyone.",
    )
    apart_from = forms.ModelChoiceField(
        Consortium.objects.all(),
        label="Group it signed apart from",
        required=False,
        empty_label="None",
        help_text="It belongs to this group but signed as an independent organisation.",
    )
    inherited_from = SignaturesField(
        Signature.objects.none(),
        label="Inherited from",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Signatures of the public bodies it succeeded.",
        error_messages={"invalid_choice": "Choose signatures that are listed here."},
    )
    predecessors = forms.CharField(
        label="Inherited from others",
        max_length=Signature._meta.get_field("predecessors").max_length,
        required=False,
        help_text="If they are not listed above, describe them. Such as: its predecessor PCTs.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = Signature.objects.adopted().filter(body__isnull=False)
        self._offer("inherited_from", signed.select_related("edition").order_by("name", "pk"))

    def _offer(self, name: str, found: "QuerySet[Any]") -> None:
        self.fields[name].queryset = found  # type: ignore[attr-defined]  # a field of choices
        if not found.exists():
            del self.fields[name]

    def facts(self) -> Facts:
        cleaned = self.cleaned_data
        champion = cleaned.get("champion")
        return Facts(
            signed_on=cleaned["signed_on"],
            name=cleaned["name"],
            decided_by=cleaned["decided_by"],
            apart_from=cleaned["apart_from"],
            inherited_from=list(cleaned.get("inherited_from") or ()),
            predecessors=cleaned["predecessors"],
            champion=champion if isinstance(champion, User) else None,
            champion_officer=champion if isinstance(champion, Officer) else None,
        )


class EnterForm(FactsForm):
    edition = EditionField()
    body = BodyField(
        PublicBody.objects.all(),
        label="Public body",
        required=False,
        empty_label="None: an organisation signed",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="Organisation",
        required=False,
        widget=organisation_chooser.widget_class,
        help_text="Find it by its name. Choose a public body or an organisation, not both.",
    )

    field_order = ("edition", "body", "organisation", "name", "signed_on", "decided_by")


class CorrectForm(NoticesOthers, FactsForm):
    champion = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="The person who makes sure that the Compact is kept. Their name is public, and we tell them.",
    )

    def __init__(
        self, *args: Any, signature: Signature, champions: "QuerySet[Any]", **kwargs: Any
    ) -> None:
        initial = {
            "name": signature.name,
            "signed_on": signature.signed_on,
            "decided_by": signature.decided_by,
            "apart_from": signature.apart_from,
            "inherited_from": list(signature.inherited_from.all()),
            "predecessors": signature.predecessors,
            "champion": signature.champion or signature.champion_officer,
        }
        self.signature, self.champions = signature, champions
        super().__init__(*args, initial=initial, **kwargs)

    def _offer(self, name: str, found: "QuerySet[Any]") -> None:
        """Of the edition, and by others; before the form notes what it shows."""
        found = found.filter(edition=self.signature.edition).exclude(pk=self.signature.pk)
        if self.signature.body:
            found = found.exclude(body=self.signature.body)
        super()._offer(name, found)
        self.fields["champion"].queryset = self.champions  # type: ignore[attr-defined]  # as above
        if self.signature.body:
            del self.fields["apart_from"]

    def facts(self) -> Facts:
        self.cleaned_data.setdefault("apart_from", None)
        return super().facts()


class EndForm(forms.Form):
    ended_on = day_field(
        "First day on which it no longer holds", required="Enter the day, such as 2009-04-01."
    )
    because = forms.CharField(
        label="Why it no longer holds",
        max_length=Signature._meta.get_field("ended_because").max_length,
        help_text="Shown to everyone. The signature stays listed as ended.",
        error_messages={"required": "Say why it no longer holds. The reason is shown to everyone."},
    )


class ExceptionForm(NoticesOthers, forms.ModelForm):
    edition = EditionField()
    name = forms.CharField(
        label="Who did not sign",
        max_length=SignatureException._meta.get_field("name").max_length,
        error_messages={
            "required": "Enter the name of the organisation that did not sign, such as Swindon Volunteer Bureau."
        },
    )

    class Meta:
        model = SignatureException
        fields = ["edition", "name", "organisation", "group", "note"]
        widgets = {"organisation": organisation_chooser.widget_class}
        help_texts = {
            "organisation": "Where it is in the register.",
            "note": "What you know about it, in a few words. Shown to everyone.",
        }

    def listed(self) -> Exempt:
        return Exempt(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def _post_clean(self) -> None:
        """The service writes the record, and says what is wrong in its own words."""


class ListForm(FilterForm):
    """Narrows the lists of signatures by GET."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    side = forms.ChoiceField(
        label="Side",
        required=False,
        choices=[("", "Both sides"), (BODIES, "Public bodies"), (ORGANISATIONS, "Organisations")],
    )
    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "All"), (HOLDING, "In force"), (ENDED, "Ended")],
    )
    edition = forms.ModelChoiceField(
        Edition.objects.adopted(),
        to_field_name="number",
        required=False,
        empty_label="Every edition",
    )

    def held(self) -> dict[str, Any]:
        return {name: value for name, value in self.understood.items() if value}
