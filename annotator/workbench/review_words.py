"""The words of the review: what a verdict, a state, a type of case and a stale decision are called.

The keys are the values of ``Verdict``, ``CaseState``, ``CaseType``, ``StaleReason``,
``ReviewStatus`` and ``Order``; whoever shows a word calls ``_``.
"""

from __future__ import annotations

from annotator.workbench.language import N_

VERDICTS = {
    "reading": N_("one coder’s reading"),
    "proposal": N_("the majority"),
    "edited": N_("put together"),
    "all": N_("all kept"),
    "none": N_("none of them"),
    "auto": N_("by rule, as all who could mark it agree"),
    "sent_back": N_("sent back"),
    "skipped": N_("skipped"),
}

CASE_STATES = {
    "open": N_("open"),
    "auto": N_("by rule"),
    "decided": N_("decided"),
    "stale": N_("stale"),
    "sent_back": N_("sent back"),
    "skipped": N_("skipped"),
    "waiting": N_("waits for its marks"),
}

CASE_TYPES = {
    "unanimous": N_("unanimous"),
    "boundary": N_("boundary"),
    "label": N_("label"),
    "attribute": N_("attribute"),
    "one_sided": N_("one-sided"),
    "split": N_("split or merged"),
    "mixed": N_("several differences"),
    "relation": N_("relation"),
    "document": N_("about the article"),
    "dependent": N_("relation between decided marks"),
}

STALE_REASONS = {
    "changed": N_("the marks are other ones now"),
    "gone": N_("a mark is gone"),
    "reopened": N_("a coder works on the article again"),
    "coders": N_("other coders are compared now"),
    "codebook": N_("the codebook defines this otherwise now"),
}

REVIEW_STATUS = {
    "open": N_("not begun"),
    "in_review": N_("in review"),
    "signed_off": N_("signed off"),
    "released": N_("released"),
    "reopened": N_("reopened"),
}

ORDERS = {
    "reading": N_("as in the text"),
    "priority": N_("what teaches most first"),
    "confusion": N_("one pair of labels after another"),
}
