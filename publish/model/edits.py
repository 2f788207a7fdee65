"""Changes to a source's text, as data that can be shown, counted and undone."""

import msgspec

from publish.model.raw import Mark


class Edit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change: in block number `block`, at character `start`, the text `before` became `after`.

    `start` counts in the text as it was just before this edit, so a log of edits is undone from its end.
    Text that moves to another block is one edit that takes it out and one that puts it in, under one rule.
    `marks` are the block's inline marks from before the edit, kept only when the edit touched one of them.
    """

    rule: str
    block: int
    start: int
    before: str
    after: str
    reason: str
    marks: tuple[Mark, ...] | None = None
