from datetime import date
from pathlib import Path

import pytest

from audiobook.config import assignment, slug
from audiobook.errors import CastingError, SettingsError, SourceError
from audiobook.lexicon import Pronunciation
from audiobook.script import ChapterStart
from audiobook.show import CastChoice
from audiobook.timeline import Pauses


def edition(folder: Path, toml: str = "", show: str | None = None) -> Path:
    (folder / "talk").mkdir()
    (folder / "talk" / "speech.txt").write_text("A Title\n\nSome words.")
    if toml:
        (folder / "talk" / "edition.toml").write_text(toml, encoding="utf-8")
    if show is not None:
        (folder / "show.toml").write_text(show, encoding="utf-8")
    return folder / "talk"


def test_everything_an_editor_may_decide(tmp_path: Path) -> None:
    toml = """
title = "T"
author = "A"
date = 1917-11-08
language = "en"
source = "speech.txt"
engine = "tone"
rate = 1.2
reactions = "skip"
credits = true
[cast]
speaker = "tone:low"
heckler = { voice = "tone:high", rate = 1.1, pitch = 30 }
[lexicon]
kulak = { ipa = "kuˈlak" }
Dan = "Dahn"
[pauses]
sentence = 100
[levels]
heckler = 1.5
[[chapters]]
title = "One"
starts = "Some words"
"""
    settings = assignment(edition(tmp_path, toml)).settings
    assert (settings.title, settings.author, settings.date) == ("T", "A", date(1917, 11, 8))
    assert settings.sources == ("speech.txt",) and settings.engine == "tone" and settings.rate == 1.2
    assert settings.reactions == "skip" and settings.credits
    assert settings.cast == {"speaker": CastChoice("tone:low"), "heckler": CastChoice("tone:high", 1.1, 30)}
    assert settings.lexicon.entries == {"kulak": Pronunciation(ipa="kuˈlak"), "Dan": Pronunciation("Dahn")}
    assert settings.pauses == Pauses(sentence=100)
    assert settings.levels.heckler == 1.5
    assert settings.chapters == (ChapterStart("One", "Some words"),)


def test_flags_win_over_the_edition_over_the_show(tmp_path: Path) -> None:
    show = '[defaults]\nengine = "a"\nrate = 1.1\nquality = "high"\n[defaults.pauses]\nrole = 1\nheckle = 2\n'
    folder = edition(tmp_path, 'engine = "b"\nrate = 1.2\n[pauses]\nheckle = 3\n', show)
    settings = assignment(folder, flags={"engine": "c"}).settings
    assert (settings.engine, settings.rate, settings.quality) == ("c", 1.2, "high")
    assert settings.pauses == Pauses(role=1, heckle=3)


@pytest.mark.parametrize(("toml", "said"), [
    ('title = "T"\n\nengin = "tone"\n', r"edition.toml, line 3: engin is an unknown key; did you mean 'engine'\?"),
    ('[pauses]\nsentance = 3\n', r"line 2: pauses.sentance is an unknown key; did you mean 'sentence'\?"),
    ('title = "pauses"\n[pauses]\nrole = 3\nparagraf = 3', r"line 4: pauses.paragraf .* 'paragraph'\?"),
    ('[pauses]\nsentence = "long"\n', "line 2: pauses.sentence must be a whole number from 0 to 60000, not 'long'"),
    ('rate = 9', "line 1: rate must be a number from 0.5 to 2, not 9"),
    ('rate = true', "must be a number"),
    ('title = 3', "title must be text in quotes, not 3"),
    ('date = "1917"', "date must be a day such as 1917-11-08, not '1917'"),
    ('credits = "yes"', "credits must be true or false"),
    ('reactions = "never"', "reactions must be 'read' or 'skip', not 'never'"),
    ('language = "english"', 'language must be a language tag such as "en".*not \'english\''),
    ('language = "en_US"', "language must be a language tag"),
    ('cover = "../cover.png"', "cover must stay within the edition's folder"),
    ('[cast]\nspeaker = ""', 'line 2: cast.speaker must be a voice such as "pyttsx3:en-us"'),
    ('[cast]\nspeaker = "tone:"', "cast.speaker must be a voice"),
    ('[cast]\nspeaker = { voice = "" }', "cast.speaker.voice must be a voice"),
    ('source = "../secret.txt"', "source must stay within the edition's folder"),
    ('[cast]\nheckler = { voise = "x" }', r"line 2: cast.heckler.voise is an unknown key; did you mean 'voice'\?"),
    ('[cast]\nheckler = { rate = 1 }', "cast.heckler needs a voice"),
    ('[lexicon]\nkulak = { ipa = "" }', "lexicon.kulak must be a respelling"),
    ('[lexicon]\nkulak = 3', "lexicon.kulak must be a respelling"),
    ('chapters = 3', r"chapters must be written as \[\[chapters\]\]"),
    ('[[chapters]]\ntitle = "A"\n', "chapters each need a title"),
    ('[[chapters]]\ntitle = "A"\nstart = "b"\n', r"line 3: chapters.start is an unknown key; did you mean 'starts'\?"),
    ('title = \nrate = 1', "is not valid TOML: .*line 1"),
])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as error:
        assignment(edition(tmp_path, toml))
    assert "\n" not in str(error.value) and "edition.toml" in str(error.value)


