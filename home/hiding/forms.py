from django import forms

from assembly.core.hiding.models import HiddenText


class HideForm(forms.ModelForm):
    class Meta:
        model = HiddenText
        fields = ["reason"]
        labels = {"reason": "Why does the text have to be hidden?"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
