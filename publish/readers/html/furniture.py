"""Parts of a web page that are not its text: menus, side bars, footers."""

import re

from lxml.etree import _Element

_TAGS = frozenset(("nav", "aside", "menu", "button", "select", "textarea", "search", "dialog"))
_EDGES = frozenset(("header", "footer"))  # of the page, unless inside an article: there they hold its title or sources
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"))
_WORDS = frozenset(("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar"))
_WORDS |= frozenset(("pagination", "pager", "topbar", "footer"))
_WORDS |= frozenset(("share", "shares", "sharing", "sharebar", "sharebox", "social", "bdshare", "bdsharebuttonbox"))
_WORD = re.compile(r"[a-z]+")

_LINKS = 3  # a menu has at least so many entries
_SHARE = 0.7  # so much of its text is in links
_ENTRY = 10  # characters of an entry, at most on average
_LARGEST = 600  # characters; what is longer is no menu whatever it is called
_ANNOUNCES = re.compile(
    "(?:[名書书][單单錄录目]|成[員员]|人[選选]|委[員员]|[參参]考[資资文].{1,2}|[資资]料[來来]源|出[處处]|法[規规]|依[據据])$|[:：]$"
)
"""A line that announces names, books, sources, laws: what is linked below is the text's own."""


def announces(text: str) -> bool:
    """Whether a line leads to a list that is part of the text, however many links it is made of."""
    return _ANNOUNCES.search(text.strip()) is not None


def is_furniture(element: _Element, tag: str, in_article: bool) -> bool:  # noqa: FBT001
    """Whether the element says by its name or role that it is no text of the page."""
    if tag in _TAGS or (tag in _EDGES and not in_article):
        return True
    return element.get("role", "").lower() in _ROLES


def is_named_so(element: _Element) -> bool:
    """Whether class or id call the element a menu or the like."""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return not _WORDS.isdisjoint(_WORD.findall(names))


def looks_like_menu(characters: int, linked: int, links: int, named: bool) -> bool:  # noqa: FBT001
    """Whether so much text, `linked` characters of it in so many links, is a menu; a name makes that more likely."""
    if not 0 < characters <= _LARGEST:
        return False
    return named or (links >= _LINKS and linked >= _SHARE * characters and characters <= _ENTRY * links)
