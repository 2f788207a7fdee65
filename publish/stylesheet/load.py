"""Finds a style by name, reads it and what it extends, and resolves it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Outcome, PublishError, Span, error, info
from publish.model.style import FontFamily, StyleRole, StyleSheet, Writing
from publish.settings import Mistakes, Shaped, fit, json_schema, load_tree
from publish.settings.mistakes import Mistake, advice
from publish.settings.styles import builtin_style, find_style, known_styles
from publish.stylesheet.fonts import UNKNOWN_ROLE, load_families, role_names
from publish.stylesheet.inherit import overlay
from publish.stylesheet.resolve import resolve, type_area
from publish.stylesheet.sheet import PageEntry, RoleEntry, StyleFile
from publish.units import mm

UNKNOWN_STYLE = 20
CIRCLE = 21
NO_ROOM = 22
E_BOOK_ONLY = 23

_FAMILY = "M1"
_SMALLEST_AREA = mm(20)


def style_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of style files."""
    return json_schema(StyleFile, "Style of a collection (publish)")


def load_style(name: str, folder: Path) -> Outcome[StyleSheet]:
    """The style sheet `name`: a file in `folder` ('my', 'my.yaml', 'looks/my.yaml'), or a built-in ('book').

    A file of one's own goes before a built-in of the same name, and may extend it.
    Raises PublishError (M1xx) with every mistake of the files, each with its place.
    """
    families = load_families()
    mistakes = Mistakes(name, _FAMILY)
    path = find_style(name, folder)
    if path is None:
        hint = advice(name, known_styles(folder))
        what = f"there is no style '{name}' in {folder} nor among the built-in ones"
        raise PublishError([error(f"{_FAMILY}{UNKNOWN_STYLE}", what, hint=hint)])
    file = _load_chain(path, (), families, mistakes)
    mistakes.stop_if_any()
    _check_whole(file, str(path), mistakes)
    mistakes.stop_if_any()
    sheet = resolve(path.stem, file, families)
    return Outcome(sheet, (*mistakes.found, *_remarks(sheet, str(path))))


def _remarks(sheet: StyleSheet, path: str) -> Iterator[Diagnostic]:
    if sheet.ebook.writing is Writing.VERTICAL:
        yield info(f"{_FAMILY}{E_BOOK_ONLY}", "only the e-book is set vertically; PDF and Word are not", Span(path))


def _load_chain(path: Path, below: tuple[Path, ...], families: dict[str, FontFamily], mistakes: Mistakes) -> StyleFile:
    """The file laid over what it extends; `below` are the files that led here."""
    own = Mistakes(str(path), _FAMILY)
    tree = load_tree(path, own)
    shaped = fit(tree, StyleFile, own) if tree else Shaped(StyleFile(), {})
    _check_fonts(shaped, families, own)
    base = _extended(shaped, path, (*below, path.resolve()), families, own)
    mistakes.take(own.found)
    return overlay(base, shaped.value) or shaped.value


def _extended(
    shaped: Shaped[StyleFile], path: Path, below: tuple[Path, ...], families: dict[str, FontFamily], own: Mistakes
) -> StyleFile | None:
    """The file that a style file extends, or None when it extends nothing or nothing that could be read."""
    name = shaped.value.extends
    if name is None:
        return None
    span = shaped.places["extends",]
    base = find_style(name, path.parent)
    if base and base.resolve() == below[-1]:
        base = builtin_style(name)
    if base is None:
        known = [known for known in known_styles(path.parent) if known != path.name]
        own.add(UNKNOWN_STYLE, f"there is no style '{name}' to extend", span, advice(name, known))
        return None
    if base.resolve() in below:
        own.add(CIRCLE, f"'{name}' extends this file in turn", span, "let one of them extend 'book' or nothing")
        return None
    return _load_chain(base, below, families, own)


def _check_fonts(shaped: Shaped[StyleFile], families: dict[str, FontFamily], own: Mistakes) -> None:
    """Every font named is a role of fonts.yaml."""
    known = role_names(families)
    for group in ("roles", "characters"):
        for role, entry in (getattr(shaped.value, group) or {}).items():
            if entry.font is not None and entry.font not in known:
                span = shaped.places[group, role, "font"]
                own.add(UNKNOWN_ROLE, f"there is no font role '{entry.font}'", span, advice(entry.font, known))


def _check_whole(file: StyleFile, path: str, mistakes: Mistakes) -> None:
    """What only the whole of a style can be asked: is the needed there, and is there room on the page."""
    page, body = file.page or PageEntry(), (file.roles or {}).get(StyleRole.BODY.value, RoleEntry())
    needed = {f"page.{key}": getattr(page, key) for key in ("top", "bottom", "inner", "outer")}
    needed["page.size"] = page.size or (page.width and page.height)
    needed |= {f"roles.body.{key.replace('_', '-')}": getattr(body, key) for key in ("font", "size", "line_height")}
    missing = [key for key, value in needed.items() if value is None]
    if missing:
        hint = "give the missing, or begin the file with 'extends: book'"
        mistakes.add(Mistake.MISSING_KEY, f"the style says nothing of {', '.join(missing)}", Span(path), hint)
        return
    wide, high = type_area(page)
    if min(wide, high) < _SMALLEST_AREA:
        hint = "make the margins smaller or the paper larger"
        mistakes.add(NO_ROOM, "the margins leave less than 20 mm of the page for text", Span(path), hint)
