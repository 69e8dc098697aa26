"""The product's settings, with what a test run needs changed."""

import os

os.environ.setdefault("DEBUG", "on")
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("RECEIPT_SECRET", "only-for-tests-and-long-enough-to-pass-the-check")
os.environ.setdefault("BACKUP_KEY", "only-for-tests-and-the-key-of-their-backups")
# An empty name beside `.env`: a developer's own settings do not reach the tests.
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from assembly.settings import *  # noqa: F403
from assembly.settings import Q_CLUSTER
from tests import clock

clock.start()

DEBUG = False
# A test of a permission must see the refusal itself; the tests of accounts turn this on.
REQUIRE_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "parts")
}
Q_CLUSTER = {**Q_CLUSTER, "sync": True}
MAINTENANCE_PAGE = "/nonexistent/maintenance.html"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Tests move the clock by weeks between two requests; tests/accounts/test_idle.py sets the limit that a site has.
OFFICE_IDLE_MINUTES = 10 * 365 * 24 * 60
