"""The form of one word."""

from typing import Any

from django import forms
from django.utils.text import slugify

from assembly.core.addressed import free_address
from assembly.core.models import GlossaryTerm
from assembly.core.names import folded
from assembly.core.others_changes import NoticesOthers


class GlossaryForm(NoticesOthers, forms.ModelForm):
    class Meta:
        model = GlossaryTerm
        fields = ["term", "also", "meaning", "in_search", "on_pages"]
        widgets = {"meaning": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "term": {"required": "Enter the word or phrase, such as LSP."},
        }

    def clean_term(self) -> str:
        term = " ".join(self.cleaned_data["term"].split())
        if not slugify(term):
            raise forms.ValidationError("Enter a word with at least one letter or digit.")
        same = GlossaryTerm.objects.filter(term_folded=folded(term)).exclude(pk=self.instance.pk)
        if "," in term:
            raise forms.ValidationError(
                "Enter one word or phrase here, and the others that mean the same below."
            )
        if other := same.first():
            raise forms.ValidationError(f"“{other}” has been entered already. Change that entry.")
        return term

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        if not self.instance.slug:
            self.instance.slug = free_address(GlossaryTerm, self.instance.term)
        return super().save(commit)
