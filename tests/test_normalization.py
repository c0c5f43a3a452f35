"""What is written for the eye, said for the ear."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.lexicon import Lexicon, Pronunciation, spoken_form
from audiobook.normalization import replacements
from audiobook.numerals import cardinal, ordinal, roman, year

PAIRS = """
Nicholas II came. | Nicholas the second came.
Malcolm X and Henry V; Pius XII. | Malcolm X and Henry the fifth; Pius the twelfth.
World War II; the First World War I mean. | World War Two; the First World War One mean.
Chapter IV, Part I, Vol. III | Chapter four, Part one, Volume three
the XX Congress and the XIX century | the twentieth Congress and the nineteenth century
I said: IV. | I said: IV.
In 1917, and in 1905 or 1900 | In nineteen seventeen, and in nineteen oh five or nineteen hundred
in 2003 and 2017 | in two thousand and three and twenty seventeen
1914-18 and 1914–1918 | nineteen fourteen to eighteen and nineteen fourteen to nineteen eighteen
the 1920s, the ’30s | the nineteen twenties, the thirties
8 November 1917 | the eighth of November nineteen seventeen
November 8, 1917 | November eighth, nineteen seventeen
the 26th of May and the 3rd | the twenty-sixth of May and the third
1,917 men; 1917.5; 10:30 | 1,917 men; 1917.5; 10:30
pp. 84-87, p. 5 | pages 84 to 87, page 5
No. 5 and Nos. 6 | number 5 and numbers 6
No. He did. | No. He did.
§ 5 of it | section 5 of it
$5, $1, £1,000 | 5 dollars, 1 dollar, 1,000 pounds
€4.50 and $1.5 million. | 4 euros and 50 cents and 1.5 million dollars.
5-10 days | 5 to 10 days
Gen. Kornilov met Prof. Smith. | General Kornilov met Professor Smith.
many, e.g. this, i.e. that | many, for example this, that is that
2½ hours, ½ an hour | 2 and a half hours, a half an hour
Smith & Sons | Smith and Sons
A plain sentence with no such thing. | A plain sentence with no such thing.
""".strip().splitlines()


@pytest.mark.parametrize("pair", PAIRS)
def test_english(pair: str) -> None:
    written, said = pair.split(" | ")
    assert spoken_form(written, language="en-GB").text == said


@pytest.mark.parametrize(("language", "written", "said"), [
    ("de", "Wilhelm II. kam, z. B. auf S. 5-7.", "Wilhelm der Zweite kam, zum Beispiel auf Seiten 5 bis 7."),
    ("fr", "Louis XIV et Napoléon Ier au XVIIe siècle", "Louis 14 et Napoléon premier au dix-septième siècle"),
    ("ru", "Николай II, 1917, pp. 5-6", "Николай II, 1917, pp. 5-6"),
])  # fmt: skip
def test_other_languages(language: str, written: str, said: str) -> None:
    assert spoken_form(written, language=language).text == said


@given(st.text(st.sampled_from("ab IVX.,$£0123456789-–’snth§&½"), max_size=40))
def test_replacements_are_in_order_and_within(text: str) -> None:
    found = replacements(text, "en")
    assert all(0 <= r.start < r.end <= len(text) for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(st.sampled_from("abcDE ,;—“”!?"), max_size=60))
def test_text_without_numbers_stays(text: str) -> None:
    assert replacements(text, "en") == ()


def test_the_lexicon_comes_first_and_the_rest_is_normalized() -> None:
    spoken = spoken_form("In 1917 No. 5 came.", Lexicon({"1917": Pronunciation("nineteen hundred seventeen")}))
    assert spoken.text == "In nineteen hundred seventeen number 5 came."


def test_numerals() -> None:
    assert [cardinal(n) for n in (0, 12, 20, 21, 99)] == ["zero", "twelve", "twenty", "twenty-one", "ninety-nine"]
    assert [ordinal(n) for n in (1, 2, 3, 5, 8, 9, 12, 20, 31)] == [
        "first", "second", "third", "fifth", "eighth", "ninth", "twelfth", "twentieth", "thirty-first"]
    assert [year(n) for n in (1100, 1905, 2000, 2010)] == [
        "eleven hundred", "nineteen oh five", "two thousand", "twenty ten"]
    assert [roman(text) for text in ("I", "IV", "IX", "XIV", "XXXIX", "MCMXVII")] == [1, 4, 9, 14, 39, 1917]
