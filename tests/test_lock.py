"""The lock file names a version of everything that the program needs, and no place to have it from."""

import re
import tomllib

from building import ROOT
from lock import normal

LOCK = (ROOT / "requirements.lock").read_text("utf-8").splitlines()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {normal(re.match(r"[\w.-]+", each)[0]) for each in wanted}
    assert names <= {line.partition("==")[0] for line in LOCK}


def test_only_names_and_versions():
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][\w.+!-]*", line) for line in LOCK)
    names = [line.partition("==")[0] for line in LOCK]
    assert sorted(names) == names
