# The only list of commands. `make` alone prints it.

PORT ?= 8000
# The newest Python that really runs and is new enough.
PYTHON := $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin

.PHONY: help run test check fix bench
.DEFAULT_GOAL := help

help:
	@echo "make run     serve the portal on http://127.0.0.1:8000 (PORT=8001 changes it)"
	@echo "make test    run every test, on SQLite and PostgreSQL and in a browser"
	@echo "make check   look for mistakes without running the portal"
	@echo "make fix     repair what can be repaired by itself"
	@echo "make bench   measure what pages cost (PART=pages for one part)"

run: python
	@$(PYTHON) bootstrap.py serve $(PORT)

test: tools
	@$(BIN)/python -m tests

check: tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy, with production's settings"
	@ENVIRONMENT=production DEBUG=0 SECURE=1 ALLOWED_HOSTS=portal.example \
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

fix: tools
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djhtml --tabwidth 2 templates

bench: python
	@$(PYTHON) bootstrap.py provide bench
	@$(BIN)/python -m bench $(PART)

.PHONY: python tools
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }

tools: python
	@$(PYTHON) bootstrap.py provide tests

# Locks: `uv` reads pyproject.toml and writes exact versions with their hashes.
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --quiet \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links

requirements/base.txt: pyproject.toml
	$(LOCK) --custom-compile-command "make $@" -o $@

requirements/dev.txt: pyproject.toml requirements/base.txt
	$(LOCK) --custom-compile-command "make $@" --group dev -c requirements/base.txt -o $@

requirements/node.txt: pyproject.toml
	uv pip compile --group node --universal --generate-hashes --quiet \
	--python-version 3.11 --custom-compile-command "make $@" -o $@
