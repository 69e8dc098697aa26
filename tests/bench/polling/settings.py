"""The site as it is, with one address more: the floor that casting a vote is held against."""

from assembly.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.polling.urls"
