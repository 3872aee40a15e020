"""Draws the pictures of docs/images: the real program, used by hand on a screen of its own.

Run it with ``make images``; names given as arguments draw only those.
"""

from __future__ import annotations

import json
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from end_to_end.story import Hand, a_screen, missing_programs  # noqa: E402

IMAGES = ROOT / "docs" / "images"
USUAL, WIDE = (1366, 768), (1920, 1080)
LARGEST = 250_000
ARTICLE, CODER = "asn-004", "Rani"
TOP = "Dia menegaskan"
FOCUSED = "kehadiran ASN dalam acara kampanye harus bersifat pasif"
SELECTED = "tidak mengarah pada dukungan aktif terhadap calon tertentu"
STATUSES = {
    "done": ("asn-000", "asn-001"),
    "in_progress": ("asn-002", ARTICLE),
    "new": ("asn-003",),
}
SPACE_ABOVE = 22.0
OUT_OF_THE_WAY = (700, 90)
"""Where the pointer rests: on nothing that shows it."""
LEFT_OUT = {"004-r8"}
UNRELATED = {"004-rel19", "004-rel25"}
UNANSWERED = {"004-v4": "function", "004-r7": "marker", "004-t6": "group", "004-c6": "strength"}


# the project ------------------------------------------------------------------------------------


def make_project(folder: Path) -> Path:
    """Make a project in the middle of its work: two articles done, two begun, one new."""
    from annotator.workbench.importing import import_files
    from annotator.workbench.session import Session

    path = folder / "netralitas-2024.annot"
    coding = folder / "coding.jsonl"
    coding.write_text("".join(f"{json.dumps(one)}\n" for one in unfinished()), encoding="utf-8")
    with Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", CODER) as session:
        report = import_files(session.context, [*sorted((ROOT / "seeds").glob("*.txt")), coding])
        assert not report.is_refused, report.problems
        finding = session.finding
        for document_id in finding.documents(""):
            for span in finding.annotations(document_id).spans:
                text = finding.document(document_id).text
                if text[span.start : span.end] == FOCUSED and span.label == "rule":
                    session.coding.set_attribute(span.id, "marker", ("harus",))
    return path


def unfinished() -> Iterator[dict[str, Any]]:
    """Yield the worked coding as it was before it was finished."""
    path = ROOT / "seeds" / "worked-coding.jsonl"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        record = json.loads(line)
        record["coder"] = CODER
        record["status"] = next(name for name, keys in STATUSES.items() if record["doc_id"] in keys)
        if record["status"] == "new":
            record["spans"], record["relations"] = [], []
        record["spans"] = [one for one in record["spans"] if one["id"] not in LEFT_OUT]
        for span in record["spans"]:
            span["attributes"].pop(UNANSWERED.get(span["id"]), None)
        record["relations"] = [
            one
            for one in record["relations"]
            if one["id"] not in UNRELATED and not LEFT_OUT & {one["from"], one["to"]}
        ]
        yield record


def make_team(folder: Path) -> Path:
    """Make a project that three people code and one reviews: done, in work, in review."""
    from annotator.model.assignment import Role
    from annotator.workbench.adjudicating.articles import Adjudicating
    from annotator.workbench.assigning import Assigning
    from annotator.workbench.importing import import_files
    from annotator.workbench.people import add_person, set_role
    from annotator.workbench.session import Session

    path = folder / "netralitas-2024.annot"
    files = []
    for name, left_out in (("Ayu", 0), ("Bima", 9)):
        files.append(folder / f"{name}.jsonl")
        lines = (f"{json.dumps(one)}\n" for one in finished(name, left_out))
        files[-1].write_text("".join(lines), encoding="utf-8")
    with Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", CODER) as session:
        report = import_files(session.context, [*sorted((ROOT / "seeds").glob("*.txt")), *files])
        assert not report.is_refused, report.problems
        dewi = add_person(session.context, "Dewi")
        set_role(session.context, session.coder.id, Role.LEAD)
        documents, assigning = session.finding.documents(), Assigning(session.context)
        both = [one.id for one in assigning.grid().coders if one.name in ("Ayu", "Bima")]
        assigning.assign([(one, who) for one in documents for who in both])
        assigning.assign([(one, dewi.id) for one in documents[2:]])
        adjudicating = Adjudicating(session.context)
        for number, document in enumerate(documents[:4]):
            desk = adjudicating.desk(document)
            desk.begin()
            while (case := desk.next_open()) is not None and number < 3:
                desk.take(case, desk.letters(case)[0])
            if number < 3:
                desk.sign_off()
    return path


