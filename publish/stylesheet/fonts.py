"""fonts/fonts.yaml → the families of type that styles name by their role."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from publish.model.style import FontFamily
from publish.resources import resource_folder
from publish.settings import Mistakes, fit, load_tree
from publish.settings.mistakes import advice

UNKNOWN_ROLE = 23
NO_LICENCE = 24


class FamilyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role of type."""

    label: Annotated[str, Meta(description="As a typographer calls it.", examples=["仿宋"])]
    files: Annotated[tuple[str, ...], Meta(description="Font files in this folder, the first one first asked.")]
    office: Annotated[str, Meta(description="The East Asian face that Word files name.", examples=["仿宋"])]
    latin: Annotated[str, Meta(description="The face of Latin text in Word files.", examples=["Times New Roman"])]
    css: Annotated[tuple[str, ...], Meta(description="Families for e-books, the most wanted first.")]
    fallback: Annotated[tuple[str, ...], Meta(description="Roles asked for characters that the files lack.")] = ()
    licence: Annotated[str, Meta(description="A text beside the files; it travels wherever they do.")] = ""


class FontsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The families of type by role."""

    roles: Annotated[dict[str, FamilyEntry], Meta(description="Families by role.")]


def load_families(folder: Path | None = None) -> dict[str, FontFamily]:
    """The families of `fonts.yaml` in `folder`, by default the one that travels with the program.

    Raises PublishError (M1xx) with every mistake of the file.
    """
    path = (folder or resource_folder("fonts")) / "fonts.yaml"
    mistakes = Mistakes(str(path), "M1")
    tree = load_tree(path, mistakes)
    mistakes.stop_if_any()
    assert tree is not None
    shaped = fit(tree, FontsFile, mistakes)
    roles = shaped.value.roles
    for role, entry in roles.items():
        if entry.licence and not (path.parent / entry.licence).is_file():
            place = shaped.places["roles", role, "licence"]
            mistakes.add(NO_LICENCE, f"there is no file '{entry.licence}' beside fonts.yaml", place, "put it there")
        for index, other in enumerate(entry.fallback):
            if other not in roles:
                place = shaped.places["roles", role, "fallback", index]
                mistakes.add(UNKNOWN_ROLE, f"there is no font role '{other}'", place, advice(other, roles))
    mistakes.stop_if_any()
    return {role: FontFamily(role=role, **msgspec.structs.asdict(entry)) for role, entry in roles.items()}


def role_names(families: dict[str, FontFamily]) -> dict[str, str]:
    """Roles by every name that a style may give them: songti, 宋体."""
    return {name: role for role, family in families.items() for name in (role, family.label)}
