"""Parting a phonemizer's output among the words, and a sentence among breaths."""

from hypothesis import given
from hypothesis import strategies as st

from audiobook.engines.breaths import Sounded, breaths, line, word_times
from audiobook.engines.phonetics import pronounced, sounds_of
from audiobook.engines.sounded import Written, clauses, part, written_words
from audiobook.lexicon import Lexicon, Phrase, Pronunciation, SpokenForm, spoken_form

WORDS = st.lists(st.sampled_from(["we", "of", "the", "1917", "came", "of the", "counter-revolution"]), min_size=1,
                 max_size=9)


def shown(text: str, lexicon: Lexicon | None = None) -> list[tuple[str, str, str]]:
    return [(word.lead, word.word, word.trail) for word in written_words(spoken_form(text, lexicon or Lexicon(), "xx"))]


def test_words_and_the_marks_around_them() -> None:
    assert shown("“Come!” — he said; (so). And then…") == [
        ("“", "Come", "!” —"), ("", "he", ""), ("", "said", ";"), ("(", "so", ")."), ("", "And", ""), ("", "then", "…")]


def test_a_lone_dash_opens_nothing() -> None:
    assert shown("We — all of us — came.") == [
        ("", "We", " —"), ("", "all", ""), ("", "of", ""), ("", "us", " —"), ("", "came", ".")]


def test_the_full_stop_of_an_abbreviation_is_none() -> None:
    assert [word for _, word, _ in shown("Mr. Smith met H.H. Fisher and Mr.")] == [
        "Mr.", "Smith", "met", "H.H.", "Fisher", "and", "Mr"]


def test_marks_touch_the_words_of_the_lexicon() -> None:
    lexicon = Lexicon({"kulak": Pronunciation(ipa="kuˈlak")})
    assert shown("A “kulak,” he said.", lexicon) == [
        ("", "A", ""), ("“", "kulak", ",”"), ("", "he", ""), ("", "said", ".")]


def test_what_a_phonemizer_joins_and_splits_is_told_apart() -> None:
    words = written_words(spoken_form("one of the 1917 came", Lexicon(), "xx"))
    alone = {"one": "wʌn", "of": "ʌv", "the": "ðə", "1917": "naɪntiːn sɛvəntiːn", "came": "keɪm"}
    parted = part(words, ["wʌn", "ʌvðə", "naɪntiːn", "sɛvəntiːn", "keɪm"], alone.__getitem__)
    assert [(word.word, word.sounds) for word in parted] == [
        ("one", "wʌn"), ("of the", "ʌvðə"), ("1917", "naɪntiːn sɛvəntiːn"), ("came", "keɪm")]


def test_a_word_of_the_lexicon_is_never_joined_with_another() -> None:
    words = (Written("of"), Written("the", ipa="ði"))
    parted = part(words, ["ʌvðə"], {"of": "ʌv", "the": "ðə"}.__getitem__)
    assert [(word.word, word.ipa) for word in parted] == [("of", ""), ("the", "ði")]


@given(WORDS)
def test_no_written_word_is_lost(words: list[str]) -> None:
    spoken = SpokenForm((Phrase(", ".join(words) + "."),))
    assert " ".join(word.word for word in pronounced(spoken, "en-us")).split() == " ".join(words).split()
    assert all(word.sounds for word in pronounced(spoken, "en-us"))


def test_the_context_of_a_lexicon_word_is_heard() -> None:
    """ "a" alone is said /eɪ/, before a word /ə/: so the words are phonemized together."""
    words = pronounced(spoken_form("We saw a kulak.", Lexicon({"kulak": Pronunciation(ipa="kuˈlak")})), "en-us")
    assert [word.sounds for word in words][2] == "ɐ" != sounds_of("a", "en-us")
    assert [word.ipa for word in words] == ["", "", "", "kuˈlak"]


def test_clauses_end_at_marks() -> None:
    words = written_words(spoken_form("We came, we saw: “we” won", Lexicon(), "xx"))
    assert [[word.word for word in clause] for clause in clauses(words)] == [
        ["We", "came"], ["we", "saw"], ["we"], ["won"]]


# --- breaths ---------------------------------------------------------------------------------------------------------

SOUNDED = st.lists(st.sampled_from(["wi", "kˈAm,", "sˈɔ;", "ðə", "ˌɪntəɹnˈæʃənəl"]), min_size=1, max_size=60)


@given(SOUNDED, st.integers(20, 60))
def test_breaths_lose_nothing_and_are_short(symbols: list[str], most: int) -> None:
    words = [Sounded(f"w{number}", symbol) for number, symbol in enumerate(symbols)]
    parts = list(breaths(words, most))
    assert [word for part in parts for word in part] == words
    assert all(len(line(part)) <= most for part in parts)


def test_a_breath_is_taken_at_the_best_mark_near_the_middle() -> None:
    words = [Sounded(text, text) for text in ("one,", "two", "three", "four;", "five", "six", "seven", "eight")]
    assert [[word.text for word in part] for part in breaths(words, 30)] == [
        ["one,", "two", "three", "four;"], ["five", "six", "seven", "eight"]]


def test_words_have_the_time_of_their_symbols() -> None:
    words = [Sounded("a", "ə"), Sounded("of the", "ʌvðə")]
    times = list(word_times(words, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]))
    assert [(time.text, round(time.start, 3), round(time.end, 3)) for time in times] == [
        ("a", 0.0, 0.1), ("of", 0.2, 0.36), ("the", 0.36, 0.6)]
