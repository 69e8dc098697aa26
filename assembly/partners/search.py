"""Who speaks for the sector, as the site's search finds them while they hold the seat; and the boards they sit on."""

from django.db.models import Case, CharField, QuerySet, Value, When
from django.urls import reverse_lazy
from django.utils import timezone

from assembly.core.search import Hit, Kind

from .models import Appointment, Partnership


def _rows() -> QuerySet[Appointment]:
    """Former holders keep their pages, but a search does not lead there. Nor to other sides of the Compact Board."""
    today = timezone.localdate()
    held = Appointment.objects.on(today).for_the_sector().exclude(seat__abolished_on__lte=today)
    return held.select_related("seat__partnership", "organisation")


def _show(appointment: Appointment) -> Hit:
    by = f" Put forward by {appointment.organisation}." if appointment.organisation else ""
    untaken = "" if appointment.is_taken else " Seat not yet taken."
    return Hit(
        appointment.name,
        appointment.get_absolute_url(),
        meta=f"{appointment.seat}. {appointment.get_basis_display()}.{untaken}{by}",
    )


REPRESENTATIVES = Kind(
    key="representatives",
    name="Representatives",
    url=reverse_lazy("partners:representatives"),
    url_label="Who speaks for us",
    rows=_rows,
    show=_show,
    title="name",
    words=("seat__title", "seat__partnership__name", "organisation__name"),
    order=("name", "pk"),
)


def _partnerships() -> QuerySet[Partnership]:
    """With the name of their kind, by which people call some of them."""
    kinds = [When(kind=kind.value, then=Value(kind.label)) for kind in Partnership.Kind]
    return Partnership.objects.annotate(
        kind_name=Case(*kinds, default=Value(""), output_field=CharField())
    )


def _show_partnership(partnership: Partnership) -> Hit:
    return Hit(
        partnership.name,
        partnership.get_absolute_url(),
        partnership.purpose,
        meta=partnership.get_kind_display(),
    )


PARTNERSHIPS = Kind(
    key="partnerships",
    name="Partnerships",
    url=reverse_lazy("partners:representatives"),
    url_label="Partnerships and their seats",
    rows=_partnerships,
    show=_show_partnership,
    title="name",
    words=("purpose", "kind_name"),
    spelling=("name",),
    order=("order", "name"),
)
