"""The Compact of the sample county: for now the example text."""

from assembly.compact import services
from home.standing_pages import make_missing_pages

from .stage import Demo


def seed(demo: Demo) -> None:
    demo.say("The Compact: five codes with example undertakings")
    make_missing_pages()
    services.load_example(by=demo.people["compact"])
