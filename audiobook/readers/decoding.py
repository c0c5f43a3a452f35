"""Bytes → characters: which encoding a text file is in, and what to do with characters no text should hold.

Offsets count the code points that come out of here, so nothing changes a text's length: a character that cannot be
read aloud (NUL, other controls, half a surrogate pair) becomes one space. Newlines stay as they stand; a byte order
mark goes.
"""

import codecs
import re

from audiobook.errors import SourceError

_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"ID3", "an MP3 file"), (b"\xff\xfb", "an MP3 file"), (b"RIFF", "a RIFF file (WAV or the like)"),
    (b"OggS", "an Ogg file"), (b"fLaC", "a FLAC file"), (b"\x7fELF", "a program"), (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"), (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"PK\x03\x04", "a zip file"), (b"%PDF-", "a PDF file"),
)  # fmt: skip
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd-\uffff]")
_BINARY_SHARE = 0.05
"""Text has next to no control characters; random bytes have 12 in 100 and more."""
_SAMPLE = 64 * 1024


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and one-line warnings about how they were read.

    Raises SourceError when the bytes are no text at all. `name` is the file's, for messages.
    """
    refuse_binary(data, name)
    encoding, text, warnings = _characters(data, name)
    count = len(_UNSPEAKABLE.findall(text))
    if count > 3 and count > _BINARY_SHARE * len(text):
        raise SourceError(f"{name}: is a binary file, not a text; give a text file")
    if count:
        warnings += (f"{name}: {count} control character(s) or broken character(s) read as spaces",)
    if encoding in ("Latin-1", "Windows-1252"):
        _refuse_other_alphabet(text, name)
    return speakable(text), warnings


def speakable(text: str) -> str:
    """The text with a space for each character that cannot be read aloud or written to XML; its length stays."""
    return _UNSPEAKABLE.sub(" ", text)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError when the first bytes are those of a well-known format that holds no plain text."""
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise SourceError(f"{name}: is {what}, not a text; save it as plain text, HTML or DOCX")


def _characters(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, *_wide(data[len(bom) :], encoding, name)
    encoding = _nul_pattern(data[:_SAMPLE])
    if encoding:
        return encoding, *_wide(data, encoding, name)
    return _narrow(data, name)


def _wide(data: bytes, encoding: str, name: str) -> tuple[str, tuple[str, ...]]:
    """What a byte order mark or the pattern of NULs says; half pairs pass, as a Windows program may leave them."""
    unit = {"8": 1, "6": 2, "2": 4}[encoding.removesuffix("-le").removesuffix("-be")[-1]]
    whole = len(data) - len(data) % unit
    warnings = () if whole == len(data) else (f"{name}: ends in the middle of a character; the file may be cut off",)
    try:
        return data[:whole].decode(encoding, "surrogatepass"), warnings
    except UnicodeDecodeError:
        return data[:whole].decode(encoding, "replace"), warnings


def _nul_pattern(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: Latin letters, spaces and newlines have NULs in fixed places."""
    units = len(sample) // 4
    if units == 0 or b"\x00" not in sample:
        return ""
    nuls = [sample[place : units * 4 : 4].count(0) for place in range(4)]
    if nuls[3] == units and nuls[2] > 0.9 * units:
        return "utf-32-le"
    if nuls[0] == units and nuls[1] > 0.9 * units:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if max(even, odd) < max(4, 0.1 * units) or min(even, odd) > 0.05 * max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _narrow(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """UTF-8, else Windows-1252, else Latin-1, which any bytes are."""
    utf_8 = _utf_8(data)
    if utf_8 is not None:
        return "utf-8", utf_8, ()
    try:
        text, encoding = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    return encoding, text, (f"{name}: not UTF-8; read as {encoding}; save it as UTF-8 if letters are wrong",)


def _utf_8(data: bytes) -> str | None:
    """UTF-8, also with surrogates or a few broken bytes in it; None when it is something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
    try:  # a pair of surrogates, as Java and old databases write them, is one character
        return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    except UnicodeDecodeError:
        broken, good = mended.count("\ufffd"), len(re.findall("[^\x00-\x7f\ufffd]", mended))
    return mended if broken * 10 < good else None


def _refuse_other_alphabet(text: str, name: str) -> None:
    """Cyrillic or Greek in an eight-bit encoding looks like rows of accented letters: no Western text has so many."""
    letters = len(re.findall(r"[^\W\d_]", text))
    accented = len(re.findall("[\xc0-\xff]", text))
    if accented > 20 and accented > 0.6 * letters:
        raise SourceError(f"{name}: is in an old encoding that is not Western European; save it as UTF-8")
