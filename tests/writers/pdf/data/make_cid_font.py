"""Makes cid.otf, a font with CFF outlines that is keyed by CIDs, whose CIDs are not the numbers of its glyphs.

python make_cid_font.py   # needs fontTools, which the project itself does not
"""

from pathlib import Path

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, PrivateDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

# Left, right, bottom, top of a box of ink, and the advance; thousandths of an em.
BOXES = {
    " ": (0, 0, 0, 0, 250),
    "国": (60, 940, -60, 820, 1000),
    "一": (60, 940, 350, 420, 1000),
    "二": (60, 940, 100, 170, 1000),
    "三": (60, 940, 0, 70, 1000),
    "，": (80, 250, -120, 100, 1000),
    "。": (80, 330, -60, 180, 1000),
    "、": (80, 280, -60, 140, 1000),
    "《": (560, 940, 0, 780, 1000),
    "》": (60, 440, 0, 780, 1000),
    "（": (700, 940, -60, 840, 1000),
    "）": (60, 300, -60, 840, 1000),
    "1": (100, 400, 0, 700, 500),
    "a": (40, 400, 0, 480, 444),
    "i": (60, 200, 0, 680, 260),
}
FIRST_CID = 100
STEP = 7


def box(char: str) -> object:
    """The outline of a character."""
    left, right, bottom, top, advance = BOXES[char]
    pen = T2CharStringPen(advance, None)
    if right > left:
        pen.moveTo((left, bottom))
        for point in ((right, bottom), (right, top), (left, top)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString()


def main() -> None:
    """Writes the font beside this file."""
    names = {char: f"cid{FIRST_CID + STEP * number:05}" for number, char in enumerate(BOXES)}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    outlines = {".notdef": T2CharStringPen(1000, None).getCharString(), **{names[char]: box(char) for char in BOXES}}
    builder.setupCFF("PublishCID-Regular", {"FullName": "Publish CID"}, outlines, {})
    builder.setupHorizontalMetrics(
        {".notdef": (1000, 0), **{names[char]: (BOXES[char][4], BOXES[char][0]) for char in BOXES}}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Publish CID", "styleName": "Regular", "psName": "PublishCID-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    key_by_cids(builder)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(Path(__file__).with_name("cid.otf"))


def key_by_cids(builder: FontBuilder) -> None:
    """Turns the one dictionary of private values into an array of one, which makes the font keyed by CIDs."""
    top = builder.font["CFF "].cff.topDictIndex[0]
    top.ROS = ("Adobe", "Identity", 0)
    font_dict = FontDict()
    font_dict.Private = PrivateDict()
    font_dict.Private.defaultWidthX, font_dict.Private.nominalWidthX = 1000, 0
    font_dict.FontName = "PublishCID-Regular-0"
    array = FDArrayIndex()
    array.append(font_dict)
    array.strings = None
    array.GlobalSubrs = top.GlobalSubrs
    top.FDArray = array
    select = FDSelect()
    select.format = 3
    select.gidArray = [0] * len(top.charset)
    top.FDSelect = select
    del top.Private
    top.rawDict.pop("Private", None)
    strings = top.CharStrings
    strings.fdArray, strings.fdSelect = array, select
    if hasattr(strings, "private"):
        del strings.private
    for string in (strings[name] for name in top.charset):
        string.private = font_dict.Private


if __name__ == "__main__":
    main()
