"""Which themes an answer raises, worked out by the database.

The settled reading counts; else what both readings name, which is all of it where they agree; else, while there is
only one, that one. A theme that was merged counts as the one it was merged into (`codebook.services.merge_theme`
keeps that one step away).
"""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from assembly.consultations.models import Answer, Coding, Consultation, Question
from assembly.consultations.reading.selectors import that_count

Ticked = Coding.themes.through
Part = Coding.Part
READINGS = (Part.FIRST, Part.SECOND)


def answers_in_words(consultation: Consultation) -> QuerySet[Answer]:
    """What is coded: every answer typed to a question in words, of the responses that count."""
    return Answer.objects.filter(
        version__in=that_count(consultation).order_by(), question__kind=Question.Kind.TEXT
    ).exclude(text="")


def ticked() -> QuerySet[Any]:
    """Each tick with the theme that it counts for, as `counts_for`."""
    return Ticked.objects.annotate(
        counts_for=Coalesce(F("raisedtheme__merged_into"), F("raisedtheme"))
    ).order_by()


def that_count_for_it(consultation: Consultation) -> QuerySet[Any]:
    """The ticks of which figures are made; a theme may be there twice for one answer, so count the answers."""
    of_it = {"answer": OuterRef("coding__answer")}
    in_both = ticked().filter(
        coding__answer=OuterRef("coding__answer"),
        coding__part=Part.SECOND,
        counts_for=OuterRef("counts_for"),
    )
    is_settled = Exists(Coding.objects.filter(part=Part.SETTLED, **of_it))
    is_read_twice = Exists(Coding.objects.filter(part=Part.SECOND, **of_it))
    return (
        ticked()
        .filter(coding__answer__in=answers_in_words(consultation))
        .filter(
            Q(coding__part=Part.SETTLED)
            | Q(coding__part=Part.FIRST) & ~is_settled & (~is_read_twice | Exists(in_both))
        )
    )


def has(part: str, **facts: object) -> Exists:
    """Of an answer: whether it has such a reading."""
    return Exists(Coding.objects.filter(answer=OuterRef("pk"), part=part, **facts))


def to_settle() -> Q:
    """Of an answer: two people read it otherwise, and nobody has settled it."""
    return Q(
        ~has(Part.SETTLED),
        _names_more(Part.FIRST, Part.SECOND) | _names_more(Part.SECOND, Part.FIRST),
        has(Part.SECOND),
    )


def _names_more(one: str, other: str) -> Exists:
    """Whether the one reading names a theme that the other does not."""
    in_other = ticked().filter(
        coding__answer=OuterRef("coding__answer"),
        coding__part=other,
        counts_for=OuterRef("counts_for"),
    )
    return Exists(
        ticked().filter(coding__answer=OuterRef("pk"), coding__part=one).filter(~Exists(in_other))
    )


def numbers() -> dict[str, Count]:
    """How far the coding has come, to be aggregated over answers."""
    return {
        "answers": Count("pk"),
        "read": Count("pk", filter=Q(has(Part.FIRST))),
        "read_twice": Count("pk", filter=Q(has(Part.SECOND))),
        "settled": Count("pk", filter=Q(has(Part.SETTLED))),
        "to_settle": Count("pk", filter=to_settle()),
    }
