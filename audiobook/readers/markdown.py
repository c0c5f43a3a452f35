"""Markdown (CommonMark 0.31, tables, `[^1]` footnotes): headings, paragraphs, quotations, lists.

Raw HTML is words here, as everything is that CommonMark does not know. Metadata comes from a front matter of
`key: value` lines between `---`, as site generators and pandoc write it.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from audiobook.document import Document
from audiobook.readers.decoding import decode
from audiobook.readers.metadata import date_of, language_tag
from audiobook.readers.rendering import Page

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^(\w[\w -]*):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_REFERENCE = re.compile(r"(\[\^[^\]\s]+\])")
_ESCAPABLE = re.compile(r"^(?=\[\^)", re.MULTILINE)


def read(data: bytes, name: str) -> Document:
    """A Markdown file as a Document; raises SourceError when the bytes are no text."""
    text, warnings = decode(data, name)
    said, body = _front_matter(text)
    # "[^1]: word" would be a link definition to CommonMark; indented paragraphs are no program code in a speech
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 50}).enable("table").disable("code")
    walk = _Walk()
    for token in parser.parse(_ESCAPABLE.sub(r"\\", body)):
        walk.token(token)
    walk.page.begin()
    return Document(
        walk.page.text,
        walk.page.blocks,
        title=said.get("title", ""),
        author=said.get("author", "") or said.get("speaker", ""),
        date=date_of(said.get("date")),
        language=language_tag(said.get("lang") or said.get("language")),
        source=said.get("source", "") or said.get("url", ""),
        warnings=warnings,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Entries by lower-case key, and the text below them."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    entries = {key.lower(): value.strip("'\"") for key, value in _ENTRY.findall(found[1])}
    return entries, text[found.end() :]


@dataclass(slots=True)
class _Walk:
    """One pass through the tokens, writing the page."""

    page: Page = field(default_factory=Page)

    def token(self, token: Token) -> None:
        """Write a token of block level; list items, quotations and cells are paragraphs inside their tokens."""
        match token.type:
            case "heading_open":
                self.page.begin("heading", int(token.tag[1]))
            case "paragraph_open" | "tr_open" | "heading_close" | "paragraph_close" | "hr":
                self.page.begin()
            case "inline":
                self._line(token)
            case "td_close" | "th_close":
                self.page.write(" ")
            case "fence":
                self.page.begin()
                self.page.write_lines(token.content)
                self.page.begin()

    def _line(self, token: Token) -> None:
        if _NOTE.match(token.content.removeprefix("\\")):
            self.page.begin("note")
            with self.page.mark("footnote"):
                self._inline(token)
        else:
            self._inline(token)

    def _inline(self, token: Token) -> None:
        for child in token.children or ():
            match child.type:
                case "text" | "code_inline":
                    self._words(child.content)
                case "softbreak":
                    self.page.write(" ")
                case "hardbreak":
                    self.page.break_line()

    def _words(self, text: str) -> None:
        for number, part in enumerate(_REFERENCE.split(text)):
            with self.page.mark("footnote" if number % 2 else None):
                self.page.write(part)
