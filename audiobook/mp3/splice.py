"""Put encoded frames together without encoding again: bytes in, bytes out, whatever the length in flat memory."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from audiobook.errors import EditionError
from audiobook.mp3.frames import Format, borrows, check_frames, info_frame, silent_frame
from audiobook.mp3.tags import block_size

FRAMES_AT_ONCE = 4096
"""Frames that are read from a file at once."""


def splice(pieces: Iterable[bytes], format: Format, tag: bytes, frames: int) -> Iterator[bytes]:
    """The bytes of an edition: tag, Info frame, the pieces in order, flush frames.

    A piece is an encoded take or a pause (`silent_frame(format) * n`), whole frames in either case; `frames` is how
    many they come to. The whole decodes to exactly `frames * format.frame_samples` samples, each take bit for bit as
    it decodes alone. Raises EditionError when a piece is damaged or cannot stand on its own, or the count differs:
    what came out until then is to be thrown away.
    """
    yield tag
    yield info_frame(format, frames)
    yield from _counted(pieces, format, frames)
    yield silent_frame(format) * format.flush_frames


def cut(file: BinaryIO, format: Format, tag: bytes, first: int, frames: int) -> Iterator[bytes]:
    """The bytes of an MP3 with `frames` frames of a spliced one, from its `first` (counted without the Info frame).

    Nothing is encoded again. The cut must lie in a pause, where no frame leans on the one before it. Raises
    EditionError when the frames there are damaged, or lean.
    """
    file.seek(0)
    start = block_size(file.read(10)) + (1 + first) * format.frame_bytes
    file.seek(start)
    yield tag
    yield info_frame(format, frames)
    for at in range(0, frames, FRAMES_AT_ONCE):
        piece = file.read(min(FRAMES_AT_ONCE, frames - at) * format.frame_bytes)
        check_frames(piece, format)
        if at == 0 and borrows(piece, format):
            raise EditionError(f"frame {first + 1} leans on the one before it; a chapter must begin in a pause")
        yield piece
    yield silent_frame(format) * format.flush_frames


def spliced_size(format: Format, tag: bytes, frames: int) -> int:
    """How many bytes `splice` will give."""
    return len(tag) + (1 + frames + format.flush_frames) * format.frame_bytes


def _counted(pieces: Iterable[bytes], format: Format, frames: int) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        check_frames(piece, format)
        # A frame that borrows bits from its neighbour would take another neighbour's.
        if piece and borrows(piece, format):
            raise EditionError(f"the recording at frame {count + 1} leans on the frame before it, so it cannot be "
                               "spliced; delete it and produce again")
        count += len(piece) // format.frame_bytes
        yield piece
    if count != frames:
        raise EditionError(f"the recordings come to {count} frames where {frames} were laid out; produce again")
