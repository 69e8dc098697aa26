"""Acts of coders at the same moment: see `tests.storm`. Each attempt returns the refusal that was read, or nothing."""

from assembly.accounts.models import User
from assembly.consultations.analysis.codebook import services as codebook
from assembly.consultations.analysis.coding import services
from assembly.consultations.models import Answer, RaisedTheme
from tests.elections.acts_storm import at_once


def coded(answer: int, *coders: int) -> list[str]:
    """Each of these people saves a reading of the same answer, all at once."""

    def coding(coder: int):
        return lambda: services.code(
            Answer.objects.get(pk=answer), [], by=User.objects.get(pk=coder)
        )

    return at_once(lambda act: act(), [coding(one) for one in coders])


def merged_in_a_circle(by: int, *themes: int) -> list[str]:
    """Each of these themes is merged into the next, and the last into the first, all at once."""

    def merging(one: int, into: int):
        return lambda: codebook.merge_theme(
            RaisedTheme.objects.get(pk=one),
            RaisedTheme.objects.get(pk=into),
            by=User.objects.get(pk=by),
        )

    return at_once(
        lambda act: act(),
        [merging(one, into) for one, into in zip(themes, themes[1:] + themes[:1], strict=True)],
    )


def renamed(theme: int, by: int, *names: str) -> list[str]:
    """Several people rename a theme at once, each having seen the same name."""
    found = RaisedTheme.objects.get(pk=theme)

    def renaming(name: str):
        return lambda: codebook.change_theme(
            found, name, "", by=User.objects.get(pk=by), seen=(found.name, found.description)
        )

    return at_once(lambda act: act(), [renaming(name) for name in names])
