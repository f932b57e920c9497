# Everything here needs only GNU make and Python 3.11 or newer. `make help` says what there is.

PYTHON3 ?= python3
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install -q --disable-pip-version-check
ADDR ?= 127.0.0.1
PORT ?= 8000
# How many test processes at once; 0 runs the tests in pytest's own.
WORKERS ?= 2
# Narrows a run: make test TESTS=tests/guidance
TESTS ?= tests
PYTEST := $(PYTHON) -m pytest
ENGINES := sqlite postgresql

DEMONSTRATION := DEBUG=1 LEUKO_DEMONSTRATION=1 LEUKO_SHOW_UNREVIEWED=1 DATABASE_URL=sqlite:///demo.sqlite3 \
	LEUKO_ADDRESS=http://$(ADDR):$(PORT) EMAIL_URL=filemail:///demo-mail
PRODUCTION := DEBUG=0 ALLOWED_HOSTS=leuko.example DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=only-for-make-check-and-never-for-a-site-that-anyone-can-reach

# Whatever the shell says: without bytecode each of the tests' processes compiles every module anew, for five seconds.
export PYTHONDONTWRITEBYTECODE :=

# Runs pytest with $(1) on each engine in turn; both always run, and one that fails fails the target. 5 says that nothing
# is left to run: on PostgreSQL, where all that was asked for comes out the same with every database.
each_engine = failed=0; for engine in $(ENGINES); do \
		LEUKO_TEST_ENGINE=$$engine $(PYTEST) $(1) $(TESTS) || { [ $$? = 5 ] && [ $$engine = postgresql ]; } || failed=1; \
	done; exit $$failed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check soak bench pictures clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.runtime ## serve the demonstration site (ADDR=127.0.0.1 PORT=8000)
	@$(DEMONSTRATION) $(PYTHON) manage.py migrate -v0
	@$(DEMONSTRATION) $(PYTHON) manage.py demo
	@$(DEMONSTRATION) $(PYTHON) manage.py index_guidance --missing
	@$(DEMONSTRATION) $(PYTHON) manage.py runserver --noreload $(ADDR):$(PORT)

test: .venv/.tests ## run the tests on SQLite, then on PostgreSQL (TESTS=tests/guidance WORKERS=2)
	@$(call each_engine,-n $(WORKERS) --dist worksteal)

check: .venv/.tests ## lint, format, migrations, types, deployment settings, generated docs
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PRODUCTION) $(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(PYTHON) manage.py draw_stages --check

soak: export LEUKO_SOAK = 1
soak: .venv/.tests ## run the races, kills, walks, properties and looks of pages at length: half an hour on two cores
	@$(call each_engine,-n $(WORKERS) --dist worksteal -m "race or soak" -p no:cacheprovider --durations=10)

bench: .venv/.tests ## time the pages that must be quick
	$(PYTHON) -m tests.bench

pictures: .venv/.tests ## take the pictures in docs/pictures anew (needs Chromium)
	$(PYTHON) -m tests.pictures

clean: ## remove the virtual environment, the demonstration and what tools left behind
	rm -rf .venv staticfiles .hypothesis .mypy_cache .pytest_cache .ruff_cache demo.sqlite3* demo-mail
	find . -name __pycache__ -prune -exec rm -rf {} +

# A stamp is newer than the requirements it stands for: a second run installs nothing.
.venv/.runtime: requirements.txt | .venv/bin/pip
	@echo "Installing what leuko needs (once; a minute or two)"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.tests: tests/requirements.txt requirements.txt | .venv/bin/pip
	@echo "Installing what leuko and its tests need (once; a minute or two)"
	@$(PIP) -r tests/requirements.txt
	@touch .venv/.runtime $@

.venv/bin/pip:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "leuko needs Python 3.11 or newer, and $(PYTHON3) is not: try make PYTHON3=python3.12" >&2; exit 1; }
	@$(PYTHON3) -m venv .venv
