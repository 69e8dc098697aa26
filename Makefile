# Every target prints what it does with `make help`.
PYTHON ?= python3
PORT ?= 8000
export SHARED_DATA ?= $(abspath ../shared/data)

RUN = .venv/bin/python
TEST_ENV = DJANGO_SETTINGS_MODULE=tests.settings
DEMO_ENV = DEMO=on DEBUG=off LOG_FORMAT=plain REQUIRE_SECOND_FACTOR=off SITE_URL=http://127.0.0.1:$(PORT) ALLOWED_HOSTS= \
	DATABASE_URL=sqlite:///$(CURDIR)/var/demo.sqlite3 MEDIA_ROOT=$(CURDIR)/var/demo-media REDIS_URL= \
	EMAIL_URL=consolemail:// BACKGROUND_JOBS=on TRUSTED_PROXY_COUNT=0
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
# A file of tests stays on one worker: what it builds for all its tests, a world or a backup, is built once a run.
PARALLEL = -n $(JOBS) --dist loadfile
POSTGRESQL ?= postgres://postgres@127.0.0.1:5432/test
UV = $(shell command -v uv || echo "$(CURDIR)/.venv/bin/uv")
# Extras stay in the lock: without them pip looks for `willow[heif]` beyond it and refuses what it finds there.
COMPILE = $(UV) pip compile --quiet --generate-hashes --universal --no-strip-extras --no-header --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-fast test-all coverage browser lint format types audit check bench backup restore lock run-env dev-env

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

run-env:
	@$(PYTHON) scripts/venv.py requirements.txt

dev-env:
	@$(PYTHON) scripts/venv.py requirements-dev.txt

demo: run-env ## Start the demo site with invented people and data on 127.0.0.1:$PORT
	@mkdir -p var
	@$(DEMO_ENV) $(RUN) manage.py demo

demo-reset: ## Throw the demo's data away and start it anew
	@rm -rf var/demo.sqlite3* var/demo-media
	@$(MAKE) --no-print-directory demo

test: dev-env ## Run the whole suite on SQLite, or on the database named by DATABASE_URL
	@$(TEST_ENV) $(RUN) -m pytest $(PARALLEL) $(ARGS)

test-fast: dev-env ## Run what your change is likely to break, failed tests first (SINCE=main: all since a commit)
	@files=$$($(RUN) scripts/changed_tests.py $(SINCE)) && $(TEST_ENV) $(RUN) -m pytest -x --ff $(PARALLEL) $(ARGS) $$files

test-all: export NETS = all
test-all: dev-env ## Run everything on both databases in random order: every address, many examples; then the browser
	@failed=0; \
	$(TEST_ENV) DATABASE_URL= $(RUN) -m pytest $(PARALLEL) -p randomly $(ARGS) || failed=1; \
	$(TEST_ENV) DATABASE_URL=$(POSTGRESQL) $(RUN) -m pytest $(PARALLEL) -p randomly $(ARGS) || failed=1; \
	$(MAKE) --no-print-directory browser || failed=1; \
	exit $$failed

coverage: export NETS = all
coverage: dev-env ## Run the suite and hold its branch coverage against the floors
	@$(TEST_ENV) $(RUN) -m pytest $(PARALLEL) -q --cov --cov-report= $(ARGS)
	@$(RUN) -m coverage report --skip-covered --skip-empty --fail-under=90
	@$(RUN) -m coverage report --include='*/rules.py,*/rules/*,*/services.py,*/services/*,*/elections/counting/*' --fail-under=100

browser: dev-env ## Run the browser tests (system Chromium, axe)
	@$(TEST_ENV) $(RUN) -m pytest -n $(JOBS) --dist load -o addopts="-ra --strict-markers --strict-config -p no:randomly" tests/browser $(ARGS)

lint: dev-env ## Check Python and templates
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m djlint --quiet --lint templates

format: dev-env ## Put Python and templates in the house format
	@$(RUN) -m ruff check --quiet --fix . || true
	@$(RUN) -m ruff format .

types: dev-env ## Check the types
	@$(RUN) -m mypy assembly elections forums home

audit: dev-env ## Look for known vulnerabilities of the locked packages (asks the network; without it, it warns)
	@$(RUN) scripts/audit.py

check: lint types test dev-env ## Everything a change must pass, on SQLite
	@$(TEST_ENV) $(RUN) manage.py makemigrations --check --dry-run
	@sh .ci/check-deploy

bench: dev-env ## Measure against floors; prints one table
	@$(TEST_ENV) $(RUN) -m tests.bench

backup: run-env ## Write the whole site into one file: make backup TO=/srv/backups
	@$(RUN) manage.py backup "$(or $(TO),$(error Say where to: make backup TO=/srv/backups))"

restore: run-env ## Put a backup in the place of this site: make restore FROM=FILE [REPLACE=yes]
	@$(RUN) manage.py restore $(if $(filter yes,$(REPLACE)),--replace) "$(or $(FROM),$(error Say which: make restore FROM=FILE))"

lock: ## Renew the locked versions in requirements*.txt
	@$(COMPILE) --upgrade pyproject.toml -o requirements.txt
	@$(COMPILE) --upgrade --group dev pyproject.toml -o requirements-dev.txt
