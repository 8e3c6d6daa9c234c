# The commands of the site; `make help` lists them. Settings come from the environment or from make's command line:
#   make serve PORT=9000 DATABASE_URL=postgresql://user:password@host/name

PORT     ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
PYTHON   ?= python3
export PORT SITE_URL PYTHON

# Always `python -m`: the scripts of a virtual environment break when its folder is moved.
PY     := .venv/bin/python
PYTEST := $(PY) -m pytest
# One process a core; each has a database of its own.
PARALLEL := --numprocesses auto --maxprocesses 4
MO     := $(patsubst %.po,%.mo,$(wildcard speeches/locale/*/LC_MESSAGES/django.po))

# The generated key serves unless the environment has one.
WITH_KEY := SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret_key)}"; export SECRET_KEY;

# What `make check` judges is the configuration of a public site, whatever this machine's own is.
PRODUCTION := env -u ALLOWED_HOSTS -u TRUSTED_PROXY -u CONTACT_EMAIL DEBUG=0 SITE_URL=https://speeches.example.org PUBLISHER_NAME=Office \
	DATABASE_URL=sqlite://:memory: SECRET_KEY=for-make-check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM

# Ctrl-C reaches every process of the terminal, but a worker that is told to stop twice hangs (6 times of 8) until it is
# killed: so the server gets a session of its own, and only its first process is told.
# Threads of a worker share one core by turns of 5 ms, workers are shared out by the machine: with twice as many workers
# as cores and two threads each, editors' forms hold up readers less (`make audit`: p99 of reads 80 ms, with two workers of
# four threads 110). What exceeds them waits in the queue instead of piling up in memory.
GRANIAN := $(PY) -m granian --interface wsgi --http 1 --no-ws --host 127.0.0.1 --port $(PORT) --workers 4 \
	--blocking-threads 2 --blocking-threads-idle-timeout 600 --backlog 1024 --backpressure 64 \
	--respawn-failed-workers --workers-kill-timeout 5 --no-access-log --log-level error summit.wsgi:application

# Never in the tests' own folders: not everything that looks like a message there is one.
MAKEMESSAGES := makemessages --locale zh_Hant --add-location file --no-wrap --no-obsolete --ignore tests --ignore var
# Django's; the readers' are Jinja's.
TEMPLATES := find templates/admin -name '*.html' -print0

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve prepare admin check test bench audit format messages tools

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

serve: .venv/serve $(MO) var/secret_key ## Prepare everything and serve the site (PORT=8000, DATABASE_URL=sqlite in var/)
	@$(PY) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
		{ echo "Port $(PORT) is taken; try: make serve PORT=$$(( $(PORT) + 1 ))" >&2; exit 1; }
	@$(WITH_KEY) $(PY) manage.py prepare
	@printf '\n  Read   %s/\n  Edit   %s/admin/  (make admin creates an account)\n  Stop   Ctrl-C\n\n' $(SITE_URL) $(SITE_URL)
	@$(WITH_KEY) trap 'kill $$server' INT TERM HUP; setsid $(GRANIAN) & server=$$!; wait $$server || wait $$server

prepare: .venv/serve $(MO) var/secret_key ## Prepare everything and serve nothing: before systemd starts the site
	@$(WITH_KEY) $(PY) manage.py prepare

admin: .venv/serve $(MO) var/secret_key ## Create an account for the admin (NAME=admin)
	@$(WITH_KEY) $(PY) manage.py make_admin $(NAME)

check: tools ## Style, walls, migrations, translations and settings: what needs no running site
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(TEMPLATES) | xargs -0 --no-run-if-empty .venv/bin/djade --check --target-version 5.2
	@$(PY) .venv/bin/lint-imports --no-logo --no-cache
	@$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@$(PYTEST) --quiet tests/architecture tests/test_translations_complete.py

test: tools ## All tests: on SQLite, on PostgreSQL, in the browser
	@echo "Unit tests on SQLite"
	@$(PYTEST) $(PARALLEL)
	@echo "Unit tests on PostgreSQL"
	@$(PYTEST) $(PARALLEL) --postgres
	@echo "Browser tests"
	@$(PYTEST) tests/browser

bench: tools ## Measure the speed and print it
	@$(PYTEST) --quiet --capture=no -p no:randomly --override-ini=python_files='bench_*.py' --override-ini=python_functions='bench_* test_*' tests/benchmarks

AUDIT := $(PYTEST) --quiet -p no:randomly --override-ini=python_files='audit_*.py' --override-ini=python_functions='audit_*'

# What has nothing to do with the database is audited once.
audit: tools var/audit/installed ## The long trials: readers' pages by every checker; saves, load, faults on both databases
	@echo "The readers' pages"
	@$(AUDIT) tests/audits/readers
	@echo "On SQLite"
	@$(AUDIT) tests/audits --ignore=tests/audits/readers
	@echo "On PostgreSQL"
	@$(AUDIT) tests/audits --ignore=tests/audits/readers --postgres

format: tools ## Write Python and templates in the agreed format
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .
	@$(TEMPLATES) | xargs -0 --no-run-if-empty .venv/bin/djade --target-version 5.2 || true

messages: tools var/secret_key ## Collect new texts of the interface into the Chinese catalogue
	@$(WITH_KEY) $(PY) manage.py $(MAKEMESSAGES)

# What check and test need on top of serve.
tools: .venv/test $(MO)
	@.ci/packages test

.venv/serve: requirements.txt
	@.ci/packages serve
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@echo "Installing the Python packages …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

.venv/test: tests/requirements.txt .venv/serve
	@echo "Installing the tools for checks and tests …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

var/audit/installed: tests/audits/readers/package.json
	@.ci/packages audit
	@echo "Installing the checkers of pages …"
	@mkdir -p -m 700 var && mkdir -p $(@D) && cp $< $(@D)
	@npm install --prefix $(@D) --silent --no-package-lock --ignore-scripts
	@touch $@

$(MO): %.mo: %.po | .venv/serve
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

var/secret_key:
	@mkdir -p -m 700 var
	@umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@
