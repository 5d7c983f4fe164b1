# make run    opens the sample study (a computed chest phantom); without a display it analyses it
# make test   ruff, mypy --strict, pytest
# Both do all set-up themselves, once: see installer/setup.sh.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := out/sample
LOCKS := installer/locks
SETUP := pyproject.toml installer/setup.sh installer/system-libraries.txt

export PYTHON VENV

.PHONY: run test lint setup setup-dev lock wheel translations clean help
.DEFAULT_GOAL := help

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "also: make lint | wheel | lock | translations | clean"

$(VENV)/.desktop: $(LOCKS)/desktop.txt $(SETUP)
	@bash installer/setup.sh desktop
	@touch $@

# The development lock holds every package of the desktop's, in the same versions.
$(VENV)/.dev: $(LOCKS)/dev.txt $(LOCKS)/torch.txt $(SETUP)
	@bash installer/setup.sh dev
	@touch $(VENV)/.desktop $@

setup: $(VENV)/.desktop
setup-dev: $(VENV)/.dev

run: setup
	@$(BIN)/spcxr-desktop sample --out $(SAMPLE)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		$(BIN)/spcxr-desktop open $(SAMPLE); \
	else \
		$(BIN)/spcxr-desktop analyze $(SAMPLE) --out $(SAMPLE)-results && \
		echo "No display here, so no window. The results of the sample study are in $(CURDIR)/$(SAMPLE)-results"; \
	fi

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

wheel: setup-dev
	$(BIN)/python -m build --wheel --no-isolation

# Finds the program's texts, updates resources/translations/*.ts and compiles them; leaves 1 while any is untranslated.
translations: setup-dev
	$(BIN)/python -m installer.translations

lock:
	bash installer/lock.sh

clean:
	rm -rf $(VENV) .venv-lock out/sample out/sample-results build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
