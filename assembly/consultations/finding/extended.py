"""What calendars and feeds say of a consultation that is open for longer than it was to be."""

from assembly.consultations.models import Consultation
from assembly.consultations.publishing.extensions import extensions_of, in_words


def extended_in_words(consultation: Consultation) -> str:
    """Of several extensions the first day and the last reason; nothing where there was none."""
    extensions = extensions_of(consultation)
    if not extensions:
        return ""
    first, last = extensions[0], extensions[-1]
    return f"{in_words(first.old_closes_on, last.new_closes_on)}: {last.reason}"
