"""`audiobook init`: commented settings for an editor to start from."""

import json
from pathlib import Path

import click

from audiobook.cli.common import Manner, common
from audiobook.cli.show_toml import asked, show_toml
from audiobook.config import EDITION_TOML, SHOW_TOML, Assignment, assignment
from audiobook.errors import SettingsError
from audiobook.production import Rehearsal, rehearse

EDITION_TEMPLATE = """\
# What the editor decides for this edition. Every key is optional; what is commented out shows the default.
{facts}
# engine = "{engine}"
# rate = 1.0                # of every voice, 0.5 to 2
# reactions = "read"        # or "skip": applause, laughter
# editorial = "read"        # or "skip": words the editors put in
# credits = false           # read the source note at the end
# lexicons = []             # files of W3C pronunciation lexicons: ["names.pls"]

[cast]                      # role or speaker's name = "engine:voice", or {{ voice = "…", rate = 1.1, pitch = 30 }}
{cast}

[lexicon]                   # written form = respelling, or {{ ipa = "…" }}
# kulak = {{ ipa = "kuˈlak" }}

[pauses]                    # milliseconds
# sentence = 350
# paragraph = 700
# omission = 450
# role = 200
# heckle = 80
# chapter = 1500

[levels]                    # LU, relative to the edition's −16 LUFS
# narrator = -1.0
# heckler = 1.5

[rates]                     # relative to each voice
# heckler = 1.08

# [[chapters]]              # "starts": the words it begins with
# title = "{chapter}"
# starts = "{chapter}"
"""


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--base-url", metavar="URL", default="", help="Where the show's folder will be published.")
@click.option("--dry-run", is_flag=True, help="Print what would be written.")
@common
def init(source: Path, base_url: str, dry_run: bool, manner: Manner) -> None:
    """Write a commented show.toml and edition.toml for SOURCE to edit; what is there stays as it is."""
    rehearsal = rehearse(assignment(source, show=manner.show))
    work = rehearsal.assignment
    show = _home(work, manner.show) / SHOW_TOML
    about = ("", "") if show.exists() else asked(base_url)
    for path, text in ((show, show_toml(*about)), (work.folder / EDITION_TOML, _edition_toml(rehearsal))):
        if path.exists():
            manner.say(f"{path} is there already, and stays as it is")
        elif dry_run:
            click.echo(f"# {path}\n{text}")
        else:
            _write_new(path, text)
            click.echo(path)


def _home(work: Assignment, chosen: Path | None) -> Path:
    """The show's folder; for an edition's folder that belongs to none, the one above it."""
    home = work.show.folder
    if chosen or (home / SHOW_TOML).exists() or home.resolve() != work.folder.resolve():
        return home
    return home.parent if home.name not in ("", "..") else home.resolve().parent


def _edition_toml(rehearsal: Rehearsal) -> str:
    script, settings = rehearsal.script, rehearsal.assignment.settings
    facts = {"title": script.title, "author": script.author, "language": script.language}
    lines = [f"# {name} = {_quoted(value)}" for name, value in facts.items() if value]
    lines += [f"# date = {script.date.isoformat()}"] if script.date else []
    cast = [f'# {_key(str(role))} = "{rehearsal.cast.voice(role)}"' for role in script.roles]
    opening = script.chapters[0].rstrip("…")
    return EDITION_TEMPLATE.format(facts="\n".join(lines), engine=settings.engine, cast="\n".join(cast),
                                   chapter=opening.replace("\\", "").replace('"', ""))


def _key(name: str) -> str:
    return name if name.isalpha() else f'"{name}"'


def _quoted(text: str) -> str:
    """A TOML basic string (toml.io v1.0.0, String)."""
    return json.dumps(text, ensure_ascii=False)


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}; choose another folder") from error
