"""The head of an official document (版头) as the manifest states it: it goes before what the text says of itself."""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from msgspec.structs import replace

from publish.manifest.plan import Form, LetterheadPlan
from publish.model.document import Block, Document, Emphasis, Paragraph, Role, Text
from publish.model.letterhead import HEAD, role_of

_SPACE = "\u3000"  # between a number and 签发人 on its line
_LEFT = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)
_MASTHEADS = (Role.LETTER_MASTHEAD, Role.MASTHEAD)
_NUMBERS = (Role.DOCUMENT_NUMBER, Role.SIGNATORY)
_DOCUMENT = (*_LEFT, *_MASTHEADS, *_NUMBERS)
_LETTER = (*_MASTHEADS, *_LEFT, *_NUMBERS)
_SAME = (  # what the manifest states of one takes the place of the other
    frozenset(_MASTHEADS),
    frozenset(_NUMBERS),
)


def with_letterhead(document: Document, plan: LetterheadPlan, *, alone: bool) -> Document:
    """The document under the head of the manifest; numbers are for the only document of a source."""
    if plan == LetterheadPlan():
        return document
    plan = plan if alone else replace(plan, number="", copy_number="", signatory="")
    told = _told(plan, document.metadata.number)
    own = list(takewhile(lambda block: role_of(block) in HEAD, document.blocks))
    rest = document.blocks[len(own) :]
    kept = [block for block in own if not any(_replaces(role_of(new), role_of(block)) for new in told)]
    head = sorted([*told, *kept], key=partial(_place, order=_LETTER if plan.form is Form.LETTER else _DOCUMENT))
    metadata = replace(document.metadata, number=plan.number) if plan.number else document.metadata
    if plan.form is Form.ORDER:
        return replace(document, metadata=metadata, blocks=_order(head, rest))
    return replace(document, metadata=metadata, blocks=(*head, *rest))


def _told(plan: LetterheadPlan, number: str) -> list[Block]:
    masthead = Role.LETTER_MASTHEAD if plan.form is Form.LETTER else Role.MASTHEAD
    texts = {
        Role.COPY_NUMBER: plan.copy_number,
        Role.SECRECY: plan.secrecy,
        Role.URGENCY: plan.urgency,
        masthead: plan.issuer,
        Role.DOCUMENT_NUMBER: "" if plan.signatory else plan.number,
    }
    told: list[Block] = [Paragraph((Text(text),), role=role) for role, text in texts.items() if text]
    if plan.signatory:
        label = f"{plan.number or number}{_SPACE}签发人：".lstrip()
        told.append(Paragraph((Text(label), Emphasis((Text(plan.signatory),))), role=Role.SIGNATORY))
    return told


def _replaces(new: Role | None, old: Role | None) -> bool:
    return new is old or any(new in same and old in same for same in _SAME)


def _place(block: Block, order: Sequence[Role]) -> int:
    role = role_of(block)
    return order.index(role) if role in order else len(order)


def _order(head: Sequence[Block], rest: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of an order: its title is its masthead, and its number stands below."""
    numbers = [block for block in head if role_of(block) is Role.DOCUMENT_NUMBER]
    above = [block for block in head if block not in numbers]
    below = [replace(block, role=Role.ORDER_NUMBER) for block in numbers if isinstance(block, Paragraph)]
    if below and rest and role_of(rest[0]) is Role.ORDER_NUMBER:
        rest = rest[1:]
    return (*above, *below, *rest)
