"""Finds documents that have much in common, without comparing each with each.

Candidates come from two indexes: sketches (MinHash) in bands for documents that are alike as wholes, sampled shingles
for a document that stands inside of a longer one. Every candidate is then held to its real share of shingles, so that
chance in the sketches never makes a likeness. Texts are asked for one by one, and only those of candidates: what is
kept of the others is an entry in an index.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from itertools import chain, islice, product
from math import ceil
from typing import Protocol

from publish.assembly.bands import Bands
from publish.assembly.shingles import cut_shingles, masked_text
from publish.assembly.signature import PERMUTATIONS, Signature
from publish.model.likeness import Kinship, Likeness

ALIKE = 0.6
"""Jaccard similarity of masked shingles from which documents are near-duplicates: unlike papers of one author on one
subject reach 0.35, versions of one paper hardly fall below 0.75."""
CONTAINED = 0.9
"""Share of a document's shingles from which it counts as standing in another."""

_SHORTEST_INSIDE = 300  # characters of a document that is looked for in others
_LONGER = 1.3  # times as long is a text that another stands in; else the two are near-duplicates
_RELATIVES = 20  # a document with so many earlier relatives is not indexed: its kind is there often enough
_BANDS = 32  # of 4: a pair at ALIKE is missed once in 85 times, one at 0.75 never
_ROUGH = 0.15  # more than three standard deviations of a sketch's estimate
_FEWEST, _MOST = 6, 24  # sampled shingles by which a document is looked for in others
_SEEN = CONTAINED - _ROUGH  # of these shingles must be there
_COMMON = 100  # documents that are looked for by a shingle that tells something
_LONG = 1_000_000  # characters from which a text is compared by its sampled shingles only: they are many enough
_PARTS = 16  # in which shingles are counted, so that not all counts are in memory at once
_KEPT = 16  # sets of shingles kept in memory; that of a document of 9,000 characters takes a megabyte

Shingles = frozenset[str] | frozenset[int]


class Signatures(Protocol):
    """The signatures of all texts: a list, or what reads them from a file."""

    def __iter__(self) -> Iterator[Signature]:
        """All of them in order; asked for several times."""
        ...

    def __getitem__(self, number: int, /) -> Signature:
        """One of them."""
        ...


def find_likenesses(text_of: Callable[[int], str], signatures: Signatures) -> tuple[Likeness, ...]:
    """Pairs of texts that have much in common, by their numbers, in order of their later text.

    `text_of` gives a text by its number, without white space; it is asked for those that may have something in common.
    Of a text with very many relatives only some are named. Memory grows with the number of texts, not their length.
    """
    pairs = _Search(text_of, signatures).pairs()
    return tuple(sorted(pairs, key=lambda pair: (max(pair.first, pair.second), pair.first)))


