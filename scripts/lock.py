"""Prints the versions of everything that is installed here, for requirements.lock.

.venv/bin/python scripts/lock.py > requirements.lock     # make lock
pip install --constraint requirements.lock .             # exactly these versions
"""

import re
from importlib.metadata import distributions

NOT_LOCKED = {"publish", "pip", "setuptools", "wheel"}


def normal(name: str) -> str:
    """A name as PEP 503 compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lines() -> list[str]:
    """A line for each package, in order: name and version, and never where it was had from."""
    found = {normal(package.name): package.version for package in distributions()}
    return [f"{name}=={version}" for name, version in sorted(found.items()) if name not in NOT_LOCKED]


if __name__ == "__main__":
    print("\n".join(lines()))
