"""What stands around the article of a web page: above its title and below its last paragraph, made of other elements.

No name of a class decides, but where a thing stands, what it is made of, and that it says nothing in sentences.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from publish.model.raw import Align
from publish.readers.html.styles import look_of

_SENTENCE = re.compile("[。！？][”’」』）)]?\\s*$|。")
_OWN = re.compile(
    r"附\s?[件表图]?\s?\d*\s?(?:[：:]|$|[.．、]?《)|附件\d|抄送|抄报|主题词|联系|[（(].*[）)]$|.{0,20}[〔\[]\d{4}[〕\]]|.*(?:\d{4}|[二〇○零]{2}[〇○零一二三四五六七八九]{2})\s*年.{1,6}月.{0,4}日?$"
    r"|.{2,24}(?:局|办公室|委员会|政府|办事处|中心|委|厅|部|院|校|公司|支部|处|站|所|集团|学会|协会)$"
)
"""How the lines of an office document above and below its text begin or look."""
_FILE = re.compile(r"[.](?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar)(?:$|[?#])", re.IGNORECASE)
_CONTROLS = ("a", "button", "input", "form", "script", "iframe", "select", "textarea")
_NEVER = frozenset(("p", "figure", "img", "blockquote", "pre", "hr", "ol", "dl", "article", "main", "header"))
_NEVER |= frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6"))
_INDEX = re.compile("索引号|信息索引|主题分类|信息分类|公开(?:方式|形式|时限|类别)")
"""A table above the title that holds these is the index card of a page of an office."""
_TITLES = ("h1", "h2", "h3")
_PARAGRAPHS = 3
"""An article has at least so many paragraphs with sentences."""
_LARGEST = 400
"""What has more characters is no furniture, whatever it is made of."""


def outside_article(root: _Element) -> frozenset[_Element]:
    """The elements of a page that stand around its article; none when it does not look like a page with one."""
    paragraphs = _article(root)
    if len(paragraphs) < _PARAGRAPHS or next(root.iter(*_CONTROLS), None) is None:
        return frozenset()
    above = list(_beside(_title(root, paragraphs[0]), before=True))
    below = _beside(paragraphs[-1], before=False)
    cards = (element for element in above if element.tag == "table" and _INDEX.search(_text(element)))
    return frozenset((*cards, *(element for element in (*above, *below) if _is_furniture(element))))


def _article(root: _Element) -> list[_Element]:
    """The paragraphs with sentences among the children of the element that holds most text in paragraphs."""
    held: dict[_Element, list[_Element]] = {}
    for paragraph in root.iter("p"):
        holder = paragraph.getparent()
        if holder is not None and _SENTENCE.search(_text(paragraph)):
            held.setdefault(holder, []).append(paragraph)
    return max(held.values(), key=lambda found: sum(len(_text(one)) for one in found), default=[])


def _title(root: _Element, first: _Element) -> _Element:
    """The heading above the first paragraph: the only one of its kind, or the first; else the paragraph itself."""
    above: list[_Element] = []
    for element in root.iter("p", *_TITLES):
        if element is first:
            break
        if element.tag != "p" and _text(element):
            above.append(element)
    return next((element for tag in _TITLES for element in above if element.tag == tag), first)


def _beside(element: _Element, *, before: bool) -> Iterator[_Element]:
    """The elements before or behind one, those around its parents too."""
    inner: _Element | None = element
    while inner is not None and inner.tag not in ("body", "html"):
        yield from inner.itersiblings("*", preceding=before)
        inner = inner.getparent()


def _is_furniture(element: _Element) -> bool:
    text = _text(element)
    if element.tag in _NEVER or len(text) > _LARGEST or look_of(element).align is Align.RIGHT:
        return False
    if any(_FILE.search(link.get("href") or "") for link in element.iter("a")):
        return False
    return not _SENTENCE.search(text) and not _OWN.match(text)


def _text(element: _Element) -> str:
    return "".join("".join(str(part) for part in element.itertext()).split())
