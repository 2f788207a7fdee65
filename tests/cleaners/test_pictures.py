"""Pictures that advertise go and can be brought back; all others stay."""

import pytest

from publish.cleaners import clean, restore
from publish.diagnostics import Span
from publish.model.raw import Hints, ImagePlace, RawBlock, RawDocument

ADVERTISING = (
    "扫码关注公众号",
    "公众号二维码",
    "长按识别二维码关注我们",
    "客服微信二维码",
    "扫一扫加群领取资料",
    "赞赏码",
    "微信扫码关注，免费下载全套范文",
    "掃碼關注公眾號",
)
ORDINARY = (
    "",
    "会议现场",
    "图1　全县生产总值走势",
    "图2 微信公众号二维码",
    "某县政务服务公众号二维码",
    "群众扫码登记",
    "会议签到二维码",
    "我县开展扫码点餐专项检查",
    "机构框架图",
    "image1.png",
    "二维码门牌样式",
)


def document(alt: str = "", caption: str = "") -> RawDocument:
    picture = RawBlock(caption, Span("a.md", 2), Hints(image=ImagePlace("abc", alt)))
    texts = (RawBlock("今年以来，各项工作取得了新的成效。", Span("a.md", number)) for number in (1, 3))
    first, last = texts
    return RawDocument("a.md", "md", (first, picture, last))


@pytest.mark.parametrize("words", ADVERTISING)
@pytest.mark.parametrize("place", ["alt", "caption"])
def test_a_picture_that_advertises_goes_and_can_be_brought_back(words, place):
    source = document(**{"alt": "", place: words})
    cleaned = clean(source).value
    assert cleaned.document.blocks[1].hints.image is None
    assert not cleaned.document.blocks[1].text
    (edit,) = cleaned.edits
    assert (edit.rule, edit.reason) == ("C419", f"picture that advertises: {words}")
    assert restore(cleaned) == source


@pytest.mark.parametrize("words", ORDINARY)
@pytest.mark.parametrize("place", ["alt", "caption"])
def test_other_pictures_stay(words, place):
    source = document(**{"alt": "", place: words})
    assert clean(source).value.document.blocks[1].hints.image == source.blocks[1].hints.image
