"""Files → Document: one module a format, chosen by the file's suffix, then by what the file begins with.

A reader is `read(data: bytes, name: str) -> Document`: it gets a file's bytes and the name to use in messages, and
touches no disk and no network. Third-party parsers are loaded when a file of their format is read.
"""

from audiobook.readers.opening import read_document, sources_in

__all__ = ["read_document", "sources_in"]
