"""Files of other word processors: what they really are decides; LibreOffice converts what only it can read."""

import io
import subprocess
import zipfile

import pytest

from publish.diagnostics import PublishError
from publish.model.ports import Limits, Source
from publish.readers import read
from publish.readers.office import convert

from .dump import dump
from .word import p, word_file

RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\pard\qc\b \u26631?\u39064?\b0\par\pard \u27491?\u25991?\par}"
)
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
    '<text:h text:outline-level="1">标题</text:h><text:p>正文</text:p></office:text></office:body>'
    "</office:document-content>",
}


@pytest.fixture
def libreoffice() -> str:
    return convert.find_program() or pytest.skip("LibreOffice is not installed")


def zipped(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def texts(name: str, data: bytes) -> list[str]:
    return [block.text for block in read(Source(name, data)).value.document.blocks]


@pytest.mark.parametrize(("suffix", "data"), [("rtf", RTF), ("doc", RTF), ("odt", zipped(ODT))])
def test_libreoffice_converts(libreoffice, suffix, data):
    outcome = read(Source(f"a.{suffix}", data))
    assert [block.text for block in outcome.value.document.blocks] == ["标题", "正文"]
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["R062"]
    assert outcome.value.document.format == suffix
    assert "claims" not in dump(outcome.value)


def test_old_word_files_and_those_of_wps(libreoffice, tmp_path):
    (tmp_path / "a.rtf").write_bytes(RTF)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [libreoffice, "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "a.rtf"], check=True, capture_output=True)
    data = (tmp_path / "a.doc").read_bytes()
    assert texts("a.doc", data) == texts("a.wps", data) == ["标题", "正文"]


def test_files_that_only_say_that_they_are_old():
    assert texts("a.doc", word_file(p("正文"))) == ["正文"]
    assert texts("a.doc", "<html><meta charset=utf-8><p>正文".encode()) == ["正文"]


def test_nothing_is_left_behind_and_a_slow_run_is_stopped(libreoffice, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(PublishError, match=r"R061.*did not finish within 0\.01 seconds"):
        convert.convert(RTF, "rtf", "a.rtf", Limits(seconds=0.01))
    assert list(tmp_path.iterdir()) == []


def test_without_libreoffice_there_is_advice(monkeypatch):
    monkeypatch.setattr(convert, "find_program", str)
    with pytest.raises(PublishError, match=r"R060.*LibreOffice.*install LibreOffice.*save it as \.docx"):
        read(Source("a.doc", RTF))


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("R002", b""),
        ("R002", b"\0\1\2"),
        ("R002", b"PK\3\4"),
        ("R002", zipped({"a": "b"})),
        ("R002", zipped(ODT | {"META-INF/manifest.xml": "<m><encryption-data/></m>"})),
    ],
    ids=["empty", "unknown", "cut", "no text", "password"],
)
def test_what_is_refused_without_asking_libreoffice(code, data, monkeypatch):
    monkeypatch.setattr(convert, "find_program", lambda: pytest.fail("asked LibreOffice"))
    with pytest.raises(PublishError, match=code):
        read(Source("a.doc", data))


def test_broken_files_of_libreoffice_are_refused(libreoffice):
    with pytest.raises(PublishError, match=r"R06|R002"):
        read(Source("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)))
