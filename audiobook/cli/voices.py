"""`audiobook voices` and `audiobook audition`: what there is to cast, and how it sounds."""

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from audiobook.cli.common import Manner, common
from audiobook.cli.installing import install
from audiobook.config import assignment, read_lexicon_lines
from audiobook.engines import engine_names, open_engine
from audiobook.errors import EngineError, EngineMissing, SourceError
from audiobook.lexicon import Lexicon, spoken_form
from audiobook.lexicons import shipped
from audiobook.mastering import Mastering, master
from audiobook.mp3.frames import STANDARD
from audiobook.pcm import Audio
from audiobook.planning import identity_of
from audiobook.production import rehearse
from audiobook.takes import TakeRequest
from audiobook.voice import Voice

SAMPLE = "We were told that we were isolating ourselves, that we were drifting on the rocks."


@click.group(invoke_without_command=True)
@click.option("--engine", metavar="NAME", help="Only this engine's.")
@click.option("--language", metavar="TAG", default="", help="Only voices of this language: en, en-gb, de, …")
@click.pass_context
@common
def voices(context: click.Context, engine: str | None, language: str, manner: Manner) -> None:
    """List the voices that can be cast, the ones to cast first in front; or install more."""
    if context.invoked_subcommand:
        return
    rows = [("voice", "language", "gender", "accent")]
    for name in [engine] if engine else engine_names():
        fitting = (v for v in _voices_of(name, manner, asked=bool(engine)) if v.language.startswith(language.lower()))
        rows += [(str(v), v.language, v.gender, v.accent) for v in fitting]
    if len(rows) == 1:
        raise EngineError(f"no voice speaks '{language}'; `audiobook voices` lists all")
    for line in _table(rows):
        click.echo(line)


def _voices_of(name: str, manner: Manner, *, asked: bool) -> Iterable[Voice]:
    """An engine's voices; of one that is not installed none, and how to install it, unless it was asked for."""
    try:
        return open_engine(name).voices()
    except EngineMissing as missing:
        if asked:
            raise
        manner.say(str(missing))
        return ()


voices.add_command(install)


@click.command()
@click.argument("voice_or_source", metavar="VOICE|SOURCE")
@click.option("--text", help="What to say.")
@click.option("--sentence", metavar="ID", help="A sentence of SOURCE, by its id in `audiobook script`.")
@click.option("--lexicon", "words", metavar="LINE", multiple=True,
              help="A line of [lexicon] to try: 'kulak = { ipa = \"kuːˈlɑːk\" }'.")
@click.option("--engine", metavar="NAME", help="The engine of a VOICE given without one.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default="audition.wav", help="The WAV to write.")
@common
def audition(
    voice_or_source: str, text: str | None, sentence: str | None, words: tuple[str, ...], engine: str | None,
    output: Path, manner: Manner,
) -> None:
    """Hear one VOICE ("pyttsx3:en-us+f3"), or one sentence of a SOURCE as it will be in the edition. Writes a WAV."""
    if sentence:
        request = _sentence_of(Path(voice_or_source), sentence, manner, engine, read_lexicon_lines(words))
    else:
        _not_a_source(voice_or_source)
        request = _sample(voice_or_source, engine, text or SAMPLE, read_lexicon_lines(words))
    with_engine = open_engine(request.engine.name)
    speech = with_engine.speak(request.spoken, request.as_voice())
    with_engine.close()
    _write_wav(output, master(speech.audio, Mastering(), STANDARD).audio)
    click.echo(output)


def _not_a_source(name: str) -> None:
    if Path(name).exists():
        raise SourceError(f"{name} is no voice; give --sentence ID (audiobook script {name} numbers them), or a voice")


def _sample(name: str, engine: str | None, text: str, lexicon: Lexicon) -> TakeRequest:
    given, _, voice_name = name.rpartition(":")
    speaker = open_engine(given or engine or "pyttsx3")
    voice = speaker.voice(voice_name)
    spoken = spoken_form(text, lexicon.over(shipped(voice.language)), voice.language)
    return TakeRequest(spoken, identity_of(voice, speaker.identity()), voice.name, voice.rate, voice.pitch)


def _sentence_of(source: Path, wanted: str, manner: Manner, engine: str | None, lexicon: Lexicon) -> TakeRequest:
    work = assignment(source, show=manner.show, flags={"engine": engine} if engine else {})
    settings = replace(work.settings, lexicon=lexicon.over(work.settings.lexicon))
    rehearsal = rehearse(replace(work, settings=settings))
    requests = dict(zip((s.id for s in rehearsal.script.sentences), rehearsal.plan.requests, strict=True))
    if wanted not in requests:
        raise SourceError(f"{source} has no sentence {wanted}; `audiobook script {source}` numbers them")
    return requests[wanted]


def _write_wav(path: Path, audio: Audio) -> None:
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, audio.samples, audio.rate, format="WAV", subtype="PCM_16")
    path.write_bytes(file.getvalue())


def _table(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    rows = list(rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
