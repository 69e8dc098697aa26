"""Links that open a page without signing in are made and read in one way, and those that were mailed keep working."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.core import signing

import pytest

from assembly.accounts.corrections.links import LINKS as CORRECTIONS
from assembly.membership.invitation_links import LINKS as INVITATIONS
from assembly.notifications.unsubscribing import LINKS as UNSUBSCRIBING
from assembly.partners.report_links import LINKS as REPORTS
from tests.conftest import ROOT

HOUSES = ("assembly", "elections", "forums", "home")
ALLOWED = {"assembly/core/signed_links.py"}
SIGNERS = {"Signer", "TimestampSigner"}
# What mails that have gone out hold: neither salt nor form may change.
MAILED = [
    (CORRECTIONS, "assembly.accounts.correction", (7,)),
    (INVITATIONS, "assembly.membership.invitation", (7,)),
    (REPORTS, "assembly.partners.report", (3, 1, 7)),
    (UNSUBSCRIBING, "assembly.notifications.unsubscribe", (7, "groups")),
]


def mailed(salt: str, held: tuple[object, ...]) -> str:
    signer = signing.Signer(salt=salt, sep=".")
    return signer.sign(str(held[0])) if len(held) == 1 else signer.sign_object(list(held))


@pytest.mark.parametrize(("links", "salt", "held"), MAILED)
def test_links_that_were_mailed_keep_working(links, salt, held):
    token = mailed(salt, held)
    assert links.read(token) == held
    assert f"/{token}/" in links.path(*held)


@pytest.mark.parametrize(("links", "salt", "held"), MAILED)
def test_what_is_not_ours_holds_nothing(links, salt, held):
    one_more = signing.Signer(salt=salt, sep=".").sign_object([*held, 1])
    another_kind = signing.Signer(salt=salt, sep=".").sign_object([None] * len(held))
    no_list = signing.Signer(salt=salt, sep=".").sign_object("nothing")
    of_another = mailed("assembly.another", held)
    for token in ("", "x", f"{mailed(salt, held)}x", of_another, one_more, another_kind, no_list):
        assert links.read(token) is None, token


# No second way


def signs(path: Path) -> Iterator[str]:
    """Lines of a file that sign something by Django's signer."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module in {
            "django.core",
            "django.core.signing",
        }:
            named = {alias.name for alias in node.names}
            if node.module == "django.core.signing" or "signing" in named:
                yield f"{path.name}:{node.lineno}"
        elif isinstance(node, ast.Import):
            if any(alias.name == "django.core.signing" for alias in node.names):
                yield f"{path.name}:{node.lineno}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SIGNERS:
            yield f"{path.name}:{node.lineno}"


def test_nothing_else_signs_a_link():
    found = [
        line
        for house in HOUSES
        for path in sorted((ROOT / house).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in ALLOWED
        for line in signs(path)
    ]
    assert not found, "\n".join(["Make and read it by core/signed_links.py:", *found])


@pytest.mark.parametrize(
    "line",
    [
        "from django.core import signing",
        "from django.core.signing import dumps",
        "import django.core.signing",
        "x = signing.TimestampSigner(salt='mine')",
        "x = Signer()",
    ],
)
def test_a_second_way_is_found(tmp_path, line):
    file = tmp_path / "mine.py"
    file.write_text(f"{line}\n")
    assert list(signs(file)) == ["mine.py:1"]
