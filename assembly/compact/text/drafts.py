"""Editions as those who draft and adopt them see them: the draft with what it changes, and what may be done with it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from assembly.accounts.models import FORMER_USER
from assembly.compact.models import (
    EXAMPLE_NUMBER,
    Adoption,
    Code,
    Edition,
    Guidance,
    Undertaking,
    UndertakingText,
)
from assembly.core.rules import RuleBroken, Ruling

from . import adoption_rules, rules
from .comparing import Comparison, compare
from .reading import Line, Words, line_in, words_of
from .selectors import contents, so_far, up_to


@dataclass(frozen=True, slots=True)
class Drafted:
    """An undertaking as the draft has it, with its guidance for officers, and that of the editions before."""

    line: Line
    words: Words
    guidance: str
    guidance_before: str


def compared(before: Edition | None, after: Edition) -> Comparison:
    return compare(before, after, up_to(after), so_far)


def comparable(edition: Edition) -> QuerySet[Edition]:
    """The adopted editions before this one, the newest first."""
    return Edition.objects.adopted().filter(number__lt=edition.number).order_by("-number")


def by_code(lines: list[Line]) -> list[tuple[Code, list[Line]]]:
    """All five codes, those too of which the edition says nothing yet."""
    return [
        (code, [line for line in lines if line.undertaking.code_id == code.pk])
        for code in Code.objects.order_by("order")
    ]


def drafted(edition: Edition, undertaking: Undertaking) -> Drafted:
    """What the draft says of an undertaking; refused where it says nothing, or drops it."""
    texts = list(undertaking.texts.select_related("edition", "continued_as__code"))
    line = line_in(undertaking, texts, edition.number)
    ruling = rules.may_be_written(line)
    if line is None or not ruling:
        raise RuleBroken(ruling.reason)
    numbers = (EXAMPLE_NUMBER + 1, edition.number)
    found = list(
        Guidance.objects.filter(
            about__undertaking=undertaking, about__edition__number__range=numbers
        )
        .order_by("-about__edition__number", "-number")
        .values_list("about__edition", "words")
    )
    before = [words for of, words in found if of != edition.pk]
    return Drafted(
        line, words_of(line.text), found[0][1] if found else "", before[0] if before else ""
    )


def drafted_or_why(edition: Edition, undertaking: Undertaking) -> tuple[Drafted | None, str]:
    """What its form shows, or the sentence on why there is none."""
    try:
        return drafted(edition, undertaking), ""
    except RuleBroken as refusal:
        return None, str(refusal)


def may_be_restored(edition: Edition, undertaking: Undertaking) -> Ruling:
    texts = undertaking.texts.select_related("edition")
    line = line_in(undertaking, texts, edition.number)
    return rules.may_be_restored(line, continues=continued_in(edition, undertaking))


def continued_in(edition: Edition, undertaking: Undertaking) -> list[str]:
    """The numbers that an edition dropped and continues as this one."""
    found = edition.texts.filter(continued_as=undertaking)
    return list(found.order_by("pk").values_list("undertaking__number", flat=True))


def may_take(edition: Edition, code: Code, number: str) -> Ruling:
    """May a new undertaking of the draft have this number? The example text takes no number away."""
    texts = UndertakingText.objects.filter(
        undertaking__code=code,
        undertaking__number=number.strip().upper(),
        edition__number__range=(EXAMPLE_NUMBER + 1, edition.number),
    )
    return rules.is_a_number(number.strip().upper()) and rules.number_is_free(
        list(texts.select_related("undertaking").order_by("-edition__number"))
    )


def may_copy_example(edition: Edition) -> Ruling:
    return rules.may_copy_example(
        is_loaded=Edition.objects.filter(number=EXAMPLE_NUMBER).exists(),
        has_edition_before=Edition.objects.adopted().exists(),
        left=UndertakingText.objects.filter(edition__number=EXAMPLE_NUMBER)
        .exclude(undertaking__texts__edition=edition)
        .count(),
    )


def adoption_of(edition: Edition) -> Adoption | None:
    found = Adoption.objects.select_related("recorded_by", "confirmed_by", "edition")
    return found.filter(edition=edition).first()


def present_at(adoption: Adoption | None) -> dict[int, str]:
    """For which side each was there, by the number of their account."""
    if adoption is None:
        return {}
    found = adoption.present.exclude(user=None).values_list("user", "side")
    return {key: side for key, side in found if key}


def present_by_name(adoption: Adoption | None) -> list[tuple[str, str]]:
    """Who was there, for the Board's own screen: their names are on no public page."""
    if adoption is None:
        return []
    found = adoption.present.select_related("user").order_by("side", "user__name", "pk")
    return [(str(one.user or FORMER_USER), one.get_side_display()) for one in found]


def is_ready(edition: Edition) -> Ruling:
    """Has the draft something to adopt, and has each undertaking its title?"""
    before = comparable(edition).first()
    then = (before.introduction, before.principles) if before else ("", "")
    return adoption_rules.is_ready(
        contents(edition), frame_changes=(edition.introduction, edition.principles) != then
    )
