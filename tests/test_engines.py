"""One contract for every engine, and how engines are found."""

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audiobook.engines
from audiobook.engines import Engine, engine_names, open_engine
from audiobook.engines.stretches import speakable, stretches
from audiobook.errors import CastingError, EngineError
from audiobook.lexicon import Phrase, SpokenForm, spoken_form
from audiobook.pcm import sounding
from audiobook.voice import Alphabet, Voice

SENTENCE = "Comrade Avilov spoke of the enormous problems before us."
PUNCTUATION = ["", " ", "…", " … ", "—", "?!", "“”", "...", "\0", "\n"]
ODD = ["a", "I.", "1917", "5 %", "<b>bold</b> &amp; [[kUl'ak]]", "naïve café", "Революция", "中文", "word\x00word",
       "\x01" + "50P hello", "no\u00adbreak\ufeff", "“Come!” — he said…", "A" * 300]  # fmt: skip


@pytest.fixture(params=["tone", "pyttsx3", pytest.param("kokoro", marks=pytest.mark.exotic),
                        pytest.param("piper", marks=pytest.mark.exotic)], scope="module")
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param)


def test_it_says_who_it_is(engine: Engine) -> None:
    identity = engine.identity()
    assert identity == open_engine(engine.name).identity()
    assert identity.name == engine.name
    assert identity.version
    assert isinstance(engine.alphabet, Alphabet)


def test_its_voices_are_declared(engine: Engine) -> None:
    voices = engine.voices()
    assert len({voice.name for voice in voices}) == len(voices) >= 1
    assert all(voice.engine == engine.name and voice.language + voice.accent for voice in voices)
    assert {voice.gender for voice in voices} <= {"female", "male", ""}
    assert all(voice.language == voice.language.lower() for voice in voices)
    assert all(engine.voice(voice.name) == voice for voice in voices[:20])


def test_an_unknown_voice_names_the_nearest(engine: Engine) -> None:
    name = engine.voices()[0].name
    with pytest.raises(CastingError, match=rf"no (voice|variant) '.*q'.*nearest: {name.rpartition('+')[2]};"):
        engine.voice(f"{name}q")


def test_it_speaks_sanely(engine: Engine) -> None:
    for voice in engine.voices()[:4]:
        audio = engine.speak(spoken_form(SENTENCE), voice).audio
        assert audio.samples.dtype == np.float32
        assert audio.samples.ndim == 1
        assert 16_000 <= audio.rate <= 48_000
        assert 1.5 < audio.seconds < 8
        assert 0.05 < np.max(np.abs(audio.samples)) <= 1
        assert abs(np.mean(audio.samples)) < 0.01
        found = sounding(audio)
        assert found is not None
        assert (found[1] - found[0]) / audio.rate > 1.5


def test_length_follows_the_text(engine: Engine) -> None:
    lengths = [seconds(engine, " ".join(["problem"] * count)) for count in (2, 6, 18)]
    assert lengths[0] * 2 < lengths[1]
    assert lengths[1] * 2 < lengths[2] < lengths[1] * 4


def test_length_follows_the_rate(engine: Engine) -> None:
    slow, plain, fast = (seconds(engine, SENTENCE, rate) for rate in (0.7, 1.0, 1.5))
    assert slow > 1.15 * plain > 1.15 * 1.2 * fast


def test_another_text_sounds_different(engine: Engine) -> None:
    voice = engine.voices()[0]
    one, other = (engine.speak(spoken_form(f"The {word} spoke."), voice).audio.samples for word in ("house", "horse"))
    assert len(one) != len(other) or not np.allclose(one, other, atol=0.01)


def test_voices_differ(engine: Engine) -> None:
    sounds = [engine.speak(spoken_form(SENTENCE), voice).audio.samples for voice in engine.voices()[:4]]
    spectra = [np.log(1e-3 + np.abs(np.fft.rfft(sound, 2**18))[:20_000].reshape(-1, 100).mean(axis=1))
               for sound in sounds]
    assert all(np.mean(np.abs(a - b)) > 0.1 for i, a in enumerate(spectra) for b in spectra[:i])


def test_determinism_is_as_declared(engine: Engine) -> None:
    if not engine.deterministic:
        pytest.skip("declares that it is not")
    voice = engine.voices()[-1]
    first = engine.speak(spoken_form(SENTENCE), voice).audio.samples
    engine.speak(spoken_form("Something else."), engine.voices()[0])
    again = open_engine(engine.name).speak(spoken_form(SENTENCE), voice).audio.samples
    assert np.array_equal(first, again)


def test_words_have_times_in_order(engine: Engine) -> None:
    speech = engine.speak(spoken_form("We came, and … we saw it."), engine.voices()[0])
    assert [word.text.strip(",.") for word in speech.words] == ["We", "came", "and", "we", "saw", "it"]
    starts = [word.start for word in speech.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end <= speech.audio.seconds + 0.01 for word in speech.words)


def test_a_beat_is_a_pause_and_no_word(engine: Engine) -> None:
    voice = engine.voices()[0]
    beat = engine.speak(spoken_form("We came … we saw it."), voice)
    plain = seconds(engine, "We came we saw it.")
    assert 0.15 < beat.audio.seconds - plain < 1.2
    third, fourth = beat.words[1:3]
    assert fourth.start - third.start > 0.45


