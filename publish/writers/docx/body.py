"""The order of the book: cover, title page, contents, parts with their chapters, colophon, cut into sections."""

import re
from dataclasses import dataclass

from publish.model.book import Book, Chapter, Part
from publish.model.letterhead import Letterheads, head_length, is_letter, is_order
from publish.model.style import BreakBefore, HeadContent, StyleRole, StyleSheet
from publish.writers.docx.blocks import Place, block_markup
from publish.writers.docx.caption_lists import caption_lists
from publish.writers.docx.contents import contents_markup
from publish.writers.docx.draft import Draft, Story
from publish.writers.docx.front import cover_markup, title_markup
from publish.writers.docx.heading_numbers import AS_TEXT
from publish.writers.docx.index import index_markup
from publish.writers.docx.letterhead import WordLetterheads, letter_foot
from publish.writers.docx.markup import paragraph, text_runs
from publish.writers.docx.names import heading_style, style_of
from publish.writers.docx.properties import type_width
from publish.writers.docx.sections import Numbers, Section, Start, Titles

_LOST = "these changes have no place of their own in the text:"
_ROMAN = re.compile("[ivxlcdm]+", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Body:
    """What does not depend on page numbers: the sections of cover and title page, of the text, of the colophon."""

    front: list[Section]
    main: list[Section]
    colophon: list[Section]


def write_body(story: Story) -> Body:
    """The paragraphs and tables of the text."""
    book = story.draft.manuscript.book
    return Body(_front(book, story), _main(book, story), _colophon(book, story))


def number_body(body: Body, draft: Draft) -> list[Section]:
    """All sections of the book, at least one, with their page numbers and the lists that show numbers."""
    book = draft.manuscript.book
    if body.main:
        label = draft.page_label(_first_anchor(book))
        body.main[0].numbers = Numbers(start=int(label) if label.isdecimal() else 1)
    if draft.page_label(book.colophon_anchor):
        for section in body.colophon:
            section.titles, section.numbers = Titles("", book.colophon_title), Numbers()
    text = [*body.main, *_index(book, draft), *body.colophon]
    for section in text:
        section.first = next((int(label) for label in map(draft.page_label, section.anchors) if label.isdecimal()), 1)
    return [*body.front, *_lists(book, draft), *text] or [Section()]


def _front(book: Book, story: Story) -> list[Section]:
    sections = []
    if book.cover:
        sections.append(Section(content=cover_markup(book.cover.digest, story)))
    if book.title_page:
        sections.append(Section(content=title_markup(book.metadata, story.draft.manuscript.style)))
    return sections


def _lists(book: Book, draft: Draft) -> list[Section]:
    """The contents and the lists of captions."""
    sections: list[Section] = []
    if book.contents:
        sections.append(_list(book.contents.title, [contents_markup(book.contents, draft)], draft))
    for captions, content in zip(book.lists, caption_lists(draft), strict=True):
        if sections and sections[-1].numbers:
            sections[-1].content += content
        else:
            sections.append(_list(captions.title, content, draft))
    return sections


def _list(title: str, content: list[str], draft: Draft) -> Section:
    numbers = _front_numbers(draft)
    if numbers is None or numbers.start is None:
        return Section(content=content)
    return Section(titles=Titles("", title), numbers=numbers, content=content, first=numbers.start)


def _front_numbers(draft: Draft) -> Numbers | None:
    """How the contents number their pages, told from the labels of the pages before the first part or chapter."""
    first = draft.pagination.places.get(_first_anchor(draft.manuscript.book))
    labels = draft.pagination.labels[: first.index] if first else ()
    label = next((label for label in labels if label), "")
    if label.isdecimal():
        return Numbers("decimal", int(label))
    if _ROMAN.fullmatch(label):
        return Numbers("lowerRoman" if label.islower() else "upperRoman", _roman(label.lower()))
    return None


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-own if own < after else own for own, after in zip(values, [*values[1:], 0], strict=True))


def _first_anchor(book: Book) -> str:
    for part in book.parts:
        if part.title:
            return part.anchor
        for chapter in part.chapters:
            return chapter.anchor
    return ""


