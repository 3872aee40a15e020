"""Backs a project up, or goes back to a backup, again and again until somebody kills it.

Run as ``python keeping_child.py backup|restore PROJECT FOLDER``; says each thing that is done.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from annotator.store.backup import write_backup
from annotator.store.project import Project
from annotator.store.replacing import restore


def main() -> None:
    what, path, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print("READY", flush=True)
    if what == "backup":
        with Project.open(path) as project:
            while True:
                print("DONE", write_backup(project, folder, "hand", datetime.now(UTC)), flush=True)
    (chosen,) = folder.glob("*.annot")
    while True:
        print("DONE", restore(path, chosen, datetime.now(UTC)).set_aside, flush=True)


if __name__ == "__main__":
    main()
