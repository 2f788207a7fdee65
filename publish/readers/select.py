"""Choosing the reader for a file by its suffix."""

from collections.abc import Mapping
from importlib import import_module

from publish.diagnostics import Outcome, PublishError, Span, error
from publish.model.ports import Reader, Source
from publish.model.raw import Reading


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
        return reader(source)
    kind = f"files of type '.{suffix}'" if suffix else "a file without suffix"
    known = ", ".join(f".{name}" for name in readers)
    advice = f"save it as one of {known}"
    raise PublishError([error("R001", f"cannot read {kind}", Span(source.path), advice)])
