from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import decoded, decoded_by_miniaudio, speech

from audiobook.errors import EditionError
from audiobook.mp3.encode import encode
from audiobook.mp3.frames import HIGH, QUALITIES, STANDARD, Format, check_frames, silent_frame
from audiobook.mp3.splice import splice, spliced_size
from audiobook.pcm import Audio

SETTLING = 4
DECODER_LAG = 1105
"""Samples: 576 of the encoder's delay, 529 of the decoder's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A take that ends in four silent frames, or, without a kind, a pause."""

    kind: str
    frames: int
    seed: int = 0

    def content(self, format: Format) -> bytes:
        if not self.kind:
            return silent_frame(format) * self.frames
        length = self.frames * format.frame_samples
        sound = (np.random.default_rng(self.seed).uniform(-0.9, 0.9, length) if self.kind == "noise"
                 else speech(length / format.rate, format.rate, self.seed).samples)
        settled = np.pad(sound, (0, SETTLING * format.frame_samples)).astype(np.float32)
        return encode(Audio(settled, format.rate), format)


pieces = st.lists(
    st.builds(Piece, st.sampled_from(["noise", "speech", ""]), st.integers(1, 12), st.integers(0, 99)),
    min_size=1, max_size=6)


def spliced(contents: list[bytes], format: Format, tag: bytes = b"") -> bytes:
    return b"".join(splice(contents, format, tag, sum(map(len, contents)) // format.frame_bytes))


@settings(max_examples=25, deadline=None)
@given(pieces, st.sampled_from(sorted(QUALITIES)))
def test_an_edition_decodes_to_its_takes_bit_for_bit(script: list[Piece], quality: str) -> None:
    format = QUALITIES[quality]
    contents = [piece.content(format) for piece in script]
    edition = spliced(contents, format)
    for play in (decoded, decoded_by_miniaudio):
        whole, at = play(edition).samples, 0
        assert len(whole) == sum(map(len, contents)) // format.frame_bytes * format.frame_samples
        for piece, content in zip(script, contents, strict=True):
            length = len(content) // format.frame_bytes * format.frame_samples
            if piece.kind:
                alone = play(spliced([content], format)).samples
                # Any encoder lets a hard beginning be heard before it, here in the silence the take ends with.
                own = length - DECODER_LAG
                assert np.array_equal(whole[at : at + own], alone[:own])
            at += length


@pytest.mark.parametrize("format", QUALITIES.values(), ids=QUALITIES.keys())
def test_changing_one_take_changes_no_other_byte(format: Format) -> None:
    before, after = (encode(speech(2.4, format.rate, seed), format) for seed in (1, 2))
    first, last = (Piece("speech", 30, seed).content(format) for seed in (3, 4))
    pause = silent_frame(format) * 15
    old, new = (spliced([first, pause, take, pause, last], format) for take in (before, after))
    start = format.frame_bytes + len(first) + len(pause)
    end = start + len(before)
    assert old[start:end] != new[start:end]
    assert old[:start] == new[:start]
    assert old[end:] == new[end:]


def test_the_bytes_are_tag_info_pieces_and_flush() -> None:
    take, pause = Piece("speech", 10).content(STANDARD), silent_frame(STANDARD) * 3
    edition = spliced([take, pause], STANDARD, b"ID3 block")
    assert edition.startswith(b"ID3 block" + STANDARD.header)
    assert edition.endswith(take + pause + silent_frame(STANDARD) * 2)
    assert len(edition) == spliced_size(STANDARD, b"ID3 block", 17)


def test_it_streams() -> None:
    """The first pieces come out before the last are asked for: memory does not grow with the edition."""
    asked = []

    def takes() -> Iterator[bytes]:
        for number in range(1000):
            asked.append(number)
            yield silent_frame(STANDARD)

    stream = splice(takes(), STANDARD, b"", 1000)
    for _ in range(5):
        next(stream)
    assert len(asked) == 3


@pytest.mark.parametrize("counted", [9, 11])
def test_a_wrong_count_is_an_error(counted: int) -> None:
    with pytest.raises(EditionError, match=f"10 frames where {counted}"):
        list(splice([silent_frame(STANDARD) * 10], STANDARD, b"", counted))


def test_a_take_that_leans_on_its_neighbour_is_an_error() -> None:
    for format in (STANDARD, HIGH):
        middle = encode(speech(2.4, format.rate), format)[20 * format.frame_bytes :]
        check_frames(middle, format)
        with pytest.raises(EditionError, match="leans on"):
            spliced([silent_frame(format), middle], format)


def test_a_damaged_take_is_an_error() -> None:
    damaged = bytearray(Piece("speech", 10).content(STANDARD))
    damaged[192 * 3] = 0
    with pytest.raises(EditionError, match="frame 4 of 14"):
        spliced([bytes(damaged)], STANDARD)