@pytest.mark.parametrize("text", PUNCTUATION)
def test_what_has_no_words_is_one_clear_error(engine: Engine, text: str) -> None:
    with pytest.raises(EngineError, match="nothing to pronounce"):
        engine.speak(spoken_form(text), engine.voices()[0])


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_spoken(engine: Engine, text: str) -> None:
    assert seconds(engine, text) > 0.05


def test_half_a_character_is_named(engine: Engine) -> None:
    with pytest.raises(EngineError, match=r"U\+D800"):
        engine.speak(spoken_form("a \ud800 b"), engine.voices()[0])


def test_long_text_is_spoken(engine: Engine) -> None:
    times = 1000 if engine.pace < 0.01 else 30  # a model's time is worth more
    speech = engine.speak(spoken_form("and so on " * times), engine.voices()[0])
    assert len(speech.words) == 3 * times
    assert speech.audio.seconds > 0.3 * times


def test_nothing_reaches_standard_output(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    seconds(engine, SENTENCE)
    assert capfd.readouterr().out == ""


def test_closing_is_harmless(engine: Engine) -> None:
    engine.close()
    engine.close()
    assert seconds(engine, "Still here.") > 0.3


def seconds(engine: Engine, text: str, rate: float = 1.0) -> float:
    voice = engine.voices()[0]
    return engine.speak(spoken_form(text), Voice(voice.engine, voice.name, rate=rate, pitch=voice.pitch)).audio.seconds


# --- finding engines -------------------------------------------------------------------------------------------------


def test_names_begin_with_the_embedded_engine() -> None:
    assert engine_names()[0] == "pyttsx3"
    assert "tone" in engine_names()


def test_an_unknown_engine_names_the_nearest() -> None:
    with pytest.raises(EngineError, match=r"no engine 'pyttsx'; nearest: pyttsx3; there are: pyttsx3, .*tone"):
        open_engine("pyttsx")


def test_engines_of_other_packages_come_in_by_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints([
        EntryPoint("parrot", "audiobook.engines.tone:ToneEngine", "audiobook.engines"),
        EntryPoint("broken", "no_such_module:Engine", "audiobook.engines"),
    ])
    monkeypatch.setattr(audiobook.engines, "entry_points", lambda **only: points.select(**only))
    assert engine_names()[-2:] == ("broken", "parrot")
    assert open_engine("parrot").voices()
    with pytest.raises(EngineError, match=r"engine 'broken' does not load.*no_such_module"):
        open_engine("broken")


def test_looking_loads_no_engine() -> None:
    script = ("import sys; from audiobook.engines import *; e = open_engine('pyttsx3'); e.identity(); e.voices();"
              "print(sorted({'pyttsx3', 'espeakng_loader', 'soxr', 'soundfile'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "[]\n"


def test_a_process_that_spoke_ends_quietly() -> None:
    script = ("from audiobook.engines import open_engine; from audiobook.lexicon import spoken_form;"
              "e = open_engine('pyttsx3'); e.speak(spoken_form('hello'), e.voices()[0])")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert (done.stdout, done.stderr) == ("", "")


# --- stretches: laws -------------------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("ab c,.;…! ”—"), max_size=120)


@given(TEXTS, st.integers(5, 40))
def test_stretches_lose_no_word_and_keep_the_limit(text: str, limit: int) -> None:
    if not speakable(text):
        with pytest.raises(EngineError):
            stretches(spoken_form(text), limit)
        return
    found = stretches(spoken_form(text), limit)
    assert letters("".join(stretch.spoken.text for stretch in found)) == letters(text)
    assert all(len(stretch.spoken.text) <= limit + 1 for stretch in found)  # one comma may be added
    assert all(speakable(stretch.spoken.text) for stretch in found)
    assert "…" not in "".join(stretch.spoken.text for stretch in found)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_long_text_is_cut_at_clauses_then_spaces() -> None:
    found = stretches(spoken_form("one two, three four five six. seven"), 20)
    assert [stretch.spoken.text for stretch in found] == ["one two,", " three four five", " six. seven"]


def test_a_phrase_with_sounds_stays_whole() -> None:
    spoken = SpokenForm((Phrase("The "), Phrase("kulak of them all", "kuˈlak"), Phrase(" came … and went.")))
    found = stretches(spoken, 12)
    assert Phrase("kulak of them all", "kuˈlak") in [phrase for stretch in found for phrase in stretch.spoken.phrases]


def test_a_comma_keeps_the_voice_up_before_a_beat() -> None:
    found = stretches(spoken_form("We came … we saw. … We won …"), 100)
    assert [(stretch.spoken.text, stretch.pause_s > 0) for stretch in found] == [
        ("We came,", True), ("we saw.", True), ("We won", False)]


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_is_spoken_or_refused_in_words(text: str) -> None:
    engine = open_engine("tone")
    try:
        assert engine.speak(spoken_form(text), engine.voices()[0]).audio.seconds > 0
    except EngineError as error:
        assert "\n" not in str(error)


def test_modules_of_engines_print_nothing() -> None:
    sources = Path(audiobook.engines.__file__).parent.glob("*.py")
    assert not [path.name for path in sources if "print(" in path.read_text(encoding="utf-8")]
