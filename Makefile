# make help lists what can be done. Everything happens in .venv, which the first target makes.
PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
PAGES ?= 1000
WORKERS ?= logical
BASE ?= origin/main
BIN := $(VENV)/bin
export PYTHONPATH := hooks
export NO_MKDOCS_2_WARNING := 1
# Words reach the commands by the environment as they are: quotes and $ in them do no harm.
WORDS := EDITION VERSION WRONG RIGHT FOR READ REASON TSA KEY YES FIRST PENDING URL BASE DATE ORGANIZATIONS DIR
WORDS += SCHEDULER PAGES RUNS WORKERS ORGANIZATION
$(foreach word,$(WORDS),$(eval override export $(word) := $$(value $(word))))
# ORGANIZATIONS=mpro make site builds that one below the shared site, ORGANIZATION=acme for the root
# of its own domain; DATE=2027-01-02 shows the site as on that day.
export PROMULGATE_DATE := $(DATE)
LOCALES := hooks/promulgate/locales
LANGUAGES := ar de es fr pt_BR

.DEFAULT_GOAL := help
.PHONY: help setup new serve site preview check seal correct withdraw checkpoint verify grown test test-all lint bench catalogs pictures schemas spread clean

help:  ## say what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(VENV)/site  ## set up .venv; every other target does so too

new: $(VENV)/site  ## begin a site of your own: DIR=../policies; YES=1 does not ask
	@$(BIN)/promulgate new "$$DIR" $(if $(YES),--yes)

serve: $(VENV)/site  ## show the site at http://127.0.0.1:8000/, and again at every change
	$(BIN)/mkdocs serve

site: $(VENV)/site  ## build the site into site/, strictly; ORGANIZATION=acme for its own domain
	$(BIN)/mkdocs build --strict

preview: $(VENV)/site  ## build with drafts into preview/, to show to partners; no search engine lists it
	$(BIN)/python -m promulgate preview

check: $(VENV)/site  ## check all sources, and say how to fix what is wrong
	$(BIN)/python -m promulgate check --strict

seal: $(VENV)/site  ## publish drafts for good: all, or EDITION=mpro/privacy/2027-01-01; YES=1 does not ask
	@set -f; $(BIN)/python -m promulgate seal $$EDITION $(if $(YES),--yes) $(VOUCHED)

# TSA=https://… has the new checkpoint time-stamped, KEY=~/.ssh/id_ed25519 signs it.
VOUCHED = $(if $(TSA),--tsa "$$TSA") $(if $(KEY),--key "$$KEY")

checkpoint: $(VENV)/site  ## write the checkpoint of all ledgers; TSA=https://… and KEY=… vouch for it
	@$(BIN)/python -m promulgate checkpoint $(VOUCHED)

correct: $(VENV)/site  ## publish a note: EDITION=… WRONG="…" RIGHT="…", and FOR="…" READ="…" to change words
	@$(BIN)/python -m promulgate correct "$$EDITION" --wrong "$$WRONG" --right "$$RIGHT" $(if $(FOR),--for "$$FOR" --read "$$READ") $(if $(YES),--yes) $(VOUCHED)

withdraw: $(VENV)/site  ## put a notice in the place of a version: VERSION=… REASON="…"
	@$(BIN)/python -m promulgate withdraw "$$VERSION" --reason "$$REASON" $(if $(YES),--yes) $(VOUCHED)

verify: $(VENV)/site  ## hold the sources to what was sealed; URL=https://… holds a published site to it; FIRST=1: it may be empty
	@$(BIN)/python -m promulgate verify $(if $(URL),--url "$$URL") $(if $(FIRST),--first) $(if $(PENDING),--pending)

# The program of that time lists its own addresses, so that no change of code can lose one.
grown: $(VENV)/site  ## hold ledgers and addresses to those published before: BASE=origin/main, or a site
ifneq ($(findstring ://,$(BASE)),)
	$(BIN)/python -m promulgate grown "$$BASE" $(if $(FIRST),--first)
else
	rm -rf .cache/before && mkdir -p .cache/before
	git archive --end-of-options "$$BASE" docs hooks | tar -x -C .cache/before
	if test -f .cache/before/hooks/promulgate/__main__.py; then PYTHONPATH=.cache/before/hooks \
	  $(BIN)/python -m promulgate addresses --docs .cache/before/docs > .cache/before/addresses.txt; fi
	$(BIN)/python -m promulgate grown .cache/before
endif

test: $(VENV)/test  ## run the tests, over all cores; WORKERS=2 over two
	@$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -n "$$WORKERS"

test-all: $(VENV)/test  ## run the tests in full: more texts for each law, more kills
	@$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -n "$$WORKERS" --all

lint: $(VENV)/test  ## check style, types and workflows
	$(BIN)/ruff check hooks tests bench
	$(BIN)/ruff format --check hooks tests bench
	$(BIN)/mypy
	$(BIN)/zizmor --offline --no-progress --quiet --min-severity low --config .github/zizmor.yml .github template/.github

bench: $(VENV)/test $(BENCH)/peers  ## measure builds beside other generators: PAGES=1000, RUNS=5
	PYTHONPATH=hooks:tests $(BIN)/python -m bench --pages "$$PAGES" $(if $(RUNS),--runs "$$RUNS")

spread: $(VENV)/scale  ## build organizations with the workers of a Dask scheduler: SCHEDULER=tcp://…
	$(BIN)/python -m promulgate spread "$$SCHEDULER"

catalogs: $(VENV)/test  ## bring the catalogs up to date with the templates
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k _ -k ngettext:1,2 --no-location --sort-output --project Promulgate -o $(VENV)/promulgate.pot hooks overrides
	for tag in $(LANGUAGES); do mkdir -p $(LOCALES)/$$tag/LC_MESSAGES; \
	  $(BIN)/pybabel -q update --init-missing --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --width 100 -i $(VENV)/promulgate.pot -d $(LOCALES) -D promulgate -l $$tag; \
	  sed -i -E '/^"(Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)/d' $(LOCALES)/$$tag/LC_MESSAGES/promulgate.po; done
	PYTHONPATH=hooks:tests $(BIN)/python tests/catalogs.py

pictures: $(VENV)/test site  ## take the pictures of README.md from the built site
	$(BIN)/python tests/pictures.py site

schemas: $(VENV)/test  ## write the schemas of the files for programs into the package
	PYTHONPATH=hooks:tests $(BIN)/python tests/schemas.py

clean:  ## remove what was built
	rm -rf site hosting preview .cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/scale: requirements-scale.txt $(VENV)/site
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-scale.txt
	touch $@

$(VENV)/test: requirements-dev.txt requirements-scale.txt requirements-import.txt requirements-word.txt $(VENV)/site
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@

# What the site is measured beside stays out of its own environment.
$(BENCH)/peers: requirements-bench.txt requirements.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check --requirement requirements-bench.txt
	touch $@
