"""The index of sketches: it finds what a search through all of them would, in little memory."""

import tracemalloc
from array import array
from random import Random

import pytest

from publish.assembly.bands import Bands

WIDTH, BANDS = 8, 4
ROWS = WIDTH // BANDS


def sketches(count: int, values: int) -> list[array]:
    chance = Random(7)
    return [array("I", [chance.randrange(values) << 24 for _ in range(WIDTH)]) for _ in range(count)]


def agree(one: array, other: array) -> bool:
    return any(one[at : at + ROWS] == other[at : at + ROWS] for at in range(0, WIDTH, ROWS))


@pytest.mark.parametrize("values", [2, 6, 40])
@pytest.mark.parametrize("room", [0, 1, 300])
def test_those_that_agree_in_a_band_are_found_and_no_others(values, room):
    index, known = Bands(WIDTH, BANDS, room), list[array]()
    for sketch in sketches(300, values):
        assert index.near(sketch) == {number for number, each in enumerate(known) if agree(each, sketch)}
        index.add(sketch)
        known.append(sketch)
    assert len(index) == len(known)


def test_likeness_is_the_share_of_equal_values():
    index = Bands(WIDTH, BANDS, 2)
    index.add(array("I", range(8)))
    index.add(array("I", [9] * 8))
    assert index.likeness(0, array("I", [0, 1, 2, 3, 4, 5, 9, 9])) == 0.75
    assert index.likeness(1, array("I", [0, 1, 2, 3, 4, 5, 9, 9])) == 0.25


def test_a_sketch_takes_a_kilobyte():
    chance = Random(7)
    tracemalloc.start()
    index = Bands(128, 32, 4000)
    for _ in range(4000):
        index.add(array("I", [chance.getrandbits(32) for _ in range(128)]))
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken / 4000 < 1100
