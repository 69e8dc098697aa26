"""Elections, as the site's search finds them: from the notice of election on."""

from django.utils import timezone

from assembly.core.search import Hit, Kind

from . import progress
from .models import Election


def _show(election: Election) -> Hit:
    card = progress.card(election, timezone.now())
    return Hit(
        election.title,
        election.get_absolute_url(),
        election.purpose,
        meta=f"{card.tag}. {card.meta}.",
    )


ELECTIONS = Kind(
    key="elections",
    name="Elections",
    url="/elections/",
    url_label="Elections and their results",
    place=5,
    rows=lambda: Election.objects.real().public(),
    show=_show,
    title="title",
    words=("purpose",),
    spelling=("title", "purpose"),
)
