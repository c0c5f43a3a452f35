"""Files that are there whole or not at all, also when a producer and a server make the same one at once."""

import os
from pathlib import Path

from audiobook.files import move_onto, write_durably


def put(path: Path, content: bytes, *, durably: bool = True) -> None:
    """Put the content in place in one step; not forced to the disk when it can be made again."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if durably:
            write_durably(part, [content])
        else:
            part.write_bytes(content)
        move_onto(part, path)
    finally:
        part.unlink(missing_ok=True)
