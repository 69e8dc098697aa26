"""What is forgotten of comments on a draft text, once the body has decided."""

import datetime as dt

from assembly.consultations.answering.retention import KEPT
from assembly.consultations.models import Consultation
from assembly.core.figures import in_words
from assembly.core.models import PassageComment
from assembly.core.retention import Rule

from .selectors import over_before


def forget_comments(on: dt.date) -> int:
    """What is not public goes; what is stays, without the person who wrote it."""
    old = over_before(on - KEPT)
    published = Consultation.objects.exclude(responses_published_at=None)
    public = old.filter(text__owner_id__in=published.values("pk")).to_publish()
    gone = old.exclude(pk__in=public.values("pk"))
    named = old.exclude(author=None, author_name="")
    number = gone.count() + named.filter(pk__in=public.values("pk")).count()
    gone.delete()
    named.update(author=None, author_name="")
    unnamed = old.filter(consent=PassageComment.Consent.UNNAMED).exclude(for_name="")
    unnamed.update(for_name="", for_type=None, for_id=None)
    return number


RULES = (
    Rule(
        "passage-comments",
        "Comments on the draft text of a consultation that are not public, and who wrote those that are: "
        f"{in_words(KEPT, 'years')} after the decision, or after feedback where no decision was published",
        forget_comments,
    ),
)
