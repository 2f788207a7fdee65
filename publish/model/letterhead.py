"""版头, the head of an official document: which blocks belong to it, and where it stands (GB/T 9704-2012, 7.2, 10)."""

import re
from collections.abc import Sequence
from enum import StrEnum

from publish.model.document import Block, Paragraph, Role
from publish.units import mm, pt


class Letterheads(StrEnum):
    """What becomes of the head of an official document (版头)."""

    PLAIN = "plain"  # lines below the title
    SET = "set"  # above the title, after GB/T 9704, 7.2 and 10


LEFT = frozenset({Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY})
MASTHEADS = frozenset({Role.MASTHEAD, Role.LETTER_MASTHEAD})
NUMBERS = frozenset({Role.DOCUMENT_NUMBER, Role.SIGNATORY})
HEAD = LEFT | MASTHEADS | NUMBERS
BEFORE_SIGNATORY = re.compile(r"\s*(?=签\s?发\s?人)")  # where the line of number and 签发人 is parted (7.2.6)

MASTHEAD_TOP = mm(35)  # 7.2.4: from the type area down to the ink of the 发文机关标志
ORDER_TOP = mm(20)  # 10.2
LETTER_TOP = mm(30)  # 10.1: from the edge of the paper
RULE_SPACE = mm(4)  # 7.2.7, 10.1: above the red rule, the red double rule
LINES_BELOW = 2  # 7.2.4, 7.2.5, 7.3.1, 10.1, 10.2: empty lines below the 发文机关标志 and above title and text
FILLED = 0.98  # of the line, by a masthead that is too long in the size of its style
LETTER_RULE = mm(170)  # 10.1: length of the double rules
LETTER_FOOT = mm(20)  # 10.1: from the edge of the paper up to the second one
RULE = pt(1.5)  # the standard names no thickness
DOUBLE_RULE = (pt(3), pt(0.75), pt(0.75))  # thick, space, thin


def role_of(block: Block) -> Role | None:
    """The role of a paragraph, None for other blocks."""
    return block.role if isinstance(block, Paragraph) else None


def head_length(blocks: Sequence[Block]) -> int:
    """How many blocks from the first stand above the title; a number alone makes no head."""
    length = next((index for index, block in enumerate(blocks) if role_of(block) not in HEAD), len(blocks))
    return length if any(role_of(block) is not Role.DOCUMENT_NUMBER for block in blocks[:length]) else 0


def is_letter(head: Sequence[Block]) -> bool:
    """Whether the head is that of a letter (信函)."""
    return any(role_of(block) is Role.LETTER_MASTHEAD for block in head)


def is_order(blocks: Sequence[Block]) -> bool:
    """Whether the document is an order (令): below its title, which is its masthead, stands the number of an order."""
    below = blocks[head_length(blocks) :]
    return bool(below) and role_of(below[0]) is Role.ORDER_NUMBER
