"""Cases: one document as several coders marked it, cut into what is decided by itself.

A span case is a connected component of spans of all coders that share text under labels of one
domain (labels that exclude each other; by default each label is a domain of its own).  Spans nested
under another label are a case of their own, linked to the parent.  A span without a partner of its
own label that shares more than half of its text with such a span of another label is one case with
it: a difference of labels.  Beside them stand the cases of relations and of document fields.

Every span and every relation of every coder is in exactly one case.  Ids and signatures do not
depend on the order of coders or marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.agreement.contents import (
    PLAIN,
    Rules,
    case_id,
    content_hash,
    counted_answers,
    signature_of,
    sorted_by_coder,
)
from annotator.agreement.relation_cases import relation_cases
from annotator.agreement.span_cases import span_cases
from annotator.model.adjudication import Case, CaseKind, CaseRow, CaseSource, CaseType
from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import set_id


def cases_of(sets: Iterable[AnnotationSet], rules: Rules = PLAIN) -> tuple[Case, ...]:
    """Return all cases of one document, unanimous ones too, in text order; document fields last.

    ``sets`` is one annotation set a coder, empty ones included: a coder who is not given was not
    asked, one who is given and marked nothing disagrees.  Raises ValueError where there is none,
    where they are of several documents, or two are of one coder.
    """
    ordered = sorted_by_coder(sets)
    spans = span_cases(ordered, rules)
    relations = relation_cases(ordered, spans, rules)
    in_order = sorted(
        (*spans, *relations), key=lambda case: (case.start, case.end, case.labels, case.id)
    )
    return (*in_order, *_document_cases(ordered, rules))


def _document_cases(sets: Sequence[AnnotationSet], rules: Rules) -> list[Case]:
    """Return the case of the document fields that count, if anybody answered one."""
    answers = tuple(counted_answers("", one.fields, rules) for one in sets)
    if not any(answers):
        return []
    document_id, coder_ids = sets[0].document_id, tuple(one.coder_id for one in sets)
    sources = sorted(
        (
            CaseSource(set_id(document_id, coder), coder, content_hash(tuple(given.items())))
            for coder, given in zip(coder_ids, answers, strict=True)
        ),
        key=lambda source: source.id,
    )
    is_unanimous = all(given == answers[0] for given in answers)
    return [
        Case(
            id=case_id(document_id, CaseKind.DOCUMENT, sources),
            document_id=document_id,
            kind=CaseKind.DOCUMENT,
            type=CaseType.UNANIMOUS if is_unanimous else CaseType.DOCUMENT,
            coder_ids=coder_ids,
            labels=(),
            start=0,
            end=0,
            rows=(CaseRow(answers, could=(True,) * len(sets)),),
            sources=tuple(sources),
            signature=signature_of(coder_ids, sources),
        )
    ]
