# make run [ARGS=path/to/site]   start Galleyproof, setting up whatever is missing
# make test                      every check and test, without a screen
# make bench                     how fast it is, beside bare Qt windows
# make torture                   what saving and the preview survive, in a table (as root: all of it)
# make format                    put the code into its one layout

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYSTEM := sh packaging/linux/system-packages.sh

.PHONY: run test check bench torture screenshot format clean

run: $(VENV)/run-is-ready
	@$(SYSTEM) run
	$(BIN)/galleyproof $(ARGS)

test: $(VENV)/test-is-ready
	@$(SYSTEM) run test torture
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest $(ARGS)

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/test-is-ready
	@$(SYSTEM) run bench
	PYTHONPATH=tests $(BIN)/python -m bench $(ARGS)

torture: $(VENV)/test-is-ready
	@$(SYSTEM) run test torture
	PYTHONPATH=tests:. $(BIN)/python -m torture $(ARGS)

screenshot: $(VENV)/test-is-ready
	@$(SYSTEM) run bench
	PYTHONPATH=tests $(BIN)/python -m bench.screenshot $(ARGS)

format: $(VENV)/test-is-ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist

$(VENV)/pip-is-ready:
	$(PYTHON) -c 'import sys; sys.exit("Galleyproof needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/run-is-ready: pyproject.toml $(VENV)/pip-is-ready
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test-is-ready: pyproject.toml $(VENV)/pip-is-ready
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/run-is-ready
