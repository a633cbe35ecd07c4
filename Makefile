PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: install install-dev run test fuzz check browser data lock screenshots clean

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.installed

run: install            ## start the dashboard with the real programmes loaded
	$(BIN)/python -m ui.serve --port $(PORT)

test: install-dev check ## every test, the browser journey and a real PostgreSQL included
	tests/contract/postgres.sh
	tests/unit/libreoffice.sh
	$(BIN)/python -m pytest -n 2
	tests/browser/chromium.sh
	$(BIN)/python -m pytest -m browser -n 2 --dist loadfile --no-loadscope-reorder

fuzz: install-dev       ## ten thousand damaged workbooks: no crash, no hang, no silent change
	$(BIN)/python -m tests.fuzz --runs 10000

check: install-dev      ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports

data: install           ## write data/programmes/ anew from data/record/
	$(BIN)/python cli.py data

screenshots: install-dev ## the README's pictures, from the running product
	$(BIN)/python -m tests.browser.screenshots

lock:                   ## resolve pyproject.toml into the requirements files (needs uv)
	uv pip compile -q pyproject.toml -o requirements.txt --python-version 3.11 --no-header
	uv pip compile -q pyproject.toml --extra dev -o requirements-dev.txt --python-version 3.11 --no-header

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
