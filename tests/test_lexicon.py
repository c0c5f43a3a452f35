"""The lexicon: which words it finds, how they are said, and its files."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from audiobook.cli import main
from audiobook.config import assignment, read_lexicon_lines
from audiobook.engines.espeak_dictionary import dictionary, listed
from audiobook.errors import SettingsError
from audiobook.lexicon import EMPTY, Lexicon, Pronunciation, spoken_form
from audiobook.lexicons import read_pls, shipped, write_pls

LEXICON = Lexicon({
    "kulak": Pronunciation(ipa="kuˈlak"), "Polish": Pronunciation("poe-lish"), "Kishkin": Pronunciation(ipa="ˈkiʃkin"),
    "US": Pronunciation("you ess"), "Marx": Pronunciation(ipa="mɑːks"),
})  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [
    ("A kulak, the Kulak, a KULAK.", "A /kuˈlak/, the /kuˈlak/, a /kuˈlak/."),
    ("kulaks, kulak’s, kulaks’ land", "/kuˈlaks/, /kuˈlaks/, /kuˈlaks/’ land"),
    ("Kishkins and Kishkin's", "/ˈkiʃkinz/ and /ˈkiʃkinz/"),
    ("Marx’s book; Marx’ book", "/mɑːksɪz/ book; /mɑːks/ book"),
    ("Polish the polish, Polish’s", "poe-lish the polish, poe-lish’s"),
    ("Tell us of the US.", "Tell us of the you ess."),
    ("kulakish, a kulak-led", "kulakish, a /kuˈlak/-led"),
])  # fmt: skip
def test_words_are_found_in_any_case_and_ending(text: str, said: str) -> None:
    assert str(spoken_form(text, LEXICON)) == said


def test_an_entry_of_its_own_beats_an_ending() -> None:
    both = Lexicon({"Kishkin": Pronunciation("one"), "Kishkins": Pronunciation("many")})
    assert str(spoken_form("Kishkin, Kishkins", both)) == "one, many"


def test_other_languages_have_other_endings() -> None:
    assert str(spoken_form("Kulaks kulak", LEXICON, "de")) == "Kulaks /kuˈlak/"


@given(st.text(max_size=60))
def test_a_text_without_its_words_is_left_alone(text: str) -> None:
    strange = Lexicon({"zzyzx": Pronunciation("no")})
    if "zzyzx" not in text.lower():
        assert spoken_form(text, strange, "xx").text == text


def test_only_the_sentences_with_the_word_change() -> None:
    more = Lexicon({**LEXICON.entries, "Avilov": Pronunciation(ipa="əˈviləf")})
    texts = ["Comrade Avilov spoke.", "The kulak came.", "In 1917 we did."]
    assert [spoken_form(text, LEXICON) == spoken_form(text, more) for text in texts] == [False, True, True]


def test_shipped_words() -> None:
    assert str(spoken_form("The KULAKS of Weimar", shipped("en-GB"))) == "The /kuːˈlɑːks/ of /ˈvaɪmɑːr/"
    assert shipped("tlh") == EMPTY
    assert set(shipped("en").used_in(["a kulak"]).entries) == {"kulak"}


# --- W3C PLS ---------------------------------------------------------------------------------------------------------

NAMES = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=12)
SAID = st.one_of(st.builds(Pronunciation, ipa=NAMES), st.builds(Pronunciation, NAMES))


@given(st.dictionaries(NAMES, SAID, max_size=6))
def test_what_is_exported_is_imported(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Pronunciation]
) -> None:
    path = tmp_path_factory.mktemp("pls") / "x.pls"
    path.write_bytes(write_pls(Lexicon(entries), "en"))
    assert read_pls(path).entries == entries


PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="{alphabet}" xml:lang="en">
  <lexeme><grapheme>kulak</grapheme><grapheme>koulak</grapheme>
    <phoneme>wrong</phoneme><phoneme prefer="true">kuˈlak</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
  <lexeme><grapheme>kulak</grapheme><phoneme>later</phoneme></lexeme>
</lexicon>"""


