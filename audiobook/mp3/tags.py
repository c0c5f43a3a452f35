"""The ID3v2.3 block before the first frame: what players show, the chapters and the cover.

https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0. Version 2.3 in UTF-16 without header flags, because
players lose chapters of 2.4 (sub-frames beyond 127 bytes), and of tags with unsynchronisation or an extended header.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from audiobook.errors import EditionError

_TOP_LEVEL, _ORDERED = 0x02, 0x01
_UTF16, _LATIN1 = 1, 0
_NO_OFFSET = 0xFFFFFFFF  # players shall go by time
_MOST_CHILDREN = 255  # a CTOC counts them in one byte
_FRONT_COVER = 3
_HEADER_BYTES = 10

_ISO_639_2 = dict(re.findall(r"(\w+):(\w+)", """
    af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng eo:epo
    es:spa et:est eu:eus fa:fas fi:fin fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun
    hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz kn:kan ko:kor ku:kur ky:kir la:lat lb:ltz lt:lit lv:lav mi:mri
    mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor oc:oci pa:pan pl:pol ps:pus
    pt:por qu:que rm:roh ro:ron ru:rus sa:san sd:snd si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam
    te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur tt:tat uk:ukr ur:urd uz:uzb vi:vie xh:xho yi:yid yo:yor zh:zho zu:zul
"""))


@dataclass(frozen=True, slots=True)
class Tag:
    """What an MP3 says about itself. Whatever is empty is left out."""

    title: str
    artist: str = ""
    """Who speaks, or wrote it."""
    album: str = ""
    """The show."""
    date: str = ""
    """ISO 8601: "1917", "1917-11" or "1917-11-08"."""
    language: str = ""
    """BCP 47 ("en-GB"); read back as the three letters the tag holds."""
    comment: str = ""
    """May have several lines."""
    software: str = ""
    """What made it ("audiobook 0.1.0")."""
    length_ms: int = 0
    """Of the sound."""
    cover: bytes | None = None
    """A JPEG or PNG file."""
    track: str = ""
    """"3/12": the third file of twelve."""


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter as the tag has it."""

    title: str
    start_ms: int
    end_ms: int
    """Exclusive."""
    picture: bytes | None = None
    """A small JPEG or PNG file."""


def id3(tag: Tag, chapters: Sequence[ChapterMark] = ()) -> bytes:
    """The whole block, the same bytes for the same values.

    Text first, then the table of contents, the chapters by time, the cover last: players list chapters as they stand
    in the file, so mutagen, which sorts frames by size, makes each frame but not the order. Control characters and
    lone surrogates are left out. Raises EditionError for a cover that is neither JPEG nor PNG.
    """
    in_time = sorted(chapters, key=lambda mark: mark.start_ms)
    frames = [*_text_frames(tag), *_contents(tag, in_time), *_chapter_frames(in_time), *_picture_frames(tag)]
    block = b"".join(_rendered(frame) for frame in frames)
    return b"ID3\x03\x00\x00" + _synchsafe(len(block)) + block


def block_size(head: bytes) -> int:
    """How many bytes of a file the ID3v2 block takes, from its first ten; 0 when there is none."""
    if head[:3] != b"ID3" or len(head) < _HEADER_BYTES:
        return 0
    return _HEADER_BYTES + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))


def read_tag(path: Path) -> Tag:
    """What the file's tag says. Raises EditionError when it has none."""
    frames = _read(path)
    text = {name: str(frames[name]) for name in ("TIT2", "TPE1", "TALB", "TSSE", "TLAN") if name in frames}
    comments, covers = frames.getall("COMM"), frames.getall("APIC")
    return Tag(
        title=text.get("TIT2", ""), artist=text.get("TPE1", ""), album=text.get("TALB", ""), date=_read_date(frames),
        language=text.get("TLAN", ""), comment=str(comments[0]) if comments else "", software=text.get("TSSE", ""),
        length_ms=int(+frames["TLEN"]) if "TLEN" in frames else 0, cover=covers[0].data if covers else None)


def read_chapters(path: Path) -> tuple[ChapterMark, ...]:
    """The file's chapters in the order they stand in it. Raises EditionError when it has no tag."""
    return tuple(ChapterMark(str(frame.sub_frames.get("TIT2", "")), frame.start_time, frame.end_time)
                 for frame in _read(path).getall("CHAP"))


