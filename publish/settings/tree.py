"""YAML text as a tree of values that know their place. Nothing is constructed from it but text."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from publish.diagnostics import Span
from publish.settings.mistakes import Mistake, Mistakes, nearest

LARGEST_FILE = 1_000_000  # bytes; the slow but exact parser needs half a minute for more
MOST_VALUES = 50_000  # with all aliases written out


class Kind(StrEnum):
    """What YAML takes a single value for."""

    TEXT = "text"
    NUMBER = "a number"
    FRACTION = "a decimal number"
    FLAG = "true or false"
    NOTHING = "nothing"


class Scalar(msgspec.Struct, frozen=True):
    """A single value: its text as it stands in the file, without quotation marks."""

    text: str
    kind: Kind
    span: Span


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Tree, ...]
    span: Span


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file; a key stands once."""

    entries: tuple[tuple[Scalar, Tree], ...]
    span: Span


Tree = Scalar | Sequence | Mapping

_LOST = re.compile(r"\s*:\s+(#[^#\s][^}\]]*?)\s*[}\]]*\s*$")  # what looks like a value but is a comment
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # as in XML 1.0, 2.2
_KINDS = {"int": Kind.NUMBER, "float": Kind.FRACTION, "bool": Kind.FLAG, "null": Kind.NOTHING}


def load_tree(path: Path, mistakes: Mistakes) -> Tree | None:
    """The tree of a YAML file, or None when there is none; `mistakes` then says why."""
    text = _read_text(path, mistakes)
    if text is None:
        return None
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False
        root = yaml.compose(text)
    except RecursionError:
        mistakes.add(Mistake.TOO_LARGE, "lists and mappings are nested too deeply", hint="take brackets out")
        return None
    except YAMLError as problem:
        _report_syntax(problem, text, mistakes)
        return None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        mistakes.add(Mistake.SYNTAX, "the file is empty", hint="the documentation has examples to begin with")
        return None
    return _Grower(text, mistakes).grow(root)


def _read_text(path: Path, mistakes: Mistakes) -> str | None:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would hold up the program, a device never end
        mistakes.add(Mistake.UNREADABLE, "this is a pipe or a device, no file", hint="name a YAML file")
        return None
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        mistakes.add(Mistake.UNREADABLE, "there is no such file", hint=_neighbour(path))
        return None
    except IsADirectoryError:
        mistakes.add(Mistake.UNREADABLE, "this is a folder", hint=_neighbour(path / "collection.yaml"))
        return None
    except OSError as problem:
        message = f"the file cannot be read: {problem.strerror or problem}"
        mistakes.add(Mistake.UNREADABLE, message, hint="see that you may read it, and that it is a file")
        return None
    if len(data) > LARGEST_FILE:
        message = f"the file has {len(data):,} bytes, at most {LARGEST_FILE:,} are read"
        mistakes.add(Mistake.TOO_LARGE, message, hint="name folders and patterns instead of single files")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        hint = "save the file with the encoding UTF-8"
        mistakes.add(Mistake.NOT_UTF8, "the file is not UTF-8 text", Span(mistakes.path, line), hint)
        return None


def _neighbour(path: Path) -> str:
    """A hint that names the YAML file of the same folder that was probably meant."""
    if not path.parent.is_dir():
        return f"there is no folder '{path.parent}' either"
    present = sorted(file.name for suffix in ("*.yaml", "*.yml") for file in path.parent.glob(suffix))
    meant = nearest(path.name, present) or (present[0] if len(present) == 1 else "")
    return f"did you mean '{path.parent / meant}'?" if meant else "name a YAML file"


