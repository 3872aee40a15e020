# The one door to everything: `make` lists the tasks.
.POSIX:
.SUFFIXES:

VENV = .venv/bin
TESTS = $(VENV)/python -m pytest

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: ## set up what is missing and open the sample project (without a display: do the same job in the terminal)
	@.ci/setup.sh run
	@$(VENV)/annotator run-sample

setup: ## set up what is missing for development, and nothing else
	@.ci/setup.sh test

test: setup ## set up what is missing and run every test
	$(TESTS)

check: setup ## format, lint, types, rooms, sizes, words
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy
	$(TESTS) tests/architecture

format: setup ## lay out the code and mend what the linter can mend
	$(VENV)/ruff check --fix-only .
	$(VENV)/ruff format .

gui: setup ## the tests of the window only (one by eye: TESTS_ARE="-k drag --headed")
	$(TESTS) tests/gui $(TESTS_ARE)

e2e: setup ## the stories only: the real program on a screen of its own, real mouse and keys
	$(TESTS) tests/end_to_end $(TESTS_ARE)

crash: setup ## kills, full disks and locks only, more of them than in `make test`
	$(TESTS) tests/crash --slow $(TESTS_ARE)

bench: setup ## measure time and memory against the budgets
	@failed=0; for each in reading_view window bulk store safekeeping review; do \
	  $(VENV)/python tests/benchmarks/$$each.py || failed=1; echo; done; exit $$failed

words: setup ## gather the sentences of the program for translation, and compile the translations
	@$(VENV)/python .ci/words.py

images: setup ## draw the pictures of docs/images again
	$(VENV)/python tests/end_to_end/images.py

docs: setup ## write the generated pages of docs/ again
	$(VENV)/python .ci/docs.py

clean: ## delete .venv and everything else that can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find annotator tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +
