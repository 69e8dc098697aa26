"""How questions are put that need more than one control of HTML: an order, a grid, a file that was sent before."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.core.documents.kinds import KINDS

from .given import KeptFile


class _OneForEach(forms.MultiWidget):
    """The same control for each option, each with its own name."""

    use_fieldset = True

    def __init__(self, options: Sequence[str], control: forms.Widget) -> None:
        super().__init__([control for _ in options])
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        said = zip(context["widget"]["subwidgets"], self.options, strict=True)
        context["lines"] = [(control, option) for control, option in said]
        return context

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None for _ in self.options]


class RankingWidget(_OneForEach):
    """A place for each option, chosen from a list: nothing has to be dragged."""

    template_name = "consultations/asking/widgets/ranking.html"

    def __init__(self, options: Sequence[str]) -> None:
        places = [("", "No place"), *((str(at), str(at)) for at in range(1, len(options) + 1))]
        super().__init__(options, forms.Select(choices=places))


class GridWidget(_OneForEach):
    """Radio buttons for each statement."""

    template_name = "consultations/asking/widgets/grid.html"

    def __init__(self, options: Sequence[str], degrees: Sequence[tuple[str, str]]) -> None:
        super().__init__(options, forms.RadioSelect(choices=degrees))

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Where a message about it leads: the first of its buttons."""
        return f"{id_}_0_0" if id_ else id_


class AnswerFileInput(forms.ClearableFileInput):
    """Names the file that is kept already, which stays unless another one is chosen or it is taken out."""

    template_name = "consultations/asking/widgets/file.html"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)})

    def is_initial(self, value: Any) -> bool:
        return isinstance(value, KeptFile)
