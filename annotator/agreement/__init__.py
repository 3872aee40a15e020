"""How far coders agree: pure statistics on plain items and units, for any data.

Every measure is a plain function here, of documents with units (``Text``) or of items by coders; it
returns a ``Measurement``.  ``summarise`` gives each document's own value and an interval as well.
Offsets are code points.  docs/agreement.md says what each measure is, with an example.
"""

from annotator.agreement.characters import char_cohen_kappa, char_krippendorff_alpha
from annotator.agreement.coincidences import (
    bar_u_alpha_binary,
    cu_alpha_nominal,
    ku_alpha,
    u_alpha_nominal,
)
from annotator.agreement.disorder import gamma, gamma_cat
from annotator.agreement.f_measure import (
    char_f1,
    span_f1_exact,
    span_f1_iou50,
    span_f1_overlap,
    span_f1_unlabelled,
)
from annotator.agreement.krippendorff import (
    krippendorff_alpha_interval,
    krippendorff_alpha_jaccard,
    krippendorff_alpha_masi,
    krippendorff_alpha_nominal,
    krippendorff_alpha_ordinal,
    krippendorff_alpha_ratio,
)
from annotator.agreement.matching import best_matching, match_units
from annotator.agreement.measure import Items, Level, Link, Measure, Text, Unit
from annotator.agreement.nominal import (
    bennett_s,
    cohen_kappa,
    davies_fleiss_kappa,
    fleiss_kappa,
    gwet_ac1,
    percent_agreement,
    scott_pi,
)
from annotator.agreement.placements import alpha_u
from annotator.agreement.relation_measures import (
    relation_f1_given_ends,
    relation_f1_lenient,
    relation_f1_strict,
)
from annotator.agreement.resampling import independent_bootstrap, paired_bootstrap
from annotator.agreement.summary import MEASURES, Summary, mean_of_pairs, summarise
from annotator.agreement.weighted import cohen_kappa_weighted
from annotator.model.measurement import Interval, Lack, Measurement

__all__ = [
    "MEASURES",
    "Interval",
    "Items",
    "Lack",
    "Level",
    "Link",
    "Measure",
    "Measurement",
    "Summary",
    "Text",
    "Unit",
    "alpha_u",
    "bar_u_alpha_binary",
    "bennett_s",
    "best_matching",
    "char_cohen_kappa",
    "char_f1",
    "char_krippendorff_alpha",
    "cohen_kappa",
    "cohen_kappa_weighted",
    "cu_alpha_nominal",
    "davies_fleiss_kappa",
    "fleiss_kappa",
    "gamma",
    "gamma_cat",
    "gwet_ac1",
    "independent_bootstrap",
    "krippendorff_alpha_interval",
    "krippendorff_alpha_jaccard",
    "krippendorff_alpha_masi",
    "krippendorff_alpha_nominal",
    "krippendorff_alpha_ordinal",
    "krippendorff_alpha_ratio",
    "ku_alpha",
    "match_units",
    "mean_of_pairs",
    "paired_bootstrap",
    "percent_agreement",
    "relation_f1_given_ends",
    "relation_f1_lenient",
    "relation_f1_strict",
    "scott_pi",
    "span_f1_exact",
    "span_f1_iou50",
    "span_f1_overlap",
    "span_f1_unlabelled",
    "summarise",
    "u_alpha_nominal",
]
