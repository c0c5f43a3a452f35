"""`audiobook compare`, `export` and `prune`: what changed, one file a chapter, and room on the disk."""

import json
from pathlib import Path

import click

from audiobook import production
from audiobook.cli.common import Manner, common, counted, existing, megabytes
from audiobook.comparing import compare as compare_editions
from audiobook.config import find_show, store_of
from audiobook.edition import PREVIOUS, Edition, load
from audiobook.errors import EditionError
from audiobook.exporting import export_chapters

EDITION = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("old", metavar="OLD", type=EDITION)
@click.argument("new", metavar="[NEW]", type=EDITION, required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one change a line.")
@common
def compare(old: Path, new: Path | None, as_json: bool, manner: Manner) -> None:
    """Tell which sentences changed between two editions, with the time codes in both.

    With one edition: what its last production changed.
    """
    comparison = compare_editions(*(map(_edition, (old, new) if new else (old / PREVIOUS, old))))
    for change in comparison.changes:
        click.echo(json.dumps(change.as_json(), ensure_ascii=False) if as_json else change)
    if not as_json:
        click.echo(comparison.summary())


@click.command()
@click.argument("edition", type=EDITION)
@click.option("--chapters", metavar="DIR", required=True, type=EDITION, help="Where the files go.")
@common
def export(edition: Path, chapters: Path, manner: Manner) -> None:
    """Write one tagged MP3 a chapter, cut at frames and not encoded again."""
    for path in export_chapters(_edition(edition), edition, chapters):
        click.echo(path)


@click.command()
@click.argument("folder", metavar="[SHOW]", type=EDITION, default=".")
@click.option("--dry-run", is_flag=True, help="Say what would be freed; remove nothing.")
@common
def prune(folder: Path, dry_run: bool, manner: Manner) -> None:
    """Remove the takes that no edition of SHOW uses; whatever is missed later is recorded anew."""
    the_show = find_show(existing(manner.show or folder))
    freed = production.prune(the_show, store_of(the_show.folder), dry_run=dry_run)
    size = megabytes(sum(entry.bytes for entry in freed))
    click.echo(f"{counted(len(freed), 'unused file')}, {size}" + (" would be freed" if dry_run else " freed"))


def _edition(folder: Path) -> Edition:
    edition = load(folder)
    if edition is None and folder.name == PREVIOUS:
        raise EditionError(f"{folder.parent} has no edition before; give two editions: audiobook compare OLD NEW")
    if edition is None:
        raise EditionError(f"{folder} has no edition; run `audiobook produce {folder}` first")
    return edition
