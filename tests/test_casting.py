"""Casting: distinct, deterministic, steady from edition to edition."""

import logging
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.casting import Cast, cast, gender_of
from audiobook.engines import open_engine
from audiobook.errors import CastingError
from audiobook.script import ANNOUNCER, NARRATOR, Part, Role, Script, Segment, Sentence
from audiobook.voice import Voice

SPEAKER = Role("speaker", name="Leon Trotsky")
HECKLER = Role("heckler")
FOUR = (ANNOUNCER, SPEAKER, HECKLER, NARRATOR)
ESPEAK = open_engine("pyttsx3").voices()
TONE = open_engine("tone").voices()


def script(roles: Iterable[Role], language: str = "en") -> Script:
    sentences = tuple(Sentence(f"1.{n}", "So.", n, n + 1, "speech", role, 0, 0) for n, role in enumerate(roles))
    segment = Segment("1", "speech", 0, 9, "", None, 0, sentences=sentences)
    return Script((segment,), ("One",), "A speech", language=language)


def heard(found: Cast) -> set[tuple[str, int | None, float]]:
    return {(voice.name, voice.pitch, voice.rate) for voice in found.voices.values()}


@pytest.mark.parametrize("voices", [ESPEAK, TONE], ids=["pyttsx3", "tone"])
def test_four_roles_are_four_people(voices: tuple[Voice, ...]) -> None:
    found = cast(script(FOUR), voices)
    assert len({voice.name for voice in found.voices.values()}) == 4
    assert found == cast(script(FOUR), voices)
    speaker = found.voice(SPEAKER)
    assert speaker.name == voices[0].name
    for role in (NARRATOR, ANNOUNCER):
        assert (found.voice(role).gender, found.voice(role).accent) != (speaker.gender, speaker.accent)


PARTS: tuple[Part, ...] = ("announcer", "narrator", "speaker", "heckler", "crowd")
ROLES = st.lists(st.builds(Role, st.sampled_from(PARTS), st.integers(1, 30)), max_size=60, unique=True)


@settings(deadline=None)
@given(ROLES)
def test_everybody_has_a_voice_of_his_own(roles: list[Role]) -> None:
    for voices in (ESPEAK, TONE):
        found = cast(script(roles), voices)
        assert set(found.voices) == set(roles)
        assert len(heard(found)) == len(roles)


@settings(deadline=None)
@given(ROLES, ROLES)
def test_nobody_who_was_there_is_recast(before: list[Role], after: list[Role]) -> None:
    first = cast(script(before), TONE)
    second = cast(script(after), TONE, previous=first)
    assert all(second.voice(role) == first.voice(role) for role in set(before) & set(after))
    assert len(heard(second)) == len(set(after))


@settings(deadline=None)
@given(ROLES)
def test_other_roles_do_not_change_the_main_four(roles: list[Role]) -> None:
    found = cast(script([*FOUR, *roles]), ESPEAK)
    assert {role: found.voice(role) for role in FOUR} == cast(script(FOUR), ESPEAK).voices


def test_when_voices_run_out_pitch_and_rate_tell_them_apart() -> None:
    roles = [Role("speaker", number) for number in range(1, 151)]
    found = cast(script(roles), TONE)
    assert len(heard(found)) == 150
    assert all(0.5 <= voice.rate <= 2 and 0 <= (voice.pitch or 50) <= 99 for voice in found.voices.values())


def test_a_timbre_in_another_accent_is_nobody_new() -> None:
    found = cast(script([*FOUR, *(Role("speaker", number) for number in range(2, 12))]), ESPEAK)
    assert len({voice.timbre for voice in found.voices.values()}) == 14


def test_what_the_editor_chose_wins_by_role_and_by_name() -> None:
    mine, yours = TONE[3], replace(TONE[4], rate=1.1)
    found = cast(script([*FOUR, Role("heckler", 2)]), TONE, chosen={"leon  trotsky": mine, "heckler 2": yours})
    assert found.voice(SPEAKER) == mine
    assert found.voice(Role("heckler", 2)) == yours
    assert len(heard(found)) == 5


