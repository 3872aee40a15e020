"""The desk of one article under review: its cases, the card of each, and every verb that decides.

Coders have letters here, shuffled anew for each case; names are only said after the reveal.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotator.model.adjudication import CaseKind, CaseType
from annotator.model.annotation_set import AnnotationSet
from annotator.model.document import Document, Progress
from annotator.model.errors import RefusedError
from annotator.model.identity import Id, derived_id
from annotator.model.review import Decision, Review, ReviewStatus, Verdict
from annotator.store import coders
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.board import Board, is_sampled
from annotator.workbench.adjudicating.cards import make_card
from annotator.workbench.adjudicating.drafts import Draft
from annotator.workbench.adjudicating.following import Following
from annotator.workbench.adjudicating.loading import Loader
from annotator.workbench.adjudicating.outcomes import Outcome
from annotator.workbench.adjudicating.queue import counted, numbered
from annotator.workbench.adjudicating.states import (
    LETTERS,
    Card,
    CaseState,
    Counts,
    DeskCase,
    Order,
)
from annotator.workbench.adjudicating.writing import Stamp, put
from annotator.workbench.adjudicating.beginning import ensure_gold_coder, seed_of
