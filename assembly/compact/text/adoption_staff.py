"""The screen on which the Compact Board says that it adopted a draft, in the Wagtail admin."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.compact.models import Edition
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import key_in, screen
from assembly.core.roles import COMPACT_BOARD

from . import adopting, adoption_rules, drafts, rules, selectors
from .adoption_forms import AdoptionForm
from .seated import seated
from .states import state_of

MAY_ADOPT = "compact.adopt_edition"


@screen(MAY_ADOPT)
def adoption(request: SignedInRequest, number: int) -> HttpResponse:
    """Record it for one side; confirm it for the other, or take it back."""
    edition = get_object_or_404(Edition, number=number)
    members = list(offices.holders(COMPACT_BOARD).order_by("name", "pk"))
    form = form_of(
        request,
        AdoptionForm,
        button="",
        edition=edition,
        members=members,
        seated=seated(timezone.localdate()),
    )
    here = redirect("compact_staff:adoption", number)
    answer = act_by_button(
        request,
        {
            "": Button(
                lambda: adopting.record_adoption(edition, form.decision(), by=request.user),
                "Adoption recorded. It is published once a member of the other side confirms it. It is on their "
                "list of tasks.",
                here,
                form,
            ),
            "confirm": Button(
                lambda: adopting.confirm_adoption(
                    edition, by=request.user, shown=key_in(request.POST.get("shown", ""))
                ),
                "Adoption confirmed. The edition is published.",
                redirect("compact_staff:edition", number),
            ),
            "take-back": Button(
                lambda: adopting.take_back_adoption(edition, by=request.user),
                "Record withdrawn. The draft stays as it is.",
                here,
            ),
        },
    )
    return answer or _page(request, edition, form, members)


def _page(
    request: SignedInRequest, edition: Edition, form: AdoptionForm, members: list[User]
) -> HttpResponse:
    found = drafts.adoption_of(edition)
    present = drafts.present_at(found)
    form.show_words_of(edition)
    today = timezone.localdate()
    return render(
        request,
        "compact/staff/adoption.html",
        {
            "edition": edition,
            "state": state_of(
                edition, today, in_force=selectors.edition_in_force(today), adoption=found
            ),
            "adoption": found,
            "present": drafts.present_by_name(found),
            "is_void": found is not None
            and found.confirmed_at is None
            and found.of_edit != edition.edit,
            "may_record": rules.may_be_edited(edition)
            and adoption_rules.could_be_adopted(members)
            and adoption_rules.is_not_recorded(found, edition)
            and adoption_rules.comments_are_over(edition, adopted_on=today)
            and drafts.is_ready(edition),
            "may_confirm": adoption_rules.may_confirm(
                found, edition, present, by=request.user, seated=seated(today)
            ),
            "may_take_back": adoption_rules.may_take_back(found, edition, present, by=request.user),
            "form": form,
        },
    )
