"""A wrong or missing setting stops the start with its name and an example; a real site is locked by default."""

import ast
import os
import re
import runpy
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

import pytest

from assembly import environment

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "assembly" / "settings.py"
EXAMPLE = ROOT / ".env.example"
EXAMPLE_LINE = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)

REAL_SITE = {
    "SECRET_KEY": "k3-a-long-enough-secret-of-a-site-that-is-for-real-0123456789",
    "RECEIPT_SECRET": "r7-another-long-secret-under-which-receipt-keys-are-kept-0123",
    "SITE_URL": "https://assembly.example.org",
    "DATABASE_URL": "postgres://assembly:secret@127.0.0.1:5432/assembly",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "VCS Assembly <assembly@example.org>",
}
LOCAL = {"DEBUG": "on"}


@pytest.fixture
def start(monkeypatch):
    """Read the settings anew, with this environment and nothing else of ours."""

    def read(values):
        for name in names_read():
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(environment, "read_env_file", lambda path: None)
        return runpy.run_path(str(SETTINGS))

    return read


def names_read():
    """Every name that settings.py asks the environment for."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(SETTINGS.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
    }


def test_the_example_names_every_setting_and_no_other():
    assert {name for name, _ in EXAMPLE_LINE.findall(EXAMPLE.read_text())} == names_read()


def test_settings_ask_the_environment_through_one_module_only():
    assert "os.environ" not in SETTINGS.read_text()


def test_the_example_starts_a_real_site(start):
    values = dict(EXAMPLE_LINE.findall(EXAMPLE.read_text()))
    secrets = {name: REAL_SITE[name] for name in ("SECRET_KEY", "RECEIPT_SECRET")}
    site = start({**values, **secrets})
    assert not site["DEBUG"]
    assert site["SITE_HOST"] == "assembly.example.org"


@pytest.mark.parametrize("name", REAL_SITE)
def test_a_missing_setting_is_named_with_an_example(start, name):
    values = {key: value for key, value in REAL_SITE.items() if key != name}
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set.*for example: {name}=."):
        start(values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "assembly.example.org"),
        ("SITE_URL", "ftp://assembly.example.org"),
        ("SITE_URL", "http://assembly.example.org"),
        ("DATABASE_URL", "mysql://assembly@127.0.0.1/assembly"),
        ("DATABASE_URL", "assembly"),
        ("DATABASE_URL", "postgres://assembly@127.0.0.1:port/assembly"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "pigeon://mail.example.org"),
        ("DEBUG", "perhaps"),
        ("DEMO", "yess"),
        ("BACKGROUND_JOBS", "2"),
        ("LOG_FORMAT", "xml"),
        ("LOG_FORMAT", "plain"),
        ("QUEUE_AGE_LIMIT", "an hour"),
        ("REQUIRE_SECOND_FACTOR", "maybe"),
        ("TRUSTED_PROXY_COUNT", "one"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("BOUNCE_ADDRESS", "bounces"),
        ("BOUNCE_ADDRESS", "bounces+more@example.org"),
        ("BOUNCE_ADDRESS", f"{'b' * 25}@example.org"),
        ("BOUNCE_ADDRESS", "bounces@example"),
        ("BOUNCE_MAILBOX", "pop3://user:password@example.org"),
        ("BOUNCE_MAILBOX", "imaps://example.org/INBOX"),
        ("BOUNCE_MAILBOX", "imaps://user:password@example.org:port/"),
        ("BOUNCE_MAILBOX", "maildir:bounces"),
        ("BOUNCE_MAILBOX", "/var/mail/bounces"),
        ("CLAMD", "clamd"),
        ("CLAMD", "tcp://127.0.0.1:3310"),
    ],
)
def test_a_wrong_setting_is_named_with_an_example(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} .*{name}=."):
        start({**REAL_SITE, name: value})


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_URL", "BOUNCE_MAILBOX"])
def test_a_password_in_a_wrong_setting_is_not_repeated(start, name):
    with pytest.raises(ImproperlyConfigured) as stopped:
        start({**REAL_SITE, name: "nonsense://user:hunter2@host"})
    assert "hunter2" not in str(stopped.value)


def test_on_ones_own_computer_nothing_need_be_set(start):
    site = start(LOCAL)
    assert site["DATABASES"]["default"]["ENGINE"].endswith("sqlite3")
    assert site["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert "127.0.0.1" in site["ALLOWED_HOSTS"]


@pytest.mark.parametrize("word", ["on", "TRUE", "Yes", "1"])
def test_a_switch_is_on(monkeypatch, word):
    monkeypatch.setenv("SWITCH", word)
    assert environment.flag("SWITCH", default=False)


@pytest.mark.parametrize("word", ["off", "False", "NO", "0", ""])
def test_a_switch_is_off(monkeypatch, word):
    monkeypatch.setenv("SWITCH", word)
    assert not environment.flag("SWITCH", default=True)


def test_a_list_is_needed_or_has_a_default(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example.org , b.example.org,")
    assert environment.words("HOSTS", example="x") == ["a.example.org", "b.example.org"]
    monkeypatch.delenv("HOSTS")
    assert environment.words("HOSTS", example="x", default=[]) == []
    with pytest.raises(ImproperlyConfigured, match="HOSTS is not set"):
        environment.words("HOSTS", example="x")


def test_what_the_environment_says_wins_over_the_file(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("ASSEMBLY_TEST_A=file\nASSEMBLY_TEST_B=file\n")
    monkeypatch.setenv("ASSEMBLY_TEST_A", "environment")
    monkeypatch.setenv("ASSEMBLY_TEST_B", "")
    monkeypatch.delenv("ASSEMBLY_TEST_B")
    environment.read_env_file(file)
    environment.read_env_file(tmp_path / "absent")
    assert (os.environ["ASSEMBLY_TEST_A"], os.environ["ASSEMBLY_TEST_B"]) == ("environment", "file")


# A real site.


def test_a_real_site_is_https_only(start):
    site = start(REAL_SITE)
    assert site["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert site["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert site[name] is True
    assert site["SESSION_COOKIE_HTTPONLY"]
    assert site["CSRF_TRUSTED_ORIGINS"] == ["https://assembly.example.org"]


def test_a_real_site_answers_to_its_own_names_only(start):
    assert "*" not in start(REAL_SITE)["ALLOWED_HOSTS"]


def test_only_behind_a_proxy_is_the_proxys_word_taken(start):
    assert "SECURE_PROXY_SSL_HEADER" not in start(REAL_SITE)
    behind = start({**REAL_SITE, "TRUSTED_PROXY_COUNT": "1"})
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    "values",
    [
        {**REAL_SITE, "DEMO": "on"},
        {"DEBUG": "on", "DEMO": "on", "SITE_URL": "https://assembly.example.org"},
    ],
    ids=["not on a real site", "not for another computer"],
)
def test_the_demo_starts_on_ones_own_computer_only(start, values):
    with pytest.raises(ImproperlyConfigured, match="DEMO=on uses passwords that everybody knows"):
        start(values)


@pytest.mark.parametrize("values", [REAL_SITE, LOCAL], ids=["a real site", "one's own computer"])
def test_only_the_demo_goes_without_a_second_factor(start, values):
    with pytest.raises(ImproperlyConfigured, match="is for the demo only"):
        start({**values, "REQUIRE_SECOND_FACTOR": "off"})


def test_the_demo_is_a_real_site_but_for_its_secrets(start):
    """With DEBUG its errors would show the code, and nobody would see the pages that a real site shows."""
    demo = start({"DEMO": "on"})
    assert not demo["DEBUG"]
    assert demo["SITE_HOST"] == "127.0.0.1"
    assert demo["WHITENOISE_USE_FINDERS"]
    assert not demo["SEARCH_ENGINES"]


def test_make_demo_starts_without_debug():
    assert "DEMO=on DEBUG=off" in (ROOT / "Makefile").read_text()


def test_the_demo_may_go_without_a_second_factor(start):
    assert not start({**LOCAL, "DEMO": "on", "REQUIRE_SECOND_FACTOR": "off"})[
        "REQUIRE_SECOND_FACTOR"
    ]


def test_sqlite_waits_for_its_turn_and_loses_nothing_with_the_power(start):
    options = start(LOCAL)["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_with_redis_cache_and_queue_live_there(start):
    site = start({**REAL_SITE, "REDIS_URL": "redis://:secret@127.0.0.1:6379/0"})
    assert site["CACHES"]["default"]["BACKEND"].endswith("SteadyRedisCache")
    assert site["CACHES"]["pages"]["BACKEND"].endswith("QuickRedisCache")
    assert site["Q_CLUSTER"]["redis"] == "redis://:secret@127.0.0.1:6379/0"
    assert "orm" not in site["Q_CLUSTER"]


@pytest.mark.parametrize("jobs", ["on", "off"])
def test_one_setting_stops_all_jobs(start, jobs):
    site = start({**REAL_SITE, "BACKGROUND_JOBS": jobs})
    assert site["BACKGROUND_JOBS"] is site["Q_CLUSTER"]["scheduler"] is (jobs == "on")
