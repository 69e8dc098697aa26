"""Writing to the people of a group, and reading what was written."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of, say_no
from assembly.core.http import takes_form
from forums.convening.selectors import run_by, way_back
from forums.groups.selectors import way_to
from forums.models import GroupLetter
from forums.models.letters import LONGEST_LETTER
from forums.participants.selectors import groups_of

from . import rules, services


class LetterForm(forms.Form):
    subject = forms.CharField(
        max_length=120, error_messages={"required": "Enter the subject of your message."}
    )
    text = forms.CharField(
        label="Your message",
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Enter your message."},
    )


@takes_form
@login_required
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    """For those who run the group; to everybody else the page is not there."""
    group = get_object_or_404(run_by(request.user), slug=slug)
    ruling = rules.may_write(group, request.user, timezone.now())
    if not ruling:
        return say_no(request, ruling.reason, redirect(group))
    form = form_of(request, LetterForm)
    return act_by_form(
        request,
        form,
        lambda: services.send_letter(
            group, form.cleaned_data["subject"], form.cleaned_data["text"], by=request.user
        ),
        f"Your message to the people of the {group} has been sent.",
        redirect(group),
    ) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Write to the people of the group",
            "caption": group.name,
            "intro": "It goes to those who take part and want to hear everything. They see your name. Each has chosen "
            "how our e-mail comes: at once, in a digest, or not at all.",
            "button": "Send the message",
            "cancel_url": group.get_absolute_url(),
            "breadcrumbs": way_back(group),
        },
    )


@require_safe
@login_required
def letter(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """For the people of the organisations that are in the group or in its seats, and those who run it."""
    own = groups_of(request.user).values("pk")
    may_read = Q(group__in=own) | Q(group__in=run_by(request.user))
    found = get_object_or_404(
        GroupLetter.objects.filter(may_read).select_related("group", "sent_by"),
        group__slug=slug,
        pk=pk,
    )
    return render(
        request, "forums/letter.html", {"letter": found, "breadcrumbs": way_to(found.group)}
    )
