"""The few words that an e-book needs beside its text, in the language of the book."""

import re

import msgspec

from publish.languages import Tongue, tongue_of


class Labels(msgspec.Struct, frozen=True):
    """Names of the parts of a book, as a reader sees or hears them."""

    cover: str
    title_page: str
    contents: str
    body: str
    colophon: str
    landmarks: str
    notes: str
    note: str
    back: str
    table: str
    image: str
    untitled: str
    empty: str
    editors: str
    summary: str
    described: str
    undescribed: str
    pages: str
    search: str
    results: str
    nothing: str
    next: str
    previous: str


SIMPLIFIED = Labels(
    cover="封面",
    title_page="书名页",
    contents="目录",
    body="正文",
    colophon="版权信息",
    landmarks="导览",
    notes="注释",
    note="注",
    back="返回正文",
    table="表格",
    image="插图",
    untitled="无题",
    empty="（本篇无内容）",
    editors="编",
    summary="全书文字可由读屏软件朗读，可放大并重新排列；各级标题有层次标记，目录可逐条跳转，阅读顺序明确。",
    described="图片均有文字说明。",
    undescribed="部分图片没有文字说明。",
    pages="页码",
    search="搜索",
    results="篇含有",
    nothing="没有找到",
    next="下一篇",
    previous="上一篇",
)
TRADITIONAL = Labels(
    cover="封面",
    title_page="書名頁",
    contents="目錄",
    body="正文",
    colophon="版權資訊",
    landmarks="導覽",
    notes="註釋",
    note="註",
    back="返回正文",
    table="表格",
    image="插圖",
    untitled="無題",
    empty="（本篇無內容）",
    editors="編",
    summary="全書文字可由讀屏軟體朗讀，可放大並重新排列；各級標題有層次標記，目錄可逐條跳轉，閱讀順序明確。",
    described="圖片均有文字說明。",
    undescribed="部分圖片沒有文字說明。",
    pages="頁碼",
    search="搜尋",
    results="篇含有",
    nothing="沒有找到",
    next="下一篇",
    previous="上一篇",
)
ENGLISH = Labels(
    cover="Cover",
    title_page="Title page",
    contents="Contents",
    body="Text",
    colophon="Colophon",
    landmarks="Landmarks",
    notes="Notes",
    note="Note",
    back="Back to the text",
    table="Table",
    image="Image",
    untitled="Untitled",
    empty="(This text is empty.)",
    editors="editor",
    summary="All text can be read aloud, enlarged and reflowed; headings are structured, every entry of the contents "
    "is a link, and the reading order is defined.",
    described="All images have text alternatives.",
    undescribed="Some images have no text alternatives.",
    pages="Pages",
    search="Search",
    results="texts contain",
    nothing="Nothing found",
    next="Next",
    previous="Previous",
)

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
_LABELS = {Tongue.SIMPLIFIED: SIMPLIFIED, Tongue.TRADITIONAL: TRADITIONAL}


def is_language(tag: str) -> bool:
    """Whether this is a language tag as books have them: language, script, region, variants (BCP 47, 2.1)."""
    return _TAG.fullmatch(tag) is not None


def labels_for(language: str) -> Labels:
    """The words for a book in this language; English where no others are known."""
    return _LABELS.get(tongue_of(language), ENGLISH)
