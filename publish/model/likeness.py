"""How much two documents have in common."""

from enum import StrEnum

import msgspec


class Kinship(StrEnum):
    """Of what kind the likeness is."""

    SAME = "same"  # word for word, white space aside
    NEAR = "near"
    INSIDE = "inside"  # nearly all of one stands in the other, which says more


class Likeness(msgspec.Struct, frozen=True):
    """Two documents of a collection, by their places in its order, that have much in common.

    `share` is from 0 to 1: for INSIDE the part of document `first` that stands in document `second`; else the Jaccard
    similarity of their shingles, and `first` comes before `second`.
    """

    kind: Kinship
    first: int
    second: int
    share: float
