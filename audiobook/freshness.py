"""Is an edition up to date: was it made from what there is now, and is it still as it was made."""

from dataclasses import replace

from audiobook import __version__
from audiobook.config import Assignment
from audiobook.digest import Digest, digest, digest_bytes
from audiobook.edition import Edition
from audiobook.engaging import settle
from audiobook.engines import open_engine
from audiobook.errors import SettingsError


def is_current(edition: Edition | None, work: Assignment) -> bool:
    """Whether producing would change nothing. Starts no engine; reads the MP3 only when it may have been touched."""
    if edition is None or edition.audio is None or not edition.audio.is_in(work.folder):
        return False
    settled = replace(work, settings=settle(work.settings, edition.language, edition))
    return edition.inputs == inputs_digest(settled, source_digest(work))


def source_digest(work: Assignment) -> Digest:
    """Of the source files. To be taken before they are read: a save in between then counts as not yet produced."""
    return digest([(path.name, digest_bytes(path.read_bytes())) for path in work.sources])


def inputs_digest(work: Assignment, source: Digest) -> Digest:
    """Of everything an edition is made from: source, settings, program and engine, which is no longer `auto`."""
    settings, show = work.settings, work.show
    named = (choice.voice.partition(":") for choice in settings.cast.values())
    engines = {settings.engine, *(engine for engine, colon, _ in named if colon)}
    identities = [open_engine(name).identity() for name in sorted(engines)]
    return digest((__version__, source, settings, show.title, show.language, identities, editors_cover(work)))


def editors_cover(work: Assignment) -> bytes | None:
    """The picture that edition.toml names; None when it names none. Raises SettingsError when it cannot be used."""
    if not work.settings.cover:
        return None
    path = work.folder / work.settings.cover
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}, the cover named in {work.toml}, cannot be read: {error.strerror}") from error
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n")):
        raise SettingsError(f"{path}, the cover named in {work.toml}, is neither JPEG nor PNG")
    return content
