"""The Support Unit freezes the figures of the sector on a day."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen
from assembly.membership.forms.sector import FreezeForm
from assembly.membership.models import SectorSnapshot
from assembly.membership.services.sector import freeze_sector


@screen("membership.freeze_sector")
def snapshot_list(request: SignedInRequest) -> HttpResponse:
    """The snapshots there are, and a form to freeze the figures of today."""
    form = form_of(request, FreezeForm)
    snapshots = SectorSnapshot.objects.select_related("frozen_by").defer("figures")
    return act_by_form(
        request,
        form,
        lambda: freeze_sector(form.cleaned_data["title"], by=request.user),
        lambda snapshot: f"Today's figures have been saved as “{snapshot}”.",
        redirect("sector_staff:snapshot_list"),
        "title",
    ) or render(
        request, "membership/staff/snapshot_list.html", {"form": form, "snapshots": snapshots}
    )
