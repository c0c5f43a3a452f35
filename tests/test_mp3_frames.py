import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import BitrateMode, Open
from sounds import decoded, decoded_by_miniaudio, speech

from audiobook.errors import EditionError
from audiobook.mp3.encode import encode, encoder_identity
from audiobook.mp3.frames import HIGH, QUALITIES, STANDARD, Format, check_frames, info_frame, silent_frame, split_frames
from audiobook.mp3.splice import splice
from audiobook.pcm import Audio

FORMATS = pytest.mark.parametrize("format", QUALITIES.values(), ids=QUALITIES.keys())


def noise(frames: int, format: Format, level: float = 0.5) -> Audio:
    samples = np.random.default_rng(frames).uniform(-level, level, frames * format.frame_samples)
    return Audio(samples.astype(np.float32), format.rate)


def test_frames_are_the_size_the_design_counts_on() -> None:
    assert (STANDARD.frame_samples, STANDARD.frame_bytes, STANDARD.frame_ms) == (576, 192, 24)
    assert (HIGH.frame_samples, HIGH.frame_bytes, HIGH.frame_ms) == (1152, 384, 24)


@pytest.mark.parametrize(("rate", "kbps"), [(44100, 64), (24000, 320), (48000, 63), (24000, 0)])
def test_a_format_with_uneven_frames_is_refused(rate: int, kbps: int) -> None:
    with pytest.raises(ValueError, match=f"{rate} Hz"):
        Format(rate, kbps)


@FORMATS
@pytest.mark.parametrize("frames", [0, 1, 2, 30])
def test_the_encoder_gives_exactly_the_frames_of_the_sound(format: Format, frames: int) -> None:
    content = encode(noise(frames, format), format)
    assert len(list(split_frames(content, format))) == frames
    assert encode(noise(frames, format), format) == content


@FORMATS
def test_what_is_not_whole_frames_is_not_encoded(format: Format) -> None:
    with pytest.raises(ValueError, match="whole frames"):
        encode(Audio(np.zeros(format.frame_samples + 1, np.float32), format.rate), format)
    with pytest.raises(ValueError, match="44100 Hz"):
        encode(Audio(np.zeros(format.frame_samples, np.float32), 44100), format)


@FORMATS
def test_a_sound_comes_back_as_loud_as_it_was_and_where_it_was(format: Format) -> None:
    sound = speech(2.4, format.rate)
    quiet_end = np.minimum(1, np.arange(len(sound))[::-1] / len(sound) * 5 - 0.5).clip(0)
    sound = Audio((sound.samples * quiet_end).astype(np.float32), format.rate)
    back = decoded(b"".join(splice([encode(sound, format)], format, b"", 100))).samples
    lag = np.argmax(np.correlate(back, sound.samples[2000:-2000], "valid")) - 2000
    assert lag == 0
    assert back @ sound.samples / (sound.samples @ sound.samples) == pytest.approx(1, abs=0.05)


def test_the_encoder_says_who_it_is() -> None:
    assert encoder_identity().startswith("lameenc ")


@FORMATS
def test_damage_is_noticed_and_named(format: Format) -> None:
    content = bytearray(encode(noise(9, format), format))
    check_frames(bytes(content), format)
    content[4 * format.frame_bytes + 1] ^= 0x20
    with pytest.raises(EditionError, match=rf"frame 5 of 9 .*byte {4 * format.frame_bytes} "):
        check_frames(bytes(content), format)


@FORMATS
@pytest.mark.parametrize("cut", [1, 5, 100])
def test_a_truncated_take_is_noticed(format: Format, cut: int) -> None:
    with pytest.raises(EditionError, match="frame 9 of 9"):
        check_frames(encode(noise(9, format), format)[:-cut], format)


def test_frames_of_another_format_are_noticed() -> None:
    with pytest.raises(EditionError, match="frame 1 of"):
        check_frames(silent_frame(HIGH) * 3, STANDARD)


@FORMATS
def test_the_silent_frame_is_silence(format: Format) -> None:
    mp3 = b"".join(splice([silent_frame(format) * 50], format, b"", 50))
    for play in (decoded, decoded_by_miniaudio):
        assert not play(mp3).samples.any()


@FORMATS
def test_the_info_frame_says_what_follows(format: Format) -> None:
    frame = info_frame(format, 1000)
    at = frame.index(b"Info")
    flags, frames, size = struct.unpack_from(">3I", frame, at + 4)
    seek = frame[at + 16 : at + 116]
    assert (flags, frames) == (0x0F, 1000 + format.flush_frames)
    assert size == (1001 + format.flush_frames) * format.frame_bytes
    assert (seek[0], seek[50], seek[99]) == (0, 128, 253)
    assert sorted(seek) == list(seek)
    assert len(frame) == format.frame_bytes
    assert frame[at + 120 : at + 129] == b"LAME3.100"
    assert int.from_bytes(frame[at + 141 : at + 144], "big") == 576 << 12 | 576


@FORMATS
def test_the_lame_tags_own_checksum_is_right(format: Format) -> None:
    frame = info_frame(format, 1234)
    end = frame.index(b"Info") + 154
    assert reference_crc(frame[:end]) == int.from_bytes(frame[end : end + 2], "big")


def reference_crc(content: bytes) -> int:
    """CRC-16/ARC, most significant bit first over reversed bytes: another way to the same number."""
    crc = 0
    for byte in content:
        crc ^= int(f"{byte:08b}"[::-1], 2) << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x8005 if crc & 0x8000 else crc << 1) & 0xFFFF
    return int(f"{crc:016b}"[::-1], 2)


@FORMATS
def test_another_reader_finds_the_length_and_the_bit_rate(format: Format, tmp_path: Path) -> None:
    path = tmp_path / "pause.mp3"
    path.write_bytes(b"".join(splice([silent_frame(format) * 1000], format, b"", 1000)))
    info: Any = Open(path).info  # type: ignore[no-untyped-call]
    assert info.bitrate_mode == BitrateMode.CBR
    assert (info.bitrate, info.sample_rate, info.channels) == (format.kbps * 1000, format.rate, 1)
    assert info.length == pytest.approx(24.0, abs=0.0005)
