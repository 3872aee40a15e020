"""An incoming record as rows of the project: the same values under the project's ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.identity import Id, derived_ids, own_id, set_id
from annotator.model.incoming import IncomingComment, IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.span import Attributes, Origin
from annotator.store import rows

MARKS = ("span", "relation", "comment")

_IMPORTED = Origin.IMPORTED.value

Owners = dict[tuple[str, Id], tuple[Id, Id]]
"""By kind and id of a mark: the document and the coder it belongs to."""


class Newcomers:
    """Makes the rows of one coder's work on one document from what a file has.

    A key that this program wrote carries its id.  Where ``owners`` says that the id is somebody
    else's (somebody copied a record to begin with), the copy gets an id of its own.
    """

    def __init__(self, document: Id, coder: Id, codebook: Id, owners: Owners) -> None:
        self._document = document
        self._coder = coder
        self._codebook = codebook
        self._here = (document, coder)
        self._owners = owners
        self._derive = {kind: derived_ids(kind, document, coder) for kind in MARKS}

    def operations(self, incoming: IncomingSet) -> dict[str, list[Operation]]:
        """Return everything in a record as if all of it were new, by kind."""
        return {
            "annotation_set": [self._set(incoming)],
            "span": [self._span(span) for span in incoming.spans],
            "relation": [self._relation(relation) for relation in incoming.relations],
            "comment": [
                *(self._comment(note, self._document) for note in incoming.comments),
                *(
                    self._comment(note, self._id("span", span.key))
                    for span in incoming.spans
                    for note in span.comments
                ),
            ],
        }

    def annotation_set(self, incoming: IncomingSet) -> AnnotationSet:
        """Return a record as the set of marks that an import would make of it."""
        made = self.operations(incoming)
        return AnnotationSet(
            self._document,
            self._coder,
            self._codebook,
            incoming.status,
            incoming.fields,
            tuple(rows.span_from_value(one.id, one.value or {}) for one in made["span"]),
            tuple(rows.relation_from_value(one.id, one.value or {}) for one in made["relation"]),
            tuple(rows.comment_from_value(one.id, one.value or {}) for one in made["comment"]),
        )

    def _id(self, kind: str, key: str) -> Id:
        own = own_id(key)
        if own is not None and self._owners.setdefault((kind, own), self._here) == self._here:
            return own
        return self._derive[kind](key)

    def _set(self, incoming: IncomingSet) -> Operation:
        value = {
            "document_id": self._document,
            "coder_id": self._coder,
            "codebook_id": self._codebook,
            "status": incoming.status,
            "fields": _plain(incoming.fields),
        }
        return Operation("annotation_set", set_id(self._document, self._coder), value)

    def _span(self, span: IncomingSpan) -> Operation:
        value = {
            "key": span.key,
            "document_id": self._document,
            "coder_id": self._coder,
            "codebook_id": self._codebook,
            "label": span.label,
            "fragments": [[part.start, part.end] for part in span.fragments],
            "attributes": _plain(span.attributes),
            "origin": span.origin or _IMPORTED,
            "created": span.created,
            "changed": span.changed,
        }
        return Operation("span", self._id("span", span.key), value)

    def _relation(self, relation: IncomingRelation) -> Operation:
        value = {
            "key": relation.key,
            "document_id": self._document,
            "coder_id": self._coder,
            "codebook_id": self._codebook,
            "label": relation.label,
            "source_id": self._id("span", relation.source_key),
            "target_id": self._id("span", relation.target_key),
            "attributes": _plain(relation.attributes),
            "origin": relation.origin or _IMPORTED,
            "created": relation.created,
            "changed": relation.changed,
        }
        return Operation("relation", self._id("relation", relation.key), value)

    def _comment(self, comment: IncomingComment, target: Id) -> Operation:
        value = {
            "key": comment.key,
            "document_id": self._document,
            "target_id": target,
            "coder_id": self._coder,
            "text": comment.text,
            "created": comment.created,
            "changed": comment.changed,
        }
        return Operation("comment", self._id("comment", comment.key), value)


def own_ids(batch: Sequence[IncomingSet]) -> dict[str, list[Id]]:
    """Return the ids that the keys of a batch carry, by kind."""
    found: dict[str, list[Id]] = {kind: [] for kind in MARKS}
    for incoming in batch:
        keys = {
            "span": [span.key for span in incoming.spans],
            "relation": [relation.key for relation in incoming.relations],
            "comment": [note.key for span in incoming.spans for note in span.comments],
        }
        keys["comment"] += [note.key for note in incoming.comments]
        for kind, some in keys.items():
            found[kind] += [own for key in some if (own := own_id(key))]
    return found


def _plain(answers: Attributes) -> Mapping[str, object]:
    """Return answers as JSON has them: several values as a list."""
    if tuple not in map(type, answers.values()):
        return answers
    return {name: list(v) if isinstance(v, tuple) else v for name, v in answers.items()}
