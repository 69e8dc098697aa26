"""Awards, as the site's search finds them: newest first."""

from django.urls import reverse_lazy

from assembly.core.search import Hit, Kind
from assembly.core.templatetags.assembly import short_day

from . import funders
from .models import Award


def _show(award: Award) -> Hit:
    return Hit(
        award.title,
        award.get_absolute_url(),
        award.purpose,
        meta=(
            f"{award.amount_shown} to {award.recipient_shown}, "
            f"from {award.funder_shown}, {short_day(award.awarded_on)}"
        ),
    )


AWARDS = Kind(
    key="awards",
    name="Awards",
    url=reverse_lazy("funding:award_list"),
    url_label="The register of awards",
    rows=funders.every,
    show=_show,
    title="title",
    words=(
        "recipient_name",
        "recipient_words",
        "purpose",
        "funder_name",
        "department_name",
        "grant_id",
    ),
    spelling=("title", "recipient_name"),
    order=("-awarded_on", "-id"),
    # A register holds many awards of one title, and up to a million rows; date tells more.
    closest_first=False,
)
