"""Where the time of a build goes: the functions that take most of it.

python benchmarks/profile_build.py COLLECTION [--pdf] [--docx] [--epub]
"""

import cProfile
import pstats
import sys
import tempfile

from publish.cli.app import app

LINES = 40


def profile(arguments: list[str]) -> None:
    """Builds into a folder that is thrown away, and prints the costliest functions by own and by total time."""
    profiler = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = ["publish", "build", *arguments, "--quiet", "--out", folder]
        try:
            profiler.runcall(app)
        except SystemExit as end:
            print(f"exit code {end.code or 0}")
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(LINES)


if __name__ == "__main__":
    profile(sys.argv[1:])
