"""Pictures: their parts in the package, their size on the page, the drawing in the text."""

from docx.opc.constants import RELATIONSHIP_TYPE

from publish.diagnostics import Span, warning
from publish.model.raw import Asset
from publish.units import Length
from publish.writers.docx.draft import Story
from publish.writers.docx.markup import escape

# What every Word since 2007 shows, and the suffix of such a part.
_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
}
_EMU_PER_PIXEL = 6350  # at 144 to the inch, as in print
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE_SPACES = f'xmlns:wp="{_SHAPES}/wordprocessingDrawing" xmlns:a="{_SHAPES}/main" xmlns:pic="{_SHAPES}/picture"'


def place_picture(digest: str, story: Story, span: Span | None = None) -> str | None:
    """The id of the relationship to the picture's part; None, and a message, when Word could not show it."""
    draft = story.draft
    asset = draft.manuscript.assets.get(digest)
    suffix = _SUFFIXES.get(asset.media_type) if asset else None
    if asset is None or suffix is None:
        what = f"it is {asset.media_type}" if asset else "its file was not read"
        hint = "give the picture as PNG or JPEG"
        draft.report(warning("W203", f"a picture is missing in the Word file: {what}", span, hint))
        return None
    name = draft.media.setdefault(digest, f"/word/media/{digest[:24]}.{suffix}")
    return story.relations.to_part(RELATIONSHIP_TYPE.IMAGE, name)


def fitted(asset: Asset, width: int, height: int, box: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture, EMU: as wanted, or as its pixels say, made smaller until it fits the box."""
    wide = width or asset.width * _EMU_PER_PIXEL or box[0]
    high = height or wide * max(asset.height, 1) // max(asset.width, 1)
    if width == 0 and height:
        wide = height * max(asset.width, 1) // max(asset.height, 1)
    scale = min(1.0, box[0] / wide, box[1] / high)
    return max(round(wide * scale), 1), max(round(high * scale), 1)


def inline_picture(relation: str, number: int, size: tuple[int, int], alt: str) -> str:
    """A run with a picture that stands in the line."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{_extent(size)}'
        f"{_frame(relation, number, size, alt)}</wp:inline></w:drawing></w:r>"
    )


def page_picture(relation: str, number: int, size: tuple[int, int], page: tuple[Length, Length], alt: str) -> str:
    """A run with a picture in the middle of the paper, behind the text."""
    places = "".join(
        [
            f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{(whole - own) // 2}</wp:posOffset>'
            f"</wp:position{axis}>"
            for axis, whole, own in zip("HV", page, size, strict=True)
        ]
    )
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{places}{_extent(size)}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_frame(relation, number, size, alt)}</wp:anchor></w:drawing></w:r>"
    )


def _extent(size: tuple[int, int]) -> str:
    return f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>'


def _frame(relation: str, number: int, size: tuple[int, int], alt: str) -> str:
    name, text = f"图片 {number}", escape(alt)
    return (
        f'<wp:docPr id="{number}" name="{name}" descr="{text}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_SHAPES}/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
