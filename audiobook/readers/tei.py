"""TEI P5 (and P4) XML: plays as DraCor encodes them, parliamentary debates as ParlaMint does, prose.

What the markup says is kept as marks (TEI Guidelines ch. 7, Performance Texts, and ch. 8, Transcriptions of Speech;
types of notes, vocals and kinesics as in the ParlaMint guidelines): `<speaker>` and `<note type="speaker">` are labels,
`<u who>` and `<sp who>` name the speaker of a block, `<stage>`, `<incident>` and `<note>` are told by the narrator.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from audiobook.document import Document, MarkKind
from audiobook.readers.metadata import date_of, language_tag, one_line
from audiobook.readers.rendering import Page
from audiobook.xml import Element, find, find_all, local, parent_of, parse_xml, text_of

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DROPPED = {"teiHeader", "standOff", "gap", "fw", "graphic", "figDesc", "del", "listPerson"}
_BLOCKS = {
    "p", "ab", "seg", "lg", "item", "castItem", "row", "opener", "closer", "salute", "signed", "dateline", "trailer",
    "epigraph", "argument", "byline", "docAuthor", "docDate", "docImprint", "docEdition", "imprimatur",
}  # fmt: skip
_KINDS: dict[str, MarkKind] = {
    "castItem": "stage", "set": "stage", "view": "stage", "stage": "stage", "speaker": "speaker_label",
    "byline": "byline", "docAuthor": "byline", "docDate": "byline", "docImprint": "source", "imprimatur": "source",
}  # fmt: skip
_REJECTED = {"sic": "corr", "orig": "reg", "abbr": "expan"}
"""Of two readings in a `<choice>` the left one is not read when the right one is there."""
_VOICES = {"interruption", "shouting", "exclamat", "exclamation", "speaking", "question", "clarification", "greeting"}
_CALL = re.compile(r"([^(\[:„“”«\"][^:„“”«\"]{0,80}:)\s*(.+)")
"""A heckler and his words; what stands in brackets the segmenter reads by its own rules."""
_GESTURES = {"gesture", "signal", "ringing", "playback", "smiling"}


def read(data: bytes, name: str) -> Document:
    """A TEI file as a Document; raises SourceError when it is broken XML."""
    root = parse_xml(data, name)
    language = root.get(_LANGUAGE, "")
    walk = _Walk(language, _people(root, language), spoken=find(root, "u") is not None)
    for text in _texts(root):
        walk.children(text)
    walk.page.begin()
    return _described(Document(walk.page.text, walk.page.blocks), root, language)


def _texts(root: Element) -> list[Element]:
    """The outermost `<text>` elements; a corpus has one for each of its documents."""
    texts = find_all(root, "text")
    return [text for text in texts if not any(local(above) == "text" for above in text.iterancestors())]


def _people(root: Element, language: str) -> dict[str, str]:
    """Names by reference ("#Luka"), from `<person>` and `<personGrp>`."""
    people = {}
    for person in (*find_all(root, "person"), *find_all(root, "personGrp")):
        names = [*find_all(person, "persName")] or [*find_all(person, "name")]
        if names and person.get(_ID):
            people[f"#{person.get(_ID)}"] = _full_name(_in_language(names, language))
    return people


def _in_language(elements: list[Element], language: str) -> Element:
    """Of one thing said in several languages: the document's own, else the one without a language, else the first."""
    wanted = [element for element in elements if element.get(_LANGUAGE) == language]
    neutral = [element for element in elements if element.get(_LANGUAGE) is None]
    return (wanted or neutral or elements)[0]


def _full_name(name: Element) -> str:
    """Forenames before surnames, whatever their order in the markup; titles of office stay away."""
    parts = [part for part in name if local(part) in ("forename", "nameLink", "surname")]
    parts.sort(key=lambda part: local(part) == "surname")
    return " ".join(text_of(part) for part in parts) or text_of(name)


