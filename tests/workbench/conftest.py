"""A project of one coder that is there for a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import factories
import pytest

from annotator.model.identity import Id
from annotator.workbench.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An empty project with the small codebook, opened by Ani."""
    with factories.make_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def document(session: Session, tmp_path: Path) -> Id:
    """The one text of the project."""
    return factories.add_text(session, tmp_path)
