"""One MP3 a chapter, cut from the edition at frames: nothing is encoded again."""

import re
from dataclasses import replace
from pathlib import Path

from audiobook.edition import AudioFile, Edition
from audiobook.errors import EditionError
from audiobook.files import write_whole
from audiobook.mp3.frames import Format
from audiobook.mp3.splice import cut
from audiobook.mp3.tags import id3, read_tag
from audiobook.timeline import Chapter

_UNFIT = re.compile(r'\s*[<>:"/\\|?*\x00-\x1f]+\s*')
"""What some file system does not allow in a name."""


def export_chapters(edition: Edition, folder: Path, target: Path) -> tuple[Path, ...]:
    """Write "01 Title.mp3" and so on into `target`, from the saved edition in `folder`; each is whole or not there.

    Raises EditionError when the MP3 is missing or damaged, or the target cannot be written.
    """
    audio = edition.audio
    if audio is None or not (folder / audio.file).is_file():
        raise EditionError(f"{folder} has no MP3 to cut; run `audiobook produce {folder}` first")
    try:
        target.mkdir(parents=True, exist_ok=True)
        return tuple(_export(edition, audio, folder, target, number) for number in range(len(edition.chapters)))
    except OSError as error:
        raise EditionError(f"cannot write chapters to {target}: {error.strerror}; choose another folder") from error


def _export(edition: Edition, audio: AudioFile, folder: Path, target: Path, number: int) -> Path:
    chapter, count = edition.chapters[number], len(edition.chapters)
    format = Format(audio.sample_rate, audio.bitrate // 1000)
    first, end = _frame(chapter.start_ms, format), _frame(chapter.end_ms, format)
    whole = read_tag(folder / audio.file)
    tag = replace(whole, title=chapter.title, album=edition.title, track=f"{number + 1}/{count}",
                  length_ms=(end - first) * format.frame_ms)
    path = target / f"{number + 1:0{len(str(count)) if count > 9 else 2}} {_name(chapter)}.mp3"
    with (folder / audio.file).open("rb") as file:
        write_whole(path, cut(file, format, id3(tag), first, end - first))
    return path


def _frame(ms: int, format: Format) -> int:
    """The first frame at or after a mark; the silence around marks is many frames long."""
    return -(-ms // format.frame_ms)


def _name(chapter: Chapter) -> str:
    return _UNFIT.sub(" ", chapter.title).strip(" .")[:80].strip() or "Chapter"
