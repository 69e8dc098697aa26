"""Imports go only downwards: a lower app never knows a higher one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the top of the house to its cellar; apps on one floor do not know each other.
FLOORS = [
    ["home"],
    ["elections"],
    ["forums"],
    ["assembly.consultations", "assembly.funding"],
    ["assembly.compact"],
    ["assembly.partners"],
    ["assembly.membership"],
    ["assembly.notifications"],
    ["assembly.accounts"],
    ["assembly.core"],
]
FLOOR = {app: level for level, apps in enumerate(FLOORS) for app in apps}
FREE_OF_DJANGO = ["elections/counting"]


def app_of(module: str) -> str | None:
    return next((app for app in FLOOR if module == app or module.startswith(app + ".")), None)


def imported(path: Path) -> set[str]:
    """Every module a file names in an import, relative ones resolved."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def upward(app: str, path: Path) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for module in sorted(imported(path))
        if (other := app_of(module)) and other != app and FLOOR[other] <= FLOOR[app]
    ]


@pytest.mark.parametrize("app", FLOOR)
def test_an_app_imports_only_what_lies_below_it(app):
    files = (ROOT / app.replace(".", "/")).rglob("*.py")
    assert [line for path in files for line in upward(app, path)] == []


def test_an_upward_arrow_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_imports.ROOT", tmp_path)
    file = tmp_path / "assembly" / "compact" / "models.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "from assembly import funding\nfrom ..membership import models\nimport elections.models\n"
    )
    assert upward("assembly.compact", file) == [
        "assembly/compact/models.py imports assembly.funding",
        "assembly/compact/models.py imports elections.models",
    ]


@pytest.mark.parametrize("folder", FREE_OF_DJANGO)
def test_a_pure_package_knows_no_django(folder):
    for path in (ROOT / folder).rglob("*.py"):
        assert not [
            module for module in imported(path) if module.split(".")[0] in {"django", "assembly"}
        ], path


# Module -> why a function of it imports: what it needs is built on the models that are being defined there.
LAZY = {
    "assembly/accounts/models.py": "who holds an office is read from its models",
    "assembly/compact/cases/hearing/finding_rules.py": "types alone",
    "assembly/compact/models/pages.py": "its pages show what selectors read",
    "assembly/consultations/publishing/forms.py": "the form of a page model saves through services",
    "assembly/consultations/models/pages.py": "its pages show what selectors read, and act through services",
    "elections/counting/results.py": "a count writes its own sheet",
    "elections/models/spread_limit.py": "types alone",
    "forums/models/pages.py": "its pages show what selectors read",
    "home/library/models.py": "its pages show what selectors read",
}


def imports_late(source: str) -> bool:
    tree = ast.parse(source)
    top = set(map(id, tree.body))
    return any(
        isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top
        for node in ast.walk(tree)
    )


def test_modules_import_at_their_top():
    """But for `apps.py`, which Django reads before there are models, and what only a circle makes necessary."""
    late = {
        str(path.relative_to(ROOT))
        for app in ("assembly", "elections", "forums", "home")
        for path in (ROOT / app).rglob("*.py")
        if path.name != "apps.py"
        and "migrations" not in path.parts
        and imports_late(path.read_text())
    }
    assert late == set(LAZY)


@pytest.mark.parametrize("package", ["elections/rules", "assembly/membership/rules"])
def test_rules_are_imported_as_modules(package):
    """`rules.voting.may_vote`: a reader finds the file at once, and a new rule is written in one place."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text())
    passed_on = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module is not None
    ]
    assert passed_on == []
