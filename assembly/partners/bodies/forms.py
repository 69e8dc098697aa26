"""The form of a public body: what it is, and lines for its departments and its named contacts."""

from collections import Counter
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from assembly.core import in_use, names
from assembly.core.addressed import AddressedForm
from assembly.core.rules import Ruling
from assembly.core.widgets import DayInput
from assembly.partners.models import Department, Officer, PublicBody

from . import rules
from .services import Parts

LONGEST_CODE = 20
MORE_LINES = 2


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = ["name", "code"]

    code = forms.SlugField(
        max_length=LONGEST_CODE,
        required=False,
        help_text="As it stands in files of awards. Left empty, it is made from the name.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("code") and "code" not in self.errors:
            cleaned["code"] = slugify(cleaned.get("name", ""))[:LONGEST_CODE].strip("-")
            if cleaned.get("name") and not cleaned["code"]:
                self.add_error("code", "Write a code: the name has no letter or digit.")
        return cleaned


class OfficerForm(forms.ModelForm):
    class Meta:
        model = Officer
        fields = ["name", "post", "department", "starts_on", "ends_on"]
        labels = {"starts_on": "First day in the post", "ends_on": "First day after leaving it"}
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "This day is before the first day in the post.")
        return cleaned


class PartFormSet(forms.BaseInlineFormSet):
    """Lines below the form of a body. Empty ones are passed over; a saved form shows two more."""

    def parts(self) -> Parts:
        self.save(commit=False)
        return Parts(self.new_objects, self.changed_objects, self.deleted_objects)


class DepartmentFormSet(PartFormSet):
    def clean(self) -> None:
        super().clean()
        problems = [
            ruling.reason
            for form in self.deleted_forms
            if form.instance.pk and not (ruling := in_use.may_be_deleted(form.instance))
        ]
        for field, words in (("name", "are called"), ("code", "have the code")):
            problems += [f"Two departments {words} “{each}”." for each in self._twice(field)]
        if problems:
            raise forms.ValidationError(problems)

    def _twice(self, field: str) -> list[str]:
        """The value that two saved lines have in common in this field, however it is typed."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        written = [form.cleaned_data[field] for form in kept if form.cleaned_data.get(field)]
        first = {names.folded(each): each for each in reversed(written)}
        times = Counter(names.folded(each) for each in written)
        return [first[each] for each in times if times[each] > 1]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove this department"

    def validate_unique(self) -> None:
        """Said by `clean`, in words."""


class PublicBodyForm(AddressedForm):
    """Its address is given once. That a body ended is said of one that is there; what follows it takes two people."""

    class Meta:
        model = PublicBody
        fields = [
            "name",
            "short_name",
            "slug",
            "kind",
            "org_id",
            "website",
            "ended_on",
        ]
        widgets = {"ended_on": DayInput()}
        help_texts = {
            "ended_on": "Where another body follows it, prepare that under Successions instead.",
            "org_id": "Such as GB-LAE-WIL: files of awards name their funder by it.",
        }

    slug = forms.SlugField(
        label="Address",
        max_length=120,
        required=False,
        help_text="The last part of its page's address, which never changes. Left empty, it is made from the name.",
    )
    website = forms.URLField(required=False, assume_scheme="https")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        is_new = self.instance.pk is None
        del self.fields["ended_on" if is_new else "slug"]
        if self.instance.successor_id:  # two people confirmed its end (`succession`)
            del self.fields["ended_on"]
        self.departments = _lines(Department, DepartmentForm, DepartmentFormSet)(
            data, instance=self.instance, prefix="departments"
        )
        self.officers = _lines(Officer, OfficerForm, PartFormSet, can_delete=False)(
            data,
            instance=self.instance,
            prefix="officers",
            queryset=Officer.objects.exclude(ends_on__lte=timezone.localdate()),
        )
        for form in self.officers:
            self._offer_departments(form)

    def _offer_departments(self, form: forms.BaseForm) -> None:
        """Of the body as it is: those entered together with an officer can be chosen once they are saved."""
        if self.instance.pk:
            department = cast("forms.ModelChoiceField[Department]", form.fields["department"])
            department.queryset = self.instance.departments.all()
        else:
            del form.fields["department"]

    def is_valid(self) -> bool:
        parts = [self.departments.is_valid(), self.officers.is_valid()]
        return super().is_valid() and all(parts)

    def may_have_address(self, slug: str) -> Ruling:
        return rules.may_have_address(slug)

    def parts(self) -> tuple[Parts, Parts]:
        return self.departments.parts(), self.officers.parts()


def _lines(
    model: type[Department | Officer],
    form: type[forms.ModelForm],
    formset: type[PartFormSet],
    *,
    can_delete: bool = True,
) -> type[PartFormSet]:
    made = forms.inlineformset_factory(
        PublicBody,
        model,
        form=form,
        formset=formset,
        extra=MORE_LINES,
        can_delete=can_delete,
        can_delete_extra=False,
    )
    return cast("type[PartFormSet]", made)
