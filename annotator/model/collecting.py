"""When Python looks for garbage: not while very many things are made that all last."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collecting_later() -> Iterator[None]:
    """Let Python look for garbage when the work is done, not while many lasting things are made.

    It would go through all of them several times meanwhile, find nothing, and take a tenth of the
    time or more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
