"""Font files cut down to some characters, for formats that carry type along."""

from collections.abc import Iterable

import uharfbuzz as hb

from publish.fontbook import Face

_LICENCE = {hb.OTNameIdPredefined.LICENSE, hb.OTNameIdPredefined.LICENSE_URL}


def cut_face(face: Face, characters: Iterable[str], names: frozenset[hb.OTNameIdPredefined] = frozenset()) -> bytes:
    """The font file with these characters only, its licence and the forms for vertical lines kept, without hints.

    `names` are the entries of its table of names that are kept besides.

    Characters that the face does not have are passed over.
    """
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(set(map(ord, characters)))
    wanted.sets(hb.SubsetInputSets.NAME_ID).update(_LICENCE | names)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    data: bytes = hb.SubsetPlan(face.font.face, wanted).execute().blob.data
    return data
