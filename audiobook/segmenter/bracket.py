"""A bracket of the text, and where it stands: what the rules for notes look at."""

from dataclasses import dataclass

from audiobook.segmenter.stretch import Page

_TERMINAL = tuple(".!?”\"'’»)]:–—-…*")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket and where it stands."""

    page: Page
    start: int
    end: int
    """Exclusive."""
    opens: bool
    """It is the first of its paragraph."""
    closes: bool
    """Nothing comes after it in its paragraph."""
    labelled: bool
    """A label stands right before it."""
    words: str
    """Its inside on one line, as far as rules look at it."""

    @property
    def square(self) -> bool:
        """Not round."""
        return self.page.text[self.start] == "["

    @property
    def whole(self) -> str:
        """All of it, brackets too."""
        return self.page.text[self.start : self.end]

    @property
    def after_end(self) -> bool:
        """It stands between sentences, not inside one."""
        before = self.page.text[max(0, self.start - 12) : self.start].rstrip()
        return self.opens or not before or before.endswith(_TERMINAL)

    @property
    def is_note(self) -> bool:
        """It is printed like a record's note: capital first, between sentences or closed with a full stop."""
        inside = self.words
        return inside[:1].isupper() and (self.square or self.after_end)
