"""What stands around the documents of a whole book: its title, the titles of its parts, its colophon."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publish.model.raw import BOOK_TITLE, COLOPHON, PART, Origin, RawBlock

FRAME = frozenset((BOOK_TITLE, PART, COLOPHON))


def set_frame_aside(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """The blocks; those that are no document's are navigation, with the colophon all that follows up to a title."""
    closing = False
    for block in blocks:
        hints = block.hints
        if hints.level == 0:
            closing = hints.style == COLOPHON
        aside = closing or hints.style in FRAME
        yield replace(block, hints=replace(hints, origin=Origin.NAVIGATION, level=None)) if aside else block
