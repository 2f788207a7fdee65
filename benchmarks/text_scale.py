"""CPU seconds of reading, cleaning and structure for one large document, at one and at five million characters."""

import os
import sys
from pathlib import Path
from time import process_time

from publish.cleaners import clean
from publish.model.ports import Source
from publish.readers import read
from publish.structure import infer

MILLION = 1_000_000


def seconds(text: str) -> tuple[float, float, float]:
    """CPU seconds of the three stages."""
    start = process_time()
    reading = read(Source("large.txt", text.encode("utf-8"))).value
    after_reading = process_time()
    cleaned = clean(reading.document).value
    after_cleaning = process_time()
    infer(cleaned.document)
    return after_reading - start, after_cleaning - after_reading, process_time() - after_cleaning


def main(folder: Path) -> None:
    """Print a line for each size."""
    seeds = "\n".join(path.read_text("utf-8", errors="replace") for path in sorted(folder.glob("*.txt")))
    for size in (1, 5):
        text = (seeds * (size * MILLION // len(seeds) + 1))[: size * MILLION]
        parts = seconds(text)
        reading, cleaning, structure = (part / size for part in parts)
        each = f"read {reading:.2f} clean {cleaning:.2f} infer {structure:.2f}"
        print(f"{size} M: {sum(parts) / size:.2f} s a million ({each})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ["PUBLISH_SHARED"]) / "seeds")
