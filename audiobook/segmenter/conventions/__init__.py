"""How the houses of each language write down what happened in the room: data, one table a language.

Reaction and voice words of all languages are known everywhere (an English record may hold `[Ihlombe.]`); what is
ambiguous (weak reactions, stage words, salutations) counts only in its own language.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from audiobook.segmenter.conventions import de, en, es, fr, it, nl, others, pl, pt, ru, uk
from audiobook.segmenter.conventions.table import Table

TABLES: dict[str, Table] = {
    table.language: table
    for table in (en.TABLE, de.TABLE, fr.TABLE, es.TABLE, ru.TABLE, uk.TABLE, it.TABLE, nl.TABLE, pt.TABLE, pl.TABLE)
}
NOTHING = re.compile(r"(?!)")
_FIELDS = tuple(name for name in Table.__dataclass_fields__ if name not in ("language", "months", "function_words"))
_SHARED = frozenset({"reactions", "voices", "crowds", "same", "another", "exclamations", "shouts", "honorifics",
                     "offices", "reaction_words", "small_words"})


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """One language's table, ready to match; every pattern is case-insensitive and matches whole words."""

    language: str
    reactions: re.Pattern[str]
    weak_reactions: re.Pattern[str]
    reaction_words: re.Pattern[str]
    exclamations: re.Pattern[str]
    voices: re.Pattern[str]
    crowds: re.Pattern[str]
    same: re.Pattern[str]
    another: re.Pattern[str]
    shouts: re.Pattern[str]
    stage: re.Pattern[str]
    procedure: re.Pattern[str]
    rites: re.Pattern[str]
    translation: re.Pattern[str]
    languages: re.Pattern[str]
    honorifics: re.Pattern[str]
    offices: re.Pattern[str]
    articles: re.Pattern[str]
    salutations: re.Pattern[str]
    not_names: re.Pattern[str]
    sources: re.Pattern[str]
    bylines: re.Pattern[str]
    contents: re.Pattern[str]
    furniture: re.Pattern[str]
    scenes: re.Pattern[str]
    small_words: re.Pattern[str]
    persons: re.Pattern[str]
    occasions: re.Pattern[str]
    compounds: re.Pattern[str]
    abbreviations: frozenset[str]
    """Casefolded, without their full stop: words after which no sentence ends."""


@lru_cache(maxsize=64)
def house(language: str) -> House:
    """The conventions of a language (BCP 47); of English when it has no table."""
    table = TABLES.get(language.split("-")[0].lower(), en.TABLE)
    patterns = {name: _pattern(_phrases(name, table)) for name in _FIELDS if name != "abbreviations"}
    return House(table.language, **patterns, abbreviations=frozenset(_split(table.abbreviations)))


def _phrases(name: str, table: Table) -> tuple[str, ...]:
    tables = (*TABLES.values(), *others.TABLES) if name in _SHARED else (table,)
    return tuple(dict.fromkeys(phrase for one in tables for phrase in _split(getattr(one, name))))


def _split(phrases: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split("|") if phrase.strip()]


class _Tree(dict[str, "_Tree"]):
    """Phrases by their common beginnings; "" marks an end. A flat alternation of 500 phrases is ten times slower."""


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return NOTHING
    tree = _Tree()
    for phrase in phrases:
        branch = tree
        for atom in _atoms(phrase):
            branch = branch.setdefault(atom, _Tree())
        branch[""] = _Tree()
    return re.compile(rf"(?<!\w){_grown(tree)}(?!\w)", re.IGNORECASE)


def _atoms(phrase: str) -> list[str]:
    special = {" ": r"\s+", "*": r"[\w'’\-]*", ".": r"\.?", "'": "['’]"}
    return [special.get(sign) or re.escape(sign) for sign in phrase]


def _grown(tree: _Tree) -> str:
    """The longest phrase wins: what goes on is tried before what ends."""
    branches = [atom + _grown(branch) for atom, branch in tree.items() if atom]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return joined + "?" if "" in tree else joined
