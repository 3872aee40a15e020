"""All measures of agreement on items: coders answered the same questions on the same things."""

from __future__ import annotations

from annotator.agreement.krippendorff import (
    ALPHA_INTERVAL,
    ALPHA_JACCARD,
    ALPHA_MASI,
    ALPHA_NOMINAL,
    ALPHA_ORDINAL,
    ALPHA_RATIO,
)
from annotator.agreement.nominal import (
    BENNETT_S,
    COHEN_KAPPA,
    DAVIES_FLEISS_KAPPA,
    FLEISS_KAPPA,
    GWET_AC1,
    PERCENT_AGREEMENT,
    SCOTT_PI,
)
from annotator.agreement.weighted import COHEN_KAPPA_WEIGHTED

ITEM_MEASURES = (
    PERCENT_AGREEMENT,
    BENNETT_S,
    SCOTT_PI,
    COHEN_KAPPA,
    COHEN_KAPPA_WEIGHTED,
    FLEISS_KAPPA,
    DAVIES_FLEISS_KAPPA,
    ALPHA_NOMINAL,
    ALPHA_ORDINAL,
    ALPHA_INTERVAL,
    ALPHA_RATIO,
    ALPHA_JACCARD,
    ALPHA_MASI,
    GWET_AC1,
)
"""In the order in which they are told."""
