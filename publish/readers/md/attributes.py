"""Attributes in braces, '{.signature}' or '{#name}', on a line before a block or at its end, as Pandoc has them."""

import re

import msgspec
from mdit_py_plugins.attrs.parse import ParseError, parse

# Names after a dot or a hash, and values with '='; words in braces that are none of these are text.
_LIST = r"\{(?:[ \t]*(?:[.#][^\W\d][\w-]*|[A-Za-z][\w-]*=(?:\"[^\"\n]*\"|[\w:-]+)))+[ \t]*\}"
_ALONE = re.compile(rf"{_LIST}[ \t]*")
_AT_END = re.compile(rf"(?:^|[ \t\n])({_LIST})[ \t]*$")


class Attributes(msgspec.Struct, frozen=True):
    """Names that a source gives to a block: classes, and one by which links may call it."""

    classes: tuple[str, ...] = ()
    name: str = ""


NONE = Attributes()


def is_attribute_line(line: str) -> bool:
    """Whether a line holds attributes and nothing else."""
    return _ALONE.fullmatch(line.strip()) is not None


def split_attributes(content: str) -> tuple[str, Attributes]:
    """The content of a block without the attributes at its end, and these."""
    found = _AT_END.search(content) if content.rstrip().endswith("}") else None
    if not found:
        return content, NONE
    try:
        _, values = parse(found[1])
    except ParseError:
        return content, NONE
    return content[: found.start()].rstrip(), read_attributes(values)


def read_attributes(values: dict[str, str]) -> Attributes:
    """The attributes of a token as the parser hands them on."""
    return Attributes(tuple(str(values.get("class", "")).split()), str(values.get("id", "")))


def joined(first: Attributes, second: Attributes) -> Attributes:
    """Attributes from before a block and from its end; of two names the second holds."""
    return Attributes((*first.classes, *second.classes), second.name or first.name)
