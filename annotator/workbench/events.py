"""Who wants to know when something has changed."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.change import Change

Listener = Callable[[Change], None]


class Events:
    """Tells every listener of each change, after it is on the disk."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, change: Change) -> None:
        """Tell all listeners of a change."""
        for listener in tuple(self._listeners):
            listener(change)
