"""The real input, the real engine, end to end."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from conftest import SEED
from test_produce import chapters_in, decoded

from audiobook.mp3.tags import read_chapters


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audio") / SEED.name
    folder.mkdir()
    for name in ("speech.txt", "edition.toml"):
        shutil.copy(SEED / name, folder)
    audiobook(folder.parent, "produce", folder)
    return folder


def audiobook(cwd: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """As a user runs it, in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AUDIOBOOK_")}
    command = [sys.executable, "-m", "audiobook", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def manifest(edition: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((edition / "edition.json").read_text(encoding="utf-8"))
    return content


def test_it_lasts_as_long_as_a_reading(manifest: dict[str, Any]) -> None:
    assert 4.5 * 60_000 < manifest["audio"]["duration_ms"] < 7 * 60_000


def test_another_decoder_agrees(edition: Path, manifest: dict[str, Any]) -> None:
    path = edition / manifest["audio"]["file"]
    sound, rate = decoded(path)
    other = miniaudio.mp3_read_file_f32(str(path))
    assert rate == other.sample_rate == 24000 and other.nchannels == 1
    assert abs(len(sound) / rate * 1000 - manifest["audio"]["duration_ms"]) <= 1
    theirs = np.array(other.samples, dtype=np.float32)
    lag = len(theirs) - len(sound)
    assert lag in range(2400)  # a decoder that knows no gapless playback keeps the encoder's delay
    assert np.abs(theirs[lag - lag // 2 : len(sound)]).max() > 0.3


def test_chapters_are_those_of_the_editor(edition: Path, manifest: dict[str, Any]) -> None:
    path = edition / manifest["audio"]["file"]
    chapters = [(c["title"], c["start_ms"]) for c in manifest["chapters"]]
    assert [title for title, _ in chapters] == [
        "Victory without blood", "Which peasants?", "Our party held out its hand", "Two ways of obtaining peace",
        "To the end",
    ]
    assert chapters_in(path) == chapters == [(c.title, c.start_ms) for c in read_chapters(path)]
    assert all(start % 1000 == 0 for _, start in chapters)


def test_each_sentence_sounds_and_each_pause_is_silent(edition: Path, manifest: dict[str, Any]) -> None:
    sound, rate = decoded(edition / manifest["audio"]["file"])
    quiet = np.ones(len(sound), dtype=bool)
    for sentence in manifest["sentences"]:
        start, end = (round(sentence[key] * rate / 1000) for key in ("start_ms", "end_ms"))
        assert np.sqrt(np.mean(sound[start:end] ** 2)) > 0.02, sentence["text"]
        quiet[start:end] = False
    assert np.abs(sound[quiet]).max() < 0.01


def test_four_people_are_heard(manifest: dict[str, Any]) -> None:
    voices = {s["role"]: s["voice"] for s in manifest["sentences"]}
    assert set(voices) == {"announcer", "speaker", "heckler", "narrator"}
    assert len(set(voices.values())) == 4
    (heckle,) = [s for s in manifest["sentences"] if s["role"] == "heckler"]
    assert heckle["text"] == "There is still a third!"
    narrated = [s["text"] for s in manifest["sentences"] if s["role"] == "narrator"]
    assert narrated == ["shouts someone.", "Loud applause."]
    assert {s["speaker"] for s in manifest["sentences"] if s["role"] == "speaker"} == {"Leon Trotsky"}


def test_the_source_is_kept_and_not_spoken(manifest: dict[str, Any]) -> None:
    spoken = " ".join(s["text"] for s in manifest["sentences"])
    assert not any(words in spoken for words in ("Original Source", "James Bunyan", "Comments are closed"))
    assert "Vtoroi vserossiiskii" in manifest["source"] and "James Bunyan" in manifest["source"]


def test_nothing_changed_and_one_word_changed(edition: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(edition, tmp_path / "again")
    (folder / "trotsky-opposes-coalition.mp3").rename(folder / "again.mp3")
    assert "up to date" not in audiobook(tmp_path, "produce", folder).stdout  # the MP3 had another name
    assert "up to date" in audiobook(tmp_path, "produce", folder).stdout
    text = (folder / "speech.txt").read_bytes()
    (folder / "speech.txt").write_bytes(text.replace(b"Which peasants?", b"Whose peasants?"))
    outcome = json.loads(audiobook(tmp_path, "produce", folder, "--json").stdout)
    assert outcome["recorded"] == 1 and outcome["change"].startswith("1 sentence changed at 1:")
