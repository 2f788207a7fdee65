"""The table of contents: a field whose entries and page numbers are there already, so that Word asks nothing."""

from publish.model.book import Contents, TocEntry
from publish.model.style import StyleRole
from publish.model.walk import flat_entries
from publish.writers.docx.draft import Draft
from publish.writers.docx.markup import attributes, complex_field, field_code, field_mark, paragraph, text_runs, value
from publish.writers.docx.names import DEEPEST, SEPARATOR, contents_style, style_of


def contents_markup(contents: Contents, draft: Draft) -> str:
    """The contents as a document part that Word recognises and can update."""
    deepest = max(min(contents.depth + draft.levels[0].divided, DEEPEST), 1)
    instruction = f'TOC \\o "1-{deepest}" \\h \\z{_other_styles(draft, deepest)}'
    opening = field_mark("begin") + field_code(instruction) + field_mark("separate")
    entries = list(flat_entries(contents.entries))
    lines = [_entry(entry, draft, opening if at == 0 else "") for at, entry in enumerate(entries)]
    if not lines:
        lines = [paragraph(contents_style(1), opening)]
    title = paragraph(style_of(StyleRole.CONTENTS_TITLE), text_runs(contents.title))
    closing = paragraph(SEPARATOR, field_mark("end"))
    gallery = f"<w:docPartObj>{value('docPartGallery', 'Table of Contents')}<w:docPartUnique/></w:docPartObj>"
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{''.join(lines)}{closing}</w:sdtContent></w:sdt>"


def _other_styles(draft: Draft, deepest: int) -> str:
    """The switch that names the styles which are listed beside the built-in headings, each with its level there."""
    listed = draft.variants.headings()
    for levels in draft.levels:
        for level in range(levels.chapter, deepest - levels.shift + 1):
            if levels.outside:
                listed.append((levels.style_name(level), level + levels.shift))
            if level > levels.chapter:
                listed.append((levels.run_in_name(level), level + levels.shift))
    return ' \\t "' + ",".join([f"{name},{level}" for name, level in listed]) + '"' if listed else ""


def _entry(entry: TocEntry, draft: Draft, opening: str) -> str:
    line = entry_runs(entry.title, draft.bookmarks.name(entry.anchor), draft.page_label(entry.anchor))
    return paragraph(contents_style(draft.levels[0].entry(entry.level)), opening + line)


def entry_runs(title: str, bookmark: str | None, label: str) -> str:
    """An entry with the number of its page, linked to the bookmark; the title alone where there is none."""
    line = text_runs(title)
    if bookmark is None:
        return line
    line += "<w:r><w:tab/></w:r>" + complex_field(rf"PAGEREF {bookmark} \h", text_runs(label))
    return f"<w:hyperlink{attributes({'anchor': bookmark, 'history': 1})}>{line}</w:hyperlink>"