def test_a_choice_beats_the_previous_cast_and_nobody_shares() -> None:
    previous = cast(script(FOUR), TONE)
    found = cast(script(FOUR), TONE, previous, {"narrator": previous.voice(SPEAKER)})
    assert found.voice(NARRATOR) == previous.voice(SPEAKER)
    assert found.voice(HECKLER) == previous.voice(HECKLER)
    assert len(heard(found)) == 4


def test_a_name_keeps_its_voice_though_its_number_changes() -> None:
    mica, paul = Role("speaker", 1, "Mr. Mica"), Role("speaker", 2, "Mr. Paul")
    previous = cast(script([mica, paul]), TONE)
    found = cast(script([replace(paul, number=1), replace(mica, number=2)]), TONE, previous)
    assert found.voice(Role("speaker", 1)) == previous.voice(paul)
    assert found.voice(Role("speaker", 2)) == previous.voice(mica)


def test_another_engine_casts_anew() -> None:
    previous = cast(script(FOUR), TONE)
    assert cast(script(FOUR), ESPEAK, previous) == cast(script(FOUR), ESPEAK)


@pytest.mark.parametrize(("language", "expected"), [
    ("de", "de"), ("en-GB", "en-gb"), ("ru", "ru"), ("fr", "fr-fr"), ("no", "nb"),
])  # fmt: skip
def test_the_language_picks_its_voices(language: str, expected: str) -> None:
    found = cast(script(FOUR, language), ESPEAK)
    assert found.voice(SPEAKER).language.startswith(expected)
    assert {voice.language.split("-")[0] for voice in found.voices.values()} == {expected.split("-")[0]}
    assert len(heard(found)) == 4


def test_a_language_without_a_voice_is_an_error_with_a_line_to_paste() -> None:
    with pytest.raises(CastingError, match=r"none of \d+ speaks 'tlh'; add \w+ = \"engine:voice\" under \[cast\]"):
        cast(script(FOUR, "tlh"), ESPEAK)


def test_a_missing_role_is_an_error_with_a_line_to_paste() -> None:
    with pytest.raises(CastingError, match=r'add "heckler 2" = "engine:voice" under \[cast\] in edition.toml'):
        Cast({}).voice(Role("heckler", 2))


def test_a_choice_for_nobody_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        cast(script(FOUR), TONE, chosen={"speeker": TONE[0]})
    assert "'speeker'" in caplog.text


@pytest.mark.parametrize(("name", "language", "gender"), [
    ("Mr. Mica", "en", "male"), ("Mrs. Thatcher", "en", "female"), ("Madam Chair", "en", "female"),
    ("Frau Merkel", "de", "female"), ("Herr Scholz", "de", "male"), ("M. Jaurès", "fr", "male"),
    ("M. Thatcher", "en", ""), ("Mme de Staël", "fr", "female"), ("Leon Trotsky", "en", ""),
    ("Sra. Ocampo", "es", "female"), ("", "en", ""), ("Mr", "en", ""), ("Sirius Black", "en", ""),
])  # fmt: skip
def test_only_a_title_tells_the_gender(name: str, language: str, gender: str) -> None:
    assert gender_of(name, language) == gender


def test_a_title_finds_a_voice_of_that_gender() -> None:
    for name, gender in (("Mrs. Pankhurst", "female"), ("Mr. Asquith", "male")):
        found = cast(script([Role("speaker", name=name), NARRATOR, ANNOUNCER]), ESPEAK)
        speaker, narrator = found.voice(Role("speaker")), found.voice(NARRATOR)
        assert speaker.gender == gender
        assert (narrator.gender, narrator.accent) != (speaker.gender, speaker.accent)
