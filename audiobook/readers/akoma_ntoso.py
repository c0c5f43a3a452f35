"""Akoma Ntoso (LegalDocML 1.0, and the drafts parliaments use): `<speech by>`, `<from>`, headings, what clerks note.

In a debate a paragraph outside any speech, question or answer is the record's own voice, so the narrator tells it
(`<narrative>`, `<scene>`, `<summary>` and bare `<p>`). Bracketed remarks inside a speech are left to the segmenter.
"""

from dataclasses import dataclass, field
from datetime import date

from audiobook.document import Document, MarkKind
from audiobook.readers.metadata import date_of, language_tag, one_line
from audiobook.readers.rendering import Page
from audiobook.xml import Element, find, find_all, local, parse_xml, text_of

_DROPPED = {"meta", "toc", "img", "coverPage"}
_SPEECHES = {"speech", "question", "answer"}
_BLOCKS = {"p", "li", "item", "block", "tr", "blockList", "listIntroduction", "num", "longTitle", "formula"}
_TOLD: dict[str, MarkKind] = {"scene": "stage", "narrative": "stage", "summary": "stage"}
_REMARKS: dict[str, MarkKind] = {"phenomenon": "reaction", "sceneDescription": "stage", "translation": "editorial",
                                 "caption": "boilerplate"}  # fmt: skip
"""Types of `<remark>`, in the words of the standard's remarkType."""
_SECTIONS = {
    "debateSection", "administrationOfOath", "rollCall", "prayers", "oralStatements", "writtenStatements",
    "personalStatements", "ministerialStatements", "resolutions", "nationalInterest", "declarationOfVote",
    "communication", "petitions", "papers", "noticesOfMotion", "questions", "address", "proceduralMotions",
    "pointOfOrder", "adjournment", "section", "part", "chapter", "article", "division", "container",
}  # fmt: skip


def read(data: bytes, name: str) -> Document:
    """An Akoma Ntoso file as a Document; raises SourceError when it is broken XML."""
    root = parse_xml(data, name)
    walk = _Walk(people=_people(root), is_debate=find(root, "debateBody") is not None)
    walk.children(root)
    walk.page.begin()
    return Document(
        walk.page.text,
        walk.page.blocks,
        title=_title(root),
        author=text_of(find(root, "preface", "docProponent")),
        date=_day(root),
        language=_language(root),
        source=_attribute(find(root, "FRBRWork", "FRBRuri"), "value"),
    )


def _people(root: Element) -> dict[str, str]:
    """Names by reference ("#mr-m-j-ellis"), from the persons and roles of `<references>`."""
    return {
        f"#{person.get('eId') or person.get('id')}": one_line(person.get("showAs"))
        for kind in ("TLCRole", "TLCPerson")
        for person in find_all(root, kind)
    }


@dataclass(slots=True)
class _Walk:
    """One pass through the elements, writing the page."""

    people: dict[str, str]
    is_debate: bool
    page: Page = field(default_factory=Page)
    depth: int = 0
    """How many sections are open."""
    in_speech: bool = False

    def children(self, element: Element) -> None:
        """Write what an element holds."""
        self.page.write(element.text or "")
        for child in element:
            self._element(child)
            self.page.write(child.tail or "")

    def _element(self, element: Element) -> None:
        match local(element):
            case name if name in _DROPPED:
                pass
            case name if name in _SPEECHES:
                self._speech(element)
            case name if name in _SECTIONS:
                self.depth += 1
                self._apart(element)
                self.depth -= 1
            case "heading" | "subheading" | "docTitle" | "num" if _is_heading(element):
                self._heading(element)
            case "from":
                self._label(element)
            case "remark":
                with self.page.mark(_REMARKS.get(element.get("type", ""))):
                    self.children(element)
            case "br" | "eol" | "eop" | "td" | "th":
                self.page.write(" ")
                self.children(element)
            case name if name in _BLOCKS:
                self._paragraph(element)
            case name if name in _TOLD:
                with self.page.mark(_TOLD[name]):
                    self._apart(element)
            case "authorialNote":
                with self.page.mark("footnote"):
                    self.page.write(text_of(element))
            case _:
                self.children(element)

    def _apart(self, element: Element) -> None:
        self.page.begin()
        self.children(element)
        self.page.begin()

    def _heading(self, element: Element) -> None:
        """A heading with its number, which stands before it in an element of its own."""
        name, before = local(element), element.getprevious()
        if before is None or local(before) != "num":
            self.page.begin("heading", max(1, self.depth) + (1 if name == "subheading" else 0))
        with self.page.mark("title" if name == "docTitle" else None):
            self.children(element)
        self.page.write(" ")
        if name != "num":
            self.page.begin()

    def _speech(self, element: Element) -> None:
        label = _bare(text_of(find(element, "from")))
        self.page.speaker = self._named(element, label)
        self.in_speech = True
        self._apart(element)
        self.in_speech, self.page.speaker = False, ""
        self.page.begin()

    def _named(self, speech: Element, label: str) -> str:
        """By person, then by office (`as`), then as the label has it."""
        references = [speech.get("by", ""), speech.get("as", "")]
        return next((self.people[one] for one in references if self.people.get(one)), "") or label

    def _label(self, element: Element) -> None:
        """The label opens the first paragraph; a colon ends it, as on paper."""
        self.page.begin()
        with self.page.mark("speaker_label", self.page.speaker):
            self.children(element)
            self.page.write("" if text_of(element).endswith((":", ".", "-")) else ":")
        self.page.write(" ")

    def _paragraph(self, element: Element) -> None:
        before = element.getprevious()
        if before is None or local(before) not in ("from", "num"):
            self.page.begin()
        with self.page.mark(self._teller(element)):
            self.children(element)
        if local(element) == "num":
            self.page.write(" ")

    def _teller(self, element: Element) -> MarkKind | None:
        """Who a paragraph belongs to by its place: the preface to the announcer, what is no speech to the narrator."""
        if self.in_speech or not self.is_debate or find(element, "docTitle") is not None:
            return None
        in_preface = any(local(above) == "preface" for above in element.iterancestors())
        return "byline" if in_preface else "stage"


def _is_heading(element: Element) -> bool:
    """Every heading, and a number that belongs to the heading after it."""
    after = element.getnext()
    return local(element) != "num" or (after is not None and local(after) == "heading")


def _bare(label: str) -> str:
    return label.rstrip(" .:,;–—-")


def _title(root: Element) -> str:
    """The document's title, else the name of the debate, else its first heading."""
    debate = find(root, "debate")
    titles = [text_of(find(root, "preface", "docTitle")), "" if debate is None else one_line(debate.get("name"))]
    return next((title for title in titles if title), "") or text_of(find(root, "heading"))


def _day(root: Element) -> date | None:
    """The day in the preface (it is that of the sitting), else the date of the work."""
    days = [
        *(element.get("date") for element in find_all(root, "docDate")),
        _attribute(find(root, "FRBRWork", "FRBRdate"), "date"),
    ]
    return next((day for text in days if (day := date_of(text))), None)


def _language(root: Element) -> str:
    return language_tag(_attribute(find(root, "FRBRExpression", "FRBRlanguage"), "language"))


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")
