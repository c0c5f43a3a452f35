"""The categories that podcast directories know: Apple's list, of which others make theirs."""

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from audiobook.errors import PublishError

DEFAULT = "Arts > Books"
CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": ("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden",
                "Video Games"),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": ("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News",
             "Tech News"),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion",
                                "Spirituality"),
    "Science": ("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences",
                "Nature", "Physics", "Social Sciences"),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": ("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running",
               "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
})
"""https://podcasters.apple.com/support/1691-apple-podcasts-categories: category → subcategories."""
_NAMES = [name for top, below in CATEGORIES.items() for name in (top, *(f"{top} > {sub}" for sub in below))]
_ALL = {name.casefold(): name for name in _NAMES}


def category_path(category: str) -> tuple[str, ...]:
    """A category as its one or two names; "" gives the default. Raises PublishError that names the nearest ones."""
    wanted = " > ".join(part.strip() for part in (category or DEFAULT).split(">")).casefold()
    if wanted in _ALL:
        return tuple(_ALL[wanted].split(" > "))
    by_last = {name.rpartition(" > ")[2].casefold(): name for name in _ALL.values()}
    near = difflib.get_close_matches(wanted.rpartition(" > ")[2], by_last, n=2, cutoff=0.4) or ["books", "history"]
    hints = " or ".join(f'"{by_last[name]}"' for name in near)
    raise PublishError(f"show.toml: category \"{category}\" is not of Apple's list; nearest: {hints}")
