"""A Document as lines a person can check: kind, level, speaker, and the text with its marks in ⟦kind: …⟧."""

from audiobook.document import Block, Document


def shown(document: Document) -> str:
    """Metadata first, then a line for each block."""
    said = (document.title, document.author, str(document.date or ""), document.language, document.source)
    return "\n".join([" | ".join(said), *(_block(document.text, block) for block in document.blocks)]) + "\n"


def _block(text: str, block: Block) -> str:
    words, position = "", block.start
    for mark in block.marks:
        label = f"{mark.kind} {mark.speaker}".strip()
        words += f"{text[position : mark.start]}⟦{label}: {text[mark.start : mark.end]}⟧"
        position = mark.end
    words += text[position : block.end]
    speaker = f"<{block.speaker}>" if block.speaker else ""
    head = " ".join(part for part in (block.kind, str(block.level or ""), speaker) if part)
    return f"{head}: {words}".replace("\n", " ⏎ ")
