"""Numbered paragraphs that only look like lists."""

from collections.abc import Iterable, Mapping

import msgspec

from publish.model.raw import Mark, RawBlock


def number_lone_items(blocks: Iterable[RawBlock], labels: Mapping[int, str]) -> list[RawBlock]:
    """Put the number back into the text of numbered lists that have a single item.

    Nobody writes a list of one: such a paragraph is a heading or a numbered paragraph with text after it, and its
    number ('1. ', in `labels` by list) is part of what it says. Real lists stay as they are.
    """
    found = list(blocks)
    items: dict[int, set[int]] = {}
    for block in found:
        place = block.hints.list
        if place and place.ordered and not place.level:
            items.setdefault(place.list, set()).add(place.item)
    lone = {number for number, members in items.items() if len(members) == 1}
    lone -= {block.hints.list.list for block in found if block.hints.list and block.hints.list.level}
    labelled: set[int] = set()
    for at, block in enumerate(found):
        place = block.hints.list
        if place and place.list in lone:
            label = "" if place.list in labelled else labels.get(place.list, f"{place.start}. ")
            labelled.add(place.list)
            found[at] = _labelled(block, label)
    return found


def _labelled(block: RawBlock, label: str) -> RawBlock:
    shift = len(label)
    marks = tuple(Mark(mark.kind, mark.start + shift, mark.end + shift, mark.target) for mark in block.marks)
    hints = msgspec.structs.replace(block.hints, list=None)
    return msgspec.structs.replace(block, text=label + block.text, hints=hints, marks=marks)
