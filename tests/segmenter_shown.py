"""Scripts as lines, for tests that compare them with what a careful reader would write."""

from audiobook.readers.text import read
from audiobook.script import Kind, Script, Segment
from audiobook.segmenter import segment


def script(text: str) -> Script:
    """The script of a plain text."""
    return segment(read(text.encode(), "snippet"))


def shown(text: str) -> list[str]:
    """`kind: what is said | next sentence` for each segment; ordinary speech has no kind, silence shows `-`."""
    return [line(found) for found in script(text).segments]


def line(found: Segment) -> str:
    """One segment as a line."""
    said = " | ".join(sentence.text for sentence in found.sentences) or "-"
    return said if found.kind == "speech" else f"{found.kind}: {said}"


def cast(text: str) -> list[str]:
    """`role: what is said` for each sentence."""
    return [f"{sentence.role}: {sentence.text}" for sentence in script(text).sentences]


def kinds(text: str) -> set[Kind]:
    """All kinds of a text but speech."""
    return {found.kind for found in script(text).segments} - {"speech"}


def golden(found: Script) -> str:
    """A whole script: `id kind role (name) rule` and its sentences below."""
    lines = [f"{found.title} · {found.author} · {found.date} · {found.language}"]
    for part in found.segments:
        role = f"{part.role} ({part.role.name})" if part.role and part.role.name else str(part.role or "-")
        lines.append(f"{part.id} {part.kind} {role} {part.rule}" + ("" if part.sentences else f" “{part.text[:60]}”"))
        lines += [f"    {s.id}{' …' if s.after_omission else ''} {s.text}" for s in part.sentences]
    return "\n".join(lines) + "\n"
