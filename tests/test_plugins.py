"""Readers, rules and writers of other packages."""

import re

import pytest

from publish import plugins
from publish.manifest import load_manifest
from publish.pipeline import build

MODULE = """
from publish.diagnostics import Outcome, Span
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawBlock, RawDocument, Reading
from publish.model.walk import book_lines


def read_lines(source):
    lines = source.data.decode().split("|")
    blocks = tuple(RawBlock(line, Span(source.path, 1)) for line in lines)
    return Outcome(Reading(RawDocument(source.path, "bar", blocks)))


def write_lines(manuscript, pagination):
    return Outcome("/".join(book_lines(manuscript.book)).encode())


def find_stars(document):
    for number, block in enumerate(document.blocks):
        for start, char in enumerate(block.text):
            if char == "★":
                yield Edit("X100", number, start, "★", "", "a star")


STARS = Rule("X100", "star", Safety.SAFE, "A star.", "Stars are dirt.", ("★", ""), find_stars)
TAKEN = Rule("C101", "taken", Safety.SAFE, "", "", ("", ""), find_stars)
RULES = [STARS]
NUMBER = 7
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Installs a package with these entry points."""

    def install(text):
        site = tmp_path / "site"
        info = site / "bars-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "bars_plugin.py").write_text(MODULE, "utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bars\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(text)
        monkeypatch.syspath_prepend(site)
        plugins._mentioned.cache_clear()

    yield install
    plugins._mentioned.cache_clear()


def test_without_plugins_nothing_is_asked_of_the_installer(monkeypatch):
    plugins._mentioned.cache_clear()
    monkeypatch.setattr("importlib.metadata.entry_points", None)
    tables = plugins.load_tables()
    assert set(tables.value.writers) == {"docx", "epub", "html", "md", "site.zip"}
    assert tables.diagnostics == ()


def test_a_package_brings_a_reader_a_rule_and_a_writer(install, tmp_path):
    install(
        "[publish.readers]\nbar = bars_plugin:read_lines\n"
        "[publish.rules]\nstars = bars_plugin:RULES\n"
        "[publish.writers]\nlines = bars_plugin:write_lines\n"
    )
    (tmp_path / "a.bar").write_text("工作报告|一、主★要成效|全年工作圆满完成。", "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: a.bar\nstyle: book\n", "utf-8")
    manifest = load_manifest(tmp_path / "collection.yaml", frozenset({".bar"})).value
    report = build(manifest, ("lines",))
    assert (tmp_path / "build" / "文集.lines").read_text("utf-8") == "工作报告/一、主要成效/全年工作圆满完成。"
    assert ("X100", "star", 1) in [(each.code, each.name, each.count) for each in report.edits]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("[publish.readers]\nbar = nowhere:read\n", "M080: the plugin 'bar' .* ModuleNotFoundError"),
        ("[publish.readers]\ntxt = bars_plugin:read_lines\n", "M081: .* there already is one for '.txt'"),
        ("[publish.writers]\npdf = bars_plugin:write_lines\n", "M081: .* there already is one for '.pdf'"),
        ("[publish.writers]\nlines = bars_plugin:NUMBER\n", "M081: .* it is no function"),
        ("[publish.rules]\nstars = bars_plugin:NUMBER\n", "M081: .* it is no rule"),
        ("[publish.rules]\na = bars_plugin:STARS\nb = bars_plugin:find_stars\n", "M081: the plugin 'b' .* no rule"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_told_of(install, entry, said):
    install(entry)
    (problem,) = plugins.load_tables().diagnostics
    assert problem.severity == "warning"
    assert re.search(said, str(problem))
    assert "'bars'" in problem.hint


def test_codes_of_built_in_rules_are_taken(install):
    install("[publish.rules]\ntaken = bars_plugin:TAKEN\n")
    tables = plugins.load_tables()
    (problem,) = tables.diagnostics
    assert "the code C101 is taken" in problem.message
