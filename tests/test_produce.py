"""The whole way with the tone engine: a real engine, real MP3s, real files, in milliseconds."""

import json
import shutil
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from click.testing import CliRunner, Result
from conftest import SEED

from audiobook.cli import main
from audiobook.edition import load
from audiobook.mp3.tags import block_size

TALK = """The Third Way

Ada Poe, Speech at the Guild. May 3, 1921

Friends, we were told that we stand alone. It is not so. (“Louder!” cries someone.) I shall speak up, then.

A second paragraph follows the first. It was brief … and it was to the point. … It ended there. (Applause.)

Comments are closed.
"""


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def produced(source: Path, *options: str) -> dict[str, Any]:
    outcome: dict[str, Any] = json.loads(run("produce", source, "--json", "-q", *options).stdout)
    return outcome


def manifest(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    return content


def decoded(path: Path) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    """By FFmpeg's decoder, which is not the encoder's make."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
        return np.concatenate(frames).astype(np.float32), container.streams.audio[0].rate


def chapters_in(path: Path) -> list[tuple[str, int]]:
    """As FFmpeg reads them."""
    with av.open(str(path)) as container:
        chapters = container.chapters()
        return [(c["metadata"]["title"], round(float(c["start"] * (c["time_base"] or 0)) * 1000)) for c in chapters]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    folder = tmp_path / "talk"
    folder.mkdir()
    (folder / "speech.txt").write_text(TALK, encoding="utf-8")
    (folder / "edition.toml").write_text('engine = "tone"\n', encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edition_is_made(talk: Path) -> None:
    outcome = produced(talk)
    made = manifest(talk)
    assert outcome["recorded"] == outcome["takes"] == len(made["sentences"]) == 11
    assert [(s["role"], s["kind"]) for s in made["sentences"]] == [
        ("announcer", "title"), ("announcer", "byline"), ("speaker", "speech"), ("speaker", "speech"),
        ("heckler", "heckle_quote"), ("narrator", "heckle_attribution"), ("speaker", "speech"), ("speaker", "speech"),
        ("speaker", "speech"), ("speaker", "speech"), ("narrator", "reaction"),
    ]  # fmt: skip
    assert [s["text"] for s in made["sentences"][4:7]] == ["Louder!", "cries someone.", "I shall speak up, then."]


def test_the_manifest_tells_the_truth(talk: Path) -> None:
    produced(talk)
    made = manifest(talk)
    sound, rate = decoded(talk / made["audio"]["file"])
    assert rate == made["audio"]["sample_rate"] == 24000 and made["audio"]["bitrate"] == 64000
    assert abs(len(sound) / rate * 1000 - made["audio"]["duration_ms"]) <= 1
    quiet = np.ones(len(sound), dtype=bool)
    for sentence in made["sentences"]:
        start, end = (round(sentence[key] * rate / 1000) for key in ("start_ms", "end_ms"))
        assert np.abs(sound[start:end]).max() > 0.05, sentence
        assert np.abs(sound[start : start + rate * 80 // 1000]).max() > 0.01, "it begins where it is said to begin"
        quiet[start - 24 : end + 24] = False
    assert np.abs(sound[quiet]).max() < 0.003, "and everything else is silent"


def test_chapters_are_read_back_by_another_reader(talk: Path) -> None:
    (talk / "edition.toml").write_text('engine = "tone"\n[[chapters]]\ntitle = "Öne"\nstarts = "Friends, we were"\n'
                                       '[[chapters]]\ntitle = "Two"\nstarts = "a second  paragraph"\n')
    produced(talk)
    made = manifest(talk)
    assert [c["title"] for c in made["chapters"]] == ["Öne", "Two"]
    assert chapters_in(talk / "talk.mp3") == [(c["title"], c["start_ms"]) for c in made["chapters"]]
    assert all(c["start_ms"] % 1000 == 0 for c in made["chapters"])
    assert made["chapters"][-1]["end_ms"] == made["audio"]["duration_ms"]


def test_nothing_changed_touches_nothing(talk: Path) -> None:
    produced(talk)
    before = {path.name: path.stat().st_mtime_ns for path in talk.iterdir()}
    assert produced(talk)["unchanged"]
    assert "Nothing has changed" in run("produce", talk).stdout
    assert {path.name: path.stat().st_mtime_ns for path in talk.iterdir()} == before


def plan_of(talk: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("plan", talk, "--json").stdout)
    return content


def test_one_word_is_one_take(talk: Path) -> None:
    first = produced(talk)
    edit(talk / "speech.txt", "we stand alone", "we stand along")
    planned = plan_of(talk)
    assert (planned["takes"], planned["record"], planned["reuse"]) == (first["takes"], 1, first["takes"] - 1)
    (step,) = planned["steps"]
    assert step["reason"] == "text changed" and step["text"] == "Friends, we were told that we stand along."
    assert (step["role"], step["voice"].split(":")[0]) == ("speaker", "tone")
    after = produced(talk)
    assert (after["recorded"], after["reused"]) == (1, first["takes"] - 1)
    assert after["change"].startswith("1 sentence changed at 0:")


@pytest.mark.parametrize(("old", "new", "reasons"), [
    ("It is not so. ", "It is not so. No, no. ", ["new"]),
    ("It is not so. ", "", []),
    ("It was brief … and it was to the point. … It ended there.",
     "It ended there. It was brief … and it was to the point.", []),
    ("Friends,", "A new beginning.\n\nFriends,", ["new"]),
])
def test_only_what_changed_is_recorded(talk: Path, old: str, new: str, reasons: list[str]) -> None:
    produced(talk)
    edit(talk / "speech.txt", old, new)
    assert [step["reason"] for step in plan_of(talk)["steps"]] == reasons
    assert produced(talk)["recorded"] == len(reasons)


@pytest.mark.parametrize("toml", [
    "[pauses]\nsentence = 900\n", '[[chapters]]\ntitle = "T"\nstarts = "A second"\n', 'title = "Another"\n',
    'author = "X"\n',
])
def test_what_is_not_heard_in_a_take_records_nothing(talk: Path, toml: str) -> None:
    produced(talk)
    (talk / "edition.toml").write_text('engine = "tone"\n' + toml)
    outcome = produced(talk)
    assert outcome["recorded"] == 0 and not outcome["unchanged"]


def test_a_pronunciation_touches_its_sentences_only(talk: Path) -> None:
    produced(talk)
    (talk / "edition.toml").write_text('engine = "tone"\n[lexicon]\nparagraph = "parra-graff"\n')
    assert [step["reason"] for step in plan_of(talk)["steps"]] == ["pronunciation of 'paragraph' changed"]


def test_a_changed_voice_touches_its_role_only(talk: Path) -> None:
    produced(talk)
    voices = {s["voice"] for s in manifest(talk)["sentences"]}
    listed = [word for word in run("voices", "--engine", "tone").stdout.split() if word.startswith("tone:")]
    other = next(voice for voice in listed if voice not in voices)
    (talk / "edition.toml").write_text(f'engine = "tone"\n[cast]\nheckler = "{other}"\n')
    planned = plan_of(talk)
    assert [(s["role"], s["reason"], s["voice"]) for s in planned["steps"]] == [("heckler", "voice changed", other)]


def test_another_engine_records_everything(talk: Path) -> None:
    produced(talk)
    (talk / "edition.toml").write_text('engine = "pyttsx3"\n')
    planned = plan_of(talk)
    assert planned["record"] == planned["takes"]
    assert {step["reason"] for step in planned["steps"]} == {"engine changed"}


def test_a_louder_part_is_mastered_anew_and_not_recorded(talk: Path) -> None:
    produced(talk)
    (talk / "edition.toml").write_text('engine = "tone"\n[levels]\nheckler = 3.5\n')
    sentences = manifest(talk)["sentences"]
    heckle = next(s for s in sentences if s["role"] == "heckler")

    def loudness() -> float:
        sound, rate = decoded(talk / "talk.mp3")
        return float(np.sqrt(np.mean(sound[heckle["start_ms"] * rate // 1000 : heckle["end_ms"] * rate // 1000] ** 2)))

    before = loudness()
    assert produced(talk)["recorded"] == 0
    assert 20 * np.log10(loudness() / before) == pytest.approx(2, abs=0.3)


def take_files(talk: Path, shelf: str) -> list[Path]:
    return sorted((talk / ".takes" / shelf).rglob("*.take"))


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove"])
def test_a_damaged_recording_is_made_anew(talk: Path, damage: str) -> None:
    produced(talk)
    good = (talk / "talk.mp3").read_bytes()
    for shelf in ("frames", "raw"):
        path = take_files(talk, shelf)[0]
        content = bytearray(path.read_bytes())
        content[-100] ^= 4
        if damage == "remove":
            path.unlink()
        else:
            path.write_bytes(content if damage == "flip" else content[:-50])
    (talk / "talk.mp3").unlink()
    if damage != "flip":
        assert [step["reason"] for step in plan_of(talk)["steps"]] == ["recording damaged"]
    assert produced(talk)["recorded"] == 1
    assert (talk / "talk.mp3").read_bytes() == good


def test_zero_configuration(tmp_path: Path) -> None:
    text = tmp_path / "my talk.txt"
    text.write_text(TALK, encoding="utf-8")
    outcome = produced(text, "--engine", "tone")
    made = load(tmp_path / "my-talk")
    assert made is not None and outcome["file"] == str(tmp_path / "my-talk" / "my-talk.mp3")
    assert (made.title, made.author, str(made.date), made.language) == ("The Third Way", "Ada Poe", "1921-05-03", "en")
    assert made.sources == ("../my talk.txt",)
    assert text.read_text(encoding="utf-8") == TALK and not (tmp_path / "my-talk" / "speech.txt").exists()


def test_a_dry_run_changes_nothing(talk: Path) -> None:
    result = run("produce", talk, "--dry-run")
    assert "11 of 11 takes" in result.stdout
    assert sorted(path.name for path in talk.parent.rglob("*") if path.is_file()) == ["edition.toml", "speech.txt"]


def test_high_quality(talk: Path) -> None:
    produced(talk, "--quality", "high")
    made = manifest(talk)
    sound, rate = decoded(talk / "talk.mp3")
    assert rate == made["audio"]["sample_rate"] == 48000 and made["audio"]["bitrate"] == 128000
    assert abs(len(sound) / rate * 1000 - made["audio"]["duration_ms"]) <= 1


def test_the_summary_says_what_a_person_wants(talk: Path) -> None:
    result = run("produce", talk)
    for expected in ("talk.mp3", "The Third Way, Ada Poe", " long, ", " MB, 1 chapter", "0:00", "11 takes recorded, 0"):
        assert expected in result.stdout
    assert "takes, about" in result.stderr and "MB in" in result.stderr


def test_the_same_edition_twice_has_the_same_bytes(talk: Path, tmp_path: Path) -> None:
    produced(talk)
    again = tmp_path / "again" / "talk"
    shutil.copytree(talk, again, ignore=shutil.ignore_patterns("*.mp3", "edition.json"))
    produced(again)
    assert (talk / "talk.mp3").read_bytes() == (again / "talk.mp3").read_bytes()


def test_the_seed_without_its_edition_toml(tmp_path: Path) -> None:
    shutil.copy(SEED / "speech.txt", tmp_path / "speech.txt")
    outcome = produced(tmp_path, "--engine", "tone")
    assert outcome["title"] == "Trotsky Opposes Coalition" and 2 <= len(outcome["chapters"]) <= 5
    roles = {s["role"] for s in manifest(tmp_path)["sentences"]}
    assert roles == {"announcer", "speaker", "heckler", "narrator"}


def test_a_manifest_of_another_version_is_read(talk: Path) -> None:
    produced(talk)
    content = manifest(talk)
    content["later"] = content["sentences"][0]["later"] = content["audio"]["later"] = 1
    del content["cast"]
    (talk / "edition.json").write_text(json.dumps({**content, "cast": []}), encoding="utf-8")
    assert produced(talk)["unchanged"]


def test_chapters_have_pictures_when_asked(talk: Path) -> None:
    edit(talk / "edition.toml", '"tone"', '"tone"\nchapter_covers = true')
    produced(talk)
    content = (talk / "talk.mp3").read_bytes()
    tag = content[: block_size(content[:10])]
    assert tag.count(b"APIC") == 2 and tag.index(b"CHAP") < tag.index(b"APIC"), "the chapter's, and the edition's"
    assert chapters_in(talk / "talk.mp3") == [(c["title"], c["start_ms"]) for c in manifest(talk)["chapters"]]
