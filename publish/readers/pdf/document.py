"""A PDF file as blocks: one for each line, as it stands on its page; notes where they belong."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from publish.diagnostics import Diagnostic, Outcome, PublishError, Span, error, info, warning
from publish.model.ports import Source
from publish.model.raw import Align, Claims, Hints, MarkKind, Origin, RawBlock, RawDocument, Reading
from publish.readers.lines import joint
from publish.readers.marked import MarkedText
from publish.readers.pdf.furniture import find_furniture
from publish.readers.pdf.lines import PageLines, PdfLine, find_lines
from publish.readers.pdf.notes import find_notes, sign_of
from publish.readers.pdf.pages import Layers, read_layers

_SCAN = 4  # characters of a page, on average, below which a file with images is taken for a scan
_LARGE_GAP = 1.6  # times the usual distance of lines: a gap
_FILE_TITLE = re.compile(r"\.(?:docx?|wps|pdf|indd|tmp)\b|^(?:Microsoft Word|untitled|无标题|文档\d*$)", re.IGNORECASE)
_SHOWN = 10  # pages that a message names
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
_RECOGNISE = "let a program for text recognition (OCR) make text of it, and read that"


class Measure(msgspec.Struct, frozen=True):
    """How the body is set: its edges in points, the size of its letters, the distance of its lines."""

    left: float
    right: float
    size: float
    distance: float


def read_document(source: Source) -> Outcome[Reading]:
    """The lines of a PDF file; those broken at the edge of the page are put together by structure.

    Lines of spans are numbered through each page, the page is said in the path. Raises PublishError when the file is
    damaged, too large, protected or has no text layer.
    """
    layers = read_layers(source.data, source.path, source.limits)
    told = _check(layers, source.path)
    found = [find_lines(page, number) for number, page in enumerate(layers.pages, 1)]
    size = _most([line.size for page in found for line in page.lines for _ in line.text])
    pages = [(page.height, own.lines) for page, own in zip(layers.pages, found, strict=True)]
    furniture = find_furniture(pages, size)
    text = [[line for line in page.lines if line not in furniture] for page in found]
    measure = _measure([line for lines in text for line in lines], size)
    blocks: list[RawBlock] = []
    for page, own in zip(found, text, strict=True):
        blocks += _blocks(page.lines, furniture, _on_page(own, measure), source.path)
        blocks += [
            RawBlock(line.text, _span(line, 1, source.path), Hints(origin=Origin.HEADER)) for line in page.across
        ]
    told += _tables_told(found, source.path)
    title = "" if _FILE_TITLE.search(layers.title) else layers.title
    document = RawDocument(source.path, "pdf", tuple(blocks), Claims(title=title))
    return Outcome(Reading(document), tuple(told))


def _check(layers: Layers, path: str) -> list[Diagnostic]:
    """What there is to say about the text layer. Raises PublishError R071 when there is none."""
    known = sum(1 for page in layers.pages for glyph in page.glyphs if glyph.text.strip())
    unknown = sum(page.unknown for page in layers.pages)
    images = sum(page.images for page in layers.pages)
    if unknown > known:
        message = "the file does not say which characters its letters are; its text cannot be read"
        raise PublishError([error("R071", message, Span(path), _RECOGNISE)])
    if not known or (images and known < _SCAN * len(layers.pages)):
        message = f"the file has no text layer: {len(layers.pages)} pages, {images} images, {known} characters"
        raise PublishError([error("R071", message, Span(path), _RECOGNISE)])
    told = []
    if unknown:
        told.append(
            warning("R072", f"{unknown} letters mean no known character and are missing", Span(path), _RECOGNISE)
        )
    if images:
        told.append(info("R073", f"{images} images are left out", Span(path), "use the Word file if there is one"))
    return told


def _tables_told(pages: Sequence[PageLines], path: str) -> list[Diagnostic]:
    numbers = [str(number) for number, page in enumerate(pages, 1) if page.tabular]
    if not numbers:
        return []
    message = f"what looks like a table is read as lines, on page {', '.join(numbers[:_SHOWN])}"
    message += f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return [warning("R075", message, Span(path), "use the Word file if there is one")]


def _on_page(lines: Sequence[PdfLine], measure: Measure) -> Measure:
    """The measure with the edges of one page: left and right pages of a book differ."""
    body = [line for line in lines if abs(line.size - measure.size) < 1]
    widest = max(body, key=lambda line: line.right - line.left, default=None)
    full = 0.8 * (measure.right - measure.left)
    if widest is None or widest.right - widest.left < full:
        return measure
    wide = [line for line in body if line.right - line.left >= full]
    left = min(line.left for line in wide)
    return msgspec.structs.replace(measure, left=left, right=max(line.right for line in wide))


def _measure(lines: Sequence[PdfLine], size: float) -> Measure:
    """The measure of the body, by what is most frequent."""
    body = [line for line in lines if abs(line.size - size) < 1]
    gaps = [
        round(above.middle - below.middle, 1)
        for above, below in pairwise(body)
        if above.page == below.page and above.middle > below.middle
    ]
    left, right = _most([round(line.left) for line in body]), _most([round(line.right) for line in body])
    return Measure(left, right, size, _most(gaps) or size * 1.5)


def _most(values: Sequence[float]) -> float:
    """The most frequent value, the smallest of equally frequent ones; 0 when there is none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else 0.0


