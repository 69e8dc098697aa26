"""The files for running a real site name what exists, and the proxy is silent where the application is."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management import get_commands
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

import pytest

from tests.site_map import ROWS

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
FILES = [path for path in sorted(DEPLOY.iterdir()) if path.is_file()]
UNITS = [path for path in FILES if path.suffix in {".service", ".timer"}]
READ_BY_OPERATORS = [*FILES, ROOT / "README.md", ROOT / "docs" / "operations.md"]

# `manage.py migrate`, and in a list of compose.yaml `"manage.py", "qcluster"`.
COMMAND = re.compile(r'manage\.py(?: |", ")([a-z_]+)')
SETTING = re.compile(r"^(?:#+ *)?([A-Z_]+)=", re.MULTILINE)
OF_THE_IMAGES = {"POSTGRES_USER", "POSTGRES_PASSWORD", "PYTHONUNBUFFERED"}
# Addresses whose view is made for a person and an election; the slug and the numbers do not matter here.
SOME_ELECTION = re.compile(r"\{[^}]+\}")


def named(path: Path) -> str:
    return path.name


def text(name: str) -> str:
    return (DEPLOY / name).read_text()


@pytest.mark.parametrize("path", READ_BY_OPERATORS, ids=named)
def test_every_command_that_is_named_exists(path):
    unknown = set(COMMAND.findall(path.read_text())) - set(get_commands())
    assert unknown == set()


def test_the_parts_are_there_and_each_runs_a_command():
    assert {path.name for path in UNITS} == {
        "assembly-web.service",
        "assembly-worker.service",
        "assembly-backup.service",
        "assembly-backup.timer",
    }
    assert COMMAND.findall(text("assembly-worker.service")) == ["qcluster"]
    assert COMMAND.findall(text("assembly-backup.service")) == ["backup"]
    assert COMMAND.findall(text("compose.yaml"))[-4:] == [
        "migrate",
        "sync_pages",
        "sync_roles",
        "sync_schedules",
    ]


@pytest.mark.parametrize("name", ["Dockerfile", "assembly-web.service"])
def test_the_web_server_serves_the_application_and_keeps_no_log_of_its_own(name):
    [line] = [
        line for line in text(name).splitlines() if re.search(r"^(CMD|ExecStart).*gunic", line)
    ]
    module = re.search(r"\b(assembly\.wsgi)\b", line)[1]
    assert callable(import_string(f"{module}.application"))
    assert "access-log" not in line


def test_the_image_copies_what_is_there_and_does_not_run_as_root():
    dockerfile = text("Dockerfile")
    for source in re.findall(r"^COPY (\S+) ", dockerfile, re.MULTILINE):
        assert (ROOT / source).exists(), source
    assert re.findall(r"^USER (\w+)", dockerfile, re.MULTILINE) == ["assembly"]
    assert dockerfile.index("USER assembly") > dockerfile.index("collectstatic")


@pytest.mark.parametrize("path", UNITS, ids=named)
def test_no_unit_runs_as_root(path):
    assert path.suffix == ".timer" or "\nUser=assembly\n" in path.read_text()


def test_what_compose_sets_is_a_setting():
    known = set(SETTING.findall((ROOT / ".env.example").read_text())) | OF_THE_IMAGES
    block = re.compile(r"^ {4,6}([A-Z_]+): ", re.MULTILINE)
    names = set(block.findall(text("compose.yaml")))
    assert {"DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "MAINTENANCE_PAGE"} <= names
    assert names - known == set()


def test_no_example_names_a_redis_without_a_password():
    """Who can write into it runs code here: the cache unpacks what it finds there."""
    examples = [*FILES, ROOT / ".env.example", *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    named_there = [
        url
        for path in examples
        for url in re.findall(r"rediss?://(?:\$\{[^}]*\}|[^\s`\"])+", path.read_text())
    ]
    assert len(named_there) >= 3
    assert [url for url in named_there if not re.match(r"rediss?://\w*:[^/@]+@", url)] == []
    assert "--requirepass" in text("compose.yaml")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_registry_is_named(path):
    hosts = set(re.findall(r"https?://([^/\s:;$]+)", path.read_text()))
    assert hosts <= {"assembly", "assembly.example.org", "localhost"}


# The proxy


def silent_locations() -> re.Pattern[str]:
    """Those that say so: by a pattern, or by how an address begins."""
    blocks = re.findall(r"location (~ )?(\S+) \{(.*?)\n    \}", text("nginx.conf"), re.DOTALL)
    silent = [
        where if by_pattern else f"^{re.escape(where)}"
        for by_pattern, where, block in blocks
        if "access_log off;" in block and "error_log /dev/null" in block
    ]
    assert len(silent) == 2
    return re.compile("|".join(silent))


def test_the_proxy_takes_files_of_cases_as_large_as_papers_of_groups():
    """The application says in a sentence which file is too large."""
    sizes = dict(
        re.findall(r"location (/my/\S+) \{[^}]*client_max_body_size (\S+);", text("nginx.conf"))
    )
    assert sizes["/my/cases/"] == sizes["/my/groups/"]


def test_the_proxy_is_silent_wherever_the_application_is():
    silent = silent_locations()
    secret = []
    for row in ROWS:
        address = SOME_ELECTION.sub("1", urlsplit(row.address).path)
        try:
            view = resolve(address).func
        except Resolver404:
            continue
        if getattr(view, "leaves_no_trace", False):
            secret.append(address)
    assert len(secret) > 5
    assert [address for address in secret if not silent.search(address)] == []


def test_the_proxy_logs_no_visit_anywhere():
    servers = text("nginx.conf").split("\nserver {")[1:]
    assert len(servers) == 2
    assert all("\n    access_log off;" in server for server in servers)


def test_the_proxy_gives_out_sized_pictures_and_no_other_upload():
    given_out = re.findall(r"location (/media/\S*) ", text("nginx.conf"))
    assert given_out == ["/media/images/"]
