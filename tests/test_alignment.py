from hypothesis import given
from hypothesis import strategies as st

from audiobook.alignment import align

lines = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(lines, lines)
def test_every_line_of_both_stands_in_it_once_and_in_order(before: list[str], now: list[str]) -> None:
    pairs = align(before, now)
    assert [b for b, _ in pairs if b is not None] == list(range(len(before)))
    assert [n for _, n in pairs if n is not None] == list(range(len(now)))
    assert all(pair != (None, None) for pair in pairs)


@given(lines)
def test_a_text_is_its_own(text: list[str]) -> None:
    assert align(text, text) == [(i, i) for i in range(len(text))]


@given(lines, st.integers(0, 30), st.lists(st.sampled_from("XYZ"), min_size=1, max_size=3))
def test_what_is_inserted_is_found(text: list[str], at: int, new: list[str]) -> None:
    at = min(at, len(text))
    pairs = align(text, [*text[:at], *new, *text[at:]])
    assert [n for b, n in pairs if b is None] == list(range(at, at + len(new)))


def test_what_took_the_place_of_another_is_paired_with_it() -> None:
    assert align(["one", "two", "three"], ["one", "2", "three"]) == [(0, 0), (1, 1), (2, 2)]


def test_a_hundred_hours_are_aligned_at_once() -> None:
    before = [f"sentence {n % 40_000}" for n in range(60_000)]
    now = ["a new beginning", *before[:30_000], "changed", *before[30_001:]]
    pairs = align(before, now)
    assert (None, 0) in pairs and (30_000, 30_001) in pairs and len(pairs) == 60_001
