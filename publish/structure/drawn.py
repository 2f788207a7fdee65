"""Rules drawn with characters (＊＊＊＊＊＊, ======) become rules; what they were drawn with is recorded."""

import re

import msgspec

from publish.model.edits import Edit
from publish.structure.lines import Line

_RULE = "S006"
_REASON = "a rule drawn with characters"
# Neither points nor low lines: those are leaders, omissions and blanks to be filled in.
_DRAWN = re.compile(r"([-—–=*＊~～#＃+◇◆○●☆★▲△■□※─━═┄┈])(?:\s?\1){5,}|(?:([-—=*＊~～]{2,})[◇◆○●☆★※+]+\2)+")


def draw_rules(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines with drawn rules as rules without text, and the edits that took their characters out."""
    ruled: list[Line] = []
    edits: list[Edit] = []
    for line in lines:
        if line.plain and _DRAWN.fullmatch(line.text):
            edits.append(Edit(_RULE, line.block, line.offset, line.text, "", _REASON, line.own or None))
            ruled.append(_as_rule(line))
        else:
            ruled.append(line)
    return ruled, edits


def _as_rule(line: Line) -> Line:
    hints = msgspec.structs.replace(line.hints, rule=True)
    return msgspec.structs.replace(line, text="", hints=hints, marks=(), plain=False)
