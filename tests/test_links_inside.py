"""Links of the sources lead from document to document of the book; those that lead nowhere leave their words."""

import re
import zipfile

from building import build, run

from publish.model.document import Link
from publish.model.walk import inline_text

FIRST = "# 关于甲的报告\n\n见[另一篇](b.md)、[其中一节](b.md#二乙节)、[下文](#end)、[没有的](c.md)。\n\n"
FIRST += "## 结语 {#end}\n\n完毕。\n"
SECOND = "# 关于乙的报告\n\n## 一、甲节\n\n这里说明一些情况。\n\n## 二、乙节\n\n这里又说明一些情况。\n"


def test_links_lead_to_documents_and_headings(tmp_path):
    (tmp_path / "a.md").write_text(FIRST, "utf-8")
    (tmp_path / "b.md").write_text(SECOND, "utf-8")
    manifest = tmp_path / "collection.yaml"
    manifest.write_text("title: 汇编\nsources: [a.md, b.md]\n", "utf-8")
    first, second = build(manifest, tmp_path / "build").book().parts[0].chapters
    links = [inline for inline in first.blocks[0].content if isinstance(inline, Link)]
    assert [(inline_text(link.content), link.target) for link in links] == [
        ("另一篇", f"#{second.anchor}"),
        ("其中一节", f"#{second.blocks[2].anchor}"),
        ("下文", f"#{first.blocks[1].anchor}"),
    ]
    assert "没有的" in inline_text(first.blocks[0].content)
    told = run("build", manifest, "--epub", "--out", tmp_path / "again", "--verbose")
    assert "A004" in told.stdout + told.stderr


NAMING = "# 关于丙的报告\n\n## 一、目标 {#aims}\n\n这里说明目标。\n\n## 二、措施\n\n这里说明措施。\n"
PAGE = "<html><body><h1>关于丁的报告</h1><h2 id='tasks'>一、任务</h2><p>这里说明一些任务。</p></body></html>"


def test_names_that_a_file_gives_to_its_headings_are_known_to_the_others(tmp_path):
    calling = "# 关于甲的报告\n\n见[目标](more/c.md#aims)、[任务](d.html#tasks)、[没有的](more/c.md#none)。\n"
    (tmp_path / "more").mkdir()
    for name, text in (("a.md", calling), ("more/c.md", NAMING), ("d.html", PAGE)):
        (tmp_path / name).write_text(text, "utf-8")
    manifest = tmp_path / "collection.yaml"
    manifest.write_text("title: 汇编\nsources: [a.md, more/c.md, d.html]\n", "utf-8")
    made = build(manifest, tmp_path / "build")
    first, second, third = made.book().parts[0].chapters
    links = [inline for inline in first.blocks[0].content if isinstance(inline, Link)]
    aims, tasks = second.blocks[0].anchor, third.blocks[0].anchor
    assert [link.target for link in links] == [f"#{aims}", f"#{tasks}"]
    with zipfile.ZipFile(made.output("epub")) as archive:
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert f'#{aims}">目标</a>' in pages
    assert f'id="{aims}"' in pages
    with zipfile.ZipFile(made.output("docx")) as archive:
        document = archive.read("word/document.xml").decode()
    (bookmark,) = re.findall(r'>见<.*?w:anchor="([^"]+)"', document)
    assert re.search(rf'w:name="{bookmark}"(?:(?!</w:p>).)*目标', document)
