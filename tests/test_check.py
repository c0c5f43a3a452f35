"""`audiobook check`: good editions pass, and every kind of damage is found where it is."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from shows import edition, make_show, mend, report, run, said

from audiobook.check.findings import Subject
from audiobook.check.frames import frame_names
from audiobook.check.sound import pace_rule, syllables
from audiobook.check.transcripts import transcript_rule
from audiobook.edition import load
from audiobook.mp3.encode import encode
from audiobook.mp3.frames import STANDARD, silent_frame
from audiobook.pcm import Audio
from audiobook.publish import CoverFacts, cover

URL = "https://example.org/guild/"
BROKEN_WORD = "speak"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "guild"
    (folder / "third-way").mkdir(parents=True)
    (folder / "third-way" / "cover.jpg").write_bytes(cover(CoverFacts("The Third Way")))
    make_show(folder, settings='cover = "cover.jpg"\n')
    run("publish", folder, "--base-url", URL)
    return folder


@pytest.fixture
def guild(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "guild"))


def rules(folder: Path, *options: str) -> set[str]:
    return {rule for rule, _, _ in report(folder, *options, code=3)}


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def patch(path: Path, place: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


def test_what_was_produced_and_published_is_good(guild: Path) -> None:
    assert report(guild, code=0) == []
    assert report(guild / "third-way", code=0) == []
    output = run("check", guild, "--store").output
    assert re.findall(r"^(\w+) +good$", output, re.MULTILINE) == [
        "feed", "file", "tag", "frames", "chapters", "transcript", "cover", "sound", "pace", "store"]


def test_a_show_that_is_not_published_is_not_fit(guild: Path) -> None:
    (guild / "feed.xml").unlink()
    assert [finding for _, finding, _ in report(guild, code=3)] == ["the show has no feed yet; run `audiobook publish`"]
    assert report(guild / "third-way", code=0) == []


def test_a_folder_without_an_edition_says_so(tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("Words.", encoding="utf-8")
    assert f"run `audiobook produce {tmp_path}`" in run("check", tmp_path, code=1).output


def test_a_damaged_frame_is_found_at_its_byte(guild: Path) -> None:
    mp3 = guild / "third-way" / "third-way.mp3"
    place = mp3.read_bytes().index(silent_frame(STANDARD)) + 192 * 10
    patch(mp3, place, b"\0\0")
    found = report(guild / "third-way", code=3)
    assert ("frames", f"third-way.mp3 byte {place:,}") in {(rule, where) for rule, _, where in found}
    assert "file" in {rule for rule, _, _ in found}


def test_a_wrong_info_frame_is_found(guild: Path) -> None:
    mp3 = guild / "third-way" / "third-way.mp3"
    patch(mp3, mp3.read_bytes().index(b"Info") + 8, b"\0\0\0\1")
    assert "frames" in rules(guild / "third-way")


def test_a_truncated_mp3_is_found(guild: Path) -> None:
    mp3 = guild / "third-way" / "third-way.mp3"
    mp3.write_bytes(mp3.read_bytes()[:-100])
    assert {"file", "frames", "sound"} & rules(guild / "third-way") >= {"file", "frames"}


def test_a_missing_mp3_is_found(guild: Path) -> None:
    (guild / "third-way" / "third-way.mp3").unlink()
    assert rules(guild / "third-way") == {"file"}


@pytest.mark.parametrize(("name", "old", "new", "rule"), [
    ("chapters.json", '"startTime": 0', '"startTime": 1', "chapters"),
    ("chapters.json", '0, "title": "', '0, "title": "x', "chapters"),
    ("transcript.vtt", BROKEN_WORD, "whisper", "transcript"),
    ("transcript.srt", BROKEN_WORD, "", "transcript"),
    ("transcript.json", BROKEN_WORD, "whisper", "transcript"),
    ("transcript.html", BROKEN_WORD, "whisper", "transcript"),
    ("transcript.vtt", "00:00:0", "00:59:0", "transcript"),
    ("transcript.vtt", "<v Ada Poe>", "", "transcript"),
    ("transcript.html", 'data-start="0', 'data-start="999', "transcript"),
    ("transcript.json", '"speaker": "Ada Poe"', '"speaker": ""', "transcript"),
    ("edition.json", '"duration_ms": ', '"duration_ms": 1', "frames"),
    ("edition.json", '"title": "The Third Way"', '"title": "Another"', "tag"),
    ("edition.json", '"start_ms": 0', '"start_ms": 500', "chapters"),
])
def test_what_does_not_agree_is_found(guild: Path, name: str, old: str, new: str, rule: str) -> None:
    edit(guild / "third-way" / name, old, new)
    assert rule in rules(guild / "third-way")


@pytest.mark.parametrize("name", ["chapters.json", *(f"transcript.{kind}" for kind in ("vtt", "srt", "json", "html"))])
def test_what_is_missing_or_nonsense_is_found(guild: Path, name: str) -> None:
    path = guild / "third-way" / name
    path.unlink()
    assert rules(guild / "third-way") <= {"chapters", "transcript"}
    path.write_bytes(b"\xff\xfe{]")
    assert rules(guild / "third-way") <= {"chapters", "transcript"}


@pytest.mark.parametrize(("old", "new"), [
    ('length="', 'length="1'), ("mp3?v=", "mp3?v=0"), ('type="audio/mpeg"', 'type="audio/ogg"'),
    ("<itunes:duration>", "<itunes:duration>9"), ("<guid", "<guix"), ("<pubDate>", "<pubdate>"),
    ("transcript.srt?", "transcript.txt?"), ('psc:chapter start="', 'psc:chapter start="1'),
    ("<itunes:category", "<itunes:kategory"), ("<podcast:guid>", "<podcast:guid>x"), ("<channel>", "<chanel>"),
])
def test_a_feed_that_does_not_tell_the_truth_is_found(guild: Path, old: str, new: str) -> None:
    edit(guild / "feed.xml", old, new)
    assert rules(guild) == {"feed"}


def test_a_feed_of_the_edition_before_is_found(guild: Path) -> None:
    mend(guild)
    run("publish", guild, "--base-url", URL)
    feed = (guild / "feed.xml").read_bytes()
    edit(guild / "third-way" / "speech.txt", "whole word", "word")
    run("produce", guild / "third-way", "--engine", "tone", "-q")
    (guild / "feed.xml").write_bytes(feed)
    assert "feed" in rules(guild)


def test_a_cover_that_apps_refuse_is_found(guild: Path) -> None:
    Image.new("RGB", (100, 100)).save(guild / "third-way" / "cover.jpg")
    assert rules(guild) == {"cover"}


def test_a_cover_of_the_show_that_apps_refuse_is_found(guild: Path) -> None:
    Image.new("RGB", (100, 100)).save(guild / "show.jpg")
    assert [place for _, _, place in report(guild, code=3)] == ["show.jpg"]


def test_a_damaged_recording_is_found_with_store(guild: Path) -> None:
    take = next((guild / ".takes").rglob("*.take"))
    patch(take, take.stat().st_size - 3, b"xyz")
    assert report(guild, code=0) == []
    assert [(rule, place) for rule, _, place in report(guild, "--store", code=3)] == [("store", str(take))]


def change_sound(folder: Path, change: Callable[[np.ndarray, int], np.ndarray]) -> None:
    """Decode the MP3, change its samples, and put it together again as the producer does."""
    import soundfile

    from audiobook.files import sha256_of
    from audiobook.mp3.splice import splice
    from audiobook.mp3.tags import block_size

    made = load(folder)
    assert made is not None and made.audio is not None
    mp3 = folder / made.audio.file
    tag = mp3.read_bytes()[: block_size(mp3.read_bytes()[:10])]
    samples, rate = soundfile.read(mp3, dtype="float32")
    frames = encode(Audio(change(samples, rate).astype(np.float32), rate), STANDARD)
    mp3.write_bytes(b"".join(splice([frames], STANDARD, tag, len(frames) // 192)))
    content = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    content["audio"] |= {"sha256": sha256_of(mp3), "bytes": mp3.stat().st_size}
    (folder / "edition.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def found_in_sound(folder: Path) -> str:
    return " ".join(f"{finding} [{place}]" for rule, finding, place in report(folder, code=3) if rule == "sound")


def test_a_quiet_edition_is_found(guild: Path) -> None:
    change_sound(guild / "third-way", lambda samples, rate: samples * 0.3)
    assert "LUFS; -16 ± 1" in found_in_sound(guild / "third-way")


def test_a_sentence_that_is_not_heard_is_found_at_its_time(guild: Path) -> None:
    made = load(guild / "third-way")
    assert made is not None
    sentence = made.sentences[3]

    def hush(samples: np.ndarray, rate: int) -> np.ndarray:
        samples[(sentence.start_ms - 60) * rate // 1000 : (sentence.end_ms + 60) * rate // 1000] = 0
        return samples

    change_sound(guild / "third-way", hush)
    found = found_in_sound(guild / "third-way")
    assert f"nothing is heard: “{sentence.text[:40]}" in found
    assert f"0:{sentence.start_ms / 1000:04.1f}]" in found


def test_clipping_is_found(guild: Path) -> None:
    change_sound(guild / "third-way", lambda samples, rate: np.clip(samples * 8, -1, 1))
    found = found_in_sound(guild / "third-way")
    assert "is clipped" in found and "dBTP" in found


def test_a_pace_that_nobody_speaks_is_found() -> None:
    usual = [said(f"This is the sentence with the number {n} in it.", n * 4000, n * 4000 + 3000) for n in range(6)]
    quick = said("This is a sentence that was cut off by its engine much too soon.", 30_000, 30_500)
    slow = said("This is a sentence that was read out letter by letter.", 40_000, 75_000)
    found = list(pace_rule(Subject(Path("x"), edition(*usual, quick, slow))))
    assert [place for _, place in found] == ["third-way.mp3 0:30.0", "third-way.mp3 0:40.0"]
    assert list(pace_rule(Subject(Path("x"), edition(*usual)))) == []


@pytest.mark.parametrize(("text", "least", "most"), [
    ("Political combinations come and go", 10, 12), ("В начале было слово", 7, 8), ("1917", 6, 9), ("", 0, 0),
    ("民主主義", 4, 4),
])
def test_syllables(text: str, least: int, most: int) -> None:
    assert least <= syllables(text) <= most


def test_lines_that_are_too_wide_are_found(tmp_path: Path) -> None:
    made = edition(said("one " * 10, 0, 2000))
    content = "1\n00:00:00,000 --> 00:00:02,000\n" + "one " * 10 + "\n"
    (tmp_path / "transcript.srt").write_text(content, encoding="utf-8")
    found = [what for what, place in transcript_rule(Subject(tmp_path, made)) if place.startswith("transcript.srt")]
    assert found == ["a line is wider than the 32 characters that players show"]


def test_the_frames_of_a_tag_are_read_in_their_order(guild: Path) -> None:
    names = list(frame_names((guild / "third-way" / "third-way.mp3").read_bytes()[:10_000]))
    assert names[0] == "TIT2" and names.index("CTOC") < names.index("CHAP")


@pytest.mark.parametrize("title", [
    "Bread & <b>peace</b> “now” 'soon'", "Peace 😀 and 👩‍👩‍👧", "שלום עליכם — سلام", "a\u202eb\u0007c\u0000d\ue000",
    "x" * 5000, "word " * 1000, "日本語の演説", "--> 00:00:01.000", "Ž\u0301", "C:\\talks\\..\\1",
], ids=range(10))
def test_any_title_can_be_produced_published_and_passes(tmp_path: Path, title: str) -> None:
    named, said_by = (json.dumps(text, ensure_ascii=False) for text in (title, title[:300]))
    folder = make_show(tmp_path / "guild", settings=f"title = {named}\nauthor = {said_by}\n")
    run("publish", folder, "--base-url", URL)
    assert report(folder, code=0) == []
