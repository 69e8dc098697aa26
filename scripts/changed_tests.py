"""Name the test files that a change is likely to break, for `make test-fast`; the whole suite stays `make test`.

A change is what differs from the last commit, new files included, or with an argument from that commit. A test file is
chosen when it changed, when it imports a changed module or the package that hands it on, and, for a view, a form, a
template or an address, when it tests the pages of that app. Where nothing imports a module, those that test its
importers are chosen. What this cannot follow is named, with what to run instead. The tests of the house always run.

    python scripts/changed_tests.py [COMMIT]
"""

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALWAYS = ("tests/test_house.py", "tests/test_imports.py", "tests/test_settings.py")
ON_SCREEN = ("views", "forms", "urls", "staff", "viewsets", "wagtail_hooks", "templatetags")
PRODUCT = ("assembly", "elections", "forums", "home")
PAGES = ("page", "view", "screen", "staff", "admin", "walk")


Imports = dict[str, set[str]]


def changed(since: str) -> list[str]:
    """Paths that differ from a commit, and those git does not know yet."""
    asked = (["diff", "--name-only", since], ["ls-files", "--others", "--exclude-standard"])
    return [
        path
        for arguments in asked
        for path in subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.splitlines()
    ]  # fmt: skip


def chosen_for(paths: Iterable[str], root: Path = ROOT) -> tuple[list[str], list[str]]:
    """The test files to run for these changed paths, each once, sorted; and the paths for which there is none."""
    files = [str(file.relative_to(root)) for file in sorted(root.glob("tests/**/test_*.py"))]
    files = [name for name in files if "/browser/" not in name]
    asked = {name: imported_by(root / name, root) for name in files}
    product = {
        str(file.relative_to(root)): imported_by(file, root)
        for app in PRODUCT
        for file in sorted((root / app).rglob("*.py"))
    }
    chosen = {name for name in ALWAYS if name in asked}
    lost = []
    for path in paths:
        found = _for_one(path, asked, product)
        chosen |= found
        if not found and not path.endswith(".md"):
            lost.append(path)
    return sorted(chosen), lost


def _for_one(path: str, asked: Imports, product: Imports) -> set[str]:
    found = {path} & asked.keys()
    if "/migrations/" in path:
        return {name for name in asked if name.startswith("tests/upgrade/")}
    if path.startswith("templates/emails/"):
        return {name for name in asked if name.endswith("test_mails.py")}
    if is_on_screen(path):
        folder = [name for name in asked if name.startswith(f"tests/{app_of(path)}/")]
        pages = {name for name in folder if any(word in name for word in PAGES)}
        found |= pages or set(folder)
    if path.endswith(".py"):
        found |= importing(path, asked) or {
            name for other in importing(path, product) for name in importing(other, asked)
        }
    return found


def importing(path: str, imports: Imports) -> set[str]:
    """The files that import this module, or else the package through which it is handed on."""
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    for name in (module, module.rpartition(".")[0]):
        if found := {file for file, named in imports.items() if name in named and file != path}:
            return found
    return set()


def imported_by(file: Path, root: Path) -> set[str]:
    """The modules a file names in its imports: `from a.b import c` may mean the module a.b or a.b.c."""
    named = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            named |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(file.relative_to(root), node)
            named |= {module, *(f"{module}.{one.name}" for one in node.names)}
    return named


def _absolute(file: Path, node: ast.ImportFrom) -> str:
    """What `from ..rules import voting` means in this file, seen from the top of the house."""
    if not node.level:
        return node.module or ""
    package = file.parts[: len(file.parts) - node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def is_on_screen(path: str) -> bool:
    return path.startswith("templates/") or any(part in path for part in ON_SCREEN)


def app_of(path: str) -> str:
    """The folder of tests of an app: `assembly/funding/views.py` and `templates/funding/…` are both of funding."""
    first, _, rest = path.partition("/")
    return rest.partition("/")[0] if first in {"assembly", "templates"} else first


if __name__ == "__main__":
    since = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    tests, without = chosen_for(changed(since))
    for path in without:
        sys.stderr.write(f"No test was found for {path}: run make test (or make browser).\n")
    sys.stdout.write("\n".join(tests) + "\n")
