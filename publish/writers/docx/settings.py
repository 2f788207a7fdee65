"""Settings and font table: how Word sets Chinese, and which kinds of faces the names stand for."""

from collections.abc import Mapping

from publish.model.style import StyleRole, StyleSheet
from publish.units import Length, to_twips
from publish.writers.docx.embedding import Embedded
from publish.writers.docx.markup import attributes, part, value
from publish.writers.docx.notes import CONTINUED, SEPARATOR_LINE
from publish.writers.docx.styles import languages

_WORD = "http://schemas.microsoft.com/office/word"
_MODE = "15"  # Word 2013 and later: no compatibility mode
# What Word itself writes into a new Chinese document; lines ended by hand in justified text are not spread.
_COMPATIBILITY = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "useFELayout",
)
_MODERN = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)
_GB2312 = "86"  # character set of simplified Chinese faces


def write_settings(sheet: StyleSheet, language: str, *, sides_differ: bool, embeds: bool) -> bytes:
    """The settings part; `sides_differ` says whether even pages look different, `embeds` whether type travels along.

    Fields are not updated on opening: all results are there.
    """
    embedding = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if embeds else ""
    margins = "<w:mirrorMargins/>" if sheet.page.mirrored else ""
    sides = "<w:evenAndOddHeaders/>" if sides_differ else ""
    tab = to_twips(Length(2 * sheet.text[StyleRole.BODY].size))
    lines = "".join([f"<w:footnote{attributes({'id': number})}/>" for number in (SEPARATOR_LINE, CONTINUED)])
    return part(
        "settings",
        f"{embedding}{margins}{value('defaultTabStop', tab)}{sides}"
        f"{value('characterSpacingControl', 'compressPunctuation')}"
        f"<w:footnotePr>{lines}</w:footnotePr>{_compatibility()}"
        f"<w:themeFontLang{attributes(languages(language))}/>"
        f"{value('decimalSymbol', '.')}{value('listSeparator', ',')}",
    )


def _compatibility() -> str:
    switches = "".join([f"<w:{name}/>" for name in _COMPATIBILITY])
    modern = "".join([_setting(name, "1") for name in _MODERN])
    return f"<w:compat>{switches}{_setting('compatibilityMode', _MODE)}{modern}</w:compat>"


def _setting(name: str, content: str) -> str:
    return f"<w:compatSetting{attributes({'name': name, 'uri': _WORD, 'val': content})}/>"


def write_font_table(sheet: StyleSheet, embedded: Mapping[str, Embedded]) -> bytes:
    """The font table: a program that lacks a face sees that it is one for Chinese.

    `embedded` are the faces that travel along, by the id of the relationship to their file.
    """
    families = sheet.families.values()
    eastern = dict.fromkeys(family.office for family in families)
    western = [name for name in dict.fromkeys(family.latin for family in families) if name not in eastern]
    return part("fonts", "".join([*[_eastern(name, embedded) for name in eastern], *map(_western, western)]))


def _eastern(name: str, embedded: Mapping[str, Embedded]) -> str:
    own = [(identity, face) for identity, face in embedded.items() if face.name == name]
    also = "".join([value("altName", face.instead_of) for _, face in own[:1]])
    files = sorted(
        (face.bold, f' r:id="{identity}"{attributes({"fontKey": face.key, "subsetted": 1})}') for identity, face in own
    )
    embeds = "".join([f"<w:embed{'Bold' if bold else 'Regular'}{file}/>" for bold, file in files])
    about = f"{also}{value('charset', _GB2312)}{value('pitch', 'variable')}{embeds}"
    return f"<w:font{attributes({'name': name})}>{about}</w:font>"


def _western(name: str) -> str:
    return f"<w:font{attributes({'name': name})}>{value('charset', '00')}{value('pitch', 'variable')}</w:font>"
