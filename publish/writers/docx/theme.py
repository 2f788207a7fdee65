"""The theme part. Nothing refers to it, since all faces and colours are named; but programs expect one."""

from publish.model.style import StyleRole, StyleSheet
from publish.writers.docx.markup import encode, escape

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "1F3A5F",
    "accent2": "8B0000",
    "accent3": "5B7F3B",
    "accent4": "B8860B",
    "accent5": "3B6E8F",
    "accent6": "6B4C7A",
    "hlink": "1F3A5F",
    "folHlink": "6B4C7A",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def write_theme(sheet: StyleSheet) -> bytes:
    """A theme with the faces of titles and body, plain lines and fills."""
    colors = "".join([f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>' for name, code in _COLORS.items()])
    faces = _faces("major", StyleRole.TITLE, sheet) + _faces("minor", StyleRole.BODY, sheet)
    looks = (
        f"<a:fillStyleLst>{3 * _FILL}</a:fillStyleLst><a:lnStyleLst>{3 * _LINE}</a:lnStyleLst>"
        f"<a:effectStyleLst>{3 * _EFFECT}</a:effectStyleLst><a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst>"
    )
    name = escape(sheet.name)
    return encode(
        f'<a:theme xmlns:a="{_DRAWING}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colors}</a:clrScheme><a:fontScheme name="{name}">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="{name}">{looks}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _faces(kind: str, role: StyleRole, sheet: StyleSheet) -> str:
    family = sheet.families[sheet.text[role].font]
    latin, eastern = escape(family.latin), escape(family.office)
    return (
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{eastern}"/><a:cs typeface="{latin}"/>'
        f"</a:{kind}Font>"
    )