def finished(coder: str, left_out: int) -> Iterator[dict[str, Any]]:
    """Yield the worked coding as a coder has finished it; every so manieth mark is left out."""
    path = ROOT / "seeds" / "worked-coding.jsonl"
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        record = json.loads(line)
        record |= {"coder": coder, "status": "done"}
        if left_out:
            gone = {one["id"] for one in record["spans"][::left_out]}
            record["spans"] = [one for one in record["spans"] if one["id"] not in gone]
            record["relations"] = [
                one for one in record["relations"] if not gone & {one["from"], one["to"]}
            ]
        for one in (*record["spans"], *record["relations"]):
            one["id"] = f"{coder}-{one['id']}"
        for one in record["relations"]:
            one |= {end: f"{coder}-{one[end]}" for end in ("from", "to")}
        yield record


def make_review(folder: Path) -> Path:
    """Make a project that two people have finished and a third is in the middle of reviewing."""
    from annotator.workbench.adjudicating.articles import Adjudicating
    from annotator.workbench.importing import import_files
    from annotator.workbench.session import Session

    path = folder / "netralitas-2024.annot"
    files = []
    for name, change in (("Ayu", lambda one, _n: one), ("Bima", otherwise)):
        files.append(folder / f"{name}.jsonl")
        lines = []
        for record in finished(name, 0):
            spans = [change(one, number) for number, one in enumerate(record["spans"])]
            record["spans"] = [one for one in spans if one is not None]
            kept = {one["id"] for one in record["spans"]}
            linked = (one for one in record["relations"] if {one["from"], one["to"]} <= kept)
            record["relations"] = list(linked)
            lines.append(f"{json.dumps(record)}\n")
        files[-1].write_text("".join(lines), encoding="utf-8")
    with Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", CODER) as session:
        report = import_files(session.context, [*sorted((ROOT / "seeds").glob("*.txt")), *files])
        assert not report.is_refused, report.problems
        adjudicating = Adjudicating(session.context)
        desk = adjudicating.desk(session.finding.documents()[0])
        desk.begin()
        for case in (desk.cases[0], desk.cases[2]):
            desk.take(case.id, desk.letters(case.id)[0])
    return path


def otherwise(span: dict[str, Any], number: int) -> dict[str, Any] | None:
    """Return a mark as another coder has it: some begin later or say something else, or lack."""
    if number % 17 == 16:
        return None
    if span["label"] == "rule" and len(span["fragments"]) == 1:
        words = span["text"].split(" ")
        if number % 5 == 2 and len(words) > 4:
            gone = len(" ".join(words[:2])) + 1
            start, end = span["fragments"][0]
            fragments = [[start + gone, end]]
            span |= {"start": start + gone, "fragments": fragments, "text": span["text"][gone:]}
            del span["prefix"]
        if number % 3 == 2 and span["attributes"].get("modality") == "obligation":
            span["attributes"]["modality"] = "prohibition"
    return span


def make_texts(folder: Path) -> Path:
    """Make some articles to be added: one in an old encoding, one that is there already."""
    texts = folder / "artikel-baru"
    texts.mkdir()
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    (texts / seeds[0].name).write_bytes(seeds[0].read_bytes())
    for number, words in enumerate(("Bawaslu ingatkan ASN", "Sekda: ASN netral", "Ikrar ASN")):
        text = f"{words}\n\nSAMARINDA – “ASN harus netral,” kata Sekda di Balai Kota.\n"
        encoding = "windows-1252" if number == 1 else "utf-8"
        (texts / f"berita-{number + 1}.txt").write_bytes(text.encode(encoding))
    return texts


# what is seen -----------------------------------------------------------------------------------


def reading(hand: Hand) -> None:
    """The article at its usual place, one mark in focus."""
    hand.open_article(ARTICLE)
    focus(hand, FOCUSED, "rule")
    hand.ask("place", cp=hand.state["text"].index(TOP), top=SPACE_ABOVE)
    hand.move(*OUT_OF_THE_WAY)


def focus(hand: Hand, words: str, label: str) -> None:
    start = hand.state["text"].index(words)
    found = [s for s in hand.ask("spans") if s["label"] == label and s["start"] == start]
    hand.ask("focus", span=found[0]["id"])


