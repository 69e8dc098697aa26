"""One type for every extension point, one file of registrations an app, and a list of both that is true."""

import ast
import re
from collections.abc import Iterator
from operator import attrgetter, itemgetter
from pathlib import Path

import pytest

from assembly.compact import yearly_report
from assembly.consultations import respondents
from assembly.consultations.respondents import AnsweringGroup
from assembly.core.points import Point
from assembly.membership.panels import Panel
from tests import points
from tests.conftest import ROOT

HOUSES = ("assembly", "elections", "forums", "home")
PAGE = ROOT / "docs" / "extension-points.md"
LONGEST_READY = 3  # lines
CHANGES = {"append", "add", "insert", "extend", "update", "setdefault"}


def sources(root: Path = ROOT) -> Iterator[Path]:
    for house in HOUSES:
        yield from sorted((root / house).rglob("*.py"))


def module_of(path: Path, root: Path = ROOT) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def one():
    """Something to register."""


def two():
    """Something else."""


def test_what_is_registered_comes_in_the_order_of_places_then_of_registering():
    point: Point[str] = Point("tests")
    point.register("last", place=1)
    point.register("second", "third")
    point.register("first", place=-1)
    assert list(point) == ["first", "second", "third", "last"]


def test_what_is_registered_is_found_by_its_key():
    point: Point[tuple[str, int]] = Point("tests", key=itemgetter(0))
    point.register(("a", 1), ("b", 2))
    assert (point.get("b"), point.get("c")) == (("b", 2), None)


def test_registering_twice_names_both():
    point = Point("tests", key=attrgetter("__module__"))
    point.register(one)
    with pytest.raises(ValueError, match=r"for tests: tests\.test_points\.one and .*\.two\."):
        point.register(two)
    with pytest.raises(ValueError, match=r"for tests: 1 and 1\."):
        Point("tests").register(1, 1)


# No second way


def registries(path: Path) -> list[str]:
    """Lists, dictionaries and sets of a module that one of its functions fills."""
    tree = ast.parse(path.read_text())
    made = set()
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        is_empty_call = isinstance(value, ast.Call) and getattr(value.func, "id", "") in {
            "list",
            "dict",
            "set",
            "defaultdict",
            "deque",
            "OrderedDict",
        }
        if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp) or is_empty_call:
            made |= {target.id for target in targets if isinstance(target, ast.Name)}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return sorted(
        f"{path.name}: {function.name} fills {name}"
        for function in functions
        for node in ast.walk(function)
        if (name := filled(node)) in made
    )


def filled(node: ast.AST) -> str | None:
    """The name that this line puts something into: `x.append(…)`, `x[…] = …`, `x += …`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return getattr(node.func.value, "id", None) if node.func.attr in CHANGES else None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return getattr(node.value, "id", None)
    return getattr(node.target, "id", None) if isinstance(node, ast.AugAssign) else None


def test_nothing_but_a_point_takes_registrations():
    assert [line for path in sources() for line in registries(path)] == []


@pytest.mark.parametrize(
    "line",
    ["_kept.append(x)", "_kept[x] = 1", "_kept[:] = [x]", "_kept.setdefault(x, [])", "_kept += x"],
)
def test_a_registry_of_its_own_is_found(tmp_path, line):
    file = tmp_path / "mine.py"
    file.write_text(f"_kept: list[int] = []\n\ndef also(x):\n    {line}\n")
    assert registries(file) == ["mine.py: also fills _kept"]


def long_ready(path: Path) -> list[str]:
    return [
        f"{path.parent.name}: ready() is {len(body)} statements long"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "ready"
        if len(body := node.body) > LONGEST_READY
    ]


def test_apps_register_in_a_file_of_their_own():
    assert [line for path in sources() for line in long_ready(path)] == []


def test_a_long_ready_is_found(tmp_path):
    file = tmp_path / "apps.py"
    file.write_text("class C:\n    def ready(self):\n" + "        register()\n" * 4)
    assert long_ready(file) == [f"{tmp_path.name}: ready() is 4 statements long"]


def registered_elsewhere(path: Path, points: set[str]) -> list[str]:
    """Points that a module fills which is not its app's file of registrations."""
    if path.name == "registrations.py":
        return []
    return [f"{path.name} fills {point}" for point in sorted(registered_by(path) & points)]


def test_points_are_filled_in_the_files_of_registrations():
    points = points_of_the_house()
    assert [line for path in sources() for line in registered_elsewhere(path, points)] == []


def test_a_point_filled_at_the_bottom_of_its_own_module_is_found(monkeypatch, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text('steps: Point[str] = Point("mine")\nsteps.register("one")\n')
    monkeypatch.setattr(f"{__name__}.module_of", lambda path: "assembly.mine")
    assert registered_elsewhere(file, {"assembly.mine.steps"}) == [
        "mine.py fills assembly.mine.steps"
    ]


# The list of them


def points_of_the_house() -> set[str]:
    return {
        f"{module_of(path)}.{node.target.id}"
        for path in sources()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and ast.unparse(node.annotation).startswith("Point[")
    }


def registered_by(path: Path) -> set[str]:
    """The points that a file fills, by the whole name."""
    tree = ast.parse(path.read_text())
    package = module_of(path).rpartition(".")[0]
    names = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            base = f"{package}.{node.module or ''}".rstrip(".") if node.level else node.module
            names |= {alias.asname or alias.name: f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names[node.target.id] = f"{module_of(path)}.{node.target.id}"
    return {
        f"{names.get(first, first)}{rest}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "register"
        for first, rest in [re.fullmatch(r"(\w+)(.*)", ast.unparse(node.func.value)).groups()]
    }


def listed() -> dict[str, set[str]]:
    """The lines of the page: point → the apps that fill it."""
    rows = re.findall(r"^\| `([\w.]+)` \|[^|]*\|([^|]*)\|$", PAGE.read_text(), re.MULTILINE)
    return {point: set(re.findall(r"\w+", apps)) - {"later"} for point, apps in rows}


def test_the_page_lists_every_point_and_who_fills_it():
    filled_by = {point: set() for point in points_of_the_house()}
    for path in sources():
        for point in registered_by(path) & filled_by.keys():
            filled_by[point].add(module_of(path).removeprefix("assembly.").split(".")[0])
    assert listed() == filled_by


def test_the_points_of_the_house_are_points():
    assert len(points_of_the_house()) > 30


# Those that wait for who fills them


def test_the_yearly_report_leaves_out_what_has_nothing_to_report(monkeypatch):
    points.only(
        monkeypatch,
        yearly_report.sections,
        lambda first, last: Panel(heading=f"{first} to {last}"),
        lambda first, last: None,
    )
    assert [found.heading for found in yearly_report.of_year(2026)] == ["2026-01-01 to 2026-12-31"]


def test_a_person_answers_for_the_groups_that_an_app_says(monkeypatch):
    forum = AnsweringGroup(object(), "Kennet forum")
    points.only(monkeypatch, respondents.sources, lambda user: [forum])
    assert respondents.groups_of(object()) == [forum]
