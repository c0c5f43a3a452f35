"""Comparing, exporting, restoring, pruning: what comes after an edition is made."""

import json
import os
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_bad_input import command, refused
from test_produce import TALK, chapters_in, decoded, edit, manifest, produced, run, talk

from audiobook.locking import edition_lock
from audiobook.mp3.tags import read_tag

__all__ = ["talk"]


def changes(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("compare", *arguments, "--json").stdout.splitlines()]


def test_comparing_names_every_change_with_both_times(talk: Path) -> None:
    produced(talk)
    edit(talk / "speech.txt", "we stand alone", "we stand along")
    edit(talk / "speech.txt", "It is not so. ", "")
    edit(talk / "speech.txt", "(Applause.)", "Thank you. (Applause.)")
    produced(talk)
    made = changes(talk)
    assert [(c["change"], (c["before"] or {}).get("text"), (c["now"] or {}).get("text")) for c in made] == [
        ("changed", "Friends, we were told that we stand alone.", "Friends, we were told that we stand along."),
        ("removed", "It is not so.", None),
        ("added", None, "Thank you."),
    ]
    assert made[0]["before"]["start_ms"] > 0 and made[0]["now"]["start_ms"] > 0
    text = run("compare", talk).stdout
    assert 'changed: "Friends' in text and "1 sentence changed, 1 removed, 1 added" in text
    assert changes(talk / ".previous", talk) == made


def test_a_moved_sentence_has_moved(talk: Path) -> None:
    produced(talk)
    edit(talk / "speech.txt", "It is not so. ", "")
    edit(talk / "speech.txt", "It ended there.", "It ended there. It is not so.")
    assert produced(talk)["recorded"] == 0
    assert [(c["change"], c["now"]["text"]) for c in changes(talk)] == [("moved", "It is not so.")]


def test_a_sentence_in_another_voice_is_spoken_anew(talk: Path) -> None:
    produced(talk)
    edit(talk / "edition.toml", '"tone"', '"tone"\n[lexicon]\nbrief = "breef"')
    produced(talk)
    assert [c["change"] for c in changes(talk)] == ["spoken anew"]


def test_nothing_to_compare(talk: Path) -> None:
    assert "has no edition" in refused("compare", talk)
    produced(talk)
    assert "has no edition before" in refused("compare", talk)


def test_the_edition_before_comes_back(talk: Path) -> None:
    produced(talk)
    first = (talk / "talk.mp3").read_bytes(), manifest(talk)
    edit(talk / "speech.txt", "alone", "along")
    produced(talk)
    second = (talk / "talk.mp3").read_bytes(), manifest(talk)
    assert "the edition before is back" in run("produce", talk, "--restore").stdout
    assert ((talk / "talk.mp3").read_bytes(), manifest(talk)) == first
    run("produce", talk, "--restore")
    assert ((talk / "talk.mp3").read_bytes(), manifest(talk)) == second, "and back again"


def test_restoring_without_an_edition_before(talk: Path) -> None:
    produced(talk)
    assert "has no edition before" in refused("produce", talk, "--restore")


def test_chapters_are_cut_at_frames(talk: Path, tmp_path: Path) -> None:
    edit(talk / "edition.toml", '"tone"', '"tone"\n[[chapters]]\ntitle = "One: begins/ends"\nstarts = "Friends"\n'
         '[[chapters]]\ntitle = "Two"\nstarts = "A second"')
    produced(talk)
    made = manifest(talk)
    paths = [Path(line) for line in run("export", talk, "--chapters", tmp_path / "out").stdout.splitlines()]
    assert [path.name for path in paths] == ["01 One begins ends.mp3", "02 Two.mp3"]
    whole, rate = decoded(talk / "talk.mp3")
    parts = [decoded(path)[0] for path in paths]
    assert abs(sum(map(len, parts)) - len(whole)) <= 576
    np.testing.assert_array_equal(np.concatenate(parts), whole[: sum(map(len, parts))])
    tag = read_tag(paths[1])
    assert (tag.title, tag.album, tag.artist) == ("Two", "The Third Way", "Ada Poe")
    assert chapters_in(paths[1]) == []
    assert abs(len(parts[0]) / rate * 1000 - made["chapters"][1]["start_ms"]) <= 24


