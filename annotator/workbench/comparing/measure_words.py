"""What people read for measures, for reasons, and for what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.comparing.shares import Reason
from annotator.workbench.language import N_, _

NAMES: Mapping[str, str] = {
    "span_f1_exact": N_("exact F1"),
    "span_f1_overlap": N_("overlap F1"),
    "span_f1_iou50": N_("F1 at half overlap"),
    "span_f1_unlabelled": N_("F1 without labels"),
    "char_f1": N_("character F1"),
    "char_cohen_kappa": N_("Cohen’s κ of characters"),
    "char_krippendorff_alpha": N_("Krippendorff’s α of characters"),
    "alpha_u": N_("Krippendorff’s α_U"),
    "u_alpha_nominal": N_("Krippendorff’s uα"),
    "bar_u_alpha_binary": N_("Krippendorff’s |uα"),
    "cu_alpha_nominal": N_("Krippendorff’s cuα"),
    "ku_alpha": N_("Krippendorff’s (k)uα"),
    "gamma": N_("γ"),
    "gamma_cat": N_("γ-cat"),
    "percent_agreement": N_("percent agreement"),
    "bennett_s": N_("Bennett’s S"),
    "scott_pi": N_("Scott’s π"),
    "cohen_kappa": N_("Cohen’s κ"),
    "cohen_kappa_weighted": N_("weighted κ"),
    "fleiss_kappa": N_("Fleiss’ κ"),
    "davies_fleiss_kappa": N_("Davies and Fleiss’ κ"),
    "krippendorff_alpha_nominal": N_("Krippendorff’s α (nominal)"),
    "krippendorff_alpha_ordinal": N_("Krippendorff’s α (ordinal)"),
    "krippendorff_alpha_interval": N_("Krippendorff’s α (interval)"),
    "krippendorff_alpha_ratio": N_("Krippendorff’s α (ratio)"),
    "krippendorff_alpha_jaccard": N_("Krippendorff’s α (sets, Jaccard)"),
    "krippendorff_alpha_masi": N_("Krippendorff’s α (sets, MASI)"),
    "gwet_ac1": N_("Gwet’s AC1"),
    "relation_f1_strict": N_("relation F1"),
    "relation_f1_given_ends": N_("relation F1 given agreed ends"),
    "relation_f1_lenient": N_("relation F1 on matched ends"),
}
"""What each measure is called in tables and switches."""

NO_COMMON = "no_common_article"

LACKS: Mapping[str, str] = {
    NO_COMMON: N_("no common article"),
    "nothing": N_("nothing to compare"),
    "one_category": N_("everybody gave one and the same answer"),
    "one_coder": N_("fewer than two coders answered"),
    "no_chance": N_("chance alone leaves nothing to differ"),
    "two_coders_only": N_("defined for two coders only"),
    "no_numbers": N_("the answers are no numbers"),
    "overlapping": N_("marks of one coder overlap; ask for one label"),
    "stopped": N_("stopped"),
    "few_documents": N_("too few articles for an interval"),
    "few_draws": N_("too few draws with a value for an interval"),
}
"""Why there is no number, or no interval."""

REASONS: Mapping[Reason, str] = {
    Reason.EARLIER_VERSION: N_("earlier versions of corrected articles"),
    Reason.NOT_CHOSEN: N_("articles that were not chosen"),
    Reason.ONE_CODER: N_("articles that only one of the coders has begun"),
    Reason.UNFINISHED: N_("articles that not all of the coders have finished"),
    Reason.SUGGESTED: N_("suggested marks"),
    Reason.BULK: N_("marks made in bulk"),
    Reason.NO_PARTNER: N_("marks without a partner"),
    Reason.ONE_ANSWER: N_("pairs that only one coder answered"),
    Reason.MISSING_CODE: N_("answers that say that the coder could not tell"),
    Reason.LACKING_ANSWERS: N_("items without the answers that this measure needs"),
}
"""What was left out, with a number before it."""


def measure_name(measure: str) -> str:
    """Return what people read for a measure, or its id."""
    return _(NAMES[measure]) if measure in NAMES else measure


def lack_words(lack: str | None) -> str:
    """Return why there is no number."""
    return _(LACKS.get(lack, lack)) if lack else ""


def reason_words(reason: Reason) -> str:
    """Return what was left out."""
    return _(REASONS[reason])