def selecting(hand: Hand) -> None:
    """Words dragged over, with the bar at them."""
    reading(hand)
    start = hand.state["text"].index(SELECTED)
    end = start + len(SELECTED)
    hand.drag_between(hand.ask("point", cp=start), hand.ask("point", cp=end))
    hand.wait_for(lambda: hand.read("workspace.frame.bar.isVisible"))


def inspector(hand: Hand) -> None:
    """A speaker from the list of people: what is filled in says so."""
    reading(hand)
    focus(hand, "Sri Wartini, kehadiran", "speaker")


def palette(hand: Hand) -> None:
    selecting(hand)
    hand.keys("ctrl+k")
    hand.wait_state(sheet="Palette")
    hand.type("kamp")


def export(hand: Hand) -> None:
    reading(hand)
    hand.keys("ctrl+e")
    hand.wait_state(sheet="ExportSheet")
    hand.wait_for(lambda: hand.read("sheet._preview") == "ExportPreview")


def importing(hand: Hand) -> None:
    reading(hand)
    hand.keys("ctrl+i")
    hand.wait_state(sheet="ImportSheet")
    hand.click_widget("sheet.folder_button")
    hand.choose_in_dialog(str(make_texts(Path(hand.environment["HOME"]))))
    hand.wait_for(lambda: hand.read("sheet.primary.isEnabled"))


def problems(hand: Hand) -> None:
    reading(hand)
    hand.keys("Escape", "F8")
    hand.wait_for(lambda: hand.read("workspace.frame.problems.isVisible"))
    for _step in range(10):
        focused = hand.state["focused"]
        if any(s["id"] == focused and s["label"] == "venue" for s in hand.ask("spans")):
            break
        hand.press("F8", lambda state, before=focused: state["focused"] != before)


def guideline(hand: Hand) -> None:
    reading(hand)
    hand.keys("F1")
    hand.wait_state(sheet="GuidelineSheet")


def keys(hand: Hand) -> None:
    reading(hand)
    hand.keys("shift+F1")
    hand.wait_state(sheet="ShortcutsSheet")


def folded(hand: Hand) -> None:
    hand.ask("call", action="fold_left")
    reading(hand)


def history(hand: Hand) -> None:
    """Some acts, and the article as it was before the last of them; these acts stay."""
    reading(hand)
    hand.keys("bracketright", "ctrl+Left", "ctrl+Left", "Return")
    focus(hand, "Sri Wartini, kehadiran", "speaker")
    hand.keys("Delete")
    selecting(hand)
    hand.keys("Return")
    hand.wait_for(lambda: "tidak mengarah" in hand.undo_words())
    hand.keys("ctrl+shift+h")
    hand.wait_state(sheet="HistorySheet")
    hand.keys("Down", "Down")
    hand.wait_for(lambda: hand.read("sheet.list.chosen_row") == 2)


def assignment(hand: Hand) -> None:
    """Who codes what, with the cell of an article in review chosen by the keys."""
    hand.keys("ctrl+2")
    hand.wait_for(lambda: hand.read("reviewing.page.model.rowCount"))
    hand.keys("ctrl+Home", "Down", "Down", "Down", "Right")
    hand.move(*OUT_OF_THE_WAY)
    hand.wait_for(lambda: hand.read("reviewing.page.cases.is_quiet"))


def agreement(hand: Hand) -> None:
    """How far the coders agree, with the list behind the first number."""
    hand.keys("ctrl+4")
    hand.wait_for(lambda: hand.read("reviewing.page.methods.text"))
    hand.wait_for(lambda: not hand.read("reviewing.page.reckoning.is_working"))
    hand.keys("Return")
    hand.wait_for(lambda: hand.read("reviewing.page.band.list.hasFocus"))
    hand.move(*OUT_OF_THE_WAY)


def adjudication(hand: Hand) -> None:
    """A case with several differences, the first row chosen."""
    hand.keys("ctrl+3")
    hand.wait_for(lambda: hand.read("reviewing.page.sitting.is_begun"))
    hand.keys("Tab")
    hand.move(*OUT_OF_THE_WAY)
    hand.wait_for(lambda: hand.read("reviewing.page.sitting.row") is not None)


Scene = Callable[[Hand], None]

