from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.stacks import Stack, stack_of


def shown(stack: Stack) -> tuple[list[list[str]], list[list[str]]]:
    return [s.revisions for s in stack.undo], [s.revisions for s in stack.redo]


def test_what_is_done_can_be_undone_and_redone() -> None:
    log = [("a", "add", None, None), ("b", "add", None, None), ("c", "undo", "b", None)]
    assert shown(stack_of(log)) == ([["a"]], [["b"]])
    assert shown(stack_of([*log, ("d", "redo", "b", None)])) == ([["a"], ["b"]], [])


def test_doing_something_new_forgets_what_could_be_redone() -> None:
    log = [("a", "add", None, None), ("b", "undo", "a", None), ("c", "add", None, None)]
    assert shown(stack_of(log)) == ([["c"]], [])


def test_revisions_of_a_group_are_one_step() -> None:
    log = [("a", "import", None, "g"), ("b", "import", None, "g"), ("c", "add", None, None)]
    stack = stack_of(log)
    assert shown(stack) == ([["a", "b"], ["c"]], [])
    for entry in [("d", "undo", "c", None), ("e", "undo", "b", "h"), ("f", "undo", "a", "h")]:
        stack.add(entry)
    assert shown(stack) == ([], [["c"], ["a", "b"]])
    for entry in [("g", "redo", "a", "i"), ("h", "redo", "b", "i")]:
        stack.add(entry)
    assert shown(stack) == ([["a", "b"]], [["c"]])


def test_groups_with_something_between_them_are_two_steps() -> None:
    log = [("a", "import", None, "g"), ("b", "add", None, None), ("c", "import", None, "g")]
    assert shown(stack_of(log)) == ([["a"], ["b"], ["c"]], [])


def test_undoing_what_is_not_there_changes_nothing() -> None:
    assert shown(stack_of([("a", "undo", "z", None)])) == ([], [])


def test_making_the_project_is_no_step() -> None:
    assert shown(stack_of([("a", "create_project", None, None)])) == ([], [])


@given(st.lists(st.sampled_from(["do", "group", "undo", "redo"]), max_size=40))
def test_a_stack_behaves_like_two_lists(script: list[str]) -> None:
    stack, undo, redo = Stack(), [], []
    for number, what in enumerate(script):
        if what == "do":
            stack.add((f"r{number}", "add", None, None))
            undo, redo = [*undo, [f"r{number}"]], []
        elif what == "group":
            for part in "xyz":
                stack.add((f"r{number}{part}", "import", None, f"g{number}"))
            undo, redo = [*undo, [f"r{number}{part}" for part in "xyz"]], []
        elif what == "undo" and undo:
            redo.append(undo.pop())
            for one in reversed(redo[-1]):
                stack.add((f"u{number}{one}", "undo", one, f"g{number}"))
        elif what == "redo" and redo:
            undo.append(redo.pop())
            for one in undo[-1]:
                stack.add((f"u{number}{one}", "redo", one, f"g{number}"))
        assert shown(stack) == (undo, redo)
