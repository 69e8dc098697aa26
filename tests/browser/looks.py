"""What axe finds wrong with a page, and which pages it is asked about."""

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.shapes import kinds_in
from tests.nets import ALL

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # it need not list every element that is right
}
RUN = """options => axe.run(document, options).then(found => found.violations.flatMap(
    fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 200)}`)))"""

# What fades in is judged as it will be read. What turns for ever has no end to go to.
SETTLE = """() => document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
    .forEach(one => one.finish())"""


def faults_on(page) -> list[str]:
    page.evaluate(SETTLE)
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, OPTIONS)


def px_too_wide(page) -> int:
    """How far the page goes beyond the window, once it has all arrived.

    A click returns as soon as the next page answers, when that page may have no element yet.
    """
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@dataclass
class Looks:
    """Unless NETS=all is set, axe examines a page only if it shows what none before it did at this width."""

    seen: set = field(default_factory=set)
    asked: int = 0
    examined: int = 0

    def find_no_fault(self, page) -> None:
        """Assert that a page has no fault axe can find, and does not scroll sideways."""
        page.wait_for_load_state()
        self.asked += 1
        if self._is_new(page):
            self.examined += 1
            faults = faults_on(page)
            assert not faults, f"{page.url}\n" + "\n".join(faults)
        wide = px_too_wide(page)
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    def _is_new(self, page) -> bool:
        kinds = {(page.viewport_size["width"], kind) for kind in kinds_in(page.content())}
        new = not self.seen >= kinds
        self.seen |= kinds
        return new or ALL
