"""What tests of the whole program share: collections that are built once, material from outside, missing tools."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from building import ROOT, Build, build
from hypothesis import settings

# Time is measured by benchmarks, not by tests; in continuous integration the same examples are tried every time.
settings.register_profile("publish", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("publish")

_caches = count()
SEEDS_MANIFEST = "title: 办公室材料汇编\nsources: seeds\nstyle: book\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither use nor fill the cache of each other, or of whoever runs them."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{next(_caches)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The large example."""
    return build(ROOT / "examples/office/collection.yaml", tmp_path_factory.mktemp("office") / "build")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with material shared between projects: corpus, seeds, tools."""
    folder = os.environ.get("PUBLISH_SHARED")
    if not folder:
        pytest.skip("PUBLISH_SHARED does not name a folder with seeds and tools")
    return Path(folder)


@pytest.fixture(scope="session")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The seeds, real and messy, as one collection of three lines."""
    home = tmp_path_factory.mktemp("seeds")
    shutil.copytree(shared / "seeds", home / "seeds")
    manifest = home / "collection.yaml"
    manifest.write_text(SEEDS_MANIFEST, "utf-8")
    return build(manifest, home / "build")


@pytest.fixture(scope="session")
def missing() -> Callable[[object], NoReturn]:
    """Ends a test whose tool is not there: skipped, or failed where the validators are required."""

    def end(reason: object) -> NoReturn:
        if os.environ.get("PUBLISH_REQUIRE_VALIDATORS") == "1":
            pytest.fail(f"{reason}, and PUBLISH_REQUIRE_VALIDATORS=1")
        pytest.skip(f"{reason} (make validators)")

    return end
