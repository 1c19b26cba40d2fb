# Domeinwacht: everything made at run time goes under var/, everything installed under .venv/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CANDIDATES := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11

.PHONY: help setup demo up down test check bench

help: ## Show the targets and what they do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/\1\t\2/' | expand -t 10

setup: $(STAMP) ## Make the virtual environment with the tested versions (once)

# A shim may be on the path for a Python that is not installed: only one that runs counts.
$(STAMP): pyproject.toml constraints.txt
	@for python in $(CANDIDATES); do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        chosen="$$python"; break; \
	    fi; \
	done; \
	if [ -z "$${chosen:-}" ]; then \
	    echo "No Python 3.11 or newer (with venv) found. Install one, or name it: make setup PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip' 2>/dev/null; then "$$chosen" -m venv $(VENV); fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)

demo: setup ## Run the whole system on this machine over the sample documents
	$(BIN)/domeinwacht demo

up: setup ## Start storage, Prefect, the flows, the bucket watcher and a mail folder here
	$(BIN)/domeinwacht up

down: setup ## Stop what `make up` started
	$(BIN)/domeinwacht down

# The tests of flows share one real system, which needs the cores for itself.
test: setup ## Run the tests
	$(BIN)/python -m pytest -q -n auto --dist loadfile --ignore tests/flows
	$(BIN)/python -m pytest -q tests/flows

check: setup ## Lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup ## Measure reading, and the warehouse at the size of the country (ten minutes)
	$(BIN)/python -m pytest -q -s tests/benchmarks/bench_*.py
