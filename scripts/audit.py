"""Looks at what the program is built on: locked, consistent, licensed, and without known weaknesses.

.venv/bin/python scripts/audit.py      # make audit

A line for each check: ok, FAILED, or skipped with the reason; exit code 1 when one has failed. Only the last check
needs the network, and pip-audit (`pipx install pip-audit`), which is no part of the environment: else it were audited.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from lock import lines

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
_SECONDS = 300
_SHOWN = 5


class Finding(NamedTuple):
    """How a check ended, and what there is to say about it."""

    state: str
    told: str


def locked() -> Finding:
    """Whether what is installed is what the lock names; more may be installed."""
    wanted = set(LOCK.read_text("utf-8").split())
    missing = sorted(wanted - set(lines()))
    if missing:
        return Finding("FAILED", f"not installed as locked: {_some(missing)} (make lock)")
    return Finding("ok", f"{len(wanted)} packages are installed as requirements.lock has them")


def consistent() -> Finding:
    """Whether all packages have what they need."""
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, check=False, text=True)
    told = done.stdout.strip().splitlines()
    return Finding("FAILED" if done.returncode else "ok", _some(told) or done.stderr.strip())


def licensed() -> Finding:
    """Whether every package that the program needs states its licence."""
    command = [sys.executable, "-m", "publish", "licences"]
    rows = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    silent = [row.split()[0] for row in rows if row.endswith("not stated")]
    return (
        Finding("FAILED", f"no licence: {_some(silent)}") if silent else Finding("ok", f"{len(rows)} licences stated")
    )


def sound() -> Finding:
    """Whether weaknesses of a locked version are known, by pip-audit."""
    program = shutil.which("pip-audit")
    if not program:
        return Finding("skipped", "pip-audit is not installed (pipx install pip-audit)")
    command = [program, "-r", str(LOCK), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=_SECONDS)
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return Finding("skipped", "pip-audit got no answer; it needs the network")
    return weaknesses(found)


def weaknesses(found: list[dict[str, object]]) -> Finding:
    """What pip-audit's list of packages comes to."""
    weak = [f"{each['name']} {_ids(each)}" for each in found if each.get("vulns")]
    if weak:
        return Finding("FAILED", f"known weaknesses: {_some(weak)}")
    unknown = [str(each["name"]) for each in found if "skip_reason" in each]
    if unknown:
        return Finding(
            "skipped", f"nothing is known here about {len(unknown)} of {len(found)} packages: {_some(unknown)}"
        )
    return Finding("ok", f"no weakness is known of {len(found)} packages")


def _ids(package: dict[str, object]) -> str:
    known = package["vulns"]
    assert isinstance(known, list)
    return ", ".join(each["id"] for each in known)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


CHECKS: tuple[Callable[[], Finding], ...] = (locked, consistent, licensed, sound)


def audit() -> Iterator[tuple[str, Finding]]:
    """Each check's name and finding."""
    for check in CHECKS:
        yield check.__name__, check()


def main() -> int:
    """Print the findings; 1 when there is a failure among them."""
    findings = list(audit())
    for name, finding in findings:
        print(f"{finding.state:<8} {name:<11} {finding.told}")
    return int(any(finding.state == "FAILED" for _, finding in findings))


if __name__ == "__main__":
    sys.exit(main())
