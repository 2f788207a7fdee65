"""Characters that Markdown would take for markup (CommonMark 0.31, 2.4 and the beginnings of blocks)."""

import re

_INLINE = re.compile(r"([\\`*_\[\]<])|(&)(?=[#0-9A-Za-z]+;)|(\^)(?=\[)|(\{)(?=[ \t]*[.#A-Za-z])")
_LINE_START = re.compile(r"(?:(#{1,6}|[-+]|>)(?=\s|$)|(>|[-=~:+])|(\d{1,9})([.)])(?=\s|$))")
_TITLE_END = re.compile(r"#+$")


def escape_text(text: str) -> str:
    """Text that stands in a line, where no markup is meant."""
    return _INLINE.sub(r"\\\1\2\3\4", text)


def escape_start(line: str) -> str:
    """A line (already escaped) of a paragraph, so that it begins no other block."""
    found = _LINE_START.match(line)
    if not found:
        return line
    return f"{found[3]}\\{line[found.end(3) :]}" if found[3] else f"\\{line}"


def escape_title(line: str) -> str:
    """The content (already escaped) of a heading, whose closing hashes would be taken away."""
    return _TITLE_END.sub(lambda found: "\\#" * len(found[0]), line)


def escape_target(target: str) -> str:
    """The address of a link or an image, between angle brackets where it needs them."""
    if re.search(r"[\s()<>\\]", target) or not target:
        return "<" + re.sub(r"([<>\\])", r"\\\1", target.replace("\n", "%0A")) + ">"
    return target