def test_a_pls_file_of_others(tmp_path: Path) -> None:
    path = tmp_path / "names.pls"
    path.write_text(PLS.format(alphabet="ipa"), encoding="utf-8")
    ipa = Pronunciation(ipa="kuˈlak")
    assert read_pls(path).entries == {"kulak": ipa, "koulak": ipa, "W3C": Pronunciation("World Wide Web Consortium")}


@pytest.mark.parametrize(("content", "complaint"), [
    (PLS.format(alphabet="x-sampa"), "alphabet 'x-sampa'; only ipa is read"),
    (PLS.replace("<lexicon", "<!DOCTYPE l [<!ENTITY a 'b'>]><lexicon"), "declares XML entities"),
    ("<html/>", "its root is <html>, not <lexicon>"),
    ("<lexicon>", "broken XML"),
])  # fmt: skip
def test_a_pls_file_that_cannot_be_followed(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "names.pls"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint) as caught:
        read_pls(path)
    assert str(path) in str(caught.value)


def test_editions_and_shows_name_lexicon_files(tmp_path: Path) -> None:
    (tmp_path / "names.pls").write_bytes(write_pls(Lexicon({"a": Pronunciation("show"), "b": Pronunciation("show"),
                                                            "c": Pronunciation("show")}), "en"))
    (tmp_path / "show.toml").write_text('[defaults]\nlexicons = ["names.pls"]\n')
    talk = tmp_path / "talk"
    talk.mkdir()
    (talk / "speech.txt").write_text("A talk.")
    (talk / "own.pls").write_bytes(write_pls(Lexicon({"b": Pronunciation("file"), "c": Pronunciation("file")}), "en"))
    (talk / "edition.toml").write_text('lexicons = "own.pls"\n[lexicon]\nc = "own"\n')
    entries = assignment(talk).settings.lexicon.entries
    assert {word: said.respelling for word, said in entries.items()} == {"a": "show", "b": "file", "c": "own"}


def test_lines_to_try() -> None:
    assert read_lexicon_lines(['kulak = { ipa = "kuˈlak" }', 'b = "bee"']).entries == {
        "kulak": Pronunciation(ipa="kuˈlak"), "b": Pronunciation("bee")}
    for wrong in "kulak", "kulak = 5", 'kulak = { sampa = "x" }':
        with pytest.raises(SettingsError, match="no line of a lexicon"):
            read_lexicon_lines([wrong])


# --- doubtful words --------------------------------------------------------------------------------------------------


def test_espeaks_dictionary_is_read() -> None:
    assert {"coup", "champagne", "chic"} <= dictionary("en-us")
    assert listed("Coup’s", "en") and not listed("Avksentiev", "en")
    assert dictionary("tlh") == frozenset()


def test_doubtful_words_come_with_a_line_to_paste(tmp_path: Path) -> None:
    source = tmp_path / "speech.txt"
    source.write_text("A Title\n\nWe met Avksentiev and a Zulu of the NKVDX. Then Avksentiev spoke, and the muzhiks, "
                      "of Congress in December. He saw the kulakk.", encoding="utf-8")
    result = CliRunner().invoke(main, ["lexicon", str(source)])
    assert result.exit_code == 0, result.output
    assert "Avksentiev  /ˈævksənt" in result.output
    assert 'Avksentiev = { ipa = "' in result.output
    heads = [line.split()[0] for line in result.output.splitlines() if not line.startswith(" ")]
    assert heads[0] == "Avksentiev"
    assert {"NKVDX", "kulakk"} <= set(heads)
    assert not {"Congress", "December", "muzhiks", "We", "Title", "Then"} & set(heads)


def test_the_lexicon_in_force_is_exported(tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("A Title\n\nThe kulak met Dan.")
    (tmp_path / "edition.toml").write_text('[lexicon]\nDan = "dahn"\n')
    result = CliRunner().invoke(main, ["lexicon", str(tmp_path), "--export", str(tmp_path / "out.pls")])
    assert result.exit_code == 0, result.output
    assert set(read_pls(tmp_path / "out.pls").entries) == {"Dan", "kulak"}
