from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from audiobook.comparing import compare, timecode
from audiobook.edition import Edition, TimedSentence
from audiobook.timeline import Chapter


def edition(texts: list[str]) -> Edition:
    sentences = tuple(
        TimedSentence(f"1.{n}", "speech", "speaker", "", "tone:low", text, n * 1000, n * 1000 + 9, 0, 0, f"take {text}")
        for n, text in enumerate(texts)
    )
    return Edition("T", "", None, "en", "", (Chapter("One", 0, len(texts) * 1000),), sentences)


texts = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(texts, texts)
def test_changes_make_the_new_of_the_old(old: list[str], new: list[str]) -> None:
    counts = Counter(old)
    for change in compare(edition(old), edition(new)).changes:
        if change.kind != "moved":
            counts.subtract([change.before.text] if change.before else [])
            counts.update([change.now.text] if change.now else [])
    assert +counts == Counter(new)


@given(texts)
def test_nothing_changed(old: list[str]) -> None:
    comparison = compare(edition(old), edition(old))
    assert comparison.changes == () and comparison.summary() == "no sentence changed"


def test_one_line_for_many_changes() -> None:
    assert compare(edition(["a", "b"]), edition(["a", "c"])).summary() == "1 sentence changed at 0:01.0"
    assert compare(edition(["a"]), edition(["a", "b", "c"])).summary() == "2 sentences added"


def test_timecodes() -> None:
    assert [timecode(ms) for ms in (0, 1_950, 61_000, 3_723_449)] == ["0:00.0", "0:02.0", "1:01.0", "1:02:03.4"]
