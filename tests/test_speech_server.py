"""The engine for speech servers, against a real one on this machine."""

import io
import json
import struct
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from audiobook.engines import open_engine, speech_server
from audiobook.engines.tone import ToneEngine
from audiobook.errors import CastingError, EngineError, EngineMissing
from audiobook.lexicon import Lexicon, Pronunciation, spoken_form

HTML = b"<!DOCTYPE html><title>Welcome to nginx</title>"


class Server(ThreadingHTTPServer):
    """Speaks with the tone engine, or misbehaves as told."""

    manner = "speaks"
    asked: list[dict[str, object]]
    keys: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**wanted, "path": self.path})
        self.server.keys.append(self.headers.get("Authorization", ""))
        if self.server.manner == "slow":
            threading.Event().wait(1.5)
        status, kind, body = {
            "speaks": (200, "audio/wav", sound(wanted["input"])),
            "streams": (200, "audio/wav", streamed(sound(wanted["input"]))),
            "html": (200, "text/html", HTML),
            "cut": (200, "audio/wav", sound(wanted["input"])[:30]),
            "slow": (200, "audio/wav", b""),
            "no": (401, "application/json", b'{"error": {"message": "Incorrect API key"}}'),
            "moved": (307, "text/html", b""),
        }[self.server.manner]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 307:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def sound(text: str) -> bytes:
    audio = ToneEngine().speak(spoken_form(text), ToneEngine().voice("low")).audio
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, audio.rate, 0, "NONE", ""))
        out.writeframes((audio.samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


def streamed(wav: bytes) -> bytes:
    """With lengths that a server which has not finished yet writes."""
    at = wav.index(b"data") + 4
    return wav[:4] + struct.pack("<I", 0xFFFFFFFF) + wav[8:at] + struct.pack("<I", 0xFFFFFFFF) + wav[at + 4 :]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        running.asked, running.keys = [], []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        monkeypatch.setenv("AUDIOBOOK_SPEECH_URL", f"http://127.0.0.1:{running.server_port}/v1/")
        monkeypatch.setenv("AUDIOBOOK_SPEECH_KEY", "secret")
        monkeypatch.setenv("AUDIOBOOK_SPEECH_VOICES", "anna, bert")
        monkeypatch.setattr(speech_server, "QUIET_S", 0.5)
        yield running
        running.shutdown()


@pytest.mark.parametrize("manner", ["speaks", "streams"])
def test_it_asks_and_hears(server: Server, manner: str) -> None:
    server.manner = manner
    engine = open_engine("server")
    voice = engine.voices()[1]
    spoken = spoken_form("The kulak came.", Lexicon({"kulak": Pronunciation("koo-lack")}))
    audio = engine.speak(spoken, voice).audio
    expected = ToneEngine().speak(spoken, ToneEngine().voice("low")).audio
    assert audio.rate == expected.rate
    assert np.allclose(audio.samples, expected.samples, atol=1e-3)
    assert server.asked == [{"model": "tts-1", "input": "The koo-lack came.", "voice": "bert", "speed": 1.0,
                             "response_format": "wav", "path": "/v1/audio/speech"}]
    assert server.keys == ["Bearer secret"]


def test_who_it_is_tells_no_secret(server: Server) -> None:
    engine = open_engine("server")
    assert engine.identity().model == f"tts-1 at http://127.0.0.1:{server.server_port}/v1"
    assert [voice.name for voice in engine.voices()] == ["anna", "bert"]
    with pytest.raises(CastingError, match="nearest: anna"):
        engine.voice("anne")


@pytest.mark.parametrize(("manner", "complaint"), [
    ("html", r"gave no WAV sound but b'<!DOCTYPE.*is it the address of a speech server\?"),
    ("cut", "gave no WAV sound"),
    ("slow", r"does not answer \(timed out\)"),
    ("no", 'says 401 Unauthorized.*Incorrect API key.*look at the voice, model and key'),
    ("moved", "says 307"),
])  # fmt: skip
def test_what_goes_wrong_is_said_in_one_line(server: Server, manner: str, complaint: str) -> None:
    server.manner = manner
    engine = open_engine("server")
    with pytest.raises(EngineError, match=complaint) as caught:
        engine.speak(spoken_form("Hello."), engine.voices()[0])
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("server")
    monkeypatch.delenv("AUDIOBOOK_SPEECH_URL", raising=False)
    with pytest.raises(EngineMissing, match="AUDIOBOOK_SPEECH_URL="):
        engine.voices()
    monkeypatch.setenv("AUDIOBOOK_SPEECH_URL", "ftp://example.org")
    with pytest.raises(EngineError, match="must be an address such as"):
        engine.identity()
    monkeypatch.setenv("AUDIOBOOK_SPEECH_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(EngineError, match="is the speech server running"):
        engine.speak(spoken_form("Hello."), engine.voices()[0])