def test_white_space_in_titles_is_one_space(tmp_path: Path) -> None:
    toml = 'title = """\nOne\n  Two """\nauthor = "A.\\t B."\nlanguage = "pt-BR"\n'
    settings = assignment(edition(tmp_path, toml)).settings
    assert (settings.title, settings.author, settings.language) == ("One Two", "A. B.", "pt-BR")


def test_a_voice_that_is_not_there_is_named_with_its_file_and_role(tmp_path: Path) -> None:
    folder = edition(tmp_path, '[cast]\nheckler = "en-uss"\n', '[defaults.cast]\nnarrator = "tone:low"\n')
    with pytest.raises(CastingError, match=r"talk/edition.toml: cast.heckler: no .*'en-uss'.*en-us"):
        assignment(folder)
    (folder / "edition.toml").write_text('[cast]\nheckler = "en-us"\n')
    (tmp_path / "show.toml").write_text('[defaults.cast]\nnarrator = "tone:lowe"\n')
    with pytest.raises(CastingError, match=r"show.toml: cast.narrator: no voice 'lowe'; nearest: low"):
        assignment(folder)


def test_lexicon_files_belong_to_the_assignment(tmp_path: Path) -> None:
    folder = edition(tmp_path, 'lexicons = ["names.pls"]')
    (folder / "names.pls").write_text(
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>kulak</grapheme><phoneme>kuˈlak</phoneme></lexeme></lexicon>", encoding="utf-8")
    work = assignment(folder)
    assert work.lexicons == (folder / "names.pls",) and "kulak" in work.settings.lexicon.entries


def test_a_mistake_in_the_shows_defaults(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"show.toml, line 2: defaults.engin is an unknown key"):
        assignment(edition(tmp_path, show='[defaults]\nengin = "tone"\n'))


def test_settings_in_another_encoding(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    (folder / "edition.toml").write_bytes('title = "é"'.encode("cp1252"))
    with pytest.raises(SettingsError, match="is not UTF-8 at byte 9"):
        assignment(folder)


def test_an_edition_folder_with_and_without_a_show(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    alone = assignment(folder)
    assert alone.folder == folder and alone.sources == (folder / "speech.txt",)
    (tmp_path / "show.toml").write_text('title = "S"')
    shown = assignment(folder)
    assert shown.show.title == "S" and shown.store == tmp_path / ".takes"


def test_a_text_file_gets_a_folder_in_the_show(tmp_path: Path) -> None:
    text = tmp_path / "My Talk (draft).txt"
    text.write_text("Hello there.")
    work = assignment(text)
    assert work.folder == tmp_path / "my-talk-draft" and work.sources == (text,)
    assert work.store == tmp_path / ".takes"
    assert not work.folder.exists()
    elsewhere = assignment(text, show=tmp_path / "show")
    assert elsewhere.folder == tmp_path / "show" / "my-talk-draft"


def test_the_source_of_an_edition_folder_means_the_folder(tmp_path: Path) -> None:
    folder = edition(tmp_path, 'title = "T"')
    work = assignment(folder / "speech.txt")
    assert work.folder == folder and work.settings.title == "T"


def test_the_store_may_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBOOK_STORE", str(tmp_path / "s"))
    assert assignment(edition(tmp_path)).store == tmp_path / "s"


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere does not exist"):
        assignment(tmp_path / "nowhere")
    with pytest.raises(SourceError, match=r"speech.txt"):
        assignment(tmp_path)
    with pytest.raises(SourceError, match=r"gone.txt, a source named in .*edition.toml, does not exist"):
        assignment(edition(tmp_path, 'source = "gone.txt"'))


@pytest.mark.parametrize(("name", "made"), [
    ("Trotsky Opposes Coalition", "trotsky-opposes-coalition"), ("Große Rede_1", "grosse-rede-1"),
    ("Речь", "речь"), ("...", "edition"),
])
def test_slugs(name: str, made: str) -> None:
    assert slug(name) == made
