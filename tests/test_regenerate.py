"""Audio bytes outside a change are those of the edition before, frame by frame."""

from itertools import takewhile
from pathlib import Path

import pytest
from test_produce import edit, manifest, produced, talk

from audiobook.mp3.frames import STANDARD, silent_frame, split_frames
from audiobook.mp3.tags import block_size

__all__ = ["talk"]
SILENT = silent_frame(STANDARD)
CHAPTER = '[[chapters]]\ntitle = "{}"\nstarts = "{}"\n'
TWO_CHAPTERS = '"tone"\n' + CHAPTER.format("One", "Friends") + CHAPTER.format("Two", "A second")


def frames_of(talk: Path) -> list[bytes]:
    """The frames that are heard: without the Info frame and the flush at the end."""
    content = (talk / "talk.mp3").read_bytes()
    return list(split_frames(content[block_size(content[:10]) :], STANDARD))[1:-2]


def takes_of(talk: Path) -> list[tuple[str, list[bytes]]]:
    """Each sentence's text and the frames between the silences around it, cut where the manifest has it."""
    frames = frames_of(talk)
    made = []
    for sentence in manifest(talk)["sentences"]:
        first, last = sentence["start_ms"] // 24, -(-sentence["end_ms"] // 24)
        made.append((sentence["text"], frames[first:last]))
    return made


def unlike(before: list[bytes], after: list[bytes]) -> tuple[int, int]:
    """How many frames of either lie between the heads and the tails that both share."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    tails = zip(before[head:][::-1], after[head:][::-1], strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], tails))
    return len(before) - head - tail, len(after) - head - tail


def length(talk: Path, text: str) -> int:
    """Frames of the sentence with this text, the silence at its end included."""
    (take,) = [take for said, take in takes_of(talk) if said == text]
    return len(take) + 6


def test_a_changed_word_changes_its_sentence_only(talk: Path) -> None:
    produced(talk)
    before, was = frames_of(talk), length(talk, "Friends, we were told that we stand alone.")
    edit(talk / "speech.txt", "stand alone", "stand quite alone")
    produced(talk)
    gone, come = unlike(before, frames_of(talk))
    assert 0 < gone <= was and 0 < come <= length(talk, "Friends, we were told that we stand quite alone.")


def test_an_inserted_and_a_removed_sentence_move_the_rest(talk: Path) -> None:
    produced(talk)
    before = frames_of(talk)
    edit(talk / "speech.txt", "It is not so. ", "It is not so. No, no. ")
    produced(talk)
    after = frames_of(talk)
    gone, come = unlike(before, after)
    assert gone == 0 and 0 < come <= length(talk, "No, no.") + 20
    edit(talk / "speech.txt", "No, no. ", "")
    assert produced(talk)["recorded"] == 0
    assert frames_of(talk) == before


def test_a_moved_sentence_keeps_its_frames(talk: Path) -> None:
    produced(talk)
    before = dict(takes_of(talk))
    edit(talk / "speech.txt", "A second paragraph follows the first. It was brief … and it was to the point.",
         "It was brief … and it was to the point. A second paragraph follows the first.")
    assert produced(talk)["recorded"] == 0
    after = dict(takes_of(talk))
    assert after.keys() == before.keys()
    for text, take in after.items():
        assert [f for f in take if f != SILENT] == [f for f in before[text] if f != SILENT], text


@pytest.mark.parametrize(("old", "new"), [
    ('title = "Two"', 'title = "The second"'), ('"tone"', '"tone"\ntitle = "Another title"'),
    ('"tone"', '"tone"\nauthor = "Ada M. Poe"'),
])
def test_a_title_changes_the_tag_only(talk: Path, old: str, new: str) -> None:
    edit(talk / "edition.toml", '"tone"\n', TWO_CHAPTERS)
    produced(talk)
    before = frames_of(talk), manifest(talk)["audio"]["sha256"]
    edit(talk / "edition.toml", old, new)
    assert produced(talk)["recorded"] == 0
    assert frames_of(talk) == before[0] and manifest(talk)["audio"]["sha256"] != before[1]


def test_a_changed_pause_adds_silent_frames_only(talk: Path) -> None:
    produced(talk)
    before = frames_of(talk)
    edit(talk / "edition.toml", '"tone"', '"tone"\n[pauses]\nparagraph = 1700\n')
    assert produced(talk)["recorded"] == 0
    after = frames_of(talk)
    assert [f for f in after if f != SILENT] == [f for f in before if f != SILENT]
    assert len(after) - len(before) == pytest.approx(3 * 1000 / 24, abs=3)


def test_reordered_chapters_record_nothing(talk: Path) -> None:
    edit(talk / "edition.toml", '"tone"\n', TWO_CHAPTERS)
    produced(talk)
    before = sorted(frame for frame in frames_of(talk) if frame != SILENT)
    text = (talk / "speech.txt").read_text(encoding="utf-8")
    title, byline, first, second, rest = text.split("\n\n")
    (talk / "speech.txt").write_text("\n\n".join([title, byline, second, first, rest]), encoding="utf-8")
    assert produced(talk)["recorded"] == 0
    assert sorted(frame for frame in frames_of(talk) if frame != SILENT) == before
    assert [c["title"] for c in manifest(talk)["chapters"]] == ["Two", "One"]


def test_a_renamed_speaker_records_nothing(talk: Path) -> None:
    produced(talk)
    before = frames_of(talk)
    edit(talk / "edition.toml", '"tone"', '"tone"\nauthor = "Ada Margaret Poe"')
    assert produced(talk)["recorded"] == 0 and frames_of(talk) == before


def test_a_new_heckler_early_in_the_text_recasts_nobody(talk: Path) -> None:
    produced(talk)
    before = {(s["role"], s["speaker"]): s["voice"] for s in manifest(talk)["sentences"]}
    edit(talk / "speech.txt", "Friends,", "(“No!” cries Mr. Smith.) Friends,")
    outcome = produced(talk)
    after = {(s["text"], s["voice"]) for s in manifest(talk)["sentences"]}
    assert ("Louder!", before["heckler", ""]) in after or outcome["recorded"] <= 2
    assert outcome["recorded"] <= 2
