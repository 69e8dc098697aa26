"""Templates that draw lists take the list, and no template is left that nothing names."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.base import Node
from django.template.defaulttags import ForNode
from django.template.library import InclusionNode
from django.template.loader_tags import IncludeNode
from django.template.utils import get_app_template_dirs

from wagtail.models import get_page_models

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
ENGINE = engines["django"].engine

HANDLERS = {f"{status}.html" for status in (400, 403, 404, 500)}
# Those that take the place of a template of an installed package.
OVERRIDDEN = {
    str(path.relative_to(folder))
    for folder in map(Path, get_app_template_dirs("templates"))
    for path in folder.rglob("*")
}
OURS = {"templates", "assembly", "elections", "forums", "home"}

# The one field template, ours and Wagtail's: a form has as many fields as somebody can fill in.
FIELDS = ('include "django/forms/field.html"', "formattedfield")
# Loops that may draw a template each time, by what they go over: short whatever the site holds.
CONTESTS = "the contests of one election: one to three, each a section of its own"
SHORT = {
    **dict.fromkeys(("contests", "without_poll", "unsettled", "lists"), CONTESTS),
    **dict.fromkeys(("parts", "countbacks", "statements"), CONTESTS),
    "stages": "the stages in which elections are, four at most",
    "sections": "kinds: of facts in a profile, of groups, of what a search found",
    "charts": "the charts of the sector, seven",
    "section.tables": "what one question of a consultation is counted by: one, or the statements of a grid",
    "standings": "the organisations of the person who looks",
    "lines": "what is held about the person who looks",
    "files": "the documents of one consultation, each with its links",
    "reading.earlier": "what one respondent replaced before the close",
    "form.non_field_errors": "what is wrong with one form",
}


def drawn_in_loops(nodes: list[Node], over: str = "") -> Iterator[tuple[str, str]]:
    """Each include or component tag inside a loop: what the innermost loop goes over, and the tag."""
    for node in nodes:
        inside = over
        if over and isinstance(node, IncludeNode | InclusionNode):
            yield over, node.token.contents
        if isinstance(node, ForNode):
            inside = node.sequence.token
            yield from drawn_in_loops(node.nodelist_empty, over)
            yield from drawn_in_loops(node.nodelist_loop, inside)
            continue
        for name in {*node.child_nodelists, "nodelist"}:
            yield from drawn_in_loops(getattr(node, name, None) or [], inside)
        for _, branch in getattr(node, "conditions_nodelists", ()):
            yield from drawn_in_loops(branch, inside)


def test_a_component_takes_the_list_instead_of_standing_in_a_loop():
    drawn = [
        (path, over, tag)
        for path in FILES
        for over, tag in drawn_in_loops(ENGINE.from_string(path.read_text()).nodelist)
        if not tag.startswith(FIELDS)
    ]
    assert [
        f"{path}: for … in {over}: {tag}" for path, over, tag in drawn if over not in SHORT
    ] == []
    assert {over for _, over, _ in drawn} == set(SHORT)


def _is_named(name: str, sources: str) -> bool:
    """In quotes; a message by its kind alone."""
    kind = re.sub(r"^emails/|\.(html|txt)$", "", name)
    return f'"{name}"' in sources or (name.startswith("emails/") and f'"{kind}"' in sources)


def test_every_template_is_named_somewhere():
    pages = {model.template for model in get_page_models()}
    sources = "\n".join(
        path.read_text()
        for folder in OURS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
    )
    composed = [
        re.compile(re.sub(r"\\{.*?\\}", "\\\\w+", re.escape(name)))
        for name in re.findall(r'f"([\w/]*\{[^"]*\.html)"', sources)
    ]
    dead = [
        name
        for name in (str(path.relative_to(TEMPLATES)) for path in FILES)
        if not (
            _is_named(name, sources)
            or any(form.fullmatch(name) for form in composed)
            or name in pages | OVERRIDDEN | HANDLERS
            or name.startswith("allauth/elements/")
        )
    ]
    assert dead == []
