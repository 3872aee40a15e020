"""A copy to work on: why one is offered, where it lies, and that nothing half is left."""

from __future__ import annotations

import factories
import pytest

from annotator.model.errors import AnnotatorError, EnvironmentFault, ProjectLocked
from annotator.store.places import CLOUD, NETWORK, SharedPlace
from annotator.workbench import language, moving
from annotator.workbench.moving import keep_in_place, make_working_copy, offer_copy, working_folder
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings, data_folder


@pytest.fixture
def project(tmp_path):
    """A closed project."""
    folder = tmp_path / "shared"
    folder.mkdir()
    with factories.make_session(folder, "asn.annot") as session:
        factories.add_text(session, folder)
    return session.path


@pytest.fixture
def lies(monkeypatch):
    """Every path lies in the place that is given, as the computer would say."""

    def say(kind: str, name: str, root) -> None:
        found = SharedPlace(kind, name, root)
        monkeypatch.setattr(moving, "shared_place", lambda _path: found)

    return say


@pytest.mark.parametrize(
    ("kind", "name", "english", "indonesian"),
    [
        (CLOUD, "Dropbox", "a folder of Dropbox.", "Dropbox"),
        (CLOUD, "", "a folder of a cloud program.", "program awan"),
        (NETWORK, "Kantor", "another computer (Kantor).", "(Kantor)"),
    ],
)
def test_an_offer_says_why_and_names_the_place(project, lies, kind, name, english, indonesian):
    lies(kind, name, project.parent)
    settings = Settings()
    offer = offer_copy(project, settings)
    assert english in offer.why
    assert offer.folder == project.with_name("asn-exchange")
    language.set_language("id")
    translated = offer_copy(project, settings)
    assert indonesian in translated.why
    assert "{" not in translated.why
    assert translated.folder == offer.folder


def test_a_network_without_a_name_is_called_by_its_root(project, lies):
    lies(NETWORK, "", project.parent)
    assert f"({project.parent})" in offer_copy(project, Settings()).why


def test_who_declined_is_not_asked_again_by_whatever_way_they_come(project, lies, tmp_path):
    lies(CLOUD, "Dropbox", project.parent)
    link = tmp_path / "link.annot"
    link.symlink_to(project)
    keep_in_place(link, Settings())
    assert offer_copy(project, Settings()) is None
    assert offer_copy(link, Settings()) is None
    assert offer_copy(project.with_name("other.annot"), Settings()) is not None


def test_where_every_usual_folder_is_shared_the_programs_own_is_taken(lies, tmp_path):
    assert working_folder([]) == data_folder() / "Annotator"
    assert working_folder([tmp_path, tmp_path / "b"]) == tmp_path / "Annotator"
    lies(CLOUD, "OneDrive", tmp_path)
    assert working_folder([tmp_path]) == data_folder() / "Annotator"


def test_the_copies_of_one_name_are_numbered(project, tmp_path):
    settings, own = Settings(), tmp_path / "own"
    meeting = project.with_name("asn-exchange")
    made = [make_working_copy(project, own, meeting, settings).name for _time in range(3)]
    assert made == ["asn.annot", "asn 2.annot", "asn 3.annot"]
    assert sorted(one.name for one in own.iterdir()) == sorted(made)


@pytest.mark.parametrize("way", ["a file", "no folder"])
def test_without_a_place_to_meet_no_copy_is_left(project, tmp_path, way):
    meeting = project.with_name("asn-exchange")
    if way == "a file":
        meeting.touch()
    else:
        meeting = project.parent / "gone" / "asn-exchange"
    settings, before = Settings(), project.read_bytes()
    with pytest.raises(EnvironmentFault) as refused:
        make_working_copy(project, tmp_path / "own", meeting, settings)
    assert refused.value.fields["path"] == str(meeting)
    assert list((tmp_path / "own").iterdir()) == []
    assert settings["shared_folders"] == {}
    assert project.read_bytes()[100:] == before[100:]


def test_what_is_open_elsewhere_or_gone_is_not_copied(project, tmp_path):
    own, meeting = tmp_path / "own", project.with_name("asn-exchange")
    with Session.open(project), pytest.raises(ProjectLocked):
        make_working_copy(project, own, meeting, Settings())
    with pytest.raises(AnnotatorError):
        make_working_copy(project.with_name("gone.annot"), own, meeting, Settings())
    assert not own.exists()
    assert not meeting.exists()


def test_a_folder_that_is_a_file_takes_no_copy(project, tmp_path):
    own = tmp_path / "own"
    own.touch()
    with pytest.raises(EnvironmentFault):
        make_working_copy(project, own, project.with_name("asn-exchange"), Settings())
    assert own.read_bytes() == b""
