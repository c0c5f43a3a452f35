"""MP3 files as sound again, gapless, by libsndfile: for looking at what was written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.errors import EditionError
from audiobook.pcm import Audio

BLOCK_S = 60


def _forward_only() -> Any:
    """soundfile seeks to where it is after every read, which makes the decoder forget the frames before."""
    import soundfile

    class ForwardOnly(soundfile.SoundFile):  # type: ignore[misc]
        def seekable(self) -> bool:
            return False

    return ForwardOnly


def decoded(path: Path) -> Iterator[Audio]:
    """The sound in blocks of a minute, the last one shorter. Raises EditionError when it cannot be decoded."""
    import soundfile

    try:
        with _forward_only()(path) as file:
            while len(block := file.read(BLOCK_S * file.samplerate, dtype="float32")):
                yield Audio(block, file.samplerate)
    except (soundfile.LibsndfileError, OSError) as error:
        raise EditionError(f"{path} cannot be decoded ({error}); produce it again") from error