SCENES: dict[str, tuple[Scene, str, str]] = {
    "reading-light": (reading, "light", "en"),
    "selecting": (selecting, "light", "en"),
    "inspector": (inspector, "light", "en"),
    "palette": (palette, "light", "en"),
    "import": (importing, "light", "en"),
    "problems": (problems, "light", "en"),
    "guideline": (guideline, "light", "en"),
    "keys": (keys, "light", "en"),
    "english": (selecting, "dark", "en"),
    "indonesian": (selecting, "light", "id"),
    "reading-dark": (reading, "dark", "id"),
    "export": (export, "dark", "en"),
    "contrast": (folded, "contrast", "en"),
    "history": (history, "light", "id"),
}
TEAM_SCENES: dict[str, tuple[Scene, str, str]] = {
    "assignment": (assignment, "light", "en"),
    "agreement": (agreement, "light", "en"),
}
REVIEW_SCENES: dict[str, tuple[Scene, str, str]] = {
    "adjudication": (adjudication, "light", "en"),
}
WIDE_SCENES: dict[str, tuple[Scene, str, str]] = {
    "reading-light-1920": (reading, "light", "en"),
    "inspector-1920": (inspector, "dark", "id"),
}


# drawing ----------------------------------------------------------------------------------------


def draw(
    folder: Path,
    wanted: set[str],
    scenes: dict[str, Any],
    size: tuple[int, int],
    make: Callable[[Path], Path] = make_project,
) -> None:
    chosen = {name: scene for name, scene in scenes.items() if name in wanted}
    if not chosen:
        return
    home = folder / f"{size[0]}-{make.__name__}" / CODER
    papers = home / "Documents"
    papers.mkdir(parents=True)
    with a_screen(*size) as screen:
        hand = Hand(screen, home, make(papers))
        try:
            hand.wait_for(lambda: hand.state["article"])
            hand.ask("resize", width=size[0], height=size[1])
            for name, (scene, theme, language) in chosen.items():
                hand.ask("call", action=f"theme_{theme}")
                hand.ask("call", action=f"language_{language}")
                scene(hand)
                save(hand.picture(name, folder), IMAGES / f"{name}.png")
                leave(hand)
        finally:
            hand.kill()


def leave(hand: Hand) -> None:
    """Close what is open, so that the next picture begins where this one did."""
    while hand.state["sheet"]:
        hand.keys("Escape")
        hand.wait_state(sheet=None)
    if hand.read("workspace.frame.problems.isVisible"):
        hand.ask("call", action="problems")
    while hand.state["focused"] or len(set(hand.state["selection"])) > 1:
        hand.keys("Escape")


def draw_first_run(folder: Path) -> None:
    home = folder / "first" / CODER
    home.mkdir(parents=True)
    with a_screen(*USUAL) as screen:
        hand = Hand(screen, home)
        try:
            hand.ask("resize", width=USUAL[0], height=USUAL[1])
            hand.ask("call", action="theme_light")
            hand.move(*OUT_OF_THE_WAY)
            save(hand.picture("first-run", folder), IMAGES / "first-run.png")
        finally:
            hand.kill()


def save(picture: Path, path: Path) -> None:
    """Write a picture small: rows as they are pack best here.  Large ones lose what no eye sees."""
    from PySide6.QtGui import QImage

    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    data = packed(image)
    if len(data) > LARGEST:
        data = packed(image, bytes(min(255, round(value / 5) * 5) for value in range(256)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path.name:24} {image.width()} × {image.height()}  {len(data) / 1000:5.0f} kB")
    if len(data) > LARGEST:
        print(f"{path.name} is larger than {LARGEST // 1000} kB")


def packed(image: Any, tones: bytes = bytes(range(256))) -> bytes:
    """Return a PNG file of an image of three bytes a pixel, each of them looked up in ``tones``."""
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    pixels = bytes(image.constBits()).translate(tones)
    rows = b"".join(b"\0" + pixels[y * stride : y * stride + 3 * width] for y in range(height))
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9)
    content = packer.compress(rows) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, content) for name, content in parts)


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def main() -> int:
    if missing := missing_programs():
        print(f"not installed here: {', '.join(missing)}")
        return 1
    every = {"first-run", *SCENES, *WIDE_SCENES, *TEAM_SCENES, *REVIEW_SCENES}
    wanted = set(sys.argv[1:]) or every
    if unknown := wanted - every:
        print(
            f"no such picture: {', '.join(sorted(unknown))}; there are {', '.join(sorted(every))}"
        )
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "first-run" in wanted:
            draw_first_run(folder)
        draw(folder, wanted, SCENES, USUAL)
        draw(folder, wanted, WIDE_SCENES, WIDE)
        draw(folder, wanted, TEAM_SCENES, USUAL, make_team)
        draw(folder, wanted, REVIEW_SCENES, USUAL, make_review)
    return 0


if __name__ == "__main__":
    sys.exit(main())
