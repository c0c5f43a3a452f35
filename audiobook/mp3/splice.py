"""Put encoded frames together without encoding again: bytes in, bytes out, whatever the length in flat memory."""

from collections.abc import Iterable, Iterator

from audiobook.errors import EditionError
from audiobook.mp3.frames import Format, borrows, check_frames, info_frame, silent_frame


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
