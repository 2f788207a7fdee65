"""The elements of HTML by what they mean for a reader (HTML Standard, index of elements and obsolete features)."""

import html
import re

from publish.model.raw import CAPTION, DEFINITION, DEFINITION_TERM, MarkKind

MARKS = {
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), MarkKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "a": MarkKind.LINK,
}
HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}  # h1 claims to be the title, level 0


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DELIMITERS = {"bracket": ")", "brackets": "()"}  # classes of ordered lists in our own e-books
STYLES = {
    **dict.fromkeys(("caption", "figcaption"), CAPTION),
    "dt": DEFINITION_TERM,
    "dd": DEFINITION,
}

# Elements whose content is no text of the page.
SKIPPED = _names("script style template iframe object embed applet audio video canvas svg math map frameset noframes")
SKIPPED |= _names("datalist title")

# Elements that stand in a line. Whatever is not named here begins a block, so that texts never run together.
INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output progress q rb "
    "rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr img br basefont picture source"
)
BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html input legend li link main menu meta nav "
    "noscript ol optgroup option p param pre search section select summary table tbody td textarea tfoot th thead tr "
    "track ul col colgroup area base"
)
NAMES = INLINE | BLOCKS | SKIPPED

_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def tag_name(markup: str) -> tuple[str, bool]:
    """The lower-case name of a tag and whether it is an end tag; an empty name when it is no HTML element."""
    found = _NAME.match(markup)
    if not found or found[2].lower() not in NAMES:
        return "", False
    return found[2].lower(), found[1] == "/"


def attributes(markup: str) -> dict[str, str]:
    """The attributes of a single tag, character references resolved."""
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(markup)
    }
