"""Font files cut down to some characters, for formats that carry type along."""

from collections.abc import Iterable

import uharfbuzz as hb

from publish.fontbook import Face

_LICENCE = {hb.OTNameIdPredefined.LICENSE, hb.OTNameIdPredefined.LICENSE_URL}  # names and copyright stay anyway
# OS/2 fsType: not to be embedded, not to be cut down, to be embedded as pictures only
_RESTRICTED = 0x0002 | 0x0100 | 0x0200


def cut_face(face: Face, characters: Iterable[str]) -> bytes:
    """The font file with these characters only, without hints; forms for vertical lines, names and terms are kept.

    Characters that the face does not have are passed over.
    """
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(set(map(ord, characters)))
    wanted.sets(hb.SubsetInputSets.NAME_ID).update(_LICENCE)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    data: bytes = hb.SubsetPlan(face.font.face, wanted).execute().blob.data
    return data


def may_travel(face: Face) -> bool:
    """Whether the font file allows that documents carry it along, cut down."""
    table = face.font.face.reference_table("OS/2").data
    return len(table) >= 10 and not int.from_bytes(table[8:10], "big") & _RESTRICTED
