"""What the search for documents that are alike keeps of a text: a digest, a sketch, and some of its shingles."""

from __future__ import annotations

import hashlib
import zlib
from array import array

import msgspec
from rensa import RMinHash

from publish.assembly.shingles import cut_shingles, masked_text, sample

SHORTEST = 60
"""Characters of a text that is compared with others that are not the same."""
PERMUTATIONS = 128

_SEED = 5
_AT_ONCE = 1 << 16  # characters whose shingles are in memory together


class Signature(msgspec.Struct, frozen=True, gc=False):
    """A text as the search sees it: a kilobyte and four bytes for each 16 characters.

    `digest` tells equal texts; `length` counts the characters of the masked text; `sketch` has the values of a MinHash
    over its shingles, `sample` the hashes of sampled shingles, ascending, four bytes each. The last two are empty
    for a text shorter than SHORTEST.
    """

    digest: bytes
    length: int = 0
    sketch: bytes = b""
    sample: bytes = b""

    @property
    def sampled(self) -> array[int]:
        """The hashes of the sample."""
        return array("I", self.sample)

    @property
    def values(self) -> array[int]:
        """Those of the sketch."""
        return array("I", self.sketch)


def sign_text(text: str) -> Signature:
    """The signature of a text without white space."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    if len(text) < SHORTEST:
        return Signature(digest)
    masked = masked_text(text)
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    for start in range(0, len(masked), _AT_ONCE):
        sketch.update(cut_shingles(masked, start, _AT_ONCE))
    hashes = array("I", sorted({zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in sample(masked)}))
    return Signature(digest, len(masked), array("I", sketch.digest()).tobytes(), hashes.tobytes())
