# Every target sets up what it needs by itself: a virtual environment in .venv, from the lock file.
PYTHON ?= python3
STUDY ?= voorbeeld
PORT ?= 8001
REVIEW_PORT ?= 8002
BIN := .venv/bin
RUN := $(BIN)/kennissynthese

.PHONY: help synthesis test serve review reports status check lint bench bench-extract bench-screening bench-review example lock clean
help: ; @grep -E '^[a-z-]+:.*## ' Makefile | grep -v '^help' | sed -E 's/^([a-z-]+):[^#]*## /  make \1	/'

synthesis: .venv/ready ; @$(RUN) run --study $(STUDY) ## run the whole chain on STUDY (default: the bundled example)
test: .venv/ready ; @$(BIN)/pytest -n auto --dist worksteal ## run the tests
serve: .venv/ready ; @$(RUN) serve --study $(STUDY) --port $(PORT) ## open the published corpus of STUDY in Datasette
review: .venv/ready ; @$(RUN) review serve --study $(STUDY) --port $(REVIEW_PORT) ## open the review site of STUDY, for those who have an account
reports: .venv/ready ; @$(RUN) reports --study $(STUDY) ## build tables, public database and kennissynthese of STUDY
status: .venv/ready ; @$(RUN) status --study $(STUDY) ## show what the corpus of STUDY holds
check: lint test ## lint, types and tests: what every commit passes
lint: .venv/ready ; @$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy ## lint and types
bench: .venv/ready ; @$(BIN)/python -m tests.benchmarks ## measure codings, metadata, web pages, seconds by stage and a crawl
bench-extract: .venv/ready ; @$(BIN)/python -m tests.benchmarks.extract ## measure the reading of documents on generated reports, beside other readers
bench-screening: .venv/ready ; @$(BIN)/python -m tests.benchmarks.screening ## measure what reading in order of priority saves, and where its rule says stop
bench-review: .venv/ready ; @$(BIN)/python -m tests.benchmarks.review_load && $(BIN)/python -m tests.benchmarks.review_faults ## measure the review site under load, and what a crash loses
example: .venv/ready ; @$(BIN)/python -m corpus.example.render ## render the bundled example from its sources
lock: ; @uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --prerelease=if-necessary-or-explicit --python-version 3.11 -o requirements.lock ## pin the dependencies anew
clean: ; @rm -rf .venv corpus/data ## remove the environment and all that was built

INSTALL := --no-deps --require-hashes -r requirements.lock
EDITABLE := --no-deps --no-build-isolation -e .
.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up .venv (once; about 1.3 GB)"
	@if command -v uv >/dev/null; then \
	  uv venv -q --allow-existing --python $(PYTHON) .venv && uv pip install -q --python $(BIN)/python $(INSTALL) && uv pip install -q --python $(BIN)/python $(EDITABLE); \
	else \
	  $(PYTHON) -m venv .venv && $(BIN)/python -m pip install -q --no-compile --disable-pip-version-check $(INSTALL) && $(BIN)/python -m pip install -q --disable-pip-version-check $(EDITABLE); \
	fi
	@touch .venv/ready
