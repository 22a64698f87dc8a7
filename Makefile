# Two commands on a fresh machine: `make demo` and `make test`. Both make their own .venv from pinned versions.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test

demo: .venv/run
	$(BIN)/stance demo -o demo

test: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	for run in experiments/*/run.py; do $(BIN)/mypy $$run || exit 1; done
	$(BIN)/python -m pytest -n 2

.venv/run: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "stance needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/test: .venv/run requirements-test.txt
	$(BIN)/python -m pip install --quiet -r requirements-test.txt
	touch $@
