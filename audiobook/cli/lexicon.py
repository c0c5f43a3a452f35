"""`audiobook lexicon`: the words of a text that are worth listening to before they are recorded."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from audiobook.cli.common import Manner, common
from audiobook.config import assignment
from audiobook.doubts import Doubt, doubts
from audiobook.engines.espeak_dictionary import listed
from audiobook.engines.phonetics import sounds_of
from audiobook.errors import SettingsError
from audiobook.lexicons import write_pls
from audiobook.production import lexicon_of, script_of


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--export", "pls", metavar="FILE.pls", type=click.Path(path_type=Path),
              help="Write the lexicon in force as a W3C PLS file, and list nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a word.")
@common
def lexicon(source: Path, pls: Path | None, as_json: bool, manner: Manner) -> None:
    """List the words of SOURCE that an engine is likely to get wrong, and how it would say them.

    Each comes with a line to correct and paste under [lexicon] in edition.toml. To hear a candidate:
    audiobook audition VOICE --text WORD --lexicon LINE
    """
    work = assignment(source, show=manner.show)
    _, script = script_of(work)
    settled = lexicon_of(script, work.settings)
    if pls is not None:
        _write(pls, write_pls(settled, script.language))
        click.echo(pls)
        return
    found = doubts(script.sentences, settled, script.language, lambda word: listed(word, script.language))
    for doubt in found:
        ipa = sounds_of(doubt.word, _accent(script.language)).replace("͡", "")
        click.echo(json.dumps(_json(doubt, ipa), ensure_ascii=False) if as_json else "\n".join(_lines(doubt, ipa)))
    if not found:
        manner.say("no word looks doubtful; what is heard may still be")


def _lines(doubt: Doubt, ipa: str) -> Iterator[str]:
    times = f", {doubt.count} times" if doubt.count > 1 else ""
    yield f'{doubt.word}  /{ipa}/  {click.style(f"{doubt.reason}{times}", dim=True)}'
    yield click.style(f'    {doubt.sentence}  {_around(doubt)}', dim=True)
    yield f'    {_key(doubt.word)} = {{ ipa = "{ipa}" }}'


def _accent(language: str) -> str:
    return "en-us" if language == "en" else language


def _key(word: str) -> str:
    """A bare key of TOML where it can be one."""
    return word if word.isascii() and word.isalpha() else json.dumps(word, ensure_ascii=False)


def _json(doubt: Doubt, ipa: str) -> dict[str, object]:
    return {"word": doubt.word, "reason": doubt.reason, "count": doubt.count, "sentence": doubt.sentence,
            "text": doubt.text, "ipa": ipa}


def _around(doubt: Doubt, most: int = 36) -> str:
    """Some of the sentence on both sides of the word."""
    at = doubt.text.find(doubt.word)
    left, right = max(0, at - most), at + len(doubt.word) + most
    return "…" * (left > 0) + doubt.text[left:right].strip() + "…" * (right < len(doubt.text))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}; choose another folder") from error
