"""Who is heard: speakers by name, hecklers by the identity the record gives them."""

from audiobook.script import Role
from audiobook.segmenter.conventions import House
from audiobook.segmenter.names import identity, spoken_name


class Company:
    """The roles handed out so far, in order of appearance."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._speakers: dict[str, Role] = {}
        self._hecklers: dict[str, Role] = {}
        self._last = ""

    def speaker(self, name: str) -> Role:
        """The speaker of that name; "" is the one the text does not name."""
        key = identity(name)
        return self._speakers.setdefault(key, Role("speaker", len(self._speakers) + 1, name))

    def labelled(self, name: str) -> Role:
        """Who has the floor after a label: a speaker, or somebody in the house ("Plusieurs voix :")."""
        is_person = self._house.honorifics.match(name) or self._house.offices.match(name)
        is_voice = self._house.voices.fullmatch(name) or (self._house.voices.match(name) and not is_person)
        if self._house.crowds.match(name) or is_voice:
            return self.heckler(name)
        return self.speaker(name)

    def heckler(self, attribution: str) -> Role:
        """Who calls out: the heckler of before, a new one, a named one, or the crowd."""
        who = " ".join(attribution.split())
        first, _, rest = who.partition(" ")
        one = self._house.voices
        told = self._house.shouts.fullmatch(first) and one.fullmatch(rest)  # "cries someone"; "cries of" are many
        is_one = told or self._house.another.match(who) or one.fullmatch(who)
        if self._house.crowds.match(who) and not is_one:
            return Role("crowd")
        if not self._house.same.fullmatch(who):
            self._last = self._key(who)
        role = self._hecklers.get(self._last) or Role("heckler", len(self._hecklers) + 1, self._name(who))
        return self._hecklers.setdefault(self._last, role)

    def _key(self, who: str) -> str:
        if self._house.another.match(who):
            return f"another than {self._last}"
        return identity(self._name(who))

    def _name(self, who: str) -> str:
        """Of a named heckler; "" for "A voice" and "shouts someone"."""
        is_named = self._house.honorifics.match(who) and len(who.split()) > 1
        return spoken_name(who, self._house.small_words) if is_named else ""
