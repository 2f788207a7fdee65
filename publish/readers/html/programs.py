"""Programs in web pages."""

from lxml.etree import _Element


def program_language(pre: _Element) -> str | None:
    """The language of a program in preformatted text, empty when not named; None when it is no program.

    HTML marks a program by a `code` element that is all the content, and its language by a class 'language-…'
    (HTML Standard, 4.4.3 and 4.5.15).
    """
    if len(pre) != 1 or pre[0].tag != "code" or (pre.text or "").strip() or (pre[0].tail or "").strip():
        return None
    names = (pre[0].get("class") or "").split()
    return next((name.removeprefix("language-") for name in names if name.startswith("language-")), "")
