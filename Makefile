# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
.DEFAULT_GOAL := run
.PHONY: run test check demo bench screenshots format clean

# The stamp is older than the pins when they change, so a second call installs nothing.
$(STAMP): pyproject.toml packaging/constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("BertStudio needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Call: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint packaging/constraints.txt --editable '.[dev]'
	touch $@

run: $(STAMP)
	$(BIN)/python -m bertstudio --sample

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadgroup

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/test_architecture.py

demo: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bertstudio demo

bench: $(STAMP)
	for program in benchmarks/*.py; do QT_QPA_PLATFORM=offscreen $(BIN)/python $$program || exit 1; done

screenshots: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bertstudio screenshots docs/screenshots

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
