"""The Support Unit freezes the figures of the sector on a day."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership.forms.sector import FreezeForm
from assembly.membership.models import SectorSnapshot
from assembly.membership.services.sector import freeze_sector


@takes_form
@permission_required("membership.freeze_sector", raise_exception=True)
def snapshot_list(request: SignedInRequest) -> HttpResponse:
    """The snapshots there are, and a form to freeze the figures of today."""
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            snapshot = freeze_sector(form.cleaned_data["title"], by=request.user)
        except RuleBroken as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, f"The figures of today are frozen as “{snapshot}”.")
            return redirect("sector_staff:snapshot_list")
    snapshots = SectorSnapshot.objects.select_related("frozen_by").defer("figures")
    return render(
        request, "membership/staff/snapshot_list.html", {"form": form, "snapshots": snapshots}
    )
