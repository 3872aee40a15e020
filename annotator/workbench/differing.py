"""What of an article is otherwise now than it was: mark by mark, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.store import rows
from annotator.workbench.change_words import set_words, span_words
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.wording import shortened


@dataclass(frozen=True, slots=True)
class Difference:
    """One mark that is otherwise now: ``words`` say how; empty ids concern the article itself."""

    words: str
    span_id: Id = Id("")
    label: str = ""
    quote: str = ""


def differences(
    then: AnnotationSet, now: AnnotationSet, text: str, codebook: Codebook
) -> list[Difference]:
    """Return what differs between two states of one coder's work, in the order of the text."""
    before, after = then.span_by_id(), now.span_by_id()
    found: list[tuple[int, Difference]] = []
    for identity in {**before, **after}:
        old, new = before.get(identity), after.get(identity)
        span = old or new
        if span is None or old == new:
            continue
        if old and new:
            said = span_words(rows.span_value(old), rows.span_value(new), codebook)
            if not said:  # only when it was changed
                continue
            words = "; ".join(said)
        else:
            words = _("not there any more") if old else _("came later")
        quote = shortened(joined_text(text, span.fragments))
        found.append((span.start, Difference(words, identity, span.label, quote)))
    found.sort(key=lambda one: one[0])
    return [one for _start, one in found] + _others(then, now, codebook)


def _others(then: AnnotationSet, now: AnnotationSet, codebook: Codebook) -> list[Difference]:
    words = list(set_words(rows.set_value(then), rows.set_value(now), codebook))
    before, after = _relations(then), _relations(now)
    went, came = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    if went:
        told = ngettext("{count} relation went", "{count} relations went", went)
        words.append(told.format(count=number(went)))
    if came:
        told = ngettext("{count} relation came", "{count} relations came", came)
        words.append(told.format(count=number(came)))
    if {one.id: one.text for one in then.comments} != {one.id: one.text for one in now.comments}:
        words.append(_("other notes"))
    return [Difference(one) for one in words]


def _relations(annotations: AnnotationSet) -> Mapping[Id, Relation]:
    return {one.id: one for one in annotations.relations}


def summary(found: list[Difference]) -> str:
    """Return in a few words how much differs."""
    if not found:
        return _("The same as now.")
    told = ngettext("{count} difference from now", "{count} differences from now", len(found))
    return told.format(count=number(len(found)))
