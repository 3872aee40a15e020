"""The main job, whole, by mouse and keyboard: articles in, marks on them, JSONL out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from window_scene import ROOT

from annotator.model.annotation_set import AnnotationSet
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_file

pytestmark = pytest.mark.e2e

RULE = "ASN harus netral"
SPEAKER = "Sri Wartini menegaskan"
DIA = "Dia menegaskan"


def stored(project, key):
    """What the project file has on an article, once nobody has it open."""
    with Session.open(project) as session:
        for document_id in session.finding.documents(""):
            document = session.finding.document(document_id)
            if document.key == key:
                return document.text, session.finding.annotations(document_id)
    raise AssertionError(key)


def labelled(text: str, annotations: AnnotationSet):
    return {(one.label, text[one.start : one.end]) for one in annotations.spans}


def begin_project(hand, home, tmp_path):
    """From the first screen to a project with the five articles."""
    assert hand.read("first_run.rows") is not None
    hand.picture("main-job-1-first-screen")
    hand.keys("ctrl+n")
    hand.wait_state(sheet="NewProject")
    hand.type("netralitas")
    codebooks = [path.rpartition("/")[2] for path in hand.read("sheet._paths")]
    hand.click_widget(f"sheet.choices.buttons.{codebooks.index('asn-core.yaml')}")
    hand.picture("main-job-2-new-project")
    hand.click_widget("sheet.coder")
    hand.keys("ctrl+a")
    hand.type("Rani")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    hand.wait_for(lambda: "netralitas" in hand.state["title"])
    texts = tmp_path / "texts"
    texts.mkdir()
    for seed in (ROOT / "seeds").glob("*.txt"):
        shutil.copy(seed, texts)
    hand.keys("ctrl+i")
    hand.wait_state(sheet="ImportSheet")
    hand.click_widget("sheet.folder_button")
    hand.choose_in_dialog(str(texts))
    hand.wait_for(lambda: hand.read("sheet.primary.isEnabled"))
    hand.picture("main-job-3-import")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    hand.wait_for(lambda: hand.state["article"])


def mark_an_article(hand):
    """Rules, speakers, a sanction, a venue; by key, by digit, on the bar; and one relation."""
    text = hand.state["text"]
    start = text.index(RULE, text.index("di Balikpapan"))
    hand.drag(start, start + len(RULE))
    hand.wait_for(lambda: hand.read("workspace.frame.bar.isVisible"))
    hand.picture("main-job-4-selected")
    hand.keys("r")
    rule = hand.wait_for(lambda: hand.state["focused"])
    hand.keys("1")
    hand.wait_for(lambda: hand.read("workspace.scene.focused_span.attributes.rule_type"))
    hand.mark("sosialisasi yang telah di lakukan di Balikpapan", "v")
    hand.mark("sanksi", "x")
    hand.drag_words("Sri Wartini", within="Sri Wartini menegaskan")
    hand.wait_for(lambda: hand.read("workspace.frame.bar.isVisible"))
    offered = hand.read("workspace.frame.bar.labels")
    place = offered.index("speaker") if "speaker" in offered else 0
    hand.click_widget(f"workspace.frame.bar.items.{place}")
    hand.wait_state(spans=4)
    if "speaker" not in offered:
        hand.keys("l", "s")
    hand.wait_for(lambda: {one["label"] for one in hand.ask("spans")} >= {"speaker"})
    hand.keys("r")
    hand.wait_state(sheet="RelatePopup")
    hand.picture("main-job-5-relate")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    return rule


def test_a_researcher_marks_an_article_and_exports_it(start, home, tmp_path):
    hand = start()
    begin_project(hand, home, tmp_path)
    project = Path(hand.read("projects.session.path"))
    assert project.is_relative_to(home)
    hand.open_article("d004_7d1cd029b9781b1d")
    mark_an_article(hand)
    before = hand.state
    hand.picture("main-job-6-marked")
    hand.close()

    text, annotations = stored(project, before["article"])
    assert labelled(text, annotations) == {
        ("rule", RULE),
        ("venue", "sosialisasi yang telah di lakukan di Balikpapan"),
        ("sanction", "sanksi"),
        ("speaker", "Sri Wartini"),
    }
    (rule,) = (one for one in annotations.spans if one.label == "rule")
    assert rule.attributes["rule_type"] == "general_neutrality"
    assert len(annotations.relations) == 1

    hand = start()
    hand.wait_state(article=before["article"], focused=before["focused"], place=before["place"])
    assert hand.state["spans"] == 4
    hand.picture("main-job-7-opened-again")
    hand.keys("ctrl+e")
    hand.wait_state(sheet="ExportSheet")
    out = Path(hand.read("sheet.path.path"))
    hand.wait_for(lambda: hand.read("sheet.primary.isEnabled"))
    hand.keys("Return")
    hand.wait_for(lambda: hand.read("sheet._written"))
    hand.picture("main-job-8-exported")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    hand.close()
    check_export(project, out)


def check_export(project, out):
    """Hold the exported file against the project: nothing more, nothing less, nothing moved."""
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(records) == 5
    assert verify_file(out).is_sound
    for record in records:
        text, annotations = stored(project, record["doc_id"])
        assert record["text"] == text
        found = {
            (s["label"], s["start"], s["end"], s["text"], tuple(sorted(s["attributes"])))
            for s in record["spans"]
        }
        assert found == {
            (s.label, s.start, s.end, text[s.start : s.end], tuple(sorted(s.attributes)))
            for s in annotations.spans
        }
        assert len(record["relations"]) == len(annotations.relations)