def _main(book: Book, story: Story) -> list[Section]:
    sections: list[Section] = []
    for part in book.parts:
        story.outside = not part.title
        if part.title:
            titles = Titles(part.title, "", story.levels)
            _begin(sections, _break_of(StyleRole.PART_TITLE, story), titles, story)
            sections[-1].anchors.append(part.anchor)
            sections[-1].content.append(_part_title(part, story))
        for number, chapter in enumerate(part.chapters):
            # A part without a title has no place of its own: its anchor goes to the first chapter.
            anchor = part.anchor if number == 0 and not part.title else ""
            titles = Titles(part.title, chapter.metadata.title, story.levels)
            above, order = _head(chapter, story)
            _begin(sections, _break_of(StyleRole.TITLE, story), titles, story, headed=order or above > 0)
            if is_letter(chapter.blocks[:above]):
                sections[-1].letter_foot = letter_foot(story)
            sections[-1].anchors.append(chapter.anchor)
            sections[-1].content += _chapter(chapter, anchor, story)
    story.outside, story.series, story.order = False, AS_TEXT, False
    return sections


def _break_of(role: StyleRole, story: Story) -> BreakBefore:
    return story.draft.look(role).break_before


def _head(chapter: Chapter, story: Story) -> tuple[int, bool]:
    """How many blocks stand above the title, and whether this is the masthead of an order."""
    if story.draft.manuscript.style.letterheads is Letterheads.PLAIN:
        return 0, False
    return head_length(chapter.blocks), is_order(chapter.blocks)


def _begin(
    sections: list[Section], break_before: BreakBefore, titles: Titles, story: Story, *, headed: bool = False
) -> None:
    """Begins a section where one is needed: for a right-hand page, for running heads that change, and for documents
    whose title is not the first line of its page.

    Word would find the running titles within one section as well; but other programs show what is written.
    """
    sheet = story.draft.manuscript.style
    recto = break_before is BreakBefore.RECTO
    if not sections:
        start = Start.RECTO if recto or sheet.page.mirrored else Start.PAGE
        sections.append(Section(start, titles, Numbers()))
    elif recto or (break_before is BreakBefore.PAGE and (headed or _heads_change(sheet))):
        sections.append(Section(Start.RECTO if recto else Start.PAGE, titles, Numbers()))
    elif sections[-1].titles and not sections[-1].titles.document:
        sections[-1].titles = titles


def _heads_change(sheet: StyleSheet) -> bool:
    return bool({HeadContent.DOCUMENT, HeadContent.PART} & {sheet.head.odd, sheet.head.even})


def _part_title(part: Part, story: Story) -> str:
    runs = story.draft.bookmarks.around(part.anchor, text_runs(part.title))
    return paragraph(heading_style(story.levels.part), runs)


def _chapter(chapter: Chapter, outer_anchor: str, story: Story) -> list[str]:
    draft = story.draft
    metadata = chapter.metadata
    levels = story.levels
    story.series = draft.heading_lists.series(chapter.anchor, levels)
    title = draft.bookmarks.around(outer_anchor, draft.bookmarks.around(chapter.anchor, text_runs(metadata.title)))
    number = draft.heading_lists.title(story.series, levels)
    above, order = _head(chapter, story)
    story.order = order
    heads, style = WordLetterheads(story), levels.style(levels.chapter)
    if above or order:
        style = heads.title(chapter.blocks[:above], order=order)
    written = [*heads.head(chapter.blocks[:above]), paragraph(style, title, number)]
    if metadata.subtitle:
        written.append(paragraph(style_of(StyleRole.SUBTITLE), text_runs(metadata.subtitle)))
    written += block_markup(chapter.blocks[above:], story, Place(type_width(draft.manuscript.style.page)))
    return _tracked(chapter, written, draft)


def _tracked(chapter: Chapter, written: list[str], draft: Draft) -> list[str]:
    """The chapter with what was changed in it; a comment on its title names the changes that have no place."""
    told = draft.tracking.chapter(chapter.anchor, written)
    if told.lost:
        told.content[0] = draft.comments.attach(told.content[0], [(_LOST, *map(str, told.lost))])
    return [*told.gone, *told.content]


def _index(book: Book, draft: Draft) -> list[Section]:
    if book.index is None:
        return []
    content = index_markup(book.index, book, draft.pagination)
    return [
        Section(titles=Titles("", book.index.title), numbers=Numbers(), content=content, anchors=[book.index.anchor])
    ]


def _colophon(book: Book, story: Story) -> list[Section]:
    if not book.colophon:
        return []
    draft = story.draft
    place = Place(type_width(draft.manuscript.style.page), style_of(StyleRole.COLOPHON))
    title = draft.bookmarks.around(book.colophon_anchor, text_runs(book.colophon_title))
    content = [paragraph(style_of(StyleRole.COLOPHON_TITLE), title)] if book.colophon_title else []
    content += block_markup(book.colophon, story, place)
    return [Section(content=content, anchors=[book.colophon_anchor])]
