"""Bundles: everything that is handed on, whole or not at all, the same each time."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish.cache import Cache
from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.pipeline import BundlePlan, Container, Splitting, Step, bundle

TEXTS = {
    "a.md": "# 会议通知\n\n定于下周召开会议，见[报告](b.md)。\n\n## 一、时间\n\n上午九时。[^1]\n\n[^1]: 夏令时。\n",
    "b.md": "# 工作报告\n\n现将一年来的工作报告如下，另见[时间](#一时间)。\n\n## 一、时间\n\n全年。\n",
}
MANIFEST = "title: 文集\nsources: [a.md, b.md]\nstyle: book\nidentifier: urn:x-test:bundle\n"
WHOLE = ["SHA256SUMS", "cover.png", "manifest.json", "文集-ereader.pdf", "文集.docx", "文集.epub", "文集.pdf"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, text in {**TEXTS, "collection.yaml": MANIFEST}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def made(home: Path, **plan: str) -> Path:
    bundle(load_manifest(home / "collection.yaml").value, BundlePlan(**plan))
    return home / "build" / "文集"


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_bundle_has_what_people_hand_on(home):
    folder = made(home)
    assert files_in(folder) == WHOLE
    with Image.open(folder / "cover.png") as cover:
        assert cover.format == "PNG"


def test_the_list_tells_every_file_and_the_sums_are_right(home):
    folder = made(home, splitting=Splitting.DOCUMENTS)
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (told["schema"], told["documents"], told["metadata"]["title"]) == ("publish-bundle", 2, "文集")
    for entry in told["files"]:
        data = (folder / entry["path"]).read_bytes()
        assert (entry["size"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sorted([*sums, "SHA256SUMS"]) == files_in(folder)
    assert all(hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest for path, digest in sums.items())


def test_each_document_can_be_had_alone(home):
    folder = made(home, splitting=Splitting.DOCUMENTS)
    names = [f"documents/{stem}.{kind}" for stem in ("1 会议通知", "2 工作报告") for kind in ("docx", "epub", "pdf")]
    assert [name for name in files_in(folder) if name.startswith("documents/")] == names
    with zipfile.ZipFile(folder / "documents/1 会议通知.epub") as book:
        text = book.read("EPUB/chapter-1.xhtml").decode()
        assert "见报告。" in text  # a link to another document is plain words here
        assert "夏令时" in text
        assert "urn:x-test:bundle#" in book.read("EPUB/content.opf").decode()
    with zipfile.ZipFile(folder / "documents/2 工作报告.epub") as book:
        assert '">时间</a>' in book.read("EPUB/chapter-1.xhtml").decode()


def test_an_archive_holds_the_same_files(home):
    folder = made(home)
    path = made(home, container=Container.ZIP).with_suffix(".zip")
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        assert sorted(archive.namelist()) == WHOLE
        assert all(archive.read(name) == (folder / name).read_bytes() for name in WHOLE)


def test_a_second_bundle_is_the_same_and_leaves_nothing_of_the_first(home):
    folder = made(home, splitting=Splitting.DOCUMENTS)
    first = {name: (folder / name).read_bytes() for name in WHOLE}
    (folder / "documents/1 会议通知.docx").write_bytes(b"changed by its reader")
    made(home)
    assert files_in(folder) == sorted([*WHOLE, "documents/1 会议通知.docx"])
    assert {name: (folder / name).read_bytes() for name in WHOLE if name not in ("manifest.json", "SHA256SUMS")} == {
        name: data for name, data in first.items() if name not in ("manifest.json", "SHA256SUMS")
    }


def test_what_was_read_and_cleaned_once_is_not_again(home):
    manifest, cache = load_manifest(home / "collection.yaml").value, Cache(home / "cache")
    first, second = (bundle(manifest, cache=cache) for _ in range(2))
    assert Step.CLEAN in first.seconds
    assert Step.CLEAN not in second.seconds
    assert [file.path for file in first.files] == [file.path for file in second.files]


def test_nothing_is_written_when_something_is_wrong(home):
    folder = made(home)
    before = {name: (folder / name).read_bytes() for name in files_in(folder)}
    (home / "b.md").unlink()
    manifest = load_manifest
    with pytest.raises(PublishError):
        bundle(manifest(home / "collection.yaml").value)
    assert {name: (folder / name).read_bytes() for name in files_in(folder)} == before


def test_a_style_that_is_not_there_is_an_error(home):
    with pytest.raises(PublishError, match="no style 'nowhere'"):
        made(home, small_style="nowhere")


def test_a_given_cover_is_the_cover(home):
    Image.new("RGB", (60, 90), "#224466").save(home / "front.jpg")
    (home / "collection.yaml").write_text(f"{MANIFEST}cover: front.jpg\n", "utf-8")
    with Image.open(made(home) / "cover.png") as cover:
        assert (cover.format, cover.size) == ("PNG", (60, 90))
