"""What an act changed, in words: “label: Rule → Sanction”, “end 5 characters later”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.attributes import Attribute, Questions
from annotator.model.codebook import Codebook
from annotator.store.changes import RowChange
from annotator.workbench.language import N_, _, language, ngettext, number
from annotator.workbench.people import role_word
from annotator.workbench.review_words import VERDICTS
from annotator.workbench.wording import label_name, relation_name, shortened

Raw = Mapping[str, Any]

MOST = 4
"""How many changes are told one by one; of more, only what they followed, and how many marks came,
went and changed."""

NOTHING = "–"

STATUS = {"new": N_("not begun"), "in_progress": N_("in progress"), "done": N_("done")}
YES_NO = {True: N_("yes"), False: N_("no")}


def change_words(changes: Iterable[RowChange], codebook: Codebook) -> tuple[str, ...]:
    """Return what an act changed, a few words a change, in the language in use."""
    rows = list(changes)
    spans = [row for row in rows if row.kind == "span"]
    if len(spans) > 1 or len(rows) > MOST:
        cause = _cause(rows)
        told = _row_words(cause, codebook) if cause else []
        return (*told, *_counts([row for row in rows if not (told and row is cause)]))
    words: list[str] = []
    for row in rows:
        words += _row_words(row, codebook)
    return tuple(words)


def _cause(rows: list[RowChange]) -> RowChange | None:
    """Return what the others followed: the one set of an article, else the one mark."""
    sets = [row for row in rows if row.kind == "annotation_set"]
    found = sets or [row for row in rows if row.kind == "span"]
    return found[0] if len(found) == 1 else None


def _counts(rows: list[RowChange]) -> tuple[str, ...]:
    """Return how many articles, marks and relations came, went and changed."""
    came = [row.kind for row in rows if row.before is None]
    went = [row.kind for row in rows if row.after is None]
    spans = sum(row.kind == "span" for row in rows)
    changed = spans - came.count("span") - went.count("span")
    told = (
        (ngettext("{count} article came", "{count} articles came", came.count("document")),
         came.count("document")),
        (ngettext("{count} mark came", "{count} marks came", came.count("span")),
         came.count("span")),
        (ngettext("{count} relation came", "{count} relations came", came.count("relation")),
         came.count("relation")),
        (ngettext("{count} mark went", "{count} marks went", went.count("span")),
         went.count("span")),
        (ngettext("{count} relation went", "{count} relations went", went.count("relation")),
         went.count("relation")),
        (ngettext("{count} mark changed", "{count} marks changed", changed), changed),
    )  # fmt: skip
    return tuple(words.format(count=number(count)) for words, count in told if count)


def _row_words(row: RowChange, codebook: Codebook) -> list[str]:
    before, after = row.before, row.after
    if row.kind == "comment":
        old, new = _text_of(before), _text_of(after)
        return [_arrow(_("note"), old, new)] if old != new else []
    if row.kind == "decision":
        return [_(VERDICTS[str(after["verdict"])])] if after else []
    if row.kind == "annotation_set":
        return set_words(before or {}, after or {}, codebook)
    if before is None or after is None:
        return _gone_words(row, codebook)
    if row.kind == "span":
        return span_words(before, after, codebook)
    if row.kind == "relation":
        return _relation_words(before, after, codebook)
    return _named_words(row.kind, before, after)


def _named_words(kind: str, before: Raw, after: Raw) -> list[str]:
    """What changed of an article or of a person, apart from marks."""
    if kind == "coder" and before["role"] != after["role"]:
        return [_arrow(_("role"), *(_(role_word(str(one["role"]))) for one in (before, after)))]
    if kind == "document" and before["title"] != after["title"]:
        return [_arrow(_("title"), before["title"], after["title"])]
    return []


def _gone_words(row: RowChange, codebook: Codebook) -> list[str]:
    """A relation that goes with a mark is told; what the verb itself says is not said again."""
    if row.kind == "relation" and row.after is None and row.before is not None:
        name = relation_name(codebook, str(row.before["label"]))
        return [_("relation {relation} went").format(relation=name)]
    return []


def _relation_words(before: Raw, after: Raw, codebook: Codebook) -> list[str]:
    questions = _questions(codebook.relations.get(str(after["label"])))
    return answer_changes(before["attributes"], after["attributes"], questions, codebook)


def span_words(before: Raw, after: Raw, codebook: Codebook) -> list[str]:
    """Return what differs between two versions of a mark: label, ends, answers."""
    words = []
    if before["label"] != after["label"]:
        old, new = (label_name(codebook, str(one["label"])) for one in (before, after))
        words.append(_arrow(_("label"), old, new))
    words += _end_words(before["fragments"], after["fragments"])
    then, now = (_questions(codebook.labels.get(str(one["label"]))) for one in (before, after))
    old, new = before["attributes"], after["attributes"]
    return words + answer_changes(old, new, now, codebook, earlier=then)


def set_words(before: Raw, after: Raw, codebook: Codebook) -> list[str]:
    """Return what differs in status and answers about an article."""
    words = []
    old, new = (str(one.get("status", "new")) for one in (before, after))
    if old != new:
        words.append(_arrow(_("status"), _(STATUS.get(old, old)), _(STATUS.get(new, new))))
    then: Raw = before.get("fields", {})
    return words + answer_changes(then, after.get("fields", {}), codebook.document, codebook)


def _end_words(before: list[list[int]], after: list[list[int]]) -> list[str]:
    if len(before) != len(after):
        return [_("other parts of the text")]
    words = []
    start, end = after[0][0] - before[0][0], after[-1][1] - before[-1][1]
    if start < 0:
        words.append(
            ngettext("start {count} character earlier", "start {count} characters earlier", -start)
        )
    if start > 0:
        words.append(
            ngettext("start {count} character later", "start {count} characters later", start)
        )
    if end < 0:
        words.append(
            ngettext("end {count} character earlier", "end {count} characters earlier", -end)
        )
    if end > 0:
        words.append(ngettext("end {count} character later", "end {count} characters later", end))
    moved = [abs(one) for one in (start, end) if one]
    if not words and before != after:
        return [_("other parts of the text")]
    return [one.format(count=number(far)) for one, far in zip(words, moved, strict=True)]


def answer_changes(
    before: Raw,
    after: Raw,
    questions: Questions,
    codebook: Codebook,
    *,
    earlier: Questions | None = None,
) -> list[str]:
    """Return which answers differ: the name of each question, the old answer, the new one.

    ``earlier`` are the questions of before, where they were others.
    """
    asked = questions if earlier is None else earlier
    words = []
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old != new:
            was, now = asked.get(name), questions.get(name)
            said = answer_words(old, was, codebook), answer_words(new, now, codebook)
            words.append(_arrow(_name(now or was, name), *said))
    return words


def answer_words(value: object, question: Attribute | None, codebook: Codebook) -> str:
    """Return how people read an answer, a dash for none."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(answer_words(one, question, codebook) for one in value)
    if isinstance(value, bool):
        return _(YES_NO[value])
    text = str(value)
    if question is not None:
        known = question.values.get(text)
        if known is not None:
            return known.name.in_language(language()) or text
        entries = codebook.lists.get(question.list_id or "")
        text = entries.label_of(text) if entries else text
    return shortened(text)


def _questions(entry: Any) -> Questions:
    found: Questions = entry.attributes if entry is not None else {}
    return found


def _name(question: Attribute | None, name: str) -> str:
    return (question.name.in_language(language()) if question else "") or name.replace("_", " ")


def _text_of(value: Raw | None) -> str:
    return f"“{shortened(str(value['text']))}”" if value and value["text"] else NOTHING


def _arrow(what: str, old: object, new: object) -> str:
    return f"{what}: {old} → {new}"
