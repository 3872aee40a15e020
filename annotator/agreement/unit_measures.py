"""The measures of agreement on units of text, apart from those that count matched spans."""

from __future__ import annotations

from annotator.agreement.characters import begin_alpha, begin_kappa
from annotator.agreement.coincidences import (
    begin_bar_u_alpha,
    begin_cu_alpha,
    begin_ku_alpha,
    begin_u_alpha,
)
from annotator.agreement.disorder import begin_gamma, begin_gamma_cat
from annotator.agreement.measure import N_, Level, Measure
from annotator.agreement.placements import begin_alpha_u

UNIT_MEASURES = (
    Measure(
        "char_cohen_kappa",
        Level.TEXTS,
        N_(
            "How far two coders mark each character alike, beyond what the share of characters "
            "that each of them gave to each label and to none would give by chance (Cohen 1960, "
            "with characters as items)."
        ),
        begin_kappa,
        coders=2,
    ),
    Measure(
        "char_krippendorff_alpha",
        Level.TEXTS,
        N_(
            "How far coders mark each character alike, with no label as a value of its own, "
            "beyond what the values of all coders together would give by chance (Krippendorff "
            "1980, 2011, nominal, with characters as items)."
        ),
        begin_alpha,
    ),
    Measure(
        "alpha_u",
        Level.TEXTS,
        N_(
            "One less the squared differences of boundaries of overlapping units, and squared "
            "lengths of units that others left out, by those expected over all places where "
            "these units and gaps could meet, label by label (Krippendorff 1995, 2004)."
        ),
        begin_alpha_u,
    ),
    Measure(
        "u_alpha_nominal",
        Level.TEXTS,
        N_(
            "How far coders agree on the length of text that they gave to each label and to "
            "none, beyond chance, where no unit is paired with itself (Krippendorff, Mathet, "
            "Bouvry & Widlöcher 2016, uα)."
        ),
        begin_u_alpha,
    ),
    Measure(
        "bar_u_alpha_binary",
        Level.TEXTS,
        N_(
            "How far coders agree on the length of text that they marked at all, whatever the "
            "label, beyond chance (Krippendorff, Mathet, Bouvry & Widlöcher 2016, |uα)."
        ),
        begin_bar_u_alpha,
    ),
    Measure(
        "cu_alpha_nominal",
        Level.TEXTS,
        N_(
            "How far coders agree on labels, beyond chance, over the length of text that two of "
            "them marked (Krippendorff, Mathet, Bouvry & Widlöcher 2016, cuα)."
        ),
        begin_cu_alpha,
    ),
    Measure(
        "ku_alpha",
        Level.TEXTS,
        N_(
            "How far coders agree on one label among the others, beyond chance, over the length "
            "of text that two of them marked (Krippendorff, Mathet, Bouvry & Widlöcher 2016, "
            "(k)uα)."
        ),
        begin_ku_alpha,
        needs_label=True,
    ),
    Measure(
        "gamma",
        Level.TEXTS,
        N_(
            "One less the disorder in place and label of the best matching of all units by the "
            "mean disorder of the best matchings of the same units shifted at random (Mathet, "
            "Widlöcher & Métivier 2015)."
        ),
        begin_gamma,
        is_drawn=True,
    ),
    Measure(
        "gamma_cat",
        Level.TEXTS,
        N_(
            "One less the differences in label of units that the best matching brings together, "
            "weighted by how near they lie, by those of the same units shifted at random "
            "(Mathet 2017)."
        ),
        begin_gamma_cat,
        is_drawn=True,
    ),
)
"""In the order in which they are shown."""
