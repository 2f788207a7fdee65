"""Builds that are killed: benchmarks/kills.py does this a thousand times."""

import subprocess
import sys

import pytest
from building import ROOT


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="signals and sessions as on Linux")
@pytest.mark.parametrize(("command", "kills"), [("build", 40), ("bundle", 6), ("clean", 12), ("watch", 6)])
def test_killed_builds_leave_every_output_whole_and_nothing_else(command, kills):
    script = [sys.executable, ROOT / "benchmarks" / "kills.py", "--kills", str(kills), "--seed", "7"]
    done = subprocess.run([*script, "--command", command], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