@dataclass(slots=True)
class _Walk:
    """One pass through the elements, writing the page."""

    language: str
    people: dict[str, str]
    """Names of speakers by reference; those that only a label names are added on the way."""
    spoken: bool
    """Is this a transcript of speech (it has `<u>`)? Then notes are the narrator's, not footnotes."""
    page: Page = field(default_factory=Page)
    depth: int = 0
    label: str = ""
    """The last speaker label outside `<sp>`: it belongs to the `<u>` that follows."""

    def children(self, element: Element) -> None:
        """Write what an element holds."""
        self.page.write(element.text or "")
        for child in element:
            self._element(child)
            self.page.write(_tail(child))

    def _element(self, element: Element) -> None:
        match local(element):
            case name if name in _DROPPED or _is_rejected(element):
                pass
            case "div" | "div1" | "div2" | "div3" | "div4" | "div5":
                self._division(element)
            case "head" | "titlePart":
                self._heading(element)
            case "sp":
                self._performed(element)
            case "u":
                self._uttered(element)
            case "stage" | "note" | "vocal" | "kinesic" | "incident" | "event":
                self._aside(element)
            case "l":
                self.page.break_line()
                self.children(element)
            case "lb" | "pb" | "cb" | "cell":
                self.page.write("" if element.get("break") == "no" else " ")
                self.children(element)
            case name if name in _BLOCKS:
                self._block(element)
            case name:
                with self.page.mark(_KINDS.get(name), self.page.speaker if name == "speaker" else ""):
                    self.children(element)

    def _division(self, element: Element) -> None:
        self.depth += 1
        self.page.begin()
        self.children(element)
        self.page.begin()
        self.depth -= 1

    def _heading(self, element: Element) -> None:
        is_title = local(element) == "titlePart"
        level = (1 if element.get("type") in (None, "main") else 2) if is_title else self._level(element)
        self.page.begin("heading", level)
        with self.page.mark("title" if is_title else None):
            self.children(element)
        self.page.begin()

    def _level(self, head: Element) -> int:
        """1 for the head of an outermost division; the head of a list stands one below its division's."""
        return max(1, self.depth) + (0 if parent_of(head).startswith(("div", "body", "front", "text")) else 1)

    def _block(self, element: Element) -> None:
        """A paragraph of its own, unless it goes on after a label or a direction of the same speech."""
        before = element.getprevious()
        in_speech = parent_of(element) == "sp"
        continues = in_speech and before is not None and local(before) in ("speaker", "stage")
        if continues:
            self.page.write(" ")
        else:
            self.page.begin()
        with self.page.mark(_KINDS.get(local(element))):
            self.children(element)
        if not in_speech:
            self.page.begin()

    def _performed(self, element: Element) -> None:
        """A speech of a play: its label opens the first paragraph, its directions stand within."""
        label = one_line(text_of(find(element, "speaker")))
        self.page.speaker = self._named(element.get("who", ""), label)
        self.page.begin()
        self.children(element)
        self.page.speaker = ""
        self.page.begin()

    def _uttered(self, element: Element) -> None:
        self.page.speaker = self._named(element.get("who", ""), self.label)
        self.page.begin()
        self.children(element)
        self.page.speaker = ""
        self.page.begin()

    def _named(self, who: str, label: str) -> str:
        """The speaker's name: from the list of persons, else as the label has it, else the bare reference."""
        references = who.split()
        if len(references) == 1 and label:
            self.people.setdefault(references[0], _bare(label))
        names = [self.people.get(reference, reference.lstrip("#")) for reference in references]
        return " and ".join(names) or _bare(label)

    def _aside(self, element: Element) -> None:
        """A direction, noise, interruption or note; outside a paragraph it stands in a block of its own."""
        if any(local(above) in (*_BLOCKS, "sp", "l", "head") for above in element.iterancestors()):
            self.page.write("" if local(element) == "note" else " ")
            self._told(element)
            return
        floor, self.page.speaker = self.page.speaker, ""
        self.page.begin("note" if self._kind(element) == "footnote" else "paragraph")
        self._told(element)
        self.page.speaker = floor
        self.page.begin()

    def _told(self, element: Element) -> None:
        """The words of an aside, with their mark; of a heckle the one who calls is told, his words are heard."""
        descriptions = [child for child in element if local(child) == "desc"]
        words = text_of(_in_language(descriptions, self.language) if descriptions else element)
        kind, speaker = self._kind(element), ""
        if kind == "speaker_label":
            self.label = words
            speaker = next((self._named(u.get("who", ""), words) for u in element.itersiblings("{*}u")), _bare(words))
        called = _CALL.fullmatch(words) if kind == "heckle" else None
        if called:
            with self.page.mark("stage"):
                self.page.write(called[1])
            self.page.write(" ")
            words, speaker = called[2], _bare(called[1])
        with self.page.mark(None if kind == "heckle" and words.startswith(("(", "[")) else kind, speaker):
            self.page.write(words)

    def _kind(self, element: Element) -> MarkKind:
        name, type_, place = local(element), element.get("type", ""), element.get("place", "")
        if name == "note":
            if type_ == "speaker":
                return "speaker_label"
            apart = type_ == "footnote" or place.startswith(("foot", "bottom", "end", "margin"))
            return "footnote" if apart or not self.spoken else "stage"
        if name == "vocal":
            has_words = re.search("[:„“”«»‹›\"]", text_of(element)) is not None
            return "heckle" if type_ in _VOICES and has_words else "reaction"
        if name == "kinesic":
            return "stage" if type_ in _GESTURES else "reaction"
        return "stage"


