"""Whole documents in which nothing is dirt, of other kinds than an office's: not a letter may go."""

import pytest
from material import HERE

from publish.cleaners import clean
from publish.model.ports import Source
from publish.readers import read

# Marks and spaces may be set right (C2, C7); everything else would be a loss.
WHITE_SPACE_AND_MARKS = ("C2", "C7")
KEPT = sorted((HERE / "kept").iterdir())
ABOVE = ("首页 > 资讯 > 正文", "分享到：QQ空间 新浪微博 微信", "字号：大 中 小")
BELOW = ("【打印】 【关闭窗口】", "相关阅读", "·乡镇工作总结精选6篇", "·年度计划范文", "更多>>")


def removed(name: str, data: bytes) -> list[str]:
    """What cleaning takes out of a document, white space and marks apart."""
    document = read(Source(name, data)).value.document
    edits = clean(document).value.edits
    return [edit.before for edit in edits if not edit.rule.startswith(WHITE_SPACE_AND_MARKS)]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_nothing_is_taken_from_a_document_without_dirt(path) -> None:
    assert removed(path.name, path.read_bytes()) == []


@pytest.mark.parametrize("path", [path for path in KEPT if path.suffix == ".txt"], ids=lambda path: path.name)
def test_the_furniture_of_a_page_takes_nothing_along(path) -> None:
    page = "\n".join((*ABOVE, path.read_text("utf-8").strip(), *BELOW))
    assert {text.strip() for text in removed(path.name, page.encode())} == {*ABOVE, *BELOW}
