"""Where an edition's text lies: in its own folder, or where its manifest says that it was taken from."""

from pathlib import Path

from audiobook.edition import load
from audiobook.errors import SourceError
from audiobook.readers import sources_in


def texts_elsewhere(folder: Path) -> tuple[Path, ...]:
    """The files that the edition in a folder without a text was made from; () when it has one, or they are gone.

    Raises EditionError for a manifest that cannot be read.
    """
    return () if _own_texts(folder) else _made_from(folder)


def refuse_another_text(folder: Path, source: Path) -> None:
    """Raise SourceError when the edition in `folder` is not that of the text file `source`, but of another one."""
    others = _own_texts(folder) or _made_from(folder)
    if others and source.resolve() not in {path.resolve() for path in others}:
        raise SourceError(f"{source} would overwrite {folder}, the edition of {others[0]}; rename {source.name}, "
                          f"or run `audiobook produce {folder}`")


def _own_texts(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sources_in(folder)) if folder.is_dir() else ()
    except SourceError:  # whoever reads the folder says why
        return ()


def _made_from(folder: Path) -> tuple[Path, ...]:
    """Those of the manifest's sources that still exist, as short as they can be written."""
    edition = load(folder)
    paths = [_beside(folder, name) for name in edition.sources] if edition else []
    return tuple(path for path in paths if path.is_file())


def _beside(folder: Path, name: str) -> Path:
    """`folder / name`, "talk/../My Talk.txt" written as "My Talk.txt" where nothing else can be meant."""
    up, parts = folder, Path(name).parts
    while parts[:1] == ("..",) and up.name not in ("", ".."):
        up, parts = up.parent, parts[1:]
    return Path(up, *parts)
