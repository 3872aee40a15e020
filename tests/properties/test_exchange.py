"""Files from several coders come in one after the other: their order is nobody's business."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import factories
from factories import record, span_record, write_records
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store import integrity
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

TEXTS = (
    "Bupati Sri melarang ASN ikut kampanye di Balikpapan.",
    "👨‍👩‍👧 dan e\u0301 di Samarinda,\r\nbesok pagi.",
    "שלום dunia: ASN netral, 𝔘𝔫𝔦 di sini.",
)
CODERS = ("Ani", "Budi", "Citra", "Dewi Á")
PLACES = ((0, 1), (0, 6), (2, 6), (7, 10), (9, 22))
TIMES = (None, "2026-11-22T08:30:00Z", "2026-11-22T08:30:01Z")
LIVES_IN = "lives_in"

words = st.text(max_size=5, alphabet='aé👍\u2028 "\\שe\u0301\x7f')
times = st.sampled_from(TIMES)
answers = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(("head", "staff")),
        "sure": st.booleans(),
        "age": st.integers(0, 99) | st.floats(0, 1e6),
        "also": st.lists(st.sampled_from("xyz"), unique=True, min_size=1, max_size=3),
        "born": st.sampled_from(("2024", "2024-10", "2024-10-30")),
        "why": words.filter(bool),
    },
)
notes = st.lists(st.tuples(words.filter(bool), times), max_size=2)


def made_notes(drawn, start: int) -> list[dict[str, object]]:
    return [
        {"id": f"n-{number}", "text": text, "created": time, "changed": time}
        for number, (text, time) in enumerate(drawn, start)
    ]


@st.composite
def works(draw, text: int, coder: str) -> dict[str, object]:
    """What one coder marked on one text, complete with everything that a file gives an id."""
    body = TEXTS[text]
    places = draw(st.lists(st.sampled_from(PLACES), max_size=4, unique=True))
    spans = [
        span_record(
            f"s-{number}",
            "person" if number % 2 == 0 else "place",
            *place,
            body,
            attributes=draw(answers) if number % 2 == 0 else {},
            created=draw(times),
            origin=draw(st.sampled_from(("hand", "bulk", "imported"))),
            notes=made_notes(draw(notes), 10 * number),
        )
        for number, place in enumerate(places)
    ]
    links = [
        {"id": f"r-{n}-{m}", "type": LIVES_IN, "from": f"s-{n}", "to": f"s-{m}"}
        for n in range(0, len(spans), 2)
        for m in range(1, len(spans), 2)
        if draw(st.booleans())
    ]
    return record(
        spans,
        links,
        text=body,
        doc_id=f"doc-{text}",
        file=f"{text}.txt",
        title=f"Judul {text}",
        metadata={"no": text},
        coder=coder,
        coder_id=f"k-{coder}",
        status=draw(st.sampled_from(("new", "in_progress", "done"))),
        document=draw(st.sampled_from(({}, {"outlet": "Kaltim"}, {"checked": False}))),
        notes=made_notes(draw(notes), 90),
    )


@st.composite
def files(draw) -> list[list[dict[str, object]]]:
    """The works of some coders on some texts, dealt out to up to four files."""
    pairs = list(itertools.product(range(len(TEXTS)), CODERS))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=6, unique=True))
    dealt: list[list[dict[str, object]]] = [[], [], [], []]
    for pair in chosen:
        draw(st.sampled_from(dealt)).append(draw(works(*pair)))
    return [some for some in dealt if some]


def written(folder: Path, some: list[list[dict[str, object]]]) -> list[Path]:
    return [write_records(folder / f"{n}.jsonl", *records) for n, records in enumerate(some)]


def exported(session: Session) -> bytes:
    return b"".join(lines(session.context, ExportChoice()))


@contextmanager
def projects(number: int) -> Iterator[tuple[Path, list[Session]]]:
    """A folder with some new projects."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        made = [factories.make_session(folder, f"{one}.annot", "Eka") for one in range(number)]
        yield folder, [stack.enter_context(session) for session in made]


@settings(max_examples=15)
@given(files(), st.randoms(use_true_random=False))
def test_the_order_in_which_files_come_does_not_matter(drawn, chance) -> None:
    with projects(2) as (folder, (together, one_by_one)):
        paths = written(folder, drawn)
        assert import_files(together.context, paths).problems == ()
        chance.shuffle(paths)
        for path in paths:
            assert import_files(one_by_one.context, [path]).problems == ()
        assert exported(one_by_one) == exported(together)
        assert integrity.check(one_by_one.project) == []


@settings(max_examples=15)
@given(files())
def test_what_comes_again_is_known_and_changes_nothing(drawn) -> None:
    with projects(1) as (folder, (session,)):
        paths = written(folder, drawn)
        first = import_files(session.context, paths)
        before, undone = exported(session), session.history.undo_words()
        again = import_files(session.context, paths[::-1])
        assert (again.is_applied, again.problems) == (True, ())
        assert (again.new_documents, again.new_spans, again.new_relations) == (0, 0, 0)
        known = again.known_documents, again.known_spans, again.known_relations
        assert known == (first.new_documents, first.new_spans, first.new_relations)
        assert (exported(session), session.history.undo_words()) == (before, undone)


@settings(max_examples=15)
@given(files())
def test_an_export_is_the_same_wherever_it_comes_from(drawn) -> None:
    """Through a second project, and after undoing and redoing how it came in."""
    with projects(2) as (folder, (session, other)):
        import_files(session.context, written(folder, drawn))
        path, expected = folder / "out.jsonl", exported(session)
        path.write_bytes(expected)
        assert import_files(other.context, [path]).problems == ()
        assert exported(other) == expected
        for one in (session, other):
            one.history.undo()
            assert exported(one) == b""
            one.history.redo()
            assert exported(one) == expected


@st.composite
def marked_texts(draw) -> dict[str, object]:
    """Any text, and marks of one or two fragments anywhere in it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted)
    spans = []
    for number, some in enumerate(draw(st.lists(cuts, max_size=4))):
        parts = list(zip(some[::2], some[1::2], strict=False))
        words = text[slice(*parts[0])] if len(parts) == 1 else None
        spans.append(
            {
                "id": f"s-{number}",
                "label": "place",
                "start": parts[0][0],
                "end": parts[-1][1],
                "fragments": parts,
                "text": words,
            }
        )
    return record(spans, text=text, coder="Eka")


@settings(max_examples=30)
@given(marked_texts())
def test_any_text_with_any_marks_comes_back_as_it_was(drawn) -> None:
    with projects(2) as (folder, (session, other)):
        report = import_files(session.context, written(folder, [[drawn]]))
        assert [p for p in report.problems if p.code != "empty_article"] == []
        (identity,) = session.finding.documents()
        assert session.finding.document(identity).text == drawn["text"]
        marked = session.finding.annotations(identity).spans
        assert {(s.key, tuple((p.start, p.end) for p in s.fragments)) for s in marked} == {
            (s["id"], tuple(s["fragments"])) for s in drawn["spans"]
        }
        path = folder / "out.jsonl"
        path.write_bytes(exported(session))
        assert import_files(other.context, [path]).is_applied
        assert exported(other) == path.read_bytes()
