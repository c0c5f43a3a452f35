"""espeak-ng through pyttsx3: properties right every time, phonemes, voices. Needs Linux."""

import ctypes
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audiobook.engines import Engine, open_engine
from audiobook.engines.espeak_phonemes import SOUNDS, mnemonics
from audiobook.engines.espeak_voices import catalogue, find, languages, variants, voice_named
from audiobook.engines.recordings import read_recording
from audiobook.errors import CastingError, EngineError
from audiobook.lexicon import Lexicon, Phrase, Pronunciation, SpokenForm, spoken_form
from audiobook.pcm import Audio

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is the voice of Linux")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("pyttsx3")


# --- properties ------------------------------------------------------------------------------------------------------


def test_mixed_properties_are_right_every_time(engine: Engine) -> None:
    """150 takes in changing voice, rate and pitch: each must be what the same request gave before."""
    voices = [replace(voice_named(name), rate=rate, pitch=pitch)
              for name in ("en-us", "en-us+f3", "en-us+m7", "en-gb") for rate in (0.8, 1.0, 1.4) for pitch in (20, 80)]
    chance = random.Random(7)
    lengths: dict[object, list[float]] = {}
    hertz: dict[object, list[float]] = {}
    for voice in [*voices, *(chance.choice(voices) for _ in range(150 - len(voices)))]:
        audio = engine.speak(spoken_form("Are we isolated?"), voice).audio
        lengths.setdefault(voice, []).append(audio.seconds)
        hertz.setdefault(voice, []).append(pitch_of(audio))
    assert sum(map(len, lengths.values())) == 150
    assert {voice: found for voice, found in lengths.items() if max(found) > 1.06 * min(found)} == {}  # jitter: 0.03
    for voice in voices:
        if voice.pitch == 20:
            low, high = (np.median(hertz[replace(voice, pitch=pitch)]) for pitch in (20, 80))
            assert high > 1.2 * low, voice


