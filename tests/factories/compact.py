"""Editions of the Compact with their undertakings, made the way the site makes them."""

import datetime as dt

from assembly.compact.models import Code, Edition
from assembly.compact.text import services
from assembly.compact.text.services import Words

SEPTEMBER_2005 = dt.date(2005, 9, 1)


def words(text="We answer letters.", *, title="Answer letters", party="both", measured_by=""):
    return Words(title, text, party, measured_by)


def write(edition, number, text="We answer letters.", *, code="funding", by=None, **more):
    """Write an undertaking into a draft."""
    of = Code.objects.get(subject=code)
    return services.write(edition, of, number, words(text, **more), by=by)


def draft(title="Wiltshire Compact", *, by=None, **undertakings):
    """Begin a draft with these undertakings of the funding code: F1="We pay in advance."."""
    edition = services.begin(title, by=by)
    for number, text in undertakings.items():
        write(edition, number, text, by=by)
    return Edition.objects.get(pk=edition.pk)


def published(edition=None, *, on=SEPTEMBER_2005, in_force_from=None, by=None, **undertakings):
    """An edition that was adopted on a day, and is in force from then."""
    edition = edition or draft(by=by, **undertakings)
    return services.publish(edition, adopted_on=on, in_force_from=in_force_from or on, by=by)
