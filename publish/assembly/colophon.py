"""The last page: which material the book was made of, by what, and how much was changed."""

from collections.abc import Iterable

import msgspec

from publish import __version__
from publish.assembly.provenance import AssembledSource
from publish.languages import Tongue, tongue_of
from publish.model.book import BookMetadata
from publish.model.document import Block, Cell, Paragraph, Row, Table, Text

_DIGEST_SHOWN = 12  # hexadecimal digits; enough to tell files apart by eye


class _Wording(msgspec.Struct, frozen=True):
    """The colophon in one language."""

    title: str
    summary: str
    left_out: str
    made: str
    rights: str
    identifier: str
    columns: tuple[str, str, str, str]


_SIMPLIFIED = _Wording(
    title="编印说明",
    summary="本书由{sources}份材料汇编，收文{documents}篇，共{characters}字。材料来源及整理情况如下：",
    left_out="另有{left_out}篇与所收文件基本相同，未收。",
    made="本书由 publish {version} 整理排印。",
    rights="版权：{rights}",
    identifier="标识：{identifier}",
    columns=("材料", "SHA-256（前12位）", "字符数", "整理处数"),
)
_TRADITIONAL = _Wording(
    title="編印說明",
    summary="本書由{sources}份材料彙編，收文{documents}篇，共{characters}字。材料來源及整理情況如下：",
    left_out="另有{left_out}篇與所收文件基本相同，未收。",
    made="本書由 publish {version} 整理排印。",
    rights="版權：{rights}",
    identifier="標識：{identifier}",
    columns=("材料", "SHA-256（前12位）", "字元數", "整理處數"),
)
_ENGLISH = _Wording(
    title="Colophon",
    summary="Sources: {sources}. Documents: {documents}. Characters: {characters}.",
    left_out="Documents left out because they are nearly the same as others: {left_out}.",
    made="Prepared and set with publish {version}.",
    rights="Rights: {rights}",
    identifier="Identifier: {identifier}",
    columns=("Source", "SHA-256 (first 12 digits)", "Characters", "Changes"),
)
_WORDINGS = {Tongue.SIMPLIFIED: _SIMPLIFIED, Tongue.TRADITIONAL: _TRADITIONAL}


def colophon_title(language: str) -> str:
    """The heading of the colophon in the language of the book (BCP 47)."""
    return _wording(language).title


def colophon(metadata: BookMetadata, sources: tuple[AssembledSource, ...], printed: int) -> tuple[Block, ...]:
    """The provenance: counts, a table with name, digest, characters and changes of each source, and the program.

    `printed` is the number of documents in the book; the sources may hold more.
    """
    wording = _wording(metadata.language)
    left_out = sum(len(source.structured.documents) for source in sources) - printed
    characters = sum(source.characters for source in sources)
    facts = {"sources": len(sources), "documents": printed, "characters": characters}
    closing = [wording.left_out.format(left_out=left_out)] if left_out else []
    closing += [wording.made.format(version=__version__)]
    if metadata.rights:
        closing.append(wording.rights.format(rights=metadata.rights))
    closing.append(wording.identifier.format(identifier=metadata.identifier))
    return (
        _paragraph(wording.summary.format(**facts)),
        _table(wording.columns, sources),
        *map(_paragraph, closing),
    )


def _wording(language: str) -> _Wording:
    return _WORDINGS.get(tongue_of(language), _ENGLISH)


def _table(columns: Iterable[str], sources: Iterable[AssembledSource]) -> Table:
    rows = [_row((s.file.name, s.digest[:_DIGEST_SHOWN], str(s.characters), str(s.edits))) for s in sources]
    return Table((_row(columns, header=True), *rows), header_rows=1)


def _row(texts: Iterable[str], *, header: bool = False) -> Row:
    return Row(tuple(Cell((_paragraph(text),), header=header) for text in texts))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))
