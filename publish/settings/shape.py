"""Fits a YAML tree to a struct that describes it, and says of everything that does not fit where and why.

The struct is the only description: `publish.settings.schema` makes the published JSON Schema of the same one.
Its fields are `Annotated` with msgspec.Meta: `description`, `examples`, and in `extra`

- `wanted`: what the value should be, in words ('a length')
- `names`: the words that may stand as a value or as a key of a mapping, when they are no enum
- `check`: a function that raises ValueError for text that is not right, saying why

A value that is left empty counts as not given.
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Dictionary
from typing import Any, Generic, TypeVar, assert_never

import msgspec
from msgspec import inspect

from publish.diagnostics import Span
from publish.settings.mistakes import Mistake, Mistakes, advice, nearest
from publish.settings.tree import Kind, Mapping, Scalar, Sequence, Tree

T = TypeVar("T")
Path = tuple[str | int, ...]


class Shaped(msgspec.Struct, Generic[T], frozen=True):
    """The struct with what could be read, and the place of every value by its path: ('sources', 0, 'path')."""

    value: T
    places: dict[Path, Span]


class _Misfit:
    """Stands for a value that was reported and is left out."""


_MISFIT = _Misfit()
_SHOWN = 30  # characters of a value in a message


def fit(tree: Tree, kind: type[T], mistakes: Mistakes) -> Shaped[T]:
    """The tree as a value of the struct `kind`.

    What does not fit is reported to `mistakes` and left at its default; required text is then empty.
    """
    fitter = _Fitter(mistakes)
    plain = fitter.fit(tree, inspect.type_info(kind), ())
    if isinstance(plain, _Misfit):
        plain = fitter.fill({}, inspect.type_info(kind))
    return Shaped(msgspec.convert(plain, kind), fitter.places)


class _Fitter:
    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self.places: dict[Path, Span] = {}

    def fit(self, tree: Tree, kind: inspect.Type, path: Path, meta: Dictionary[str, Any] | None = None) -> Any:
        """Plain data for msgspec.convert, or the sign of a misfit."""
        meta = {**(meta or {})}
        while isinstance(kind, inspect.Metadata):
            meta = {**(kind.extra or {}), **(kind.extra_json_schema or {}), **meta}
            kind = kind.type
        self.places.setdefault(path, tree.span)
        for choice in kind.types if isinstance(kind, inspect.UnionType) else (kind,):
            inner = {**_meta(choice), **meta}
            bare = _bare(choice)
            if _fits(tree, bare):
                return self._fit_bare(tree, bare, path, inner)
        if not path:
            return self._no_settings(tree)
        wanted = meta.get("wanted") or _wanted(kind)
        message = f"{_name(path)} should be {wanted}, found {_found(tree)}"
        self._mistakes.add(Mistake.WRONG_TYPE, message, tree.span, _example(path, meta))
        return _MISFIT

    def _no_settings(self, tree: Tree) -> Any:
        """The file as a whole is something else than keys with values."""
        message = f"the file should hold keys with values, found {_found(tree)}"
        hint = "write 'key: value', with an ASCII colon and a space, one key on each line"
        self._mistakes.add(Mistake.WRONG_TYPE, message, tree.span, hint)
        return _MISFIT

    def _fit_bare(self, tree: Tree, kind: inspect.Type, path: Path, meta: Dictionary[str, Any]) -> Any:
        if isinstance(tree, Scalar):
            return self._fit_scalar(tree, kind, path, meta)
        if isinstance(tree, Sequence):
            assert isinstance(kind, inspect.VarTupleType)
            return self._fit_items(tree, kind.item_type, path, meta)
        if isinstance(tree, Mapping):
            if isinstance(kind, inspect.StructType):
                return self._fit_struct(tree, kind, path)
            assert isinstance(kind, inspect.DictType)
            return self._fit_dictionary(tree, kind, path)
        assert_never(tree)

    def _fit_scalar(self, tree: Scalar, kind: inspect.Type, path: Path, meta: Dictionary[str, Any]) -> Any:
        if isinstance(kind, inspect.BoolType):
            return tree.text.casefold() == "true"
        if isinstance(kind, inspect.IntType):
            return self._fit_number(tree, kind, path, meta)
        names = _names(kind, meta)
        if names and tree.text not in names:
            message = f"{_name(path)} cannot be '{tree.text}'"
            self._mistakes.add(Mistake.BAD_VALUE, message, tree.span, advice(tree.text, names))
            return _MISFIT
        return tree.text if self._passes(tree, path, meta) else _MISFIT

    def _passes(self, tree: Scalar, path: Path, meta: Dictionary[str, Any]) -> bool:
        check: Callable[[str], object] | None = meta.get("check")
        try:
            if check:
                check(tree.text)
        except ValueError as problem:
            message = f"{_name(path)} cannot be '{tree.text}': {problem}"
            self._mistakes.add(Mistake.BAD_VALUE, message, tree.span, _example(path, meta))
            return False
        return True

    def _fit_number(self, tree: Scalar, kind: inspect.IntType, path: Path, meta: Dictionary[str, Any]) -> Any:
        try:
            number = int(tree.text.replace("_", ""), 0)
        except ValueError:
            number = -1
        if number < (kind.ge or 0) or (kind.le is not None and number > kind.le):
            limit = f"from {kind.ge or 0} to {kind.le}" if kind.le is not None else f"from {kind.ge or 0}"
            message = f"{_name(path)} should be a whole number {limit}, found {tree.text}"
            self._mistakes.add(Mistake.BAD_VALUE, message, tree.span, _example(path, meta))
            return _MISFIT
        return number

    def _fit_items(self, tree: Sequence, kind: inspect.Type, path: Path, meta: Dictionary[str, Any]) -> list[Any]:
        examples = {"examples": meta["examples"]} if "examples" in meta and "examples" not in _meta(kind) else {}
        items = [self.fit(item, kind, (*path, index), examples) for index, item in enumerate(tree.items)]
        kept = [index for index, item in enumerate(items) if not isinstance(item, _Misfit)]
        if len(kept) < len(items):
            self._renumber(path, {old: new for new, old in enumerate(kept)})
        return [items[index] for index in kept]

    def _renumber(self, path: Path, indices: Dictionary[int, int]) -> None:
        """Let the places of a list follow its items, some of which were left out."""
        at = len(path)
        for place in [place for place in self.places if place[:at] == path and len(place) > at]:
            span, index = self.places.pop(place), place[at]
            if isinstance(index, int) and index in indices:
                self.places[(*path, indices[index], *place[at + 1 :])] = span

    def _fit_struct(self, tree: Mapping, kind: inspect.StructType, path: Path) -> dict[str, Any]:
        fields = {field.encode_name: field for field in kind.fields}
        plain: dict[str, Any] = {}
        meant = set()
        for key, value in tree.entries:
            if key.text not in fields:
                meant.add(nearest(key.text, fields))
                self._unknown(key, fields, path)
            elif not _empty(value):
                plain[key.text] = self.fit(value, fields[key.text].type, (*path, key.text))
        for name, field in fields.items():
            if field.required and name not in plain and name not in meant:
                self._missing(name, field, tree, path)
        kept = {name: value for name, value in plain.items() if not isinstance(value, _Misfit)}
        return self.fill(kept, kind)

    def fill(self, plain: dict[str, Any], kind: inspect.Type) -> dict[str, Any]:
        """The mapping with stand-ins for required values that are missing."""
        assert isinstance(kind, inspect.StructType)
        for field in kind.fields:
            if field.required and field.encode_name not in plain:
                plain[field.encode_name] = [] if isinstance(_bare(field.type), inspect.VarTupleType) else ""
        return plain

    def _fit_dictionary(self, tree: Mapping, kind: inspect.DictType, path: Path) -> dict[str, Any]:
        names = _names(kind.key_type, _meta(kind.key_type))
        plain: dict[str, Any] = {}
        for key, value in tree.entries:
            if names and key.text not in names:
                self._unknown(key, names, path)
            elif not _empty(value):
                fitted = self.fit(value, kind.value_type, (*path, key.text))
                if not isinstance(fitted, _Misfit):
                    plain[key.text] = fitted
        return plain

    def _unknown(self, key: Scalar, known: Any, path: Path) -> None:
        where = f" in {_name(path)}" if path else ""
        self._mistakes.add(Mistake.UNKNOWN_KEY, f"unknown key '{key.text}'{where}", key.span, advice(key.text, known))

    def _missing(self, name: str, field: inspect.Field, tree: Mapping, path: Path) -> None:
        where = f" in {_name(path)}" if path else ""
        span = Span(tree.span.path, tree.span.line, tree.span.column)
        hint = _example((name,), _meta(field.type))
        self._mistakes.add(Mistake.MISSING_KEY, f"the key '{name}' is missing{where}", span, hint)


def _meta(kind: inspect.Type) -> dict[str, Any]:
    if not isinstance(kind, inspect.Metadata):
        return {}
    return {**_meta(kind.type), **(kind.extra_json_schema or {}), **(kind.extra or {})}


def _names(kind: inspect.Type, meta: Dictionary[str, Any]) -> Iterable[str] | None:
    """The words that may stand here, or None when any may."""
    bare = _bare(kind)
    return [str(member.value) for member in bare.cls] if isinstance(bare, inspect.EnumType) else meta.get("names")


def _bare(kind: inspect.Type) -> inspect.Type:
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _fits(tree: Tree, kind: inspect.Type) -> bool:
    match tree:
        case Scalar(kind=Kind.FLAG):
            return isinstance(kind, inspect.BoolType | inspect.StrType)
        case Scalar(kind=Kind.NUMBER):
            return isinstance(kind, inspect.IntType | inspect.StrType)
        case Scalar(kind=Kind.NOTHING):
            return False
        case Scalar():
            return isinstance(kind, inspect.EnumType | inspect.StrType)
        case Sequence():
            return isinstance(kind, inspect.VarTupleType)
        case Mapping():
            return isinstance(kind, inspect.StructType | inspect.DictType)


def _empty(tree: Tree) -> bool:
    return isinstance(tree, Scalar) and tree.kind is Kind.NOTHING


def _wanted(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata():
            return _meta(kind).get("wanted") or _wanted(kind.type)
        case inspect.UnionType():
            words = [_wanted(choice) for choice in kind.types if not isinstance(choice, inspect.NoneType)]
            return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case inspect.EnumType():
            return "one of " + ", ".join(str(member.value) for member in kind.cls)
        case inspect.VarTupleType():
            return "a list"
        case inspect.StructType():
            return "a mapping with " + ", ".join(field.encode_name for field in kind.fields)
        case inspect.DictType():
            return "a mapping"
        case _:
            return "text"


def _found(tree: Tree) -> str:
    match tree:
        case Scalar(kind=Kind.NOTHING):
            return "nothing"
        case Scalar():
            shown = tree.text if len(tree.text) <= _SHOWN else f"{tree.text[:_SHOWN]}…"
            return f"text ('{shown}')" if tree.kind is Kind.TEXT else f"'{shown}'"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping" if tree.entries else "an empty mapping"


def _name(path: Path) -> str:
    if not path:
        return "the file"
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return f"'{text.lstrip('.')}'"


def _example(path: Path, meta: Dictionary[str, Any]) -> str:
    examples = meta.get("examples")
    if not examples:
        return ""
    if isinstance(path[-1], int) and not isinstance(examples[0], list):
        return f"for example: - {_as_yaml(examples[0])}"
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return f"for example: {key}: {_as_yaml(examples[0])}"


def _as_yaml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_yaml(inner)}" for key, inner in value.items()) + "}"
    return str(value)
