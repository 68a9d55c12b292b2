# Tertial from a fresh machine: Python 3.11 or later, pip and make. `make help` lists what can be done.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
# pip shares one environment: never two installs at once, whatever -j says.
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000
UNIT ?= KS
PERIOD ?= 2024
# Two processes suit a small machine; on a larger one: make test WORKERS=auto
WORKERS ?= 2
# A process that has nothing left takes over what waits for the other, also of one file; what tests share is made once in each.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: help setup demo test test-sqlite test-postgresql test-browser check format report bench clean dev system-packages

help: ## what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.run-stamp ## the virtual environment in .venv, nothing else

demo: setup ## load the sample municipality and serve it on 127.0.0.1:8000 (PORT=9000 for another port)
	$(BIN)/tertial demo --port $(PORT)

check: dev ## everything that can be said without running: format, lint, types, layers, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	TERTIAL_HOME=$$(mktemp -d) $(BIN)/python -m django makemigrations --settings tertial.settings --check --dry-run --verbosity 0
	tools/translations check
	tools/workflows check
	tools/no-addresses

format: dev ## put code and templates into the form that check asks for
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

test: check test-sqlite test-postgresql test-browser ## everything, on SQLite, on PostgreSQL and in a browser

test-sqlite: system-packages
	$(PYTEST) --ignore=tests/browser

test-postgresql: system-packages
	TERTIAL_TEST_DATABASE=postgresql $(PYTEST) -m 'not office' --ignore=tests/browser --ignore=tests/domain

test-browser: system-packages
	$(PYTEST) tests/browser

report: setup ## the report of UNIT for PERIOD in all formats, in out/
	$(BIN)/tertial report $(UNIT) $(PERIOD) --format pdf,docx,html,json --out out

bench: dev ## measure the speeds that the design promises
	$(BIN)/python -m bench

clean: ## remove the virtual environment and what tools have cached
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

dev: $(VENV)/.dev-stamp

system-packages: dev
	@tools/system-packages

$(VENV)/bin/python:
	@python=$$(tools/find-python) && echo "Setting up $(VENV) with $$("$$python" --version)" && "$$python" -m venv --clear $(VENV)

$(VENV)/.run-stamp: $(VENV)/bin/python requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes --no-deps -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-stamp: $(VENV)/.run-stamp requirements/dev.txt
	$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@touch $@