def iso_639_2(language: str) -> str:
    """The three letters of a BCP 47 language, as TLAN wants them; "und" for one that is not known."""
    primary = language.replace("_", "-").split("-")[0].lower()
    return primary if len(primary) == 3 and primary.isascii() else _ISO_639_2.get(primary, "und")


def _text_frames(tag: Tag) -> Iterator[Any]:
    frames = _mutagen()
    for kind, text in (
        (frames.TIT2, tag.title), (frames.TPE1, tag.artist), (frames.TALB, tag.album), (frames.TYER, tag.date[:4]),
        (frames.TDAT, tag.date[8:10] + tag.date[5:7] if len(tag.date) == 10 else ""),
        (frames.TRCK, tag.track), (frames.TLAN, iso_639_2(tag.language) if tag.language else ""),
        (frames.TLEN, str(tag.length_ms or "")), (frames.TSSE, tag.software),
    ):
        if clean := _clean(text):
            yield kind(encoding=_UTF16, text=[clean])
    if comment := _clean(tag.comment, keep="\n"):
        yield frames.COMM(encoding=_UTF16, lang=iso_639_2(tag.language), desc="", text=[comment])


def _contents(tag: Tag, chapters: Sequence[ChapterMark]) -> Iterator[Any]:
    """One top-level CTOC that names every chapter; beyond 255, one that names CTOCs, which do."""
    names = [_chapter_name(n) for n in range(len(chapters))]
    if not names:
        return
    if len(names) <= _MOST_CHILDREN:
        yield _table("toc", _TOP_LEVEL | _ORDERED, names, tag.title)
        return
    firsts = range(0, len(names), _MOST_CHILDREN)
    yield _table("toc", _TOP_LEVEL | _ORDERED, [f"toc{first}" for first in firsts], tag.title)
    for first in firsts:
        yield _table(f"toc{first}", _ORDERED, names[first : first + _MOST_CHILDREN], chapters[first].title)


def _table(name: str, flags: int, children: Sequence[str], title: str) -> Any:
    return _mutagen().CTOC(element_id=name, flags=flags, child_element_ids=list(children), sub_frames=[_title(title)])


def _chapter_frames(chapters: Sequence[ChapterMark]) -> Iterator[Any]:
    for n, mark in enumerate(chapters):
        yield _mutagen().CHAP(element_id=_chapter_name(n), start_time=mark.start_ms, end_time=mark.end_ms,
                              start_offset=_NO_OFFSET, end_offset=_NO_OFFSET,
                              sub_frames=[_title(mark.title), *_pictures(mark.picture)])


def _picture_frames(tag: Tag) -> Iterator[Any]:
    yield from _pictures(tag.cover)


def _pictures(content: bytes | None) -> Iterator[Any]:
    if content:
        yield _mutagen().APIC(encoding=_LATIN1, mime=_image_type(content), type=_FRONT_COVER, desc="", data=content)


def _title(text: str) -> Any:
    return _mutagen().TIT2(encoding=_UTF16, text=[_clean(text)])


def _mutagen() -> Any:
    """mutagen's room of frame classes, loaded when a tag is first made; it has no types."""
    from mutagen import id3 as frames

    return frames


def _rendered(frame: Any) -> bytes:
    """One frame's bytes: mutagen writes a block with it alone, of which the header is cut off."""
    block, alone = BytesIO(), _mutagen().ID3()
    alone.add(frame)
    alone.save(block, v1=0, v2_version=3, padding=lambda info: 0)
    return block.getvalue()[_HEADER_BYTES:]


def _read(path: Path) -> Any:
    from mutagen import MutagenError
    try:
        return _mutagen().ID3(path, translate=False)
    except MutagenError as error:
        raise EditionError(f"{path} has no ID3 tag that can be read ({error}); produce it again") from error


def _read_date(frames: Any) -> str:
    year, day = str(frames.get("TYER", "")), str(frames.get("TDAT", ""))
    return f"{year}-{day[2:]}-{day[:2]}" if len(day) == 4 else year


def _chapter_name(number: int) -> str:
    return f"chp{number}"


def _image_type(cover: bytes) -> str:
    if cover.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if cover.startswith(b"\x89PNG"):
        return "image/png"
    raise EditionError("the cover is neither a JPEG nor a PNG; save it as one of them")


def _clean(text: str, keep: str = "") -> str:
    return "".join(c for c in text if c in keep or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
