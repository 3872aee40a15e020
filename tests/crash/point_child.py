"""Does one verb and kills itself at a named point of it.

Run as ``python point_child.py VERB POINT NUMBER PROJECT [ARGUMENT …]``.  POINT is the beginning of
an SQL statement (the process dies just before the NUMBER-th of them), ``told`` (when the screen
would be told), or a name of an operation on files such as ``replace`` or ``fsync``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import factories

from annotator.store import file
from annotator.workbench.context import Context
from annotator.workbench.importing import import_files
from annotator.workbench.joining import join_files
from annotator.workbench.session import Session
from annotator.workbench.syncing import sync_folder

FILE_POINTS = ("fsync", "replace", "link", "unlink")


class Point:
    """Counts how often a point was reached and dies at the wanted time."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.left = name, number

    def reach(self, name: str) -> None:
        if name.strip().upper().startswith(self.name.upper()):
            self.left -= 1
            if not self.left:
                print("DIES", flush=True)
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Watch every statement of every project file, and what is done to files."""
        take_over = file.take_over

        def watched(connection) -> None:
            take_over(connection)
            connection.set_trace_callback(self.reach)

        file.take_over = watched
        if self.name in FILE_POINTS:
            usual = getattr(os, self.name)

            def reached(*arguments, **more):
                self.reach(self.name)
                return usual(*arguments, **more)

            setattr(os, self.name, reached)


def mark(context: Context, session: Session, start: str) -> None:
    place = (int(start), int(start) + 3)
    document = session.finding.documents()[0]
    session.coding.add_span(document, factories.extents(place), "place")


def main() -> None:
    verb, name, number, project, *more = sys.argv[1:]
    point = Point(name, int(number))
    point.watch()
    with Session.open(Path(project)) as session:
        session.events.subscribe(lambda _change: point.reach("told"))
        print("READY", flush=True)
        if verb == "mark":
            mark(session.context, session, *more)
        elif verb == "undo":
            session.history.undo()
        elif verb == "import":
            assert import_files(session.context, list(map(Path, more))).is_applied
        elif verb == "merge":
            assert join_files(session.context, list(map(Path, more))).is_applied
        elif verb == "sync":
            sync_folder(session.context, Path(*more))
        print("SAVED", flush=True)


if __name__ == "__main__":
    main()
