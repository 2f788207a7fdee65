"""The documents: links lead somewhere, and what the readme shows works."""

import re
from pathlib import Path

import pytest
from building import ROOT

from publish.manifest import load_manifest
from publish.stylesheet import load_style

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_files(page: Path):
    targets = re.findall(r"(?:\]\(|src=\")([^)#\s\"]+)", page.read_text("utf-8"))
    lost = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert lost == []


def test_manifests_and_style_in_the_readme_are_valid(tmp_path: Path):
    for name in ("讲话.txt", "发言.docx", "总结/一.md"):
        file = tmp_path / "papers" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("一份材料", "utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    *manifests, style = (re.sub("^ {3}", "", block, flags=re.MULTILINE) for block in blocks)
    (tmp_path / "my.yaml").write_text(style, "utf-8")
    for number, text in enumerate(manifests):
        path = tmp_path / f"collection{number}.yaml"
        path.write_text(text, "utf-8")
        assert load_manifest(path).diagnostics == ()
    assert load_style("my.yaml", tmp_path).diagnostics == ()
