from django import forms

from assembly.compact.models import HiddenCase


class HideForm(forms.ModelForm):
    class Meta:
        model = HiddenCase
        fields = ["reason"]
        labels = {"reason": "Why do the words have to be hidden?"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"reason": {"required": "Say why the words have to be hidden."}}
