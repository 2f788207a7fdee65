"""Finds documents that have much in common, without comparing each with each.

Candidates come from two indexes: sketches (MinHash) in bands for documents that are alike as wholes, sampled shingles
for a document that stands inside of a longer one. Every candidate is then held to its real share of shingles, so that
chance in the sketches never makes a likeness.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from rensa import RMinHash, RMinHashLSH

from publish.assembly.shingles import cut_shingles, masked_text, sample
from publish.model.likeness import Kinship, Likeness

ALIKE = 0.6
"""Jaccard similarity of masked shingles from which documents are near-duplicates: unlike papers of one author on one
subject reach 0.35, versions of one paper hardly fall below 0.75."""
CONTAINED = 0.9
"""Share of a document's shingles from which it counts as standing in another."""

_SHORTEST = 60  # characters of a document that is compared
_SHORTEST_INSIDE = 300  # characters of a document that is looked for in others
_LONGER = 1.3  # times as long is a text that another stands in; else the two are near-duplicates
_RELATIVES = 20  # a document with so many earlier relatives is not indexed: its kind is there often enough
_SKETCH, _BANDS, _SEED = 128, 32, 5  # 32 bands of 4: a pair at ALIKE is missed once in 85 times, one at 0.75 never
_ROUGH = 0.15  # more than three standard deviations of a sketch's estimate
_FEWEST, _MOST = 6, 24  # sampled shingles by which a document is looked for in others
_COMMON = 100  # documents that a shingle may stand in to tell something
_KEPT = 256  # sets of shingles kept in memory


def find_likenesses(texts: Sequence[str]) -> tuple[Likeness, ...]:
    """Pairs of texts (without white space) that have much in common, in order of their later text.

    Of a text with very many relatives only some are named. Time and memory grow with the length of all texts.
    """
    return tuple(sorted(_Search(texts).pairs(), key=lambda pair: (max(pair.first, pair.second), pair.first)))


class _Search:
    """One search through a collection. Equal texts are searched once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._same: dict[bytes, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            self._same[hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()].append(number)
        firsts = [numbers[0] for numbers in self._same.values()]
        self._masked = {number: masked_text(texts[number]) for number in firsts if len(texts[number]) >= _SHORTEST}
        self._copies = {numbers[0]: numbers for numbers in self._same.values() if texts[numbers[0]]}
        self.shingles = lru_cache(_KEPT)(self._cut)

    def _cut(self, number: int) -> frozenset[str]:
        return frozenset(cut_shingles(self._masked[number]))

    def pairs(self) -> Iterator[Likeness]:
        """Every pair, in no particular order."""
        for numbers in self._copies.values():
            for at, later in enumerate(numbers):
                yield from (Likeness(Kinship.SAME, earlier, later, 1.0) for earlier in numbers[: min(at, _RELATIVES)])
        near = list(self._near())
        for first, second, share in near:
            for one, other in product(self._copies[first][:_RELATIVES], self._copies[second][:_RELATIVES]):
                yield Likeness(Kinship.NEAR, min(one, other), max(one, other), share)
        alike = {(first, second) for first, second, _ in near}
        for inner, outer, share in self._inside(alike):
            yield Likeness(Kinship.INSIDE, inner, outer, share)

    def _near(self) -> Iterator[tuple[int, int, float]]:
        index = RMinHashLSH(threshold=ALIKE, num_perm=_SKETCH, num_bands=_BANDS)
        sketches: dict[int, RMinHash] = {}
        for number, masked in self._masked.items():
            sketch = RMinHash(num_perm=_SKETCH, seed=_SEED)
            sketch.update(cut_shingles(masked))
            relatives = 0
            for earlier in sorted(index.query(sketch)):
                share = self._alike(earlier, number) if sketch.jaccard(sketches[earlier]) >= ALIKE - _ROUGH else 0
                if share >= ALIKE:
                    yield earlier, number, share
                    relatives += 1
                    if relatives == _RELATIVES:
                        break
            else:
                index.insert(number, sketch)
                sketches[number] = sketch

    def _alike(self, first: int, second: int) -> float:
        one, other = self.shingles(first), self.shingles(second)
        common = len(one & other)
        return common / (len(one) + len(other) - common)

    def _inside(self, alike: set[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
        samples = {number: sample(masked) for number, masked in self._masked.items()}
        witnesses = {number: values for number, values in self._witnesses(samples) if len(values) >= _FEWEST}
        places: dict[str, list[int]] = defaultdict(list)
        for number, values in witnesses.items():
            for value in values:
                places[value].append(number)
        for outer, sampled in samples.items():
            shared = Counter(inner for value in sampled for inner in places.get(value, ()))
            for inner, count in sorted(shared.items()):
                shorter = len(self._masked[inner]) * _LONGER < len(self._masked[outer])
                known = (min(inner, outer), max(inner, outer)) in alike
                if shorter and not known and count >= (CONTAINED - _ROUGH) * len(witnesses[inner]):
                    share = self._part(inner, outer)
                    if share >= CONTAINED:
                        yield inner, outer, share

    def _witnesses(self, samples: dict[int, frozenset[str]]) -> Iterator[tuple[int, list[str]]]:
        """Of each document that is long enough, the sampled shingles that the fewest others have."""
        frequency = Counter(value for values in samples.values() for value in values)
        for number, values in samples.items():
            if len(self._masked[number]) >= _SHORTEST_INSIDE:
                rarest = sorted(values, key=lambda value: (frequency[value], value))[:_MOST]
                yield number, [value for value in rarest if frequency[value] <= _COMMON]

    def _part(self, inner: int, outer: int) -> float:
        return len(self.shingles(inner) & self.shingles(outer)) / len(self.shingles(inner))
