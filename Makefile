# Everything needs only Python 3.11 or newer and make. `make` alone lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DEMOS  := examples/minimal examples/my-style examples/office

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint dev validators validate wheel architecture schema lock audit pictures bench clean distclean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.runtime  ## build the examples as PDF, Word and EPUB, and list what was written where
	@for folder in $(DEMOS); do $(BIN)/publish build $$folder/collection.yaml --pdf --docx --epub || exit; done
	@printf '\nWritten:\n'
	@for folder in $(DEMOS); do ls -l $$folder/build/* | awk '{ printf "  %9d bytes  %s\n", $$5, $$NF }'; done

test: lint  ## format, lint, types, import contracts, tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.dev  ## everything of `make test` but the tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

dev: $(VENV)/.dev  ## the environment with everything for working on publish

validators:  ## install the independent validators (EPUBCheck, qpdf, LibreOffice, Ace, …)
	scripts/setup-validators.sh

validate: demo  ## the demo's outputs through the independent validators
	$(BIN)/python scripts/validate.py $(DEMOS:%=%/build)
	@test -z "$(PUBLISH_SHARED)" || for folder in $(DEMOS); do \
		$(BIN)/publish build $$folder/collection.yaml --pdf --quiet --text $$folder/build/book.text && \
		$(PYTHON) $(PUBLISH_SHARED)/tools/validate.py --strict --profile 2u --profile ua1 \
			--text $$folder/build/book.text $$folder/build/*.pdf || exit; done

wheel: $(VENV)/.dev  ## dist/publish-….whl
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

architecture: $(VENV)/.dev  ## write the lists in docs/architecture.md anew
	$(BIN)/python scripts/architecture.py

schema: $(VENV)/.dev  ## write the schemas in docs/ anew
	$(BIN)/publish schema manifest > docs/collection.schema.json
	$(BIN)/publish schema style > docs/style.schema.json

lock: $(VENV)/.dev  ## write the versions of all packages to requirements.lock
	$(BIN)/python scripts/lock.py > requirements.lock

audit: $(VENV)/.dev  ## what the program is built on: locked, consistent, licensed, without known weaknesses
	$(BIN)/python scripts/audit.py

pictures: demo  ## draw the pictures in docs/ anew (needs pdftoppm)
	for picture in 1:cover 3:contents 10:page; do \
		pdftoppm -png -r 84 -singlefile -f $${picture%:*} -l $${picture%:*} \
			examples/office/build/*.pdf docs/$${picture#*:} || exit; done

bench: $(VENV)/.dev  ## publish beside its peers on a million characters (needs PUBLISH_SHARED)
	PATH="$(CURDIR)/$(BIN):$$PATH" benchmarks/run.sh

clean:  ## remove what builds and tests have left
	rm -rf build dist $(DEMOS:%=%/build) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find publish tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## clean, and remove the environment
	rm -rf $(VENV)

# The environment. The stamps are younger than pyproject.toml as long as nothing new has to be installed.

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "publish needs Python 3.11 or newer; choose one: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python cannot create an environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.created pyproject.toml
	$(PIP) install --quiet --editable .
	$(BIN)/python -m compileall -q publish  # an editable package is not; PYTHONDONTWRITEBYTECODE would keep it so
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(PIP) install --quiet --editable '.[dev]'
	@touch $@