def _blocks(
    lines: Sequence[PdfLine], furniture: dict[PdfLine, Origin], measure: Measure, path: str
) -> Iterator[RawBlock]:
    """The blocks of one page, its notes after its text."""
    above: PdfLine | None = None
    own = [line for line in lines if line not in furniture]
    notes = find_notes(own, measure.size)
    text = set(own[: len(own) - sum(len(note.lines) for note in notes)])
    keys = {note.sign: note.key for note in notes}
    for number, line in enumerate(lines, 1):
        if line in furniture:
            yield RawBlock(line.text, _span(line, number, path), Hints(origin=furniture[line]))
        elif line in text:
            gap = above is not None and above.middle - line.middle > _LARGE_GAP * measure.distance
            yield _block(line, gap=gap, keys=keys, measure=measure, span=_span(line, number, path))
            above = line
    for note in notes:
        words = _joined([line.text for line in note.lines])
        yield RawBlock(words, _span(note.lines[0], len(text) + 1, path), Hints(note=note.key))


def _joined(lines: Sequence[str]) -> str:
    """The text of a note, which was broken at the edge of the page."""
    text = lines[0]
    for line in lines[1:]:
        text += joint(text[-1:], line[:1]) + line
    return text


def _block(line: PdfLine, *, gap: bool, keys: dict[str, str], measure: Measure, span: Span) -> RawBlock:
    align = _align(line, measure)
    hints = Hints(
        font=line.font, size=line.size, bold=bool(_BOLD.search(line.font)), align=align, blank_before=int(gap)
    )
    marked = MarkedText()
    marked.add(_indent(line, align, measure))
    place = 0
    for start, end in line.raised:
        marked.add(line.text[place:start])
        sign = sign_of(line.text[start:end])
        if sign in keys:
            marked.note(keys[sign])
        else:
            marked.open(MarkKind.SUPERSCRIPT)
            marked.add(line.text[start:end])
            marked.close(MarkKind.SUPERSCRIPT)
        place = end
    marked.add(line.text[place:])
    text, marks = marked.finish()
    return RawBlock(text, span, hints, marks)


def _align(line: PdfLine, measure: Measure) -> Align | None:
    """How a line is set that reaches neither edge, or only the right one."""
    before, after = line.left - measure.left, measure.right - line.right
    if before > 1.5 * line.size and abs(before - after) < line.size:
        return Align.CENTER
    return Align.RIGHT if before > 6 * line.size and after < 4.5 * line.size else None


def _indent(line: PdfLine, align: Align | None, measure: Measure) -> str:
    """The white space before a line, in wide characters."""
    return "" if align else "\u3000" * max(0, round((line.left - measure.left) / (line.size or 1)))


def _span(line: PdfLine, number: int, path: str) -> Span:
    return Span(f"{path}#page={line.page}", number, 1, len(line.text))
