"""What becomes of signatures when two records of one organisation are merged: none is lost, and one of them holds."""

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Signature
from assembly.core.events import record
from assembly.core.templatetags.assembly import short_day
from assembly.membership.merging import MergeLine
from assembly.membership.models import Organisation

from .services import write_end


def move_signatures(kept: Organisation, gone: Organisation, by: User) -> None:
    """Of two that hold for one edition the earlier goes on, and the other one is ended with the reason."""
    own = {one.edition_id: one for one in kept.signatures.filter(ended_on=None)}
    today = timezone.localdate()
    for signature in gone.signatures.select_for_update(of=("self",)).order_by("pk"):
        other = own.get(signature.edition_id)
        if other and signature.ended_on is None:
            goes_on, ends = sorted((other, signature), key=lambda one: (one.signed_on, one.pk))
            since = short_day(goes_on.signed_on)
            because = (
                f"Two records of one organisation were merged. Its signature of {since} goes on."
            )
            write_end(ends, max(today, ends.signed_on), because)
            record("compact.signature_ended", ends, by=by, data={"on": today})
            signature.refresh_from_db()
        signature.organisation = kept
        signature.save(update_fields=["organisation"])


SIGNATURES = MergeLine(Signature, "organisation", "signatures to the Compact", step=move_signatures)