def _tail(element: Element) -> str:
    """What follows an element; `join` glues the tokens of an annotated corpus (TEI ch. 18) to their neighbours."""
    tail = element.tail or ""
    return "" if element.get("join") in ("right", "both") and not tail.strip() else tail


def _is_rejected(element: Element) -> bool:
    chosen = _REJECTED.get(local(element))
    parent = element.getparent()
    return chosen is not None and parent is not None and any(local(sibling) == chosen for sibling in parent)


def _bare(label: str) -> str:
    """The name in a label: "Präsident Hofer:" → "Präsident Hofer"."""
    return label.rstrip(" .:,;–—-")


def _described(document: Document, root: Element, language: str) -> Document:
    """The document with what the header says of it (TEI ch. 2)."""
    header = find(root, "teiHeader")
    if header is None:
        return document
    titles = list(find_all(header, "titleStmt", "title"))
    mains = [title for title in titles if title.get("type") in (None, "main")]
    return replace(
        document,
        title=text_of(_in_language(mains or titles, language)) if titles else "",
        author=_author(header, language),
        date=_day(header),
        language=language_tag(language or _header_language(header)),
        source=_source(header, language),
    )


def _author(header: Element, language: str) -> str:
    authors = []
    for author in find_all(header, "titleStmt", "author"):
        names = [*find_all(author, "persName")]
        authors.append(_full_name(_in_language(names, language)) if names else text_of(author))
    return ", ".join(name for name in authors if name)


def _header_language(header: Element) -> str:
    used = find(header, "langUsage", "language")
    return "" if used is None else used.get("ident", "")


def _day(header: Element) -> date | None:
    """The day it was spoken (setting), else that of the source, never that of the file's own publication."""
    days = [*find_all(header, "settingDesc", "date"), *find_all(header, "sourceDesc", "date")]
    return next((day for element in days if (day := date_of(element.get("when") or text_of(element)))), None)


def _source(header: Element, language: str) -> str:
    """The printed or digital source in one line, with its address."""
    description = find(header, "sourceDesc")
    if description is None:
        return ""
    titles = [*find_all(description, "title")] or [*find_all(description, "name")]
    address = next((text_of(number) for number in find_all(description, "idno") if "://" in text_of(number)), "")
    title = text_of(_in_language(titles, language)) if titles else text_of(find(description, "p"))
    return " ".join(part for part in (title, address) if part)
