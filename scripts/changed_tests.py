"""Name the test files that a change is likely to break, for `make test-fast`; the whole suite stays `make test`.

A change is what differs from the last commit, new files included, or with an argument from that commit. A test file is
chosen when it changed, when it imports a changed module, and, for a view, a form, a template or an address, when it
tests the pages of that app. The tests of the house are cheap and always run.

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
PAGES = ("page", "view", "screen", "staff", "admin", "walk")


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


def chosen_for(paths: Iterable[str], root: Path = ROOT) -> list[str]:
    """The test files to run for these changed paths, each once, sorted."""
    files = {str(file.relative_to(root)): file for file in root.glob("tests/**/test_*.py")}
    files = {name: file for name, file in files.items() if "/browser/" not in name}
    chosen = {name for name in ALWAYS if name in files}
    imports = {name: imported_by(file) for name, file in files.items()}
    for path in paths:
        chosen |= {path} & files.keys()
        module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        if path.endswith(".py"):
            chosen |= {name for name in files if module in imports[name]}
        if is_on_screen(path):
            folder = f"tests/{app_of(path)}/"
            chosen |= {
                name
                for name in files
                if name.startswith(folder) and any(word in name for word in PAGES)
            }
    return sorted(chosen)


def imported_by(file: Path) -> set[str]:
    """The modules a file names in its imports: `from a.b import c` may mean the module a.b or a.b.c."""
    named = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            named |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return named


def is_on_screen(path: str) -> bool:
    return path.startswith("templates/") or any(part in path for part in ON_SCREEN)


def app_of(path: str) -> str:
    """The folder of tests of an app: `assembly/funding/views.py` and `templates/funding/…` are both of funding."""
    first, _, rest = path.partition("/")
    return rest.partition("/")[0] if first in {"assembly", "templates"} else first


if __name__ == "__main__":
    since = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    sys.stdout.write("\n".join(chosen_for(changed(since))) + "\n")
