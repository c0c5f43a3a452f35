"""The pages for people: the show with a player for each edition, and an edition with its transcript.

Everything can be read and played without JavaScript; with it the transcript follows the voice and can be clicked.
"""

from urllib.parse import quote

from audiobook.publish.companions import HTML
from audiobook.publish.feed import FEED, Episode, show_title
from audiobook.publish.publishing import Shelf
from audiobook.publish.transcripts import add_transcript
from audiobook.publish.wording import clean, clock, day_in_words
from audiobook.show import Show
from audiobook.xml import Element, add, build, follow, serialize_html

APP = "/.app/"
"""Where the script and the style lie: hidden folders are never editions."""
SPEEDS = ("0.75", "1", "1.25", "1.5", "1.75", "2")
_KEYS = (("Space", "play or pause"), ("← →", "ten seconds back or on"), ("↑ ↓", "faster or slower"),
         ("n p", "next or previous chapter"))


def index_page(show: Show, shelf: Shelf) -> str:
    """The show and its editions, newest first."""
    page, body = _page(show, show_title(show), quote(shelf.image))
    header = add(body, "header", attributes={"class": "show"})
    add(header, "img", attributes={"src": quote(shelf.image), "alt": "", "width": "160", "height": "160"})
    about = add(header, "div")
    add(about, "h1", show_title(show))
    add(about, "p", clean(show.description))
    add(add(about, "p"), "a", "Subscribe: the feed for podcast apps", {"href": FEED})
    main = add(body, "main")
    for episode in shelf.episodes:
        folder = "" if episode.name == "." else f"{quote(episode.name)}/"
        _add_edition(main, episode, folder, at_home=False)
    _add_keys(body)
    return serialize_html(page)


def edition_page(show: Show, episode: Episode) -> str:
    """One edition with its whole transcript."""
    page, body = _page(show, f"{episode.title} – {show_title(show)}", f"{quote(episode.name)}/{quote(episode.cover)}")
    add(add(body, "nav"), "a", show_title(show), {"href": "../"})
    _add_edition(add(body, "main"), episode, "", at_home=True)
    _add_keys(body)
    return serialize_html(page)


def _page(show: Show, title: str, icon: str) -> tuple[Element, Element]:
    page = build("html", attributes={"lang": show.language or "en"})
    head = add(page, "head")
    add(head, "meta", attributes={"charset": "utf-8"})
    add(head, "meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", attributes={"name": "color-scheme", "content": "light dark"})
    add(head, "title", title)
    add(head, "link", attributes={"rel": "icon", "type": "image/jpeg", "href": f"/{icon}"})
    add(head, "link", attributes={"rel": "stylesheet", "href": f"{APP}style.css"})
    add(head, "link", attributes={"rel": "alternate", "type": "application/rss+xml", "href": f"/{FEED}"})
    add(head, "script", attributes={"src": f"{APP}player.js", "type": "module"})
    return page, add(page, "body")


def _add_edition(main: Element, episode: Episode, folder: str, *, at_home: bool) -> None:
    """An edition's article; `folder` is its own, relative to the page."""
    edition, audio = episode.edition, episode.audio
    article = add(main, "article", attributes={"class": "edition", "lang": edition.language or "und", "dir": "auto"})
    head = add(article, "div", attributes={"class": "head"})
    picture = {"src": folder + quote(episode.cover), "alt": "", "width": "96", "height": "96", "loading": "lazy"}
    add(head, "img", attributes=picture)
    titles = add(head, "div")
    heading = add(titles, "h2")
    add(heading, "a" if folder else "span", episode.title, {"href": folder} if folder else {})
    byline = (clean(edition.author), day_in_words(edition.date, edition.language), clock(audio.duration_ms))
    add(titles, "p", " · ".join(filter(None, byline)), {"class": "byline"})
    for correction in episode.publication.corrections:
        add(titles, "p", f"Corrected {correction.day}: {correction.what}.", {"class": "byline"})
    player = add(article, "div", attributes={"class": "player"})
    source = f"{folder}{quote(audio.file)}?v={audio.sha256[:8]}"
    add(player, "audio", attributes={"controls": "", "preload": "none", "src": source})
    _add_speed(player)
    _add_chapters(article, episode, folder)
    _add_words(article, episode, folder, at_home=at_home)


def _add_speed(player: Element) -> None:
    """Shown by the script: without it nothing would listen."""
    label = add(player, "label", "Speed ", {"class": "speed", "hidden": ""})
    choice = add(label, "select")
    for speed in SPEEDS:
        add(choice, "option", f"{speed} ×", {"value": speed} | ({"selected": ""} if speed == "1" else {}))


def _add_chapters(article: Element, episode: Episode, folder: str) -> None:
    details = add(article, "details", attributes={"class": "chapters", "open": ""})
    add(details, "summary", "Chapters")
    chapters = add(details, "ol")
    for chapter in episode.edition.chapters:
        seconds = str(chapter.start_ms // 1000)
        link = add(add(chapters, "li"), "a", attributes={"href": f"{folder}#t={seconds}", "data-seek": seconds})
        follow(add(link, "time", clock(chapter.start_ms)), f" {clean(chapter.title)}")


def _add_words(article: Element, episode: Episode, folder: str, *, at_home: bool) -> None:
    """The transcript, or a link to it that the script replaces by the transcript."""
    attributes = {"class": "words"} | ({"open": ""} if at_home else {"data-transcript": folder + HTML})
    details = add(article, "details", attributes=attributes)
    add(details, "summary", "Transcript")
    if at_home:
        add_transcript(add(details, "div", attributes={"class": "scroll", "tabindex": "0"}), episode.edition)
    else:
        add(add(details, "p"), "a", "Read the transcript", {"href": folder + HTML})


def _add_keys(body: Element) -> None:
    footer = add(body, "footer", attributes={"hidden": "", "class": "keys"})
    for key, does in _KEYS:
        follow(add(add(footer, "span"), "kbd", key), f" {does}")
