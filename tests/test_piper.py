"""Piper: its voice files everywhere; its voice where the extra is (as CI has it)."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from audiobook.cli import main
from audiobook.engines import Engine, open_engine
from audiobook.engines.piper_voices import found_voices, install_voice
from audiobook.errors import EngineError
from audiobook.lexicon import Lexicon, Pronunciation, spoken_form

SETTINGS = {
    "audio": {"sample_rate": 22050}, "espeak": {"voice": "de"}, "phoneme_id_map": {"_": [0]},
    "num_symbols": 1, "num_speakers": 2, "speaker_id_map": {"anna": 1, "bert": 0}, "language": {"code": "de_DE"},
}  # fmt: skip


@pytest.fixture
def voice_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A voice file as far as looking goes: its settings are real, its model is not run."""
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path / "voices"))
    path = tmp_path / "de_DE-kerstin-low.onnx"
    path.write_bytes(b"model")
    path.with_name(f"{path.name}.json").write_text(json.dumps(SETTINGS))
    return path


def test_a_voice_file_is_installed_and_found(voice_file: Path) -> None:
    result = CliRunner().invoke(main, ["voices", "install", str(voice_file)])
    assert result.exit_code == 0, result.output
    assert "de_DE-kerstin-low: 2 voices for --engine piper" in result.output
    found = next(file for file in found_voices() if file.name == "de_DE-kerstin-low")
    voices = [voice for voice, _ in found.voices()]
    assert [voice.name for voice in voices] == ["de_DE-kerstin-low#bert", "de_DE-kerstin-low#anna"]
    assert {(voice.language, voice.gender) for voice in voices} == {("de-de", "female")}
    assert [number for _, number in found.voices()] == [0, 1]


def test_another_model_is_another_voice(voice_file: Path) -> None:
    before = install_voice(voice_file)
    voice_file.write_bytes(b"other")
    assert install_voice(voice_file).digest != before.digest


@pytest.mark.parametrize(("settings", "complaint"), [
    (None, "has no settings beside it; put de_DE-kerstin-low.onnx.json there"),
    ("{", "are no settings of a Piper voice"),
    ('{"vocab": {}}', r"are no settings of a Piper voice \('phoneme_id_map'\); is it a voice of another engine"),
    ("[]", "are no settings of a Piper voice"),
])  # fmt: skip
def test_a_file_of_another_engine_is_refused(voice_file: Path, settings: str | None, complaint: str) -> None:
    beside = voice_file.with_name(f"{voice_file.name}.json")
    beside.unlink()
    if settings is not None:
        beside.write_text(settings)
    with pytest.raises(EngineError, match=complaint):
        install_voice(voice_file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be read: No such file"):
        install_voice(tmp_path / "x.onnx")


# --- with the extra --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def piper() -> Engine:
    return open_engine("piper")


@pytest.mark.exotic
def test_the_voice_of_the_package_is_found(piper: Engine) -> None:
    voice = piper.voice("en_US-joe-medium")
    assert (voice.language, voice.gender, voice.accent) == ("en-us", "male", "American")
    assert voice.model != piper.identity().model


@pytest.mark.exotic
def test_brackets_are_text_and_the_lexicon_is_heard(piper: Engine) -> None:
    voice = piper.voice("en_US-joe-medium")
    lexicon = Lexicon({"kulak": Pronunciation(ipa="kuːˈlɑːk")})
    plain, other, brackets = (piper.speak(spoken_form(text, words), voice).audio.samples for text, words in (
        ("The kulak came.", Lexicon()), ("The kulak came.", lexicon), ("The [[kuːˈlɑːk]] came.", Lexicon())))
    assert len(plain) != len(other) or not np.allclose(plain, other, atol=0.01)
    assert len(brackets) != len(other)


@pytest.mark.exotic
def test_sounds_it_lacks_are_named(piper: Engine) -> None:
    with pytest.raises(EngineError, match=r"piper has no sound 'ᴥ' \(in /kuᴥ/ for 'kulak'\)"):
        piper.speak(spoken_form("a kulak", Lexicon({"kulak": Pronunciation(ipa="kuᴥ")})), piper.voices()[0])


@pytest.mark.exotic
def test_a_model_that_is_none_is_said(voice_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_voice(voice_file)
    engine = open_engine("piper")
    with pytest.raises(EngineError, match=r"de_DE-kerstin-low.onnx is no model that can be run"):
        engine.speak(spoken_form("Guten Tag.", language="de"), engine.voice("de_DE-kerstin-low#anna"))