def test_pruning_keeps_what_an_edition_uses(talk: Path) -> None:
    (talk.parent / "show.toml").write_text("")
    produced(talk)
    edit(talk / "speech.txt", "alone", "along")
    produced(talk)
    edit(talk / "speech.txt", "along", "aloof")
    produced(talk)
    assert run("prune", talk.parent, "--dry-run").stdout.startswith("2 unused files, ")  # raw and encoded
    assert run("prune", talk.parent).stdout.startswith("2 unused files, ")
    assert run("prune", talk.parent).stdout.startswith("0 unused files, ")
    run("produce", talk, "--restore")
    (talk / "talk.mp3").unlink()
    edit(talk / "speech.txt", "aloof", "along")
    assert produced(talk)["recorded"] == 0, "the edition before is kept as well"


def test_pruning_a_shared_store_keeps_what_other_shows_use(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBOOK_STORE", str(tmp_path / "store"))
    produced(talk)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "other.txt").write_text(TALK.replace("alone", "together"))
    produced(tmp_path / "other" / "other.txt", "--engine", "tone")
    assert run("prune", tmp_path / "other").stdout.startswith("0 unused files")


def test_watching_produces_on_save(talk: Path, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="needs the extra [watch]")
    said = tmp_path / "said"

    def wait_for(words: str) -> None:
        end = time.monotonic() + 30
        while words not in said.read_text():
            assert process.poll() is None and time.monotonic() < end, said.read_text()
            time.sleep(0.05)

    watching = command("produce", talk, "--watch")
    with (
        said.open("w") as file, subprocess.Popen(watching, stdout=file, stderr=file) as process, ExitStack() as stack,
    ):
        stack.callback(process.kill)  # or a failure here would wait for a watcher that waits for ever
        wait_for("watching")
        edit(talk / "speech.txt", "alone", "along")
        wait_for("1 take recorded, 10 reused")
        edit(talk / "edition.toml", '"tone"', '"tonne"')
        wait_for("no engine 'tonne'")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    assert "stopped watching" in said.read_text()
    assert "1 sentence changed" in said.read_text()


def test_a_save_during_a_run_is_not_lost(talk: Path) -> None:
    """The text is saved again while a producer waits for another: the next run has work to do."""
    produced(talk)
    edit(talk / "speech.txt", "alone", "along")
    with edition_lock(talk / ".takes", talk):
        process = subprocess.Popen(command("produce", talk), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(2)
        edit(talk / "speech.txt", "along", "aloof")
    process.communicate(timeout=30)
    produced(talk)
    assert "aloof" in " ".join(s["text"] for s in manifest(talk)["sentences"])


def test_a_renamed_folder_keeps_its_takes_and_both_editions(talk: Path) -> None:
    produced(talk)
    for claim in (talk / ".takes" / "claims").iterdir():
        os.utime(claim, (0, 0))
    other = talk.rename(talk.parent / "other")
    assert run("prune", other).stdout.startswith("0 unused files")
    edit(other / "speech.txt", "alone", "along")
    assert produced(other)["recorded"] == 1
    assert [path.name for path in other.glob("*.mp3")] == ["other.mp3"]
    run("produce", other, "--restore")
    run("produce", other, "--restore")
    assert "along" in " ".join(s["text"] for s in manifest(other)["sentences"])
    assert not list(other.rglob("*.part"))


def test_the_edition_before_is_not_lost_by_producing_again(talk: Path) -> None:
    produced(talk)
    edit(talk / "speech.txt", "alone", "along")
    produced(talk)
    produced(talk, "--refresh")
    (talk / "talk.mp3").unlink()
    produced(talk)
    assert [c["change"] for c in changes(talk)] == ["changed"]


def test_an_mp3_that_somebody_touched_is_made_again(talk: Path) -> None:
    produced(talk)
    good = (talk / "talk.mp3").read_bytes()
    (talk / "talk.mp3").write_bytes(good[:9000] + b"XXXX" + good[9004:])
    assert not produced(talk)["unchanged"]
    assert (talk / "talk.mp3").read_bytes() == good


def test_a_voice_is_given_back(talk: Path) -> None:
    produced(talk)
    before = {s["role"]: s["voice"] for s in manifest(talk)["sentences"]}
    edit(talk / "edition.toml", '"tone"', '"tone"\n[cast]\nspeaker = { voice = "tone:top", rate = 1.5 }')
    produced(talk)
    edit(talk / "edition.toml", '\n[cast]\nspeaker = { voice = "tone:top", rate = 1.5 }', "")
    assert produced(talk)["recorded"] == 0
    assert {s["role"]: s["voice"] for s in manifest(talk)["sentences"]} == before
