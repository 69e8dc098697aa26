"""The limits of a contest's spread, typed as rows: a group, the least seats and the most seats for it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from assembly.core.names import same, tidy
from elections.spread import Limit

SPARE_ROWS = 4
MOST_ROWS = 40
COLUMNS = ("name", "minimum", "maximum")
LONGEST_NAME = 120  # as long as the group of a candidate may be

Row = dict[str, str]


class LimitRows(forms.Widget):
    """As many rows as there are limits, and some to spare; a row left empty is no limit."""

    template_name = "elections/officer/limit_rows.html"

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__()
        self.names = names

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        filled = [row for row in value or [] if any(row.values())]
        spare = [dict.fromkeys(COLUMNS, "") for _ in range(SPARE_ROWS)]
        context["widget"]["rows"] = [*filled, *spare][:MOST_ROWS]
        context["widget"]["names"] = self.names
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        return [
            {column: str(data.get(f"{name}-{row}-{column}", "")).strip() for column in COLUMNS}
            for row in range(MOST_ROWS + 1)
            if f"{name}-{row}-name" in data
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-name" not in data

    def id_for_label(self, id_: str) -> str:
        """The rows have labels of their own."""
        return ""


class LimitsField(forms.Field):
    """Rows in, limits out."""

    widget = LimitRows

    def prepare_value(self, value: Any) -> list[Row]:
        """Of limits, or of rows as they were typed, where one of them cannot be read."""
        return [
            row
            if isinstance(row, dict)
            else {name: str(getattr(row, name) or "") for name in COLUMNS}
            for row in value or []
        ]

    def to_python(self, value: Any) -> list[Limit]:
        if len(value) > MOST_ROWS:
            raise forms.ValidationError(f"At most {MOST_ROWS} limits can be set.")
        return [self._limit(place, row) for place, row in enumerate(value, 1) if any(row.values())]

    def _limit(self, place: int, row: Row) -> Limit:
        name = tidy(row["name"])
        if not name:
            raise forms.ValidationError(
                f"Limits, row {place}: say what the limit is for, such as a theme or a district."
            )
        minimum, maximum = (self._seats(place, row, column) for column in COLUMNS[1:])
        if len(name) > LONGEST_NAME:
            raise forms.ValidationError(
                f"Limits, row {place}: the name has {len(name)} characters. Use at most {LONGEST_NAME}."
            )
        if not minimum and maximum is None:
            raise forms.ValidationError(
                f"Limits, row {place}: say at least or at most how many seats go to {name[:60]}."
            )
        return Limit(self._as_registered(name), minimum or 0, maximum)

    def _as_registered(self, name: str) -> str:
        """As themes and districts are written here, however it was typed."""
        known = cast("LimitRows", self.widget).names
        return next((one for one in known if same(one, name)), name)

    def _seats(self, place: int, row: Row, column: str) -> int | None:
        typed = row[column]
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3):
            raise forms.ValidationError(
                f"Limits, row {place}: “{typed[:20]}” is not a number of seats. Type a whole number."
            )
        return int(typed)
