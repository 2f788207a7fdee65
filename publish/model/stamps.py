"""Signer and date of an order, which stand where the stamp of the signature would (GB/T 9704-2012, 7.3.5.3)."""

from msgspec.structs import replace

from publish.model.document import Role
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.units import Length

STAMPED = frozenset({Role.SIGNATURE, Role.DATE})
_INDENT = 4  # characters from the right edge
_LINES = {Role.SIGNATURE: 2, Role.DATE: 1}  # empty ones above


def stamped(sheet: StyleSheet, role: Role, *, follows: bool) -> TextStyle:
    """The look of a signer or of the date; one that `follows` another of its role stands on the next line."""
    style = sheet.text[StyleRole(role.value)]
    lines = 0 if follows else _LINES[role]
    indent = Length(_INDENT * (style.size + style.letter_spacing))
    above = Length(lines * sheet.text[StyleRole.BODY].line_height)
    return replace(style, indent_right=indent, space_before=above)
