"""What a web page says about its text: `<title>`, `<meta>` (Dublin Core, Open Graph), JSON-LD, `lang`."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audiobook.document import Document
from audiobook.readers.metadata import date_of, language_tag, one_line
from audiobook.xml import Element, find, find_all, text_of

_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "headline")
_AUTHORS = ("author", "dc.creator", "dcterms.creator", "citation_author", "author.name")
_DATES = (
    "dc.date", "dcterms.date", "dcterms.created", "date", "article:published_time", "citation_publication_date",
    "datepublished", "datecreated",
)  # fmt: skip
_SOURCES = ("dc.source", "dcterms.source", "og:url", "mainentityofpage", "url")


def described(document: Document, root: Element) -> Document:
    """The document with the page's title, author, date, language and address."""
    said = {**dict(_json_ld(root)), **dict(_meta(root))}
    language = next((element.get("lang", "") for element in (root, *find_all(root, "body"))), "")
    canonical = next((link.get("href", "") for link in find_all(root, "link") if link.get("rel") == "canonical"), "")
    return replace(
        document,
        title=_first(said, _TITLES) or _heading(root),
        author=_first(said, _AUTHORS),
        date=next((day for name in _DATES if (day := date_of(said.get(name)))), None) or _time(root),
        language=language_tag(language or said.get("dc.language", "") or said.get("inlanguage", "")),
        source=_first(said, ("dc.source", "dcterms.source")) or canonical or _first(said, _SOURCES),
    )


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    """Names (or properties) and contents of `<meta>`; of several with one name the first counts."""
    seen = set()
    for element in find_all(root, "meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name and name not in seen and one_line(element.get("content")):
            seen.add(name)
            yield name, one_line(element.get("content"))


def _json_ld(root: Element) -> Iterator[tuple[str, str]]:
    """Texts of schema.org descriptions by lower-case path ("author.name"); the outermost description counts most."""
    found: list[tuple[str, str]] = []
    for script in find_all(root, "script"):
        if script.get("type", "").lower() == "application/ld+json":
            found += _texts("", _json(script.text or ""))
    return reversed(found)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # broken or hostile: the page has a title elsewhere
        return None


def _texts(path: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text in the value with its path; lists and "@graph" do not add to the path."""
    if depth > 8:
        return
    if isinstance(value, str):
        yield path, one_line(value)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(path, part, depth + 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            below = path if key == "@graph" else f"{path}.{key.lower()}".lstrip(".")
            yield from _texts(below, part, depth + 1)


def _heading(root: Element) -> str:
    """The only `<h1>`, or the one the `<title>` begins with; else the `<title>`, often with the site's name."""
    headings = [words for heading in find_all(root, "h1") if (words := text_of(heading))]
    title = text_of(find(root, "head", "title"))
    return headings[0] if len(headings) == 1 else next((words for words in headings if title.startswith(words)), title)


def _time(root: Element) -> date | None:
    return next((day for time in find_all(root, "time") if (day := date_of(time.get("datetime")))), None)
