"""Kokoro: words to its phonemes everywhere; its voice where the pack is (as CI has it)."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from audiobook.cli import main
from audiobook.engines import Engine, open_engine
from audiobook.engines.inference import with_output
from audiobook.engines.kokoro_phonemes import TOKENS, sounded, symbols
from audiobook.errors import EngineError
from audiobook.files import sha256_of
from audiobook.lexicon import Lexicon, Pronunciation, spoken_form
from audiobook.pcm import sounding
from audiobook.voice import Voice

NAMES = Lexicon({"kulak": Pronunciation(ipa="kuːˈlɑːk"), "Lieber": Pronunciation(ipa="ˈliːbɚ")})


def said(text: str, language: str = "en-us", lexicon: Lexicon = NAMES) -> str:
    return " ".join("".join(word.symbols) for word in sounded(spoken_form(text, lexicon), language))


@pytest.mark.parametrize(("language", "text", "expected"), [
    ("en-us", "We told “Mr. Smith” — no!", "wi tˈOld “mˈɪstəɹ smˈɪθ” — nˈO!"),
    ("en-gb", "We told you; chew.", "wiː tˈQld juː; ʧˈuː."),
    ("en-us", "a kulak and Lieber’s", "ə kulˈɑk ænd lˈibəɹz"),
    ("en-gb", "a kulak", "ə kuːlˈɑːk"),
    ("en-us", "little water", "lˈɪTᵊl wˈɔTəɹ"),
    ("fr-fr", "bonjour", "bɔ̃ʒˈuʁ"),
])  # fmt: skip
def test_words_in_its_alphabet(language: str, text: str, expected: str) -> None:
    assert said(text, language) == expected
    assert set(said(text, language)) <= set(TOKENS)


def test_its_alphabet_is_the_models() -> None:
    assert len(TOKENS) == 114
    assert {symbol: TOKENS[symbol] for symbol in "; A…ɹˈᵻ"} == {
        ";": 1, " ": 16, "A": 24, "…": 10, "ɹ": 123, "ˈ": 156, "ᵻ": 177}


def test_stress_stands_before_the_vowel() -> None:
    assert symbols("ˈstɹʌktʃɚ", "en-us") == "stɹˈʌktʃəɹ"


def test_sounds_it_lacks_are_named() -> None:
    with pytest.raises(EngineError, match=r"kokoro has no sound 'ʘ' \(in /kuʘ/ for 'kulak'\)"):
        said("a kulak", lexicon=Lexicon({"kulak": Pronunciation(ipa="kuʘ")}))


def test_words_that_nobody_pronounces_are_refused() -> None:
    with pytest.raises(EngineError, match=r"nothing to pronounce.*choose a voice of the text's language"):
        said("₤")


def test_an_output_is_added_behind_a_model() -> None:
    added = with_output(b"model", "/inner", "duration")
    assert added.startswith(b"model")
    assert added.count(b"duration") == 2  # what the node makes is what the graph gives
    assert len(with_output(b"", "x" * 200, "d")) > 200  # lengths beyond one byte


# --- with the pack ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kokoro() -> Engine:
    return open_engine("kokoro")


@pytest.mark.exotic
def test_every_voice_is_listed(kokoro: Engine) -> None:
    voices = kokoro.voices()
    assert len(voices) == 54
    assert voices[0] == Voice("kokoro", "bm_george", "en-gb", "male", "British")
    assert {voice.language for voice in voices} == {"en-us", "en-gb", "es", "fr-fr", "hi", "it", "ja", "pt-br", "zh"}


@pytest.mark.exotic
def test_words_lie_where_they_sound(kokoro: Engine) -> None:
    speech = kokoro.speak(spoken_form("We were told that it was over."), kokoro.voices()[1])
    found = sounding(speech.audio, -40)
    assert found is not None
    assert speech.words[0].start == pytest.approx(found[0] / 24_000, abs=0.1)
    assert speech.words[-1].start < found[1] / 24_000 < speech.words[-1].end + 0.05  # it counts the fading, too


@pytest.mark.exotic
def test_the_lexicon_is_heard(kokoro: Engine) -> None:
    voice = kokoro.voices()[0]
    plain, other = (kokoro.speak(spoken_form("The kulak came.", lexicon), voice).audio.samples
                    for lexicon in (Lexicon(), NAMES))
    assert len(plain) != len(other) or not np.allclose(plain, other, atol=0.01)


@pytest.mark.exotic
def test_pitch_is_another_voice_of_the_same_length(kokoro: Engine) -> None:
    plain, high = (kokoro.speak(spoken_form("We are not alone."), Voice("kokoro", "am_michael", pitch=pitch)).audio
                   for pitch in (None, 85))
    assert high.seconds == pytest.approx(plain.seconds, rel=0.15)
    peaks = [float(np.argmax(np.abs(np.fft.rfft(a.samples, 2**17))[500:1700])) for a in (plain, high)]
    assert peaks[0] != peaks[1]


@pytest.mark.exotic
def test_an_edition_is_the_same_bytes_and_one_word_is_one_take(tmp_path: Path) -> None:
    text = "A Talk\n\nWe were told of it. (“So it is!” shouts someone.) We did not believe them."
    for show in ("one", "two"):
        source = tmp_path / show / "talk" / "speech.txt"
        source.parent.mkdir(parents=True)
        source.write_text(text, encoding="utf-8")
        assert produced(source.parent)["recorded"] == 5
    assert sha256_of(tmp_path / "one" / "talk" / "talk.mp3") == sha256_of(source.with_name("talk.mp3"))
    source.write_text(text.replace("believe", "trust"), encoding="utf-8")
    assert produced(source.parent)["recorded"] == 1
    assert sha256_of(tmp_path / "one" / "talk" / "talk.mp3") != sha256_of(source.with_name("talk.mp3"))
    words = [json.loads(line) for line in (source.parent / "words.jsonl").read_text("utf-8").splitlines()]
    assert not any("estimated" in sentence for sentence in words)


def produced(folder: Path) -> dict[str, int]:
    result = CliRunner().invoke(main, ["produce", str(folder), "--engine", "kokoro", "--json", "-q"])
    assert result.exit_code == 0, result.output
    outcome: dict[str, int] = json.loads(result.stdout)
    return outcome
