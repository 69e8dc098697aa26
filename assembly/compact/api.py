"""The Compact as open data: its editions, and the undertakings in force with what cites them."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address

from .citing import public_counts
from .models import Edition, Undertaking
from .text.editions import Listed, public_edition, public_editions
from .text.lineage import lineage
from .text.reading import Line
from .text.selectors import contents, edition_in_force, promises_in, read, with_texts

router = Router(tags=["The Compact"])


class EditionOut(Schema):
    """`standing` is “In force”, “To come”, “Superseded” or “Example text”; the Compact is voluntary, and not law."""

    number: int
    title: str
    standing: str
    adopted_on: dt.date | None
    in_force_from: dt.date | None
    last_day: dt.date | None
    changes: str
    page: str


class TextOut(Schema):
    """`change` against the edition before: “new”, “changed”, “same” or “dropped”."""

    code: str
    number: str
    title: str
    text: str
    party: str
    measured_by: str
    change: str
    # The page of the undertaking that continues a dropped one.
    continued_as: str | None
    page: str


class WholeEditionOut(EditionOut):
    introduction: str
    principles: str
    undertakings: list[TextOut]


class UndertakingOut(Schema):
    """An undertaking in force. `cited_by` counts what cites it, by kind."""

    code: str
    number: str
    title: str
    text: str
    party: str
    measured_by: str
    is_example: bool
    # The edition since which it has these words.
    edition: int
    cited_by: dict[str, int]
    # The pages of the editions that gave it other words, and of the undertakings that it continues.
    earlier_editions: list[str]
    continues: list[str]
    page: str


def _edition(listed: Listed) -> dict[str, Any]:
    edition = listed.edition
    is_adopted = not edition.is_example
    return {
        "number": edition.number,
        "title": edition.title,
        "standing": str(listed.standing),
        "adopted_on": edition.adopted_on if is_adopted else None,
        "in_force_from": edition.in_force_from if is_adopted else None,
        "last_day": listed.last_day,
        "changes": edition.changes,
        "page": whole_address(edition.get_absolute_url()),
    }


def _text(line: Line) -> TextOut:
    text, after = line.text, line.text.continued_as
    return TextOut(
        code=line.undertaking.code.subject,
        number=line.undertaking.number,
        title=text.title,
        text=text.text,
        party=text.party,
        measured_by=text.measured_by,
        change=line.change,
        continued_as=whole_address(after.get_absolute_url()) if after else None,
        page=whole_address(line.undertaking.get_absolute_url()),
    )


@router.get("/compact/editions", response={200: Listing[EditionOut], **REFUSALS})
def editions(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every edition of the Compact that was adopted; while none was, the example text."""
    listed = {one.edition.pk: one for one in public_editions(timezone.localdate())}
    return listing(
        request,
        Edition.objects.filter(pk__in=listed),
        lambda edition: EditionOut(**_edition(listed[edition.pk])),
        after=after,
        limit=limit,
    )


@router.get("/compact/editions/{number}", response={200: WholeEditionOut, **REFUSALS})
def edition(request: HttpRequest, number: int) -> WholeEditionOut:
    """The whole text of one edition as it was, with what it dropped."""
    listed = public_edition(number, timezone.localdate())
    if listed is None:
        raise Http404
    return WholeEditionOut(
        **_edition(listed),
        introduction=listed.edition.introduction,
        principles=listed.edition.principles,
        undertakings=[_text(line) for line in contents(listed.edition)],
    )


@router.get("/compact/undertakings", response={200: Listing[UndertakingOut], **REFUSALS})
def undertakings(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """The undertakings in force, each with how often it is cited and where its earlier words are."""
    today = timezone.localdate()
    in_force = edition_in_force(today)
    counts, before = public_counts(), lineage(in_force)

    def show(undertaking: Undertaking) -> UndertakingOut:
        reading = read(undertaking, today, in_force)
        text = reading.in_force
        if text is None:
            raise ValueError("An undertaking in force without its text.")
        earlier = [one.edition for one in reading.earlier]
        numbers = [one.undertaking for one in before.get(undertaking.pk, ())]
        return UndertakingOut(
            code=undertaking.code.subject,
            number=undertaking.number,
            title=text.title,
            text=text.text,
            party=text.party,
            measured_by=text.measured_by,
            is_example=text.edition.is_example,
            edition=text.edition.number,
            cited_by=dict(counts.get(undertaking.pk, {})),
            earlier_editions=[whole_address(one.get_absolute_url()) for one in earlier],
            continues=[whole_address(one.get_absolute_url()) for one in numbers],
            page=whole_address(undertaking.get_absolute_url()),
        )

    return listing(request, with_texts(promises_in(in_force)), show, after=after, limit=limit)
