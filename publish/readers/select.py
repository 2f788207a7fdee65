"""Choosing the reader for a file by its suffix."""

from collections.abc import Mapping
from importlib import import_module

import msgspec

from publish.diagnostics import Outcome, PublishError, Span, error
from publish.model.ports import Reader, Source
from publish.model.raw import Hints, RawBlock, RawDocument, Reading, white_columns

_ENDS = tuple("。！？；：…”》）.!?;:)")


def on_demand(module: str, function: str) -> Reader:
    """The reader `function` of `module`, which is imported when the first file is read: parsers take long to load."""

    def read_on_demand(source: Source, /) -> Outcome[Reading]:
        reader: Reader = getattr(import_module(module), function)
        return reader(source)

    return read_on_demand


def read_by_suffix(source: Source, readers: Mapping[str, Reader]) -> Outcome[Reading]:
    """What the reader for the file's suffix makes of it. Raises PublishError R001 when there is none."""
    stem, _, suffix = source.path.rpartition("/")[2].lower().rpartition(".")
    suffix = suffix if stem else ""
    reader = readers.get(suffix)
    if reader is not None:
        return with_wrapping(with_indents(reader(source)))
    kind = f"files of type '.{suffix}'" if suffix else "a file without suffix"
    known = ", ".join(f".{name}" for name in readers)
    advice = f"save it as one of {known}"
    raise PublishError([error("R001", f"cannot read {kind}", Span(source.path), advice)])


def with_indents(read: Outcome[Reading]) -> Outcome[Reading]:
    """The same with the indents of blocks among their hints: they tell where paragraphs begin, also when cleaned."""
    document = read.value.document
    if not any(block.text[:1].isspace() for block in document.blocks):
        return read
    known: dict[tuple[int, int], Hints] = {}  # most blocks share their hints
    blocks = tuple(_with_indent(block, known) if block.text[:1].isspace() else block for block in document.blocks)
    reading = msgspec.structs.replace(read.value, document=msgspec.structs.replace(document, blocks=blocks))
    return Outcome(reading, read.diagnostics)


def _with_indent(block: RawBlock, known: dict[tuple[int, int], Hints]) -> RawBlock:
    white = block.text[: len(block.text) - len(block.text.lstrip())]
    indent = white_columns(white)
    key = id(block.hints), indent
    if key not in known:
        known[key] = msgspec.structs.replace(block.hints, indent=indent)
    return RawBlock(block.text, block.span, known[key], block.marks)


def with_wrapping(read: Outcome[Reading]) -> Outcome[Reading]:
    """The same, told whether its lines were broken at a fixed width."""
    document = read.value.document
    if not is_wrapped(document):
        return read
    reading = msgspec.structs.replace(read.value, document=msgspec.structs.replace(document, wrapped=True))
    return Outcome(reading, read.diagnostics)


def is_wrapped(document: RawDocument) -> bool:
    """Whether the lines of a text were broken at a fixed width: many full ones, few of which end a sentence."""
    lines = [block.text.strip() for block in document.blocks if not block.hints.style]
    widths = sorted(len(line) for line in lines if line)
    if len(widths) < 8:
        return False
    full = widths[len(widths) * 9 // 10]
    if full > 90:
        return False
    long = [line for line in lines if len(line) >= 0.85 * full]
    running = sum(not line.endswith(_ENDS) for line in long)
    return running * 2 > len(long) and len(long) * 4 > len(widths)
