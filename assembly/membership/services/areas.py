"""The themes that most Assemblies begin with."""

from django.db import transaction

from assembly.accounts.models import User
from assembly.core.addressed import address_of
from assembly.core.events import change, record
from assembly.core.locks import hold
from assembly.membership.models import Theme
from assembly.membership.rules import areas as rules

DEFAULT_THEMES = ("Environment", "Faith", "Health", "Equality", "Advice", "Neighbourhoods")


@transaction.atomic
def load_default_themes(*, by: User | None) -> list[Theme]:
    """Add the usual six to a site that has no theme."""
    hold("membership.themes")
    rules.may_load_default_themes(themes=Theme.objects.count()).enforce()
    themes = [
        Theme.objects.create(name=name, slug=address_of(Theme, name), order=order)
        for order, name in enumerate(DEFAULT_THEMES, start=1)
    ]
    for theme in themes:
        record(change(Theme, "added"), theme, by=by)
    return themes
