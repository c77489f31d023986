# One command for each thing. Every target sets up what it needs from a clean clone, and is quick the second time.
# Further options go in ARGS: `make demo ARGS="--headless --visitors 3"`, `make test ARGS="tests/core -x"`.

.DEFAULT_GOAL := help
.PHONY: help demo quick test check bench screens soak packages windows translations clean setup setup-dev setup-packages

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: setup  ## a check-in on this computer: a window with a display, played by itself without one
	.venv/bin/motesplats demo $(ARGS)

# Tests on all cores. A file stays in one process: its window, browser or measured screens are made once.
# One process more than cores: some tests wait for real programs.
WORKERS ?= $(shell echo $$(($$(nproc) + 1)))
PARALLEL = -n $(WORKERS) --dist loadfile
QUICK = tests/core tests/catalogue tests/present tests/test_architecture.py tests/test_conformance.py tests/test_places.py

quick: setup-dev  ## the tests of what changes most: core, catalogue, presentation, layers; about half a minute
	MOTESPLATS_QUICK=1 .venv/bin/python -m pytest $(PARALLEL) $(QUICK) $(ARGS)

test: setup-dev  ## all tests, on all cores (ARGS="-n0": in one process)
	.venv/bin/python -m pytest $(PARALLEL) $(ARGS)

check: setup-dev  ## format, lint, imports, types, QML, whether the catalogues hold every word
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/lint-imports
	.venv/bin/mypy
	packaging/qmllint.sh
	.venv/bin/python -m kiosk.present.language.update --check

bench: setup-dev  ## the figures: first frame, tap to frame, durable ticket, memory, fold
	.venv/bin/python -m tests.bench $(ARGS)

screens: setup  ## every screen in its situations, as PNG with an index page and a sheet a language, in out/screens
	.venv/bin/motesplats screens --out out/screens $(ARGS)

soak: setup-packages  ## the tests with long property runs, and the packages on clean computers
	MOTESPLATS_SOAK=1 .venv/bin/python -m pytest $(ARGS)

packages: setup-packages  ## the Debian packages, in dist/
	PYTHONPATH=packaging .venv/bin/python -m debs $(ARGS)

windows: setup-packages  ## the Windows installers, in dist/: PYTHON=the embeddable zip SHA256=its sum (packaging/windows)
	PYTHONPATH=packaging .venv/bin/python -m winsetup --python "$(PYTHON)" --sha256 "$(SHA256)" $(ARGS)

translations: setup  ## bring the catalogues up to date with the words in the program, and compile them
	.venv/bin/python -m kiosk.present.language.update

clean:  ## remove all that was made, .venv too
	rm -rf .venv build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f translations/*/LC_MESSAGES/*.mo
	find kiosk tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@packaging/setup.sh run

setup-dev:
	@packaging/setup.sh dev

setup-packages:
	@packaging/setup.sh packages