def _report_syntax(problem: YAMLError, text: str, mistakes: Mistakes) -> None:
    line, column, said = 1, 1, "it cannot be read"
    if isinstance(problem, MarkedYAMLError):
        mark = problem.problem_mark or problem.context_mark
        said = ", ".join(str(part) for part in (problem.context, problem.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if (begun := problem.context_mark) and begun.line + 1 < line and ("flow" in said or "quoted" in said):
            said += f" (it begins in line {begun.line + 1})"
    elif isinstance(problem, ReaderError):
        before = text[: problem.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        said = f"a control character ({problem.character!r}) stands here"
    span = Span(mistakes.path, line, column)
    mistakes.add(Mistake.SYNTAX, f"not valid YAML: {said}", span, _syntax_hint(text, line, said))


def _syntax_hint(text: str, line: int, said: str) -> str:
    """Advice for the mistakes that people make most."""
    lines = text.splitlines()
    around = lines[max(0, line - 2) : line]
    if r"'\t'" in said:
        return "indent with spaces, not with tabs"
    if any("：" in one.split("#")[0] for one in around):
        return "after a key stands ': ' (an ASCII colon and a space), not '：'"
    if any(re.search(r":\s+#\w", one) for one in around):
        return "'#' begins a comment; put the value between quotation marks"
    if "mapping values" in said:
        return "put text that holds ': ' between quotation marks"
    if "cannot start any token" in said or "undefined alias" in said:
        return "put text that begins with a special character between quotation marks"
    if "quoted scalar" in said:
        return "a closing quotation mark is missing"
    if "flow sequence" in said or "flow mapping" in said:
        return "a comma or a closing bracket is missing"
    if "another document" in said:
        return "the file may hold one document only; take out the line '---'"
    return "check indentation, colons and brackets here and in the line above"


class _Grower:
    """Turns the parser's nodes into a tree, each node once, and guards against aliases that grow without end."""

    def __init__(self, text: str, mistakes: Mistakes) -> None:
        self._lines = text.splitlines()
        self._mistakes = mistakes
        self._grown: dict[int, tuple[Tree, int]] = {}
        self._open: set[int] = set()

    def grow(self, root: Node) -> Tree | None:
        """The tree below `root`, or None when its aliases stand inside themselves or make it too large."""
        tree, size = self._visit(root)
        if size > MOST_VALUES:
            message = f"with its aliases the file has more than {MOST_VALUES:,} values"
            self._mistakes.add(Mistake.TOO_LARGE, message, hint="write out what is needed, without aliases")
            return None
        return tree

    def _visit(self, node: Node) -> tuple[Tree, int]:
        if id(node) in self._open:
            message, hint = "an alias stands inside of what it repeats", "write out what is meant"
            self._mistakes.add(Mistake.SYNTAX, message, self._span(node), hint)
            return Scalar("", Kind.NOTHING, self._span(node)), 1
        if id(node) not in self._grown:
            self._open.add(id(node))
            self._grown[id(node)] = self._convert(node)
            self._open.discard(id(node))
        return self._grown[id(node)]

    def _convert(self, node: Node) -> tuple[Tree, int]:
        if isinstance(node, SequenceNode):
            items = [self._visit(item) for item in node.value]
            return Sequence(tuple(tree for tree, _ in items), self._span(node)), 1 + sum(size for _, size in items)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        kind = _KINDS.get(str(node.tag).rpartition(":")[2], Kind.TEXT)
        return Scalar(self._text(node), kind, self._span(node)), 1

    def _text(self, node: Node) -> str:
        """The text of a value; by escapes it can hold characters that no output may have."""
        text = str(node.value)
        wrong = _NO_TEXT.search(text)
        if wrong:
            message = f"{wrong[0]!a} is no character that a text can have"
            self._mistakes.add(Mistake.BAD_VALUE, message, self._span(node), "take it out")
        return _NO_TEXT.sub("", text)

    def _mapping(self, node: MappingNode) -> tuple[Tree, int]:
        entries: dict[str, tuple[Scalar, Tree]] = {}
        size = 1
        for key, value in node.value:
            tree, values = self._visit(value)
            size += values
            if not isinstance(key, ScalarNode):
                self._mistakes.add(
                    Mistake.WRONG_TYPE, "a key has to be a single word", self._span(key), "take brackets out"
                )
                continue
            name = self._text(key)
            if name in entries:
                hint = f"it stands in line {entries[name][0].span.line} already; keep one of them"
                self._mistakes.add(Mistake.DUPLICATE_KEY, f"the key '{name}' stands twice", self._span(key), hint)
            else:
                entries[name] = (Scalar(name, Kind.TEXT, self._span(key)), tree)
                self._check_comment(key, tree)
        return Mapping(tuple(entries.values()), self._span(node)), size

    def _check_comment(self, key: ScalarNode, value: Tree) -> None:
        """A colour such as #8b0000 without quotation marks is a comment to YAML, and would be lost unseen."""
        if not isinstance(value, Scalar) or value.kind is not Kind.NOTHING or value.text:
            return
        end = key.end_mark
        lost = _LOST.match(self._lines[end.line], end.column) if end.line < len(self._lines) else None
        if lost:
            place = Span(self._mistakes.path, end.line + 1, lost.start(1) + 1, len(lost[1]))
            message = f"'{key.value}' is empty: '#' begins a comment"
            hint = f"write {key.value}: '{lost[1]}', or put a space after '#'"
            self._mistakes.add(Mistake.WRONG_TYPE, message, place, hint)

    def _span(self, node: Node) -> Span:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 0
        return Span(self._mistakes.path, start.line + 1, start.column + 1, length)
