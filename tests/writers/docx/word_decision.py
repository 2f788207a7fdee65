"""What Word does when an editor accepts or rejects all tracked changes (ISO/IEC 29500-1, 17.13.5)."""

from lxml import etree
from word_package import W

_ADDED, _REMOVED = "ins", "del"


def accepted(part: bytes) -> etree._Element:
    """The part after all changes were accepted."""
    return _decided(part, kept=_ADDED, dropped=_REMOVED)


def rejected(part: bytes) -> etree._Element:
    """The part after all changes were rejected."""
    return _decided(part, kept=_REMOVED, dropped=_ADDED)


def _decided(part: bytes, kept: str, dropped: str) -> etree._Element:
    root = etree.fromstring(part)
    for paragraph in list(root.iter(W + "p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{_REMOVED}")
        if mark is not None and dropped == _REMOVED:
            _join_with_next(paragraph)
        elif mark is not None:
            mark.getparent().remove(mark)
    for change in list(root.iter(W + dropped)):
        change.getparent().remove(change)
    for change in list(root.iter(W + kept)):
        at = change.getparent().index(change)
        for run in reversed(change):
            change.getparent().insert(at, run)
        change.getparent().remove(change)
    for text in root.iter(W + "delText"):
        text.tag = W + "t"
    return root


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end is gone becomes the beginning of the next one, whose looks both have then."""
    following = paragraph.getnext()
    assert following is not None, "the last paragraph cannot go"
    assert following.tag == W + "p", "before a table no paragraph can go"
    at = 1 if following.find(W + "pPr") is not None else 0
    for run in reversed([child for child in paragraph if child.tag != W + "pPr"]):
        following.insert(at, run)
    paragraph.getparent().remove(paragraph)


def paragraph_texts(root: etree._Element) -> list[str]:
    """The text of each paragraph that has any, line breaks as line feeds."""
    signs = {W + "br": "\n", W + "tab": "\t"}
    names = (W + "t", W + "br", W + "tab")
    texts = ["".join(signs.get(e.tag, e.text or "") for e in p.iter(*names)) for p in root.iter(W + "p")]
    return [text for text in texts if text.strip()]
