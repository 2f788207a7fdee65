"""Word files (.docx)."""

from collections.abc import Iterator

import msgspec
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import Diagnostic, Outcome, PublishError, Span, error, info
from publish.model.ports import Source
from publish.model.raw import Claims, Origin, RawBlock, RawDocument, Reading
from publish.readers.docx.names import RELATION_ID, w
from publish.readers.docx.package import open_package
from publish.readers.docx.paragraph import key_of
from publish.readers.docx.source import NOTE_PARTS, WordSource, part_root
from publish.readers.docx.story import Story
from publish.readers.images import Gallery

# Names that programs put into the properties of every file they make: nobody's name.
_PROGRAMS = frozenset(
    ("python-docx", "docx4j", "openpyxl", "user", "admin", "administrator", "microsoft", "microsoft office user")
)
_PROGRAMS |= frozenset(("windows user", "windows 用户", "微软用户", "微软中国", "unknown", "author", "un-named"))
_TEMPLATE_TITLES = frozenset(("word document", "untitled", "无标题", "document"))


def read_docx(source: Source) -> Outcome[Reading]:
    """The blocks of a Word file: body, the notes called in it, headers, footers.

    Lines of spans count the paragraphs. Raises PublishError when the file is damaged, too large or no Word file.
    """
    document = open_package(source.data, source.path, source.limits)
    gallery = Gallery(source)
    try:
        word = WordSource(document, source.path, gallery)
        blocks = tuple(_blocks(word, document))
    except (etree.LxmlError, KeyError, ValueError, RecursionError) as problem:
        advice = "open it in Word, WPS or LibreOffice and save it anew"
        message = f"is damaged: {str(problem).splitlines()[0][:120] if str(problem) else type(problem).__name__}"
        raise PublishError([error("R002", message, Span(source.path), advice)]) from problem
    claims = msgspec.structs.replace(_claims(document), complete=word.own is not None)
    raw = RawDocument(source.path, "docx", blocks, claims)
    return Outcome(Reading(raw, gallery.assets), (*gallery.diagnostics, *_told(word)))


def _blocks(word: WordSource, document: WordDocument) -> Iterator[RawBlock]:
    body = document.element.find(w("body"))
    if body is not None:
        yield from Story(word, word.part).read(body)
    yield from _notes(word)
    yield from _page_furniture(word, document.element, "headerReference", Origin.HEADER)
    yield from _page_furniture(word, document.element, "footerReference", Origin.FOOTER)


def _notes(word: WordSource) -> Iterator[RawBlock]:
    """The notes in the order of their calls; a note may call others while it is read."""
    roots = {kind: _by_id(word.related(relation), kind) for kind, relation in NOTE_PARTS.items()}
    read: set[tuple[str, str]] = set()
    at = 0
    while at < len(word.notes):
        kind, number = word.notes[at]
        at += 1
        part, notes = roots[kind]
        if (kind, number) in read or part is None or number not in notes:
            continue
        read.add((kind, number))
        yield from Story(word, part, note=key_of(kind, number)).read(notes[number])


def _by_id(part: Part | None, kind: str) -> tuple[Part | None, dict[str, _Element]]:
    if part is None:
        return None, {}
    return part, {element.get(w("id"), ""): element for element in part_root(part).findall(w(kind))}


def _page_furniture(word: WordSource, root: _Element, reference: str, origin: Origin) -> Iterator[RawBlock]:
    """Headers or footers of all sections, each once."""
    seen: set[str] = set()
    for element in root.iter(w(reference)):
        relation = word.part.rels.get(element.get(RELATION_ID, ""))
        if relation is None or relation.is_external or str(relation.target_part.partname) in seen:
            continue
        part = relation.target_part
        seen.add(str(part.partname))
        yield from Story(word, part, origin).read(part_root(part))


def _claims(document: WordDocument) -> Claims:
    """The document properties. Their dates are those of the file, not of the text, and are left out."""
    relations = document.part.package.rels.values()
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in relations):
        return Claims()  # the library would make them up
    try:
        properties = document.core_properties
        title, author = properties.title.strip(), properties.author.strip()
        language = properties.language.strip()
    except (ValueError, AttributeError):
        return Claims()
    return Claims(
        title="" if title.lower() in _TEMPLATE_TITLES else title,
        author="" if author.lower() in _PROGRAMS else author,
        language=language,
    )


def _told(word: WordSource) -> Iterator[Diagnostic]:
    span = Span(word.path)
    if word.own:
        advice = "give the titles of its parts as 'part' in the manifest"
        yield info(
            "R043", "is a book of this program: cover, contents and last page are not read as text", span, advice
        )
    if word.comments:
        yield info("R040", f"{word.comments} comments are left out", span)
    if word.changes:
        yield info("R041", f"{word.changes} tracked changes are taken as accepted", span)
