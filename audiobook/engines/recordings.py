"""What pyttsx3 leaves behind: files, and lines on standard output.

The files are WAV, on macOS AIFF (Audio Interchange File Format 1.3; AIFF-C, draft of 1991).
"""

import contextlib
import io
import logging
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiobook.errors import EngineError
from audiobook.pcm import Audio


def read_recording(path: Path) -> Audio | None:
    """A file of 16-bit samples as mono sound; None when it is missing or has no frames. Raises EngineError."""
    content = path.read_bytes() if path.exists() else b""
    if not content:
        return None
    channels, rate, order, frames = _aiff(content) if content.startswith(b"FORM") else _wav(path)
    samples = np.frombuffer(frames, dtype=f"{order}i2").astype(np.float32) / np.float32(32768)
    mono = samples[: len(samples) // channels * channels].reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return Audio(mono, rate) if len(mono) else None


def _wav(path: Path) -> tuple[int, int, str, bytes]:
    with wave.open(str(path), "rb") as file:
        _check(file.getsampwidth() * 8)
        return file.getnchannels(), file.getframerate(), "<", file.readframes(file.getnframes())


def _aiff(content: bytes) -> tuple[int, int, str, bytes]:
    chunks = dict(_chunks(content))
    channels, _, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", chunks[b"COMM"])
    _check(bits)
    rate = round(mantissa * 2.0 ** (exponent - 16383 - 63))  # 80-bit extended, section "Common Chunk"
    order = "<" if chunks[b"COMM"][18:22] == b"sowt" else ">"
    return channels, rate, order, chunks[b"SSND"][8:]


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack_from(">4sI", content, at)
        yield name, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _check(bits: int) -> None:
    if bits != 16:
        raise EngineError(f"the system's voice records {bits} bits a sample, not 16; choose another voice")


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep pyttsx3 off standard output, and its logging from setting up the root logger."""
    root = logging.getLogger()
    shield = logging.NullHandler()
    root.addHandler(shield)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        root.removeHandler(shield)
