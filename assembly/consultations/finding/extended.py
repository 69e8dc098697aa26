"""What calendars and feeds say of a consultation that is open for longer than it was to be."""

from assembly.consultations.models import Consultation
from assembly.core.templatetags.assembly import short_day


def extended_in_words(consultation: Consultation) -> str:
    """Of several extensions the first day and the last reason; nothing where there was none."""
    extensions = list(consultation.extensions.all())
    if not extensions:
        return ""
    first, last = extensions[0], extensions[-1]
    return f"Extended from {short_day(first.old_closes_on)} to {short_day(last.new_closes_on)}: {last.reason.strip()}"
