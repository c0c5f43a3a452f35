"""Any server that speaks as OpenAI's does: POST /v1/audio/speech. Local ones too, such as Kokoro-FastAPI.

https://platform.openai.com/docs/api-reference/audio/createSpeech. Where it is, and the key to it, the environment says:
AUDIOBOOK_SPEECH_URL ("http://localhost:8880/v1"), AUDIOBOOK_SPEECH_KEY, AUDIOBOOK_SPEECH_MODEL and
AUDIOBOOK_SPEECH_VOICES ("alloy echo nova").
"""

import json
import os
import struct
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

import numpy as np

from audiobook.engines import Identity, Speech, listed_voice
from audiobook.engines.stretches import Stretch, join_stretches, stretches
from audiobook.errors import EngineError, EngineMissing
from audiobook.lexicon import SpokenForm
from audiobook.pcm import Audio
from audiobook.voice import Alphabet, Voice

VOICES = "onyx alloy echo nova fable shimmer ash coral sage verse ballad"
"""OpenAI's own, for a server that is not said to have others."""
MODEL = "tts-1"
LIMIT = 4_000
"""Characters of one request; OpenAI takes 4,096."""
QUIET_S = 60.0
"""Seconds without a byte after which the server is given up."""
MOST_BYTES = 100_000_000
"""Of one answer: half an hour of sound."""
_RECIPE = "1"


class SpeechServerEngine:
    """Speaks through a server."""

    name = "server"
    alphabet = Alphabet.RESPELLING
    deterministic = False  # nobody promises it
    pace = 0.3

    def identity(self) -> Identity:
        """The server's address and model, never the key. Raises EngineMissing when none is set."""
        return Identity(self.name, _RECIPE, f"{_model()} at {_address()}")

    def voices(self) -> tuple[Voice, ...]:
        """Those that AUDIOBOOK_SPEECH_VOICES names, of any language. Raises EngineMissing without an address."""
        _address()
        names = os.environ.get("AUDIOBOOK_SPEECH_VOICES", VOICES).replace(",", " ").split()
        return tuple(Voice(self.name, name, accent=f"{_model()}") for name in dict.fromkeys(names))

    def voice(self, name: str) -> Voice:
        """One of `voices()`. Raises CastingError that names the nearest."""
        return listed_voice(name, self.voices())

    def speak(self, spoken: SpokenForm, voice: Voice) -> Speech:
        """Ask the server for it. Raises EngineError when it is slow, says no, or gives something else than sound."""
        return join_stretches((stretch, _asked(stretch, voice)) for stretch in stretches(spoken, LIMIT))

    def close(self) -> None:
        """There is nothing to give back."""


def _address() -> str:
    address = os.environ.get("AUDIOBOOK_SPEECH_URL", "").rstrip("/")
    if not address:
        raise EngineMissing("no speech server is set; say AUDIOBOOK_SPEECH_URL=http://localhost:8880/v1, or the like")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise EngineError(f"AUDIOBOOK_SPEECH_URL must be an address such as http://localhost:8880/v1, not {address!r}")
    return address


def _model() -> str:
    return os.environ.get("AUDIOBOOK_SPEECH_MODEL", MODEL)


def _asked(stretch: Stretch, voice: Voice) -> Speech:
    wanted = {"model": _model(), "input": stretch.spoken.text, "voice": voice.name, "response_format": "wav",
              "speed": voice.rate}
    content = _answer(json.dumps(wanted).encode())
    try:
        return Speech(_from_wav(content))
    except (struct.error, KeyError, ValueError) as error:
        raise EngineError(f"{_address()} gave no WAV sound but {content[:40]!r}; is it the address of a speech server?"
                          ) from error


def _answer(body: bytes) -> bytes:
    key = os.environ.get("AUDIOBOOK_SPEECH_KEY", "")
    headers = {"Content-Type": "application/json", "Accept": "audio/wav", "User-Agent": "audiobook",
               **({"Authorization": f"Bearer {key}"} if key else {})}
    request = urllib.request.Request(f"{_address()}/audio/speech", body, headers)
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=QUIET_S) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        said = " ".join(error.read(300).decode("utf-8", "replace").split())
        raise EngineError(f"{_address()} says {error.code} {error.reason}: {said}; look at the voice, model and key"
                          ) from error
    except (OSError, HTTPException) as error:
        raise EngineError(f"{_address()} does not answer ({getattr(error, 'reason', error) or type(error).__name__}); "
                          "is the speech server running?") from error
    if len(content) > MOST_BYTES:
        raise EngineError(f"{_address()} gives no end of sound; is it the address of a speech server?")
    return content


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key goes to nobody else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _from_wav(content: bytes) -> Audio:
    """PCM of 16 bits or float of 32, mono or not; a length that a streaming server could not know is not believed."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise ValueError("not a WAV file")
    chunks = dict(_chunks(content))
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if (bits, kind) not in ((16, 1), (16, 0xFFFE), (32, 3)) or not channels or not rate:
        raise ValueError(f"{bits} bits of kind {kind}")
    width = bits // 8 * channels
    data = chunks[b"data"][: len(chunks[b"data"]) // width * width]
    samples: Any = np.frombuffer(data, "<i2" if bits == 16 else "<f4").reshape(-1, channels)
    scale = np.float32(32768 if bits == 16 else 1)
    return Audio(samples.mean(axis=1, dtype=np.float32) / scale, rate)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
