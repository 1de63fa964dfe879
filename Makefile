# Everything a fresh machine needs is Python 3.11 or newer and make; the browser tests also use Debian's Chromium.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT := .venv-audit
NEIGHBOURS := .venv-neighbours
ADDRESS ?= 127.0.0.1:8000
RANDOM_TESTS := $(addprefix tests/test_,$(addsuffix .py,author_text diff drawing import layout reading register routes unfolding))
PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder --max-worker-restart 0 # a process that died would begin its test again
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
unexport PYTHONDONTWRITEBYTECODE # else every command compiles the whole plugin anew: half of the time that `treeguide check` takes

.PHONY: kills serve build manual offline check test test-nginx test-engines nu neighbours long slow mutate house lint types texts chromium audit spelling readability tics bench schemas anew release lock clean

serve: $(VENV)/site.stamp  ## build the guide, serve it, and rebuild when a lesson or tree changes
	@echo "The guide will be at http://$(ADDRESS)/"
	$(BIN)/mkdocs serve --livereload --dev-addr $(ADDRESS)

build: $(VENV)/site.stamp  ## build the site into site/
	$(BIN)/mkdocs build --strict

manual: $(VENV)/site.stamp  ## build the manual, in English, into manual/site/
	$(BIN)/python -m mkdocs build --strict --config-file manual/mkdocs.yml

offline: $(VENV)/site.stamp  ## build a copy into offline/ that opens from a folder, without server or network
	OFFLINE=true $(BIN)/mkdocs build --strict --site-dir offline
	@echo "Open offline/index.html"

check: $(VENV)/site.stamp  ## report what is wrong in the trees and lessons
	$(BIN)/treeguide check

test:  ## the tests, browser included; not those that take long and seldom fail: see slow
	@$(MAKE) --no-print-directory --jobs 3 lint chromium
	$(BIN)/python -m pytest -m "not slow" $(PARALLEL)

slow: $(VENV)/test.stamp chromium  ## the tests that take long and seldom fail: every look of every page, every hostile text in every field, disks, other sites
	$(BIN)/python -m pytest -m slow $(PARALLEL)
	TREEGUIDE_EXAMPLES=300 $(BIN)/python -m pytest -m "not slow" $(PARALLEL) $(RANDOM_TESTS)

test-nginx: $(VENV)/test.stamp  ## the site at a real nginx, with the configuration that the build writes
	@sh tests/nginx/install-nginx.sh
	$(BIN)/python -m pytest tests/nginx/check_nginx.py

test-engines: $(VENV)/test.stamp chromium  ## what readers walk through, in Chromium, Firefox and WebKit, the engine of every iPhone
	@sh tests/engines/install-engines.sh
	$(BIN)/python -m pytest tests/engines/check_engines.py

nu: $(VENV)/test.stamp  ## every page of the site at the Nu HTML checker; says so where there is no Java and none may be installed
	@if sh tests/nu/install-nu.sh $(VENV)/nu; then $(BIN)/python -m pytest tests/nu/check_nu.py; fi

neighbours: $(NEIGHBOURS)/stamp chromium  ## sites with the plugins and tools that people use beside ours, as they are in the registry
	$(NEIGHBOURS)/bin/python -m pytest tests/neighbours/check_neighbours.py

long: $(VENV)/test.stamp  ## 20,000 random examples of each sort, and each hostile text in each field by itself
	TREEGUIDE_EXAMPLES=20000 $(BIN)/python -m pytest -o faulthandler_timeout=0 tests/test_reading.py tests/test_unfolding.py tests/test_markdown_text.py \
		tests/test_diff.py tests/test_import.py tests/test_hostile_messages.py tests/site/test_hostile_matrix.py \
		tests/browser/test_fragments.py

kills: $(VENV)/test.stamp  ## twenty builds and twenty previews killed at random moments, and then a build that is as it should be
	$(BIN)/python -m pytest -o faulthandler_timeout=0 --capture no tests/site/check_kills.py

mutate: $(VENV)/test.stamp  ## how many small faults in the checks, the escaping, addresses, words and writing the fast tests notice; COUNT= draws some, COUNT=steps.py those of a module
	$(BIN)/python -m tools.mutate $(COUNT)

house:  ## how large the house is, what in it is too long, and what runs the wrong way
	$(PYTHON) -m tools.house

lint: types texts  ## ruff, mypy, and the content: the check, spelling, and what is too hard to read

types: $(VENV)/test.stamp
	$(BIN)/ruff check plugins tests benchmarks tools
	$(BIN)/ruff format --check plugins tests benchmarks tools
	$(BIN)/mypy

texts: $(VENV)/test.stamp
	$(BIN)/treeguide check --strict
	$(BIN)/python -m tools.spelling
	$(BIN)/python -m tools.readability --hard

chromium:
	@sh tests/browser/install-chromium.sh

audit: $(AUDIT)/stamp  ## known vulnerabilities in the packages we pin; asks the package index, so it needs the network
	$(AUDIT)/bin/python -m tools.audit

spelling: $(VENV)/test.stamp  ## words in the texts that are in no dictionary and not in words/nl.txt
	$(BIN)/python -m tools.spelling

readability: $(VENV)/test.stamp  ## how hard each page is to read, the hardest first
	$(BIN)/python -m tools.readability

tics: $(VENV)/site.stamp  ## how often each habit of wording stands in the texts
	$(BIN)/python -m tools.tics

bench: $(VENV)/test.stamp  ## how long things take, as ratios within one run
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/next_question.py
	$(BIN)/python benchmarks/build.py
	$(BIN)/python -m benchmarks.search

schemas: $(VENV)/site.stamp  ## write schemas/ anew from the models
	$(BIN)/treeguide schema --write schemas

anew: $(VENV)/test.stamp schemas  ## write anew what follows from code and cases: schemas/, what is said in tests/cases, the pages of checks, commands and keys, the drawing of the rooms; read the difference aloud
	TREEGUIDE_REWRITE=1 $(BIN)/python -m pytest --quiet --tb=line tests/test_cases.py tests/test_bad_input.py
	TREEGUIDE_REWRITE=1 $(BIN)/python -m pytest --quiet --tb=line tests/test_command_line.py tests/test_messages.py tests/test_schema.py -k "the_page_of_the_site or the_page_shows or the_page_for_authors"
	$(BIN)/python -m tools.arrows

release: $(VENV)/site.stamp  ## say what a release would be and what is missing for it; publishes nothing, changes nothing
	$(BIN)/python -m tools.release

lock:  ## pin what we depend on anew; needs the tool uv
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --group build -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --group build --group dev -o requirements-dev.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --group audit -o requirements-audit.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --group build --group neighbours -o requirements-neighbours.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --resolution lowest-direct pyproject.toml -o requirements-lowest.txt

clean:  ## remove what was made
	rm -rf $(VENV) $(AUDIT) $(NEIGHBOURS) site offline manual/site

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "treeguide needs Python 3.11 or newer; set PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt pyproject.toml | $(VENV)/bin/python # which also pins all of requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(VENV)/site.stamp $@

$(AUDIT)/stamp: requirements-audit.txt
	$(PYTHON) -m venv --clear $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

$(NEIGHBOURS)/stamp: requirements-neighbours.txt pyproject.toml
	$(PYTHON) -m venv --clear $(NEIGHBOURS)
	$(NEIGHBOURS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-neighbours.txt
	$(NEIGHBOURS)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
