"""Lexicons from files: the shipped ones, and W3C's Pronunciation Lexicon Specification 1.0.

https://www.w3.org/TR/pronunciation-lexicon/
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audiobook.errors import SettingsError, SourceError
from audiobook.lexicon import Lexicon, Pronunciation
from audiobook.xml import Element, add, build, find_all, local, parse_xml, serialize, text_of

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_BYTES = 16_000_000
"""Of a PLS file: some 100,000 words."""


@cache
def shipped(language: str) -> Lexicon:
    """The program's own lexicon for a language (BCP 47), of words that it is sure of; may be empty."""
    path = Path(__file__).with_name(f"shipped.{language.lower().split('-')[0]}.toml")
    entries = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return Lexicon({written: Pronunciation(ipa=ipa) for written, ipa in entries.items()})


def read_pls(path: Path) -> Lexicon:
    """A PLS file. Raises SettingsError when it is none, or has an alphabet other than IPA (§4.1)."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SettingsError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; split it")
        root = parse_xml(path.read_bytes(), str(path))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except SourceError as error:
        raise SettingsError(str(error)) from error
    if local(root) != "lexicon":
        raise SettingsError(f"{path} is no pronunciation lexicon: its root is <{local(root)}>, not <lexicon>")
    return Lexicon(dict(_entries(root, path)))


def write_pls(lexicon: Lexicon, language: str) -> bytes:
    """The lexicon as a PLS file; `language` is BCP 47."""
    root = build(f"{{{NAMESPACE}}}lexicon", attributes={"version": "1.0", "alphabet": "ipa", _LANGUAGE: language},
                 namespaces={"": NAMESPACE})
    for written, said in sorted(lexicon.entries.items()):
        lexeme = add(root, f"{{{NAMESPACE}}}lexeme")
        add(lexeme, f"{{{NAMESPACE}}}grapheme", written)
        add(lexeme, f"{{{NAMESPACE}}}{'phoneme' if said.ipa else 'alias'}", said.ipa or said.respelling)
    return serialize(root)


def _entries(root: Element, path: Path) -> Iterator[tuple[str, Pronunciation]]:
    """A lexeme's pronunciation for each of its spellings; the earlier of two lexemes counts (§4.9.3)."""
    seen: set[str] = set()
    for lexeme in find_all(root, "lexeme"):
        said = _pronunciation(lexeme, root.get("alphabet", "ipa"), path)
        for grapheme in find_all(lexeme, "grapheme"):
            written = text_of(grapheme)
            if said and written and written not in seen:
                seen.add(written)
                yield written, said


def _pronunciation(lexeme: Element, alphabet: str, path: Path) -> Pronunciation | None:
    """The one marked `prefer`, else the first (§4.8, §4.9)."""
    ways = [*find_all(lexeme, "phoneme"), *find_all(lexeme, "alias")]
    best = next((way for way in ways if way.get("prefer") == "true"), ways[0] if ways else None)
    said = text_of(best)
    if best is None or not said:
        return None
    if local(best) == "alias":
        return Pronunciation(respelling=said)
    if best.get("alphabet", alphabet) != "ipa":
        raise SettingsError(f"{path} writes {said!r} in the alphabet '{best.get('alphabet', alphabet)}'; "
                            "only ipa is read: convert it")
    return Pronunciation(ipa=said)
