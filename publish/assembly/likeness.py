"""Finds documents that have much in common, without comparing each with each.

Candidates come from two indexes: sketches (MinHash) in bands for documents that are alike as wholes, sampled shingles
for a document that stands inside of a longer one. Every candidate is then held to its real share of shingles, so that
chance in the sketches never makes a likeness. Texts are asked for one by one, and only those of candidates: what is
kept of the others is an entry in an index.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, islice, product
from typing import Protocol

from rensa import RMinHash, RMinHashLSH

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
        self._lengths: list[int] = []
        same: dict[bytes, list[int]] = defaultdict(list)
        for number, signature in enumerate(signatures):
            self._lengths.append(signature.length)
            same[signature.digest].append(number)
        self._copies = {numbers[0]: numbers for numbers in same.values()}
        self._shingles = lru_cache(_KEPT)(self._cut)
        self._samples = lru_cache(_KEPT)(lambda number: frozenset(signatures[number].sampled))

    def _cut(self, number: int) -> frozenset[str]:
        return frozenset(cut_shingles(masked_text(self._text_of(number))))

    def _firsts(self) -> Iterator[tuple[int, Signature]]:
        """Those of the texts that are long enough to be compared, each once."""
        for number, signature in enumerate(self._signatures):
            if number in self._copies and signature.length:
                yield number, signature

    def pairs(self) -> Iterator[Likeness]:
        """Every pair, in no particular order."""
        yield from self._equal()
        near = list(self._near())
        for first, second, share in near:
            for one, other in product(self._copies[first][:_RELATIVES], self._copies[second][:_RELATIVES]):
                yield Likeness(Kinship.NEAR, min(one, other), max(one, other), share)
        alike = {(first, second) for first, second, _ in near}
        for inner, outer, share in self._inside(alike):
            yield Likeness(Kinship.INSIDE, inner, outer, share)

    def _equal(self) -> Iterator[Likeness]:
        for numbers in self._copies.values():
            if len(numbers) > 1 and self._text_of(numbers[0]):
                for at, later in enumerate(numbers):
                    for earlier in numbers[: min(at, _RELATIVES)]:
                        yield Likeness(Kinship.SAME, earlier, later, 1.0)

    def _near(self) -> Iterator[tuple[int, int, float]]:
        index = RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=_BANDS)
        sketches: dict[int, RMinHash] = {}
        for number, signature in self._firsts():
            sketch = signature.minhash
            rough = (each for each in sorted(index.query(sketch)) if sketch.jaccard(sketches[each]) >= ALIKE - _ROUGH)
            shares = ((earlier, self._alike(earlier, number)) for earlier in rough)
            found = list(islice(((earlier, share) for earlier, share in shares if share >= ALIKE), _RELATIVES))
            yield from ((earlier, number, share) for earlier, share in found)
            if len(found) < _RELATIVES:
                index.insert(number, sketch)
                sketches[number] = sketch

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
        places = self._places()
        witnesses = Counter(inner for inners in places.values() for inner in inners)
        for outer, signature in self._firsts():
            shared = Counter(chain.from_iterable(filter(None, map(places.get, signature.sampled))))
            for inner in sorted(inner for inner, count in shared.items() if count >= _SEEN * _FEWEST):
                shorter = self._lengths[inner] * _LONGER < self._lengths[outer]
                known = (min(inner, outer), max(inner, outer)) in alike
                enough = witnesses[inner] >= _FEWEST and shared[inner] >= _SEEN * witnesses[inner]
                if shorter and not known and enough:
                    share = self._part(inner, outer)
                    if share >= CONTAINED:
                        yield inner, outer, share

    def _places(self) -> dict[int, tuple[int, ...]]:
        """The texts that each of the shingles tells of by which they are looked for in others.

        Of each text they are those whose hashes are smallest: any of them, but the same in texts that share them.
        A shingle by which very many texts would be looked for tells nothing.
        """
        places: dict[int, tuple[int, ...]] = {}
        for number, signature in self._firsts():
            alone = (number,)  # one value for all its shingles: there are very many
            for value in signature.sampled[:_MOST] if signature.length >= _SHORTEST_INSIDE else ():
                told = places.setdefault(value, alone)
                if told is not alone and len(told) <= _COMMON:
                    places[value] = told + alone
        for value in [value for value, numbers in places.items() if len(numbers) > _COMMON]:
            del places[value]  # in place: a second table of this size would be the largest thing in memory
        return places
