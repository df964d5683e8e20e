# make run [ARGS=path/to/site]   start Galleyproof, setting up whatever is missing
# make test                      every check and test, without a screen
# make rouge [ARGS=folder]       how far code has the colours that Jekyll gives it
# make bench [ARGS=--quick]      how fast it is, beside bare Qt windows and ghostwriter
# make torture [ARGS="--table F"] what saving and the preview survive, in a table (as root: all of it)
# make format                    put the code into its one layout
# make package                   the packages for this system, in dist/
# make test-package              install, start, drive and remove the packages in a clean Debian
# make lock                      lock the newest allowed dependencies, and list their licences
# make sizes                     what leaving out parts of Qt saves, and how fast it starts (a while)
# make changelog                 move the fragments of packaging/changelog.d into CHANGELOG.md

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYSTEM := sh packaging/linux/system-packages.sh
PACKAGE_BIN := build/package-venv/bin

.PHONY: package test-package lock changelog sizes run test check bench rouge torture screenshot format clean

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

rouge: $(VENV)/test-is-ready
	PYTHONPATH=tests $(BIN)/python -m bench.rouge $(ARGS)

screenshot: $(VENV)/test-is-ready
	@$(SYSTEM) run bench
	PYTHONPATH=tests $(BIN)/python -m bench.screenshot $(ARGS)

format: $(VENV)/test-is-ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

package: build/package-venv/is-ready
	@$(SYSTEM) package
	sh packaging/build.sh $(PACKAGE_BIN)/python

test-package: package
	@$(SYSTEM) test-package
	sh packaging/linux/test-package.sh $(PYTHON)

sizes: build/package-venv/is-ready
	@$(SYSTEM) package test-package
	PYTHONPATH=packaging/linux $(PACKAGE_BIN)/python packaging/sizes.py

lock: $(VENV)/test-is-ready
	sh packaging/lock.sh $(BIN)/python
	@$(MAKE) --no-print-directory build/package-venv/is-ready
	$(PACKAGE_BIN)/python packaging/bill.py licences

changelog: $(VENV)/test-is-ready
	$(BIN)/towncrier build --yes --version $$($(BIN)/galleyproof --version | cut -d' ' -f2)

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

build/package-venv/is-ready: packaging/build.lock $(VENV)/pip-is-ready
	rm -rf build/package-venv
	$(PYTHON) -m venv build/package-venv
	$(PACKAGE_BIN)/python -m pip install --quiet --require-hashes --requirement packaging/build.lock
	touch $@
