"""Every dependency of `pyproject.toml` is imported by our code, or is said here to be used otherwise."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Not parsed: of a thousand files that takes seconds, and one import stands on each line (ruff).
IMPORTED = re.compile(r"^ *(?:from|import) (\w+)", re.MULTILINE)
PRODUCT = ("assembly", "elections", "forums", "home")
# Not imported, and what uses it.
USED_OTHERWISE = {
    "croniter": "django-q2, for schedules",
    "django-stubs": "mypy",
    "djlint": "make lint",
    "gunicorn": "deploy/",
    "mypy": "make types",
    "pip-audit": "make audit",
    "psycopg": "Django, for PostgreSQL",
    "pytest-cov": "make coverage",
    "pytest-django": "pytest",
    "pytest-playwright": "make browser",
    "pytest-randomly": "make test-all",
    "pytest-xdist": "make test",
    "ruff": "make lint",
    "whitenoise": "the settings, as middleware",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imports_of(folders: Iterable[str]) -> set[str]:
    """The names of distributions that the files of these folders import."""
    of = packages_distributions()
    modules = {
        module
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for module in IMPORTED.findall(path.read_text())
    }
    return {normal(name) for module in modules for name in of.get(module, ())}


def unused(requirements: Iterable[str], used: set[str]) -> list[str]:
    names = {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}
    return sorted(names - used)


@pytest.fixture(scope="module")
def listed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return project["project"]["dependencies"], project["dependency-groups"]["dev"]


def test_every_dependency_is_used(listed):
    product, dev = listed
    in_product = imports_of(PRODUCT)
    found = unused(product, in_product) + unused(dev, in_product | imports_of(["tests"]))
    assert sorted(found) == sorted(USED_OTHERWISE)


def test_one_that_nothing_imports_is_found():
    assert unused(["Django>=5", "left_over[extra]"], {"django"}) == ["left-over"]
