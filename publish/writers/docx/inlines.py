"""Inlines as runs: looks as character styles, links, note calls, readings."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from publish.diagnostics import info, warning
from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.style import CharacterRole, StyleRole
from publish.model.walk import inline_text
from publish.units import EMU_PER_PT
from publish.writers.docx.draft import Story
from publish.writers.docx.markup import attributes, escape, text_runs, value
from publish.writers.docx.names import FOOTNOTE_CALL

_SCHEMES = {"http", "https", "mailto", "ftp", "tel"}
_KEPT = "%!#$&'()*+,/:;=?@[]~"  # characters of an address that are not written as %XX

NESTED_MARK = "＊"

Looks = tuple[str, ...]


def inline_runs(content: Iterable[Inline], story: Story, looks: Looks = ()) -> str:
    """The runs of inlines that stand inside `looks`, the outermost first."""
    return "".join([_runs_of(inline, story, looks) for inline in content])


def _runs_of(inline: Inline, story: Story, looks: Looks) -> str:
    match inline:
        case Text(text):
            return text_runs(text, story.draft.characters.id(looks))
        case Emphasis(content):
            return inline_runs(content, story, (*looks, CharacterRole.EMPHASIS))
        case Strong(content):
            return inline_runs(content, story, (*looks, CharacterRole.STRONG))
        case Code(text):
            return text_runs(text, story.draft.characters.id((*looks, CharacterRole.CODE)))
        case Superscript(content):
            return inline_runs(content, story, (*looks, "superscript"))
        case Subscript(content):
            return inline_runs(content, story, (*looks, "subscript"))
        case Ruby():
            return _ruby(inline, story, looks)
        case Link():
            return _link(inline, story, looks)
        case Note():
            return _call(inline, story, looks)
        case LineBreak():
            return "<w:r><w:br/></w:r>"


def _ruby(ruby: Ruby, story: Story, looks: Looks) -> str:
    size = story.draft.look(StyleRole.BODY).size
    half_points = round(size * 2 / EMU_PER_PT)
    properties = "".join(
        [
            value("rubyAlign", "center"),
            value("hps", half_points // 2),
            value("hpsRaise", max(half_points - 2, 1)),
            value("hpsBaseText", half_points),
            value("lid", "zh-CN"),
        ]
    )
    base = text_runs(ruby.base, story.draft.characters.id(looks))
    small = value("sz", half_points // 2)  # programs look for the size of a reading here, not in a style
    reading = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{small}</w:rPr><w:t>{escape(ruby.annotation)}</w:t></w:r>'
    return (
        f"<w:r><w:ruby><w:rubyPr>{properties}</w:rubyPr>"
        f"<w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    )


def _link(link: Link, story: Story, looks: Looks) -> str:
    if CharacterRole.LINK in looks:  # Word has no links inside links: the outer one stays
        return inline_runs(link.content, story, looks)
    goal = _goal(link, story)
    if not goal:
        return inline_runs(link.content, story, looks)
    runs = inline_runs(link.content, story, (*looks, CharacterRole.LINK))
    return f"<w:hyperlink{goal}>{runs}</w:hyperlink>"


def _goal(link: Link, story: Story) -> str:
    """The attributes that say where a link leads; '' when it leads nowhere, which is reported."""
    if link.target.startswith("#"):
        name = story.draft.bookmarks.name(link.target[1:])
        if name:
            return attributes({"anchor": name, "history": 1})
        reason = "the book has no such place"
    else:
        address = _address(link.target)
        if address:
            return f' r:id="{story.relations.to_address(address)}" w:history="1"'
        reason = "it is no complete address of the web"
    words = inline_text(link.content)
    message = f"the words '{words}' are no link in the Word file: '{link.target}' leads nowhere, {reason}"
    story.draft.report(warning("W201", message, hint="correct or remove the link in the source"))
    return ""


def _address(target: str) -> str:
    """The address as a valid URI (RFC 3986); '' when it is none that a reader should follow."""
    try:
        parts = urlsplit(target.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not (parts.path if parts.scheme in ("mailto", "tel") else host):
        return ""
    try:
        return quote(_ascii_host(parts.netloc, target.strip()), safe=_KEPT)
    except UnicodeError:
        return ""


def _ascii_host(netloc: str, target: str) -> str:
    return target if netloc.isascii() else target.replace(netloc, netloc.encode("idna").decode("ascii"), 1)


def _call(note: Note, story: Story, looks: Looks) -> str:
    draft = story.draft
    if not story.takes_notes:
        draft.report(info("W202", "a note inside a note stands below it in the Word file, which knows no such notes"))
        story.nested.append(note)
        return text_runs(NESTED_MARK, draft.characters.id((*looks, "superscript")))
    draft.notes.append(note)
    number = attributes({"id": len(draft.notes)})
    return f"<w:r><w:rPr>{value('rStyle', FOOTNOTE_CALL)}</w:rPr><w:footnoteReference{number}/></w:r>"
