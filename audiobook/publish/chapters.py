"""chapters.json: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md"""

import json

from audiobook.edition import Edition
from audiobook.publish.wording import clean

VERSION = "1.2.0"


def chapters_json(edition: Edition) -> str:
    """The chapters for players, one a line. Starts are whole seconds: some players cut off the rest."""
    lines = [
        json.dumps({"startTime": chapter.start_ms // 1000, "title": clean(chapter.title)}, ensure_ascii=False)
        for chapter in edition.chapters
    ]
    title = json.dumps(clean(edition.title), ensure_ascii=False)
    return f'{{\n"version": "{VERSION}",\n"title": {title},\n"chapters": [\n' + ",\n".join(lines) + "\n]\n}\n"
