"""What a document says about itself: author, organisation, date, number."""

import re
from collections.abc import Mapping

from publish.model.document import Metadata, Role
from publish.model.raw import Claims
from publish.structure.front import Front
from publish.structure.letterhead import signed_number
from publish.structure.numbering import han_value
from publish.structure.roles import is_organ

_YEAR = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零ＯO", "0")
_DATE = re.compile(
    r"(\d{4}|[〇○零Ｏ一二三四五六七八九]{4})\s?[年.\-/]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?:\s?[月.\-/]\s?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?)?)?"
)
_LABEL = re.compile(r"^[^：:]{1,6}[：:]\s*")


def describe(front: Front, roles: Mapping[int, Role], claims: Claims) -> Metadata:
    """The metadata of a document; what the text says goes before what the file claims."""
    found: dict[Role, list[str]] = {}
    for index in sorted(roles):
        found.setdefault(roles[index], []).append(front.lines[index].text)
    bylines = [_LABEL.sub("", text) for text in found.get(Role.BYLINE, [])]
    signatures = found.get(Role.SIGNATURE, [])
    organs = [text for text in (*signatures, *bylines) if is_organ(text)]
    people = [text for text in (*bylines, *signatures) if not is_organ(text) and len(text) <= 20]
    dates = (*found.get(Role.DATE, []), *found.get(Role.DATELINE, []))
    signed = [signed_number(text) for text in found.get(Role.SIGNATORY, [])]
    numbers = (*found.get(Role.DOCUMENT_NUMBER, []), *signed, *found.get(Role.ORDER_NUMBER, []))
    only = front.alone
    return Metadata(
        title=front.title,
        subtitle=front.subtitle or (claims.subtitle if only else ""),
        author=people[0] if people else claims.author if only else "",
        organisation=organs[0] if organs else claims.organisation if only else "",
        date=next(filter(None, map(iso_date, dates)), claims.date if only else ""),
        number=next(filter(None, numbers), ""),
        source=claims.source,
        language=claims.language,
    )


def iso_date(text: str) -> str:
    """The date in a text as ISO 8601 (2024-03-27, 2024-03), empty when it holds none that is whole."""
    found = _DATE.search(text)
    if not found:
        return ""
    year = "".join(_YEAR.get(character, character) for character in found[1])
    parts = [han_value(part) for part in found.groups()[1:] if part]
    if not 1 <= parts[0] <= 12 or (len(parts) > 1 and not 1 <= parts[1] <= 31):
        return ""
    return "-".join([year, *(f"{part:02d}" for part in parts)])