def pitch_of(audio: Audio) -> float:
    """Median over frames of 50 ms of the first strong period, between 50 and 450 Hz; loud frames only."""
    length = audio.rate // 20
    frames = audio.samples[: len(audio) // length * length].reshape(-1, length)
    loud = frames[np.sqrt(np.mean(frames**2, axis=1)) > 0.05]
    spectra = np.abs(np.fft.rfft(loud * np.hanning(length), 4 * length, axis=1)) ** 2
    spectra[:, 600 * 4 * length // audio.rate :] = 0  # formants would pass for harmonics
    low, high = audio.rate // 450, audio.rate // 50
    periodic = np.fft.irfft(spectra, axis=1)[:, low:high]
    return float(np.median(audio.rate / (low + np.argmax(periodic, axis=1))))


def test_a_pitch_out_of_range_is_refused(engine: Engine) -> None:
    with pytest.raises(EngineError, match="pitch"):
        engine.speak(spoken_form("Hello."), replace(engine.voices()[0], pitch=150))


def test_a_rate_out_of_range_is_refused(engine: Engine) -> None:
    with pytest.raises(EngineError, match="rate"):
        engine.speak(spoken_form("Hello."), replace(engine.voices()[0], rate=9))


def test_markup_is_words_never_a_command(engine: Engine) -> None:
    speech = engine.speak(spoken_form("a <b>bold</b> &amp; [[kUl'ak]] word"), engine.voices()[0])
    assert {"bold", "amp", "word"} <= {word.text for word in speech.words}
    spelled = SpokenForm((Phrase("[[kUl'ak]] "), Phrase("kulak", "kuˈlak")))
    alone = SpokenForm((Phrase("kulak", "kuˈlak"),))
    voice = engine.voices()[0]
    assert engine.speak(spelled, voice).audio.seconds > 1.6 * engine.speak(alone, voice).audio.seconds


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the wave module's own, half open
def test_an_unwritable_temporary_folder_is_an_error_not_a_hang(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine.speak(spoken_form("Hello."), engine.voices()[0])
    from audiobook.engines import espeak

    running = espeak.espeak()
    with pytest.raises(EngineError, match="could not write"):
        running._written("Hello.", tmp_path / "missing" / "take.wav", phonemes=False)
    assert engine.speak(spoken_form("Hello."), engine.voices()[0]).audio.seconds > 0.3


# --- voices ----------------------------------------------------------------------------------------------------------


def test_every_language_with_a_dictionary_is_there() -> None:
    assert len(languages()) > 120
    assert {"en-us", "en-gb", "de", "fr-fr", "ru", "nb", "pt-br"} <= set(languages())
    assert "fo" not in languages()


@pytest.mark.parametrize(("name", "identifier", "variant"), [
    ("en-us", "gmw/en-US", None), ("EN-US+m7", "gmw/en-US", "m7"), ("en", "gmw/en", None), ("fr", "roa/fr", None),
    ("no", "gmq/nb", None), ("de+annie", "gmw/de", "Annie"), ("en-us+Mr serious", "gmw/en-US", "Mr serious"),
])  # fmt: skip
def test_a_name_finds_language_and_variant(name: str, identifier: str, variant: str | None) -> None:
    language, found = find(name)
    assert (language.identifier, found.name if found else None) == (identifier, variant)


@pytest.mark.parametrize(("name", "words"), [
    ("en-uk", "no voice 'en-uk'; nearest: en-gb"), ("en-us+m77", r"no variant 'm77' \(in 'en-us\+m77'\); nearest: m7"),
    ("en-us+", r"no variant ''"), ("klingon", "no voice 'klingon'"),
])  # fmt: skip
def test_what_is_not_there_is_an_error_with_the_nearest(name: str, words: str) -> None:
    with pytest.raises(CastingError, match=words):
        voice_named(name)


def test_a_variant_changes_the_voice(engine: Engine) -> None:
    assert variants()["f3"].gender == "female"
    plain, other = (pitch_of(engine.speak(spoken_form("We are not alone."), voice_named(name)).audio)
                    for name in ("en-us", "en-us+f3"))
    assert other > 1.3 * plain


def test_every_curated_voice_is_accepted_by_espeak(engine: Engine) -> None:
    english = [voice for voice in catalogue() if voice.language.startswith("en")]
    german = [voice for voice in catalogue() if voice.language == "de"]
    assert len(english) >= 12
    for voice in [*english, *german]:
        assert engine.speak(spoken_form("So."), voice).audio.seconds > 0.1


# --- phonemes --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def heard(engine: Engine) -> Iterator[Callable[[str, str], str]]:
    """What espeak itself says in IPA that it was given in [[ ]], for a voice."""
    from audiobook.engines.espeak import espeak

    engine.speak(spoken_form("Hello."), engine.voices()[0])
    library = espeak()._library
    lines: list[str] = []

    def take(line: bytes) -> int:
        lines.append(line.decode())
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p)(take)
    library.dll.espeak_SetPhonemeCallback(callback)
    sink = ctypes.CDLL(None).fopen
    sink.restype = ctypes.c_void_p
    library.SetPhonemeTrace(2, ctypes.c_void_p(sink(b"/dev/null", b"w")))

    def hear(ipa: str, voice: str) -> str:
        lines.clear()
        engine.speak(SpokenForm((Phrase("word", ipa),)), voice_named(voice))
        return "".join(lines).strip()

    yield hear
    library.SetPhonemeTrace(0, None)
    library.dll.espeak_SetPhonemeCallback(None)


@pytest.mark.parametrize(("ipa", "voice", "said"), [
    ("kuˈlɑk", "en-us", "kulˈɑːk"), ("kuˈlak", "en-gb", "kulˈak"), ("ˈkɪʃkɪnz", "en-us", "kˈɪʃkɪnz"),
    ("tɛɹɛˈʃtʃɛŋkə", "en-gb", "tɛɹɛʃtʃˈɛŋkə"), ("ˈθæŋk ˈðɪs", "en-us", "θˈæŋk ðˈɪs"),
    ("koʊlˈtʃɑːk", "en-us", "koʊltʃˈɑːk"), ("ˈkuːlak", "de", "kˈuːlak"),
    ("ʃøːn", "de", "ʃˈøːn"), ("bɔ̃ˈʒuʁ", "fr", "bɔ̃ʒˈuʁ"), ("ˈʒɨt", "pl", "ʒˈɨt"),
])  # fmt: skip
def test_sounds_arrive_as_they_were_written(
    ipa: str, voice: str, said: str, heard: Callable[[str, str], str]
) -> None:
    assert unicodedata.normalize("NFC", heard(ipa, voice)) == unicodedata.normalize("NFC", said)


@pytest.mark.parametrize("code", ["en-us", "en-gb", "en-gb-scotland", "de", "fr-fr", "es", "it", "ru", "pl", "sv"])
def test_every_symbol_has_a_sound_in_the_main_languages(code: str) -> None:
    for symbol in SOUNDS:
        mnemonics(f"a{symbol}a", "word", languages()[code])


def test_neighbours_are_not_read_as_one() -> None:
    assert mnemonics("t.ʃ", "word", languages()["en-us"]) == "t|S"
    assert mnemonics("tʃ", "word", languages()["en-us"]) == "tS"


@pytest.mark.parametrize(("ipa", "symbol"), [("kuˈlˀak", "ˀ"), ("ǃa", "ǃ"), ("ku5", "5"), ("/kulak/", "/")])
def test_a_symbol_outside_the_table_is_named_with_its_word(engine: Engine, ipa: str, symbol: str) -> None:
    spoken = spoken_form("The kulak came.", Lexicon({"kulak": Pronunciation(ipa=ipa)}))
    with pytest.raises(EngineError, match=f"no sound '{symbol}'.*'kulak'"):
        engine.speak(spoken, engine.voices()[0])


def test_words_said_by_sounds_keep_their_spelling(engine: Engine) -> None:
    spoken = spoken_form("The rich kulak came.", Lexicon({"kulak": Pronunciation(ipa="kuˈlak")}))
    assert [word.text for word in engine.speak(spoken, engine.voices()[0]).words] == ["The", "rich", "kulak", "came"]


# --- what is written -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "endian"), [("WAV", "FILE"), ("AIFF", "FILE"), ("AIFF", "LITTLE")])
def test_recordings_of_every_system_are_read(format: str, endian: str, tmp_path: Path) -> None:
    sound = (0.5 * np.sin(np.arange(2205) / 7)).astype(np.float32)
    soundfile.write(tmp_path / "take", np.stack([sound, sound], axis=1), 22050, "PCM_16", endian, format)
    audio = read_recording(tmp_path / "take")
    assert audio is not None
    assert audio.rate == 22050
    assert np.allclose(audio.samples, sound, atol=1e-4)


def test_a_missing_or_empty_recording_is_none(tmp_path: Path) -> None:
    assert read_recording(tmp_path / "missing") is None
    soundfile.write(tmp_path / "empty.wav", np.zeros(0, np.float32), 22050, "PCM_16")
    assert read_recording(tmp_path / "empty.wav") is None
