"""Model values as JSON and back, stamped with the version of the schema."""

from typing import TypeVar

import msgspec

from publish.diagnostics import PublishError, error

T = TypeVar("T")

SCHEMA = "publish-model"
VERSION = (1, 0)


class Envelope(msgspec.Struct, frozen=True):
    """The outermost object: which kind of value, under which version of the schema."""

    schema: str
    version: tuple[int, int]
    kind: str
    value: msgspec.Raw


def dump_model(value: object) -> bytes:
    """The value (a struct or a tuple of structs) as one JSON object with schema name, version and kind."""
    body = msgspec.Raw(msgspec.json.encode(value))
    return msgspec.json.encode(Envelope(SCHEMA, VERSION, type(value).__name__, body))


def load_model(data: bytes, kind: type[T]) -> T:
    """The value that `dump_model` wrote.

    Raises PublishError when it is no such JSON, of another kind, of another major version or of a newer minor one.
    """
    try:
        envelope = msgspec.json.decode(data, type=Envelope)
        if envelope.schema != SCHEMA or envelope.kind != kind.__name__:
            raise msgspec.ValidationError(f"holds {envelope.schema} {envelope.kind}, not {SCHEMA} {kind.__name__}")
        if envelope.version[0] != VERSION[0] or envelope.version[1] > VERSION[1]:
            found, known = (".".join(map(str, version)) for version in (envelope.version, VERSION))
            raise msgspec.ValidationError(f"has schema version {found}, this program reads {known}")
        return msgspec.json.decode(envelope.value, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        advice = "write it again with 'publish show --stage …'"
        raise PublishError([error("M001", f"not a model file: {problem}", hint=advice)]) from problem
