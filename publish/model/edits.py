"""Changes to a source's text, as data that can be shown, counted and undone."""

import msgspec

from publish.diagnostics import Span
from publish.model.raw import ImagePlace, Mark


class Edit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change: in block number `block`, at character `start`, the text `before` became `after`.

    `start` counts in the text as it was just before this edit, so a log of edits is undone from its end.
    Text that moves to another block is one edit that takes it out and one that puts it in, under one rule.
    `marks` are the block's inline marks from before the edit, kept only when the edit touched one of them.
    `image` is the image that the edit took off the block.
    """

    rule: str
    block: int
    start: int
    before: str
    after: str
    reason: str
    marks: tuple[Mark, ...] | None = None
    image: ImagePlace | None = None


class Stretch(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Characters of a line as the source has them and as they are now; without `rule` they are the same."""

    before: str
    after: str
    rule: str = ""
    reason: str = ""


class RevisedLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line or paragraph of a source with everything that was done to it; lines joined to it are in it.

    `in_note` and `in_cell` say that it belongs to a note or a table.
    """

    span: Span
    stretches: tuple[Stretch, ...]
    in_note: bool = False
    in_cell: bool = False

    @property
    def before(self) -> str:
        """The text of the source."""
        return "".join([stretch.before for stretch in self.stretches])

    @property
    def after(self) -> str:
        """The text as it is now."""
        return "".join([stretch.after for stretch in self.stretches])
