import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.engines import Identity, Speech, WordTime
from audiobook.errors import StoreError
from audiobook.lexicon import Lexicon, Pronunciation, spoken_form
from audiobook.mp3.frames import STANDARD, silent_frame
from audiobook.pcm import Audio
from audiobook.takes import DamagedTake, TakeRequest, TakeStore

SPEAKER = Identity("tone", "1")
SETTINGS = "5" * 32


def request(text: str = "Which peasants?", **changes: object) -> TakeRequest:
    fields: dict[str, object] = {"spoken": spoken_form(text), "engine": SPEAKER, "voice": "low", **changes}
    return TakeRequest(**fields)  # type: ignore[arg-type]


def tone(seconds: float = 0.2, rate: int = 24000) -> Audio:
    time = np.arange(round(seconds * rate)) / rate
    return Audio((0.3 * np.sin(2 * np.pi * 220 * time)).astype(np.float32), rate)


def test_the_key_is_everything_that_makes_the_sound() -> None:
    others = [
        request("Which peasant?"), request(voice="high"), request(rate=1.1), request(pitch=30), request(take=2),
        request(engine=Identity("tone", "2")), request(engine=Identity("tone", "1", "model")),
        request(spoken=spoken_form("Which peasants?", Lexicon({"peasants": Pronunciation(ipa="ˈpɛznts")}))),
    ]
    assert len({request().digest, *(other.digest for other in others)}) == len(others) + 1
    assert request().digest == request().digest


def test_the_key_is_the_same_in_every_run() -> None:
    assert request().digest == "98af5d2bc4861b0d44309c85a5eb6828"


def test_a_raw_take_is_kept_losslessly_with_its_words(tmp_path: Path) -> None:
    store, words = TakeStore(tmp_path), (WordTime("Which", 0.0, 0.1),)
    kept = store.put_raw(request().digest, Speech(tone(), words))
    read = store.raw(request().digest)
    assert read is not None
    np.testing.assert_array_equal(read.audio.samples, kept.audio.samples)
    assert np.abs(read.audio.samples - tone().samples).max() < 2**-23
    assert read.words == words and read.audio.rate == 24000


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=400))
def test_sixteen_bit_sound_comes_back_bit_for_bit(samples: list[int]) -> None:
    import tempfile

    audio = Audio((np.array(samples) / 32768).astype(np.float32), 22050)
    with tempfile.TemporaryDirectory() as folder:
        store = TakeStore(folder)
        store.put_raw("a" * 32, Speech(audio))
        read = store.raw("a" * 32)
    assert read is not None
    np.testing.assert_array_equal(read.audio.samples, audio.samples)


def encoded(store: TakeStore, name: str = "a" * 32, frames: int = 10) -> Path:
    return store.put_frames(name, SETTINGS, silent_frame(STANDARD) * frames, STANDARD, 100, 5000).path


def test_an_encoded_take_is_found_with_its_facts(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    encoded(store)
    take = store.take("a" * 32, SETTINGS)
    assert take is not None
    assert (take.frames, take.onset, take.offset) == (10, 100, 5000)
    assert take.read() == silent_frame(STANDARD) * 10
    assert store.take("a" * 32, "6" * 32) is None
    assert store.ids() == {"a" * 32}


@pytest.mark.parametrize("count", [0, 1, 2000], ids=["none", "few", "more than one read"])
def test_a_take_reads_its_words_when_they_are_asked_for(tmp_path: Path, count: int) -> None:
    words, store = [WordTime('],"size":1}', n, n + 0.5) for n in range(count)], TakeStore(tmp_path)
    store.put_frames("a" * 32, SETTINGS, silent_frame(STANDARD), STANDARD, 0, 1, words)
    assert store.ids() == {"a" * 32}
    take = store.take("a" * 32, SETTINGS)
    assert take is not None and take.frames == 1
    assert [WordTime(*word) for word in take.words()] == words
    take.path.unlink()
    with pytest.raises(DamagedTake):
        take.words()


def test_a_store_that_has_been_looked_through_holds_no_words(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    for name in ("a" * 32, "b" * 32):
        words = [WordTime(f"{name}{n}", n, n + 1) for n in range(500)]
        store.put_frames(name, SETTINGS, silent_frame(STANDARD), STANDARD, 0, 1, words)
    store.ids()
    tracemalloc.start()
    store.ids()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 10_000


def test_the_first_writer_wins(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    first = store.put_raw("a" * 32, Speech(tone()))
    second = store.put_raw("a" * 32, Speech(tone(0.5)))
    np.testing.assert_array_equal(second.audio.samples, first.audio.samples)
    encoded(store)
    assert store.put_frames("a" * 32, SETTINGS, silent_frame(STANDARD) * 3, STANDARD, 1, 2).frames == 10


@pytest.mark.parametrize("cut", [0, 1, 70, -1])
def test_a_truncated_entry_is_a_miss(tmp_path: Path, cut: int) -> None:
    store = TakeStore(tmp_path)
    path = encoded(store)
    path.write_bytes(path.read_bytes()[:cut])
    assert store.take("a" * 32, SETTINGS) is None
    assert "a" * 32 not in store.ids()
    encoded(store)
    assert store.take("a" * 32, SETTINGS) is not None, "and is replaced by a sound one"


@pytest.mark.parametrize("place", [3, 70, 200, -1])
def test_a_flipped_bit_is_noticed_when_the_take_is_read(tmp_path: Path, place: int) -> None:
    store = TakeStore(tmp_path)
    take = store.put_frames("a" * 32, SETTINGS, silent_frame(STANDARD) * 10, STANDARD, 0, 1)
    content = bytearray(take.path.read_bytes())
    content[place] ^= 1
    take.path.write_bytes(content)
    with pytest.raises(DamagedTake) as damage:
        take.read()
    assert damage.value.request == "a" * 32 and str(take.path) in str(damage.value)
    assert list(store.damaged()) == [take.path]


def test_a_damaged_recording_is_a_miss(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    store.put_raw("a" * 32, Speech(tone()))
    (path,) = (tmp_path / "raw").rglob("*.take")
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    assert store.raw("a" * 32) is None


def test_discarding_forgets_the_recording_and_its_encodings(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    store.put_raw("a" * 32, Speech(tone()))
    encoded(store)
    encoded(store, "ab" + "0" * 30)
    store.discard("a" * 32)
    assert store.ids() == {"ab" + "0" * 30}


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot write a recording to .*AUDIOBOOK_STORE"):
        TakeStore(tmp_path).put_raw("a" * 32, Speech(tone()))


def test_an_entry_is_readable_by_people(tmp_path: Path) -> None:
    seal, facts = encoded(TakeStore(tmp_path)).read_bytes().split(b"\n")[:2]
    assert len(seal) == 64 and json.loads(facts)["frames"] == 10