class _Search:
    """One search through a collection. Equal texts are searched once."""

    def __init__(self, text_of: Callable[[int], str], signatures: Signatures) -> None:
        self._text_of = text_of
        self._signatures = signatures
        self._lengths = array("Q")
        # All copies of a text that is there more than once, by the number of the first.
        self._copies: dict[int, list[int]] = {}
        self._later: set[int] = set()
        firsts: dict[bytes, int] = {}
        for number, signature in enumerate(signatures):
            self._lengths.append(signature.length)
            first = firsts.setdefault(signature.digest, number)
            if first != number:
                self._copies.setdefault(first, [first]).append(number)
                self._later.add(number)
        self._shingles = lru_cache(_KEPT)(self._cut)
        self._samples = lru_cache(_KEPT)(lambda number: frozenset(signatures[number].sampled))

    def _cut(self, number: int) -> frozenset[str]:
        return frozenset(cut_shingles(masked_text(self._text_of(number))))

    def _firsts(self) -> Iterator[tuple[int, Signature]]:
        """Those of the texts that are long enough to be compared, each once."""
        for number, signature in enumerate(self._signatures):
            if signature.length and number not in self._later:
                yield number, signature

    def pairs(self) -> Iterator[Likeness]:
        """Every pair, in no particular order."""
        yield from self._equal()
        near = list(self._near())
        for first, second, share in near:
            for one, other in product(self._some_copies(first), self._some_copies(second)):
                yield Likeness(Kinship.NEAR, min(one, other), max(one, other), share)
        alike = {(first, second) for first, second, _ in near}
        for inner, outer, share in self._inside(alike):
            yield Likeness(Kinship.INSIDE, inner, outer, share)

    def _some_copies(self, number: int) -> list[int]:
        return self._copies.get(number, [number])[:_RELATIVES]

    def _equal(self) -> Iterator[Likeness]:
        for numbers in self._copies.values():
            if self._text_of(numbers[0]):
                for at, later in enumerate(numbers):
                    for earlier in numbers[: min(at, _RELATIVES)]:
                        yield Likeness(Kinship.SAME, earlier, later, 1.0)

    def _near(self) -> Iterator[tuple[int, int, float]]:
        index, indexed = Bands(PERMUTATIONS, _BANDS, len(self._lengths)), array("I")
        for number, signature in self._firsts():
            sketch = signature.values
            rough = (each for each in sorted(index.near(sketch)) if index.likeness(each, sketch) >= ALIKE - _ROUGH)
            shares = ((indexed[each], self._alike(indexed[each], number)) for each in rough)
            found = list(islice(((earlier, share) for earlier, share in shares if share >= ALIKE), _RELATIVES))
            yield from ((earlier, number, share) for earlier, share in found)
            if len(found) < _RELATIVES:
                index.add(sketch)
                indexed.append(number)

    def _alike(self, first: int, second: int) -> float:
        one, other = self._cut_both(first, second)
        common = len(one & other)
        return common / (len(one) + len(other) - common)

    def _part(self, inner: int, outer: int) -> float:
        one, other = self._cut_both(inner, outer)
        return len(one & other) / len(one)

    def _cut_both(self, one: int, other: int) -> tuple[Shingles, Shingles]:
        cut = self._samples if max(self._lengths[one], self._lengths[other]) > _LONG else self._shingles
        return cut(one), cut(other)

    def _inside(self, alike: set[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
        witnesses = self._witnesses()
        places = self._places(witnesses)
        for outer, signature in self._firsts():
            sampled = frozenset(signature.sampled)
            for inner in sorted(set(chain.from_iterable(filter(None, map(places.get, sampled))))):
                shorter = self._lengths[inner] * _LONGER < self._lengths[outer]
                if shorter and len(sampled.intersection(witnesses[inner])) >= _SEEN * len(witnesses[inner]):
                    known = (min(inner, outer), max(inner, outer)) in alike
                    share = 0.0 if known else self._part(inner, outer)
                    if share >= CONTAINED:
                        yield inner, outer, share

    def _witnesses(self) -> dict[int, array[int]]:
        """The shingles by which texts are looked for in others, of those that have enough of them.

        Of each text they are those whose hashes are smallest: any of them, but the same in texts that share them.
        A shingle by which very many texts would be looked for tells nothing.
        """
        chosen = {
            number: signature.sampled[:_MOST]
            for number, signature in self._firsts()
            if signature.length >= _SHORTEST_INSIDE
        }
        common = _repeated(chosen.values(), _COMMON)
        for number, values in chosen.items():
            chosen[number] = array("I", [value for value in values if value not in common])
        return {number: values for number, values in chosen.items() if len(values) >= _FEWEST}

    def _places(self, witnesses: dict[int, array[int]]) -> dict[int, tuple[int, ...]]:
        """The texts by some of their witnesses: so many that one of them must be there when enough of all are."""
        places: dict[int, tuple[int, ...]] = {}
        for number, values in witnesses.items():
            alone = (number,)  # one value for all its shingles: there are very many
            for value in values[: len(values) - ceil(_SEEN * len(values)) + 1]:
                told = places.setdefault(value, alone)
                if told is not alone:
                    places[value] = told + alone
        return places


def _repeated(samples: Collection[array[int]], times: int) -> set[int]:
    """The values that are in more than so many of the samples; few are counted at a time."""
    found: set[int] = set()
    for part in range(_PARTS):
        counted = Counter(value for sample in samples for value in sample if value % _PARTS == part)
        found.update(value for value, count in counted.items() if count > times)
    return found
