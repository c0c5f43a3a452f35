"""A commented show.toml for an editor to start from."""

import json
import sys

import click

from audiobook.config import read_folder_url
from audiobook.keys import Wrong
from audiobook.publish.feed import FEED
from audiobook.publish.ledger import feed_guid

_TEMPLATE = """\
# The podcast that the editions in this folder belong to. Every key is optional; what is commented out is an example.
{title}
# description = "What was said, spoken again."
# author = "The editors"
# language = "en"
# category = "History"                          # of Apple's list: "Arts > Books", "Society & Culture > Documentary"
# explicit = false
# copyright = "© The editors"
# license = "CC-BY-4.0"
# image = "cover.png"                           # square, 1400 to 3000 pixels; without one it is drawn
# owner = {{ name = "The editors", email = "editors@example.org" }}
# website = "https://example.org/"              # the show's page for people
# type = "episodic"                             # or "serial": the parts of one work, in the order of their folders
# medium = "podcast"                            # or "audiobook"
# locked = false                                # ask other hosts not to import the feed
{address}

# [defaults]                                    # for every edition: any key of edition.toml
# engine = "pyttsx3"
# rate = 1.0
"""
_NO_ADDRESS = '# base_url = "https://example.org/speeches/"    # where this folder will be published'


def show_toml(title: str, base_url: str) -> str:
    """The file's text. With an address it has the feed's identity, made of it once and never again."""
    named = f"title = {_quoted(title)}" if title else '# title = "Speeches of 1917"'
    if not base_url:
        return _TEMPLATE.format(title=named, address=_NO_ADDRESS)
    guid = feed_guid(base_url + FEED)
    address = f'base_url = {_quoted(base_url)}\nguid = "{guid}"  # of the feed: keep it, even when the address changes'
    return _TEMPLATE.format(title=named, address=address)


def asked(base_url: str) -> tuple[str, str]:
    """Title and address, asked for at a terminal; otherwise the address alone. Raises click.BadParameter."""
    if not sys.stdin.isatty():
        return "", checked_url(base_url) if base_url else ""
    title = click.prompt("The show's title (empty: later)", default="", show_default=False, err=True)
    while True:
        url = base_url or click.prompt("Where its folder will be published, https://… (empty: later)", default="",
                                       show_default=False, err=True)
        try:
            return title, checked_url(url) if url else ""
        except click.BadParameter as error:
            if base_url:
                raise
            click.echo(error.message, err=True)


def checked_url(base_url: str) -> str:
    """The address of a folder, with a slash at its end. Raises click.BadParameter."""
    try:
        return str(read_folder_url(base_url))
    except Wrong as error:
        raise click.BadParameter(str(error), param_hint="--base-url") from error


def _quoted(text: str) -> str:
    """A TOML basic string (toml.io v1.0.0, String)."""
    return json.dumps(text, ensure_ascii=False)
