"""An index of sketches by bands of equal values (locality-sensitive hashing), packed: a kilobyte a sketch.

Sketches (MinHash) agree in as many of their values as their texts in shingles; those that agree in all values of a band
are looked at. An index of objects takes four times the memory, which large collections do not have to spare.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from operator import eq
from zlib import crc32


class Bands:
    """Sketches of `width` values each in `count` bands, for about `room` sketches. They are numbered as they come."""

    def __init__(self, width: int, count: int, room: int) -> None:
        self._width, self._rows = width, width // count
        self._values = array("I")
        self._mask = (1 << room.bit_length()) - 1
        # For each band: the last sketch in each place of a table, and for each sketch the one before it in its place.
        self._last = [array("I", bytes(4 * (self._mask + 1))) for _ in range(count)]
        self._before = [array("I", [0]) for _ in range(count)]

    def __len__(self) -> int:
        return len(self._values) // self._width

    def add(self, sketch: array[int]) -> None:
        """One more sketch."""
        self._values.extend(sketch)
        for band, key in enumerate(self._keys(sketch)):
            place = crc32(key) & self._mask
            self._before[band].append(self._last[band][place])
            self._last[band][place] = len(self)

    def near(self, sketch: array[int]) -> set[int]:
        """The numbers of those that agree with a sketch in a band."""
        return {number for band, key in enumerate(self._keys(sketch)) for number in self._agreeing(band, key)}

    def likeness(self, number: int, sketch: array[int]) -> float:
        """The share of equal values, an estimate of the Jaccard similarity of the texts."""
        known = self._values[number * self._width : (number + 1) * self._width]
        equal: int = sum(map(eq, known, sketch))
        return equal / self._width

    def _keys(self, sketch: array[int]) -> Iterator[array[int]]:
        return (sketch[at : at + self._rows] for at in range(0, self._width, self._rows))

    def _agreeing(self, band: int, key: array[int]) -> Iterator[int]:
        after = self._last[band][crc32(key) & self._mask]
        while after:
            number = after - 1
            start = number * self._width + band * self._rows
            if self._values[start : start + self._rows] == key:
                yield number
            after = self._before[band][after]
