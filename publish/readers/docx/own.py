"""Word files that this program made: what each block is, told by the id of its style, which editing in Word keeps."""

import re

import msgspec

from publish.model.document import Role
from publish.model.raw import CAPTION, SUBTITLE, VERSE, Hints, ListPlace, MarkKind, Origin

# Styles of which no other program has all.
_SIGNS = frozenset(("BookTable", "CoverLine", "ColophonTitle", "CaptionedFigure"))
_FRONT = frozenset(
    (
        "Title",
        "Subtitle",
        "CoverLine",
        "CoverBandTop",
        "CoverBandBottom",
        "TOCHeading",
        "TableOfFigures",
        "Colophon",
        "ColophonTitle",
    )
)
_NOTHING = frozenset(("TableSpace", "Separator"))
_NAMED = {
    "Salutation": Role.SALUTATION.value,
    "Addressee": Role.ADDRESSEE.value,
    "CopyNumber": Role.COPY_NUMBER.value,
    "Secrecy": Role.SECRECY.value,
    "Urgency": Role.URGENCY.value,
    "Masthead": Role.MASTHEAD.value,
    "LetterMasthead": Role.LETTER_MASTHEAD.value,
    "Signatory": Role.SIGNATORY.value,
    "OrderNumber": Role.ORDER_NUMBER.value,
    "Attendance": Role.ATTENDANCE.value,
    "DocumentNumber": Role.DOCUMENT_NUMBER.value,
    "Byline": Role.BYLINE.value,
    "Dateline": Role.DATELINE.value,
    "Signature": Role.SIGNATURE.value,
    "Date": Role.DATE.value,
    "AttachmentNote": Role.ATTACHMENT_NOTE.value,
    "AttachmentMark": Role.ATTACHMENT_MARK.value,
    "Remark": Role.REMARK.value,
    "Copies": Role.COPIES.value,
    "Imprint": Role.IMPRINT.value,
    "Contact": Role.CONTACT.value,
    "Centered": Role.CENTERED.value,
    "DocumentSubtitle": SUBTITLE,
    "Verse": VERSE,
    "Caption": CAPTION,
    "TableCaption": CAPTION,
}
_VARIANT = re.compile(r"Variant\d+$")  # of a style, with another look in one place of an official document
_HEADING = re.compile(r"(Outside)?(RunIn)?Heading([1-9])")
_NUMBERED = re.compile(r"(TOC|Quote|ListContinue)([2-9]?)")
_LOOKS = re.compile(r"((?:Outside)?RunInHeading[1-9]Char)|(Emphasis)|(Strong)|(HTMLCode)|(Superscript)|(Subscript)|.")
_KINDS = (
    MarkKind.EMPHASIS,
    MarkKind.STRONG,
    MarkKind.CODE,
    MarkKind.SUPERSCRIPT,
    MarkKind.SUBSCRIPT,
)


def is_own(styles: frozenset[str]) -> bool:
    """Whether a file with styles of these ids is one of ours."""
    return styles >= _SIGNS


class OwnStyles:
    """Reads the styles of one file of ours, to be asked for its blocks in their order."""

    def __init__(self, styles: frozenset[str]) -> None:
        # Run-in headings begin one level below documents, which are on the second where there are parts.
        self._chapter = 1 if "RunInHeading2" in styles else 2
        self._closed = False  # the colophon has begun
        self._last: list[ListPlace] = []  # the last item of each level

    def hints(self, style: str, hints: Hints) -> Hints | None:
        """The hints of a block in this style; None for paragraphs that hold nothing but space."""
        style = _VARIANT.sub("", style)
        if style in _NOTHING:
            return None
        self._closed = self._closed or style == "ColophonTitle"
        if style in _FRONT or style.startswith("TOC") or (self._closed and hints.note is None):
            return msgspec.structs.replace(hints, origin=Origin.NAVIGATION, style="", level=None)
        heading = _HEADING.fullmatch(style)
        if heading:
            return self._heading(heading, hints)
        return self._block(style, msgspec.structs.replace(hints, style=_NAMED.get(style, ""), level=None))

    def _heading(self, found: re.Match[str], hints: Hints) -> Hints:
        level = self._level(found)
        self._last = []
        if level < 0:  # parts are made by the manifest, not by documents
            return msgspec.structs.replace(hints, origin=Origin.NAVIGATION, style="", level=None)
        if found[2]:
            return msgspec.structs.replace(hints, style="", level=None)
        return msgspec.structs.replace(hints, style="", level=level, page_break_before=level == 0)

    def _level(self, found: re.Match[str]) -> int:
        return int(found[3]) - (1 if found[1] else self._chapter)

    def _block(self, style: str, hints: Hints) -> Hints:
        numbered = _NUMBERED.fullmatch(style)
        depth = int(numbered[2] or 1) if numbered else 0
        if style == "SourceCode":
            return msgspec.structs.replace(hints, code="")
        if style == "SceneBreak":
            return msgspec.structs.replace(hints, rule=True)
        if numbered and numbered[1] == "Quote":
            return msgspec.structs.replace(hints, quote=depth)
        if style == "TableHeader" and hints.cell:
            return msgspec.structs.replace(hints, cell=msgspec.structs.replace(hints.cell, header=True))
        if hints.list:
            self._last = [*self._last[: hints.list.level], hints.list]
        elif numbered and len(self._last) >= depth:
            return msgspec.structs.replace(hints, list=self._last[depth - 1])
        return hints

    def lead(self, style: str) -> str:
        """The level of the run-in heading that all of a paragraph in this style is; '' when it is none."""
        found = _HEADING.fullmatch(style)
        return str(self._level(found)) if found and found[2] else ""

    def marks(self, style: str) -> list[tuple[MarkKind, str]]:
        """The marks that a character style stands for; it joins the names of several when they meet."""
        marks = []
        for found in _LOOKS.finditer(style):
            if found[1]:
                heading = _HEADING.match(found[1])
                assert heading is not None
                marks.append((MarkKind.LEAD, str(self._level(heading))))
            elif found.lastindex:
                marks.append((_KINDS[found.lastindex - 2], ""))
        return marks
