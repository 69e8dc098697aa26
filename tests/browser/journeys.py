"""A journey through the public face: every click is counted, and what is clicked has to be in sight already."""

from dataclasses import dataclass
from re import Pattern
from typing import Any

EDGE = 1  # a pixel that rounding may take


@dataclass
class Journey:
    """Somebody with a page. Only `click` clicks, so `clicks` is what the way took."""

    page: Any
    base_url: str
    clicks: int = 0

    def starts_at(self, address: str) -> "Journey":
        self.page.goto(f"{self.base_url}{address}")
        self.clicks = 0
        return self

    def click(
        self, role: str, name: str | Pattern[str], *, within: str = "main", in_sight: bool = True
    ) -> None:
        """Click a link or a button by its name. `in_sight`: without scrolling."""
        found = self.page.locator(within).get_by_role(role, name=name, exact=True).first
        found.wait_for()
        if in_sight:
            self.sees(found)
        found.click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def sees(self, locator: Any) -> None:
        """Assert that the whole of it is on the screen where the page was opened, without scrolling."""
        locator.wait_for()
        box, screen = locator.bounding_box(), self.page.viewport_size
        where = f"{locator} is at {box} of a screen of {screen}"
        assert self.page.evaluate("window.scrollY") == 0, f"the page was scrolled: {where}"
        for begin, length, end in (("x", "width", "width"), ("y", "height", "height")):
            assert box[begin] >= -EDGE, where
            assert box[begin] + box[length] <= screen[end] + EDGE, where

    def took_at_most(self, clicks: int) -> None:
        assert self.clicks <= clicks, f"{self.clicks} clicks"
