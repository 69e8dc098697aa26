"""Acts on the draft: what is added, changed, dropped and taken back, its frame, and the draft discarded."""

from dataclasses import asdict, dataclass

from django.db import transaction

from assembly.accounts.models import User
from assembly.compact.guidance import services as guidance_services
from assembly.compact.models import (
    EXAMPLE_NUMBER,
    Code,
    Edition,
    Guidance,
    Undertaking,
    UndertakingText,
)
from assembly.compact.selectors import may_be_deleted
from assembly.core.events import record
from assembly.core.locks import hold
from assembly.core.rules import RuleBroken

from . import drafts, rules, selectors
from .drafts import Drafted
from .reading import Change, Words, words_of
from .services import LOCK, edited, held, write

AT_ONCE = "Another person saved this at the same moment, so your changes are not saved yet. Check them and save again."


@dataclass(frozen=True, slots=True)
class Frame:
    """What an edition says beside its undertakings."""

    title: str
    introduction: str
    principles: str
    changes: str


def frame_of(edition: Edition) -> Frame:
    return Frame(edition.title, edition.introduction, edition.principles, edition.changes)


@transaction.atomic
def write_frame(edition: Edition, frame: Frame, *, was: Frame, by: User) -> Edition:
    """`was` is what the form showed: what somebody else saved meanwhile is not written over."""
    edition = held(edition)
    if frame_of(edition) != was:
        raise RuleBroken(AT_ONCE)
    if frame != was:
        for name, words in asdict(frame).items():
            setattr(edition, name, words.strip())
        edition.save(update_fields=list(asdict(frame)))
        edited(edition)
        record("compact.frame_written", edition, by=by, data={"edition": edition.number})
    return edition


@transaction.atomic
def add(
    edition: Edition, code: Code, number: str, words: Words, guidance: str, *, by: User
) -> UndertakingText:
    """Add an undertaking under a number that the code never gave before."""
    edition = held(edition)
    drafts.may_take(edition, code, number).enforce()
    text = write(edition, code, number, words, by=by)
    guidance_services.write(text, guidance, by=by)
    return text


@transaction.atomic
def change(
    edition: Edition,
    undertaking: Undertaking,
    words: Words,
    guidance: str,
    *,
    was: Drafted,
    by: User,
) -> None:
    """Save what was typed over what the form showed. The words of the edition before again are no change."""
    edition, words, guidance = held(edition), words.tidy(), guidance.strip()
    now = drafts.drafted(edition, undertaking)
    if now != was:
        raise RuleBroken(AT_ONCE)
    rules.may_be_emptied(guidance, before=now.guidance_before).enforce()
    before = now.line.before
    if before and words == words_of(before):
        rules.is_more_than_guidance(guidance, before=now.guidance_before).enforce()
        if now.line.change is Change.CHANGED:
            restore(edition, undertaking, by=by)
        return
    text = now.line.text
    if text.edition_id != edition.pk or words != words_of(text):
        text = write(edition, undertaking.code, undertaking.number, words, by=by)
    if not guidance:
        text.guidance.all().delete()
    elif guidance != now.guidance:
        guidance_services.write(text, guidance, by=by)


@transaction.atomic
def drop(
    edition: Edition, undertaking: Undertaking, continued_as: Undertaking | None, *, by: User
) -> UndertakingText:
    """The edition no longer has it. Where it has another number now, the old one leads to that."""
    edition = held(edition)
    lines = {line.undertaking.pk: line for line in selectors.contents(edition)}
    line = lines.get(undertaking.pk)
    rules.may_be_dropped(line, continues=drafts.continued_in(edition, undertaking)).enforce()
    if continued_as:
        rules.may_continue(undertaking, lines.get(continued_as.pk)).enforce()
    own = UndertakingText.objects.filter(undertaking=undertaking, edition=edition).first()
    if own:
        own.guidance.all().delete()
    text, _ = UndertakingText.objects.update_or_create(
        undertaking=undertaking,
        edition=edition,
        defaults={
            "title": "",
            "text": "",
            "party": line.text.party if line else "",
            "measured_by": "",
            "is_dropped": True,
            "continued_as": continued_as,
        },
    )
    edited(edition)
    record("compact.undertaking_dropped", undertaking, by=by, data={"edition": edition.number})
    return text


@transaction.atomic
def restore(edition: Edition, undertaking: Undertaking, *, by: User) -> None:
    """Take a change of the draft back: the undertaking is as in the edition before, or gone where that had none."""
    edition = held(edition)
    drafts.may_be_restored(edition, undertaking).enforce()
    _forget_texts(edition, [undertaking.pk])
    edited(edition)
    record("compact.undertaking_restored", undertaking, by=by, data={"edition": edition.number})


@transaction.atomic
def copy_example(edition: Edition, *, by: User) -> int:
    """Begin with the example text, so that each of its undertakings can be changed; return how many were copied."""
    edition = held(edition)
    drafts.may_copy_example(edition).enforce()
    example = Edition.objects.get(number=EXAMPLE_NUMBER)
    there = edition.texts.values_list("undertaking", flat=True)
    copied = [
        UndertakingText(undertaking=text.undertaking, edition=edition, **asdict(words_of(text)))
        for text in example.texts.select_related("undertaking").exclude(undertaking__in=there)
    ]
    UndertakingText.objects.bulk_create(copied)
    edition.introduction = edition.introduction or example.introduction
    edition.principles = edition.principles or example.principles
    edition.save(update_fields=["introduction", "principles"])
    edited(edition)
    record("compact.example_copied", edition, by=by, data={"undertakings": len(copied)})
    return len(copied)


@transaction.atomic
def discard(edition: Edition, *, by: User) -> None:
    """With its texts, their guidance, and the undertakings that only it had."""
    hold(LOCK)
    edition = held(edition)
    rules.may_be_discarded(edition, is_adopted=drafts.adoption_of(edition) is not None).enforce()
    record("compact.draft_discarded", edition, by=by, data={"edition": edition.number})
    _forget_texts(edition, list(edition.texts.values_list("undertaking", flat=True)))
    edition.delete()


def _forget_texts(edition: Edition, undertakings: list[int]) -> None:
    """Delete texts from a draft, together with any undertakings that exist only in that draft."""
    texts = edition.texts.filter(undertaking__in=undertakings)
    Guidance.objects.filter(about__in=texts).delete()
    texts.delete()
    for only_here in Undertaking.objects.filter(pk__in=undertakings, texts=None):
        may_be_deleted(only_here).enforce()
        only_here.delete()
