"""`audiobook publish`, `serve` and `check`: from editions to listeners."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobook.cli.common import Manner, common, existing
from audiobook.cli.show_toml import checked_url
from audiobook.config import EDITION_TOML, find_show, settings_in, show_of, store_of
from audiobook.edition import MANIFEST
from audiobook.errors import FaultsFound
from audiobook.publish import Published
from audiobook.publish import publish as publish_show
from audiobook.show import Show

if TYPE_CHECKING:
    from audiobook.check import Report
    from audiobook.server import Address

_FOLDER = click.Path(path_type=Path, file_okay=False)
_SHOW = click.argument("show_folder", metavar="[SHOW]", required=False, type=_FOLDER)


@click.command()
@_SHOW
@click.option("--base-url", metavar="URL", help="Where the show's folder is published (default: show.toml's base_url).")
@common
def publish(show_folder: Path | None, base_url: str | None, manner: Manner) -> None:
    """Write SHOW's feed, and whatever its editions lack for podcast apps.

    SHOW is the folder with the editions (default: the one this folder belongs to). The outcome is plain files: copy the
    folder to any web host.
    """
    show = the_show(show_folder, manner)
    if base_url:
        show = replace(show, base_url=checked_url(base_url))
    published = publish_show(show, lambda folder: settings_in(folder, show.folder), the_moment())
    for folder in published.unproduced:
        manner.warn(f"{folder} is not produced yet, so the feed lacks it; run `audiobook produce {folder}`")
    if published.moved_from:
        manner.warn(f"the feed moved from {published.moved_from}; let that address redirect to {published.url}")
    click.echo(summary(published))


@click.command()
@_SHOW
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 lets a phone in.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--allow-host", "also", metavar="NAME", multiple=True, help="Another name that requests may use.")
@common
def serve(show_folder: Path | None, host: str, port: int, also: tuple[str, ...], manner: Manner) -> None:
    """Serve SHOW to browsers and podcast apps: feed, audio, and a page to listen on. Ctrl-C ends it."""
    from audiobook.server.serving import qr_code
    from audiobook.server.serving import serve as serve_show

    show = the_show(show_folder, manner)

    def ready(address: "Address") -> None:
        click.echo(f"{address.url}feed.xml")
        manner.say(f"{qr_code(f'{address.url}feed.xml')}\nThe page to listen on: {address.url}")
        if address.local:
            manner.say("Only this machine can listen; let a phone on the same network in with --host 0.0.0.0")

    serve_show(show, lambda folder: settings_in(folder, show.folder), host=host, port=port, also=also, ready=ready)


def summary(published: Published) -> str:
    """What a person wants to know of a publication."""
    count = len(published.episodes)
    episodes = f"{count} episode{'s' * (count != 1)}"
    if not published.written:
        return f"{published.feed}\n  {episodes}; nothing has changed\n  {published.url}"
    return f"{published.feed}\n  {episodes}; {len(published.written)} files written\n  {published.url}"


@click.command()
@click.argument("place", metavar="[EDITION|SHOW]", required=False, type=_FOLDER)
@click.option("--store", "with_store", is_flag=True, help="Also read every recording of the store, and verify it.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@common
def check(place: Path | None, with_store: bool, as_json: bool, manner: Manner) -> None:
    """Verify that EDITION, or all of SHOW, is fit to publish. Exit code 3 if anything is not.

    Frames, tag, chapters, transcripts, cover, loudness, silent or clipped sentences, pace, and the feed.
    """
    from audiobook.check import check_edition, check_show, check_store

    folder = place or manner.show or Path()
    is_edition = any((folder / name).is_file() for name in (MANIFEST, EDITION_TOML)) or any(folder.glob("speech.*"))
    show = show_of(folder, manner.show) if is_edition else the_show(folder, manner)
    report = check_edition(folder, show) if is_edition else check_show(show)
    if with_store:
        report += check_store(store_of(show.folder))
    click.echo(json.dumps(asdict(report), ensure_ascii=False) if as_json else table(report))
    if report.findings:
        count = len(report.findings)
        raise FaultsFound(f"{folder} has {count} fault{'s' * (count != 1)}")


def table(report: "Report") -> str:
    """Rule, finding, place; a rule that holds has "good"."""
    rows = [(f.rule, f.finding, f.place) for f in report.findings]
    broken = {rule for rule, _, _ in rows}
    rows = sorted([*rows, *((rule, "good", "") for rule in report.rules if rule not in broken)],
                  key=lambda row: report.rules.index(row[0]))
    width = max(len(rule) for rule in report.rules)
    return "\n".join(f"{rule:{width}}  {finding}" + (f"  [{place}]" if place else "") for rule, finding, place in rows)


def the_show(folder: Path | None, manner: Manner) -> Show:
    """The show that is meant: the argument, --show, or the one the working folder belongs to."""
    chosen = folder or manner.show
    if chosen is None:
        above = (Path(), *Path.cwd().parents)
        chosen = next((home for home in above if (home / "show.toml").is_file()), Path())
    return find_show(existing(chosen))


def the_moment() -> datetime:
    """Now, in whole seconds: more does a feed not hold."""
    return datetime.now(UTC).replace(microsecond=0)
