"""The question, and the answer to it."""

from django import forms

from assembly.membership.models import ApplicationQuestion


class AskForm(forms.ModelForm):
    class Meta:
        model = ApplicationQuestion
        fields = ["words"]
        labels = {"words": "What do you want to know?"}
        help_texts = {
            "words": "Up to 2,000 characters. We e-mail it to the leads as you write it; they answer on this site."
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 6})}
        error_messages = {"words": {"required": "Write what you want to know."}}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        help_text="Up to 5,000 characters. Only those who check the application read it.",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your answer."},
    )
