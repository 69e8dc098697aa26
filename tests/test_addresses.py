"""Addresses are made by their names: `reverse`, `{% url %}`, and `core.addresses.page_at` for pages of the tree."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WRITTEN = re.compile(r"/[a-z][a-z0-9_-]*(/|\?|$)")
IN_A_TEMPLATE = re.compile(r"""\b(?:href|action|src)=["']?/[a-z]""")
# Where an address is written out -> why.
ALLOWED = {
    "assembly/core/backup/": "folders of an archive",
    "assembly/core/maintenance.py": "what a machine asks for, while Django may have no addresses",
    "assembly/urls.py": "is where addresses are made",
    "assembly/core/gallery.py": "examples on the page of components; nobody follows them",
    "assembly/environment.py": "folders of the server",
    "assembly/account_settings.py": "where somebody lands who signed in",
    "assembly/settings.py": "where static files and uploads are given out, which addresses are made from",
    "elections/audit_pack.py": "explains a hash in words",
    "elections/views/voting.py": "looks at the end of an address, whichever election it is of",
    "home/words/": "words that are kept in pages, where editors write addresses too",
}


def is_allowed(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(tuple(ALLOWED))


def test_no_address_is_written_out_in_python():
    """The routes of the open data in each `api.py` are where its addresses are made, like a `urls.py`."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"
        for app in ("assembly", "elections", "forums", "home")
        for path in sorted((ROOT / app).rglob("*.py"))
        if not is_allowed(path) and not {"migrations", "demo", "api.py"} & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and WRITTEN.match(node.value)
    ]
    assert not found


def test_no_address_is_written_out_in_a_template():
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in IN_A_TEMPLATE.findall(path.read_text())
    ]
    assert not found
