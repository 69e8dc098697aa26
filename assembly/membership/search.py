"""Organisations, as the site's search finds them."""

from django.urls import reverse_lazy

from assembly.core.search import Hit, Kind

from .models import Organisation


def _show(organisation: Organisation) -> Hit:
    districts = ", ".join(str(district) for district in organisation.districts.all())
    standing = organisation.get_status_display()
    return Hit(
        organisation.name,
        organisation.get_absolute_url(),
        organisation.description,
        meta=f"{standing}. Works in {districts}." if districts else f"{standing}.",
    )


ORGANISATIONS = Kind(
    key="organisations",
    name="Organisations",
    url=reverse_lazy("membership:organisation_list"),
    url_label="Every organisation on the register",
    rows=lambda: Organisation.objects.public().prefetch_related("districts"),
    show=_show,
    title="name",
    words=("name_words", "description", "org_id"),
    order=("name", "pk"),
)
