"""What a role takes from others, and a file from the file that it extends."""

from typing import Any, TypeVar

import msgspec

from publish.model.style import StyleRole
from publish.stylesheet.sheet import HEADING, RoleEntry

T = TypeVar("T")

# Roles that are based on another role as a whole. All others take from the body what FACE names, nothing else:
# its indents and spaces belong to running text.
BASES = {
    **{f"heading-{level}": HEADING for level in range(1, 7)},
    StyleRole.PART_TITLE.value: StyleRole.TITLE.value,
    StyleRole.LETTER_MASTHEAD.value: StyleRole.MASTHEAD.value,
    StyleRole.ORDER_TITLE.value: StyleRole.MASTHEAD.value,
    StyleRole.CONTENTS_TITLE.value: StyleRole.TITLE.value,
    StyleRole.COLOPHON_TITLE.value: StyleRole.TITLE.value,
    StyleRole.CONTENTS_PART.value: StyleRole.CONTENTS_1.value,
    StyleRole.CONTENTS_2.value: StyleRole.CONTENTS_1.value,
    StyleRole.CONTENTS_3.value: StyleRole.CONTENTS_2.value,
    StyleRole.TABLE_HEADER.value: StyleRole.TABLE_CELL.value,
}

FACE = ("font", "size", "line_height", "color", "letter_spacing")


def overlay(base: T | None, over: T | None) -> T | None:
    """`base` with everything replaced that `over` gives; structs and mappings are joined value by value."""
    if base is None or over is None:
        return over if base is None else base
    if isinstance(base, msgspec.Struct):
        names = base.__struct_fields__
        return type(base)(**{name: overlay(getattr(base, name), getattr(over, name)) for name in names})
    if isinstance(base, dict) and isinstance(over, dict):
        joined: Any = {key: overlay(base.get(key), over.get(key)) for key in {**base, **over}}
        return joined  # type: ignore[no-any-return]
    return over


def entry_of(role: str, roles: dict[str, RoleEntry]) -> RoleEntry:
    """Everything that is said about a role, by itself and by what it is based on."""
    own = roles.get(role, RoleEntry())
    if role == StyleRole.BODY:
        return own
    base = BASES.get(role)
    inherited = entry_of(base, roles) if base else _face(roles.get(StyleRole.BODY.value, RoleEntry()))
    return overlay(inherited, own) or own


def _face(body: RoleEntry) -> RoleEntry:
    return RoleEntry(**{name: getattr(body, name) for name in FACE})
