"""The Compact Board, for the nets that go over the whole site: a member of each side, a vacant chair, a report."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import compact_board as boards


def build(world: Any) -> None:
    """`compact` and a colleague sit there, for nobody who is in a case."""
    records, people = world.records, world.people
    records["sector_seat"] = boards.member("sector", user=people["compact"])
    records["public_seat"] = boards.member("public", user=records["compact_colleague"])
    records["vacant_chair"] = boards.seat("chair", "Independent chair")
    records["board_report"] = boards.report(
        by=people["compact"],
        paper=SimpleUploadedFile("report.txt", b"What we heard."),
        on=timezone.localdate() - dt.timedelta(days=200),
    )
