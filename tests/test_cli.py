"""The command line: several sources, JSON, warnings that are seen, and folders that are not what they seem."""

import json
from pathlib import Path

import pytest
from test_bad_input import files, refused
from test_produce import TALK, edit, manifest, produced, run, talk

from audiobook.config import assignment
from audiobook.errors import SourceError

__all__ = ["talk"]


def test_one_source_that_fails_does_not_stop_the_others(talk: Path, tmp_path: Path) -> None:
    gone, bad = tmp_path / "gone.txt", tmp_path / "empty.txt"
    bad.write_text("")
    result = run("produce", gone, bad, talk, code=1)
    assert "gone.txt does not exist" in result.stderr and "empty.txt" in result.stderr
    assert "11 takes recorded" in result.stdout and (talk / "talk.mp3").exists()


def test_a_failure_is_told_with_its_source(talk: Path) -> None:
    assert refused("produce", talk, "--engine", "tonne").startswith(f"audiobook: {talk}: no engine 'tonne'")


def test_a_dry_run_as_json_is_the_plan(talk: Path) -> None:
    dry = json.loads(run("produce", talk, "--dry-run", "--json").stdout)
    assert dry == json.loads(run("plan", talk, "--json").stdout) and dry["record"] == 11
    assert not (talk / "talk.mp3").exists()


def test_restoring_as_json(talk: Path) -> None:
    first = produced(talk)
    edit(talk / "edition.toml", '"tone"', '"tone"\ntitle = "Another"')
    produced(talk)
    assert json.loads(run("produce", talk, "--restore", "--json").stdout) == {
        "edition": str(talk), "file": str(talk / "talk.mp3"), "title": "The Third Way",
        "duration_ms": first["duration_ms"], "restored": True,
    }  # fmt: skip


def test_warnings_are_seen_unless_quiet(talk: Path) -> None:
    edit(talk / "edition.toml", '"tone"', '"tone"\n[cast]\nhekler = "tone:low"')
    warning = "audiobook: [cast] names 'hekler', whom the text does not have; nearest: heckler; it has"
    assert run("plan", talk).stderr.count(warning) == 1
    assert run("plan", talk).stderr.count(warning) == 1, "the second command of a process as well"
    assert run("plan", talk, "-q").stderr == ""
    assert warning in run("produce", talk).stderr


def test_audition_of_a_source_needs_a_sentence(talk: Path) -> None:
    assert f"give --sentence ID (audiobook script {talk} numbers them), or a voice" in refused("audition", talk)


@pytest.mark.parametrize("name", ["prune", "publish"])
def test_a_show_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert f"{tmp_path / 'nofolder'} does not exist" in refused(name, tmp_path / "nofolder")
    assert files(tmp_path) == []


def test_init_makes_the_folder_above_the_show(talk: Path) -> None:
    (talk / "edition.toml").unlink()
    run("init", talk)
    assert files(talk.parent) == ["show.toml", "talk/edition.toml", "talk/speech.txt"]
    assert assignment(talk).show.folder == talk.parent


def test_init_for_a_text_makes_the_show_beside_it(tmp_path: Path) -> None:
    (tmp_path / "My Talk.txt").write_text(TALK)
    run("init", tmp_path / "My Talk.txt")
    assert files(tmp_path) == ["My Talk.txt", "my-talk/edition.toml", "show.toml"]


@pytest.fixture
def from_afar(tmp_path: Path) -> Path:
    """The folder of an edition whose text lies beside it."""
    (tmp_path / "My Talk.txt").write_text(TALK)
    produced(tmp_path / "My Talk.txt", "--engine", "tone")
    folder = tmp_path / "my-talk"
    (folder / "edition.toml").write_text('engine = "tone"')
    content = manifest(folder)
    (folder / "edition.json").write_text(json.dumps({**content, "sources": ["../My Talk.txt"]}), encoding="utf-8")
    return folder


def test_an_edition_of_a_text_elsewhere_is_a_source(from_afar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = from_afar.parent / "My Talk.txt"
    assert assignment(from_afar) == assignment(text), "text, show and store are the same"
    edit(text, "we stand alone", "we stand along")
    assert json.loads(run("plan", from_afar, "--json").stdout)["record"] == 1
    monkeypatch.chdir(from_afar)
    assert assignment(".").sources[0].resolve() == text
    assert produced(from_afar)["recorded"] == 1
    text.unlink()
    assert "no text in this folder" in refused("produce", from_afar)


def test_another_text_does_not_overwrite_an_edition(from_afar: Path) -> None:
    other = from_afar.parent / "my-talk.txt"
    other.write_text("Something else.")
    line = refused("produce", other)
    assert f"{other} would overwrite {from_afar}, the edition of {from_afar.parent / 'My Talk.txt'}" in line
    assert "rename my-talk.txt" in line
    (from_afar.parent / "My Talk.txt").unlink()
    assert produced(other)["title"] != "The Third Way", "of a text that is gone nobody else is in charge"


def test_a_text_beside_a_folder_with_its_own(talk: Path) -> None:
    text = talk.parent / "talk.txt"
    text.write_text(TALK)
    with pytest.raises(SourceError, match=r"talk.txt would overwrite .*the edition of .*speech.txt; rename talk.txt"):
        assignment(text)
    assert assignment(talk / "speech.txt").folder == talk
