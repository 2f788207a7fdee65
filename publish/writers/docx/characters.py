"""Character styles: one for every combination of looks that the text uses, since a run can carry only one."""

from collections.abc import Iterable

from publish.model.style import CharacterRole, CharacterStyle, Dots, StyleSheet
from publish.writers.docx.comments import COMMENT_CALL
from publish.writers.docx.markup import escape, value
from publish.writers.docx.names import CHARACTER_STYLES, FOOTNOTE_CALL, INDEX_MARK, Levels
from publish.writers.docx.properties import color, fonts

_VERTICAL = {"superscript", "subscript"}
_DOTS = {Dots.BELOW: "underDot", Dots.ABOVE: "dot"}


class CharacterStyles:
    """Gives out the ids of character styles and remembers which combinations are in use."""

    def __init__(self) -> None:
        self._combinations: dict[tuple[str, ...], str] = {(): ""}
        self._run_ins: dict[str, tuple[Levels, int]] = {}  # by the id of the paragraph style that they are linked to
        for look in CHARACTER_STYLES:
            self.id((look,))

    def id(self, looks: tuple[str, ...]) -> str:
        """The id of the style that joins these looks, the outermost first; '' for none."""
        found = self._combinations.get(looks)
        if found is None:
            joined = tuple(dict.fromkeys(looks))
            found = "".join([self._names(look)[0] for look in joined])
            self._combinations[looks] = self._combinations[joined] = found
        return found

    def run_in(self, levels: Levels, level: int) -> str:
        """The look of a run-in heading of this level, to be given to `id` like others."""
        style = levels.run_in(level)
        self._run_ins[style] = levels, level
        return style

    def linked(self, paragraph_style: str) -> str:
        """The id of the character style that a paragraph style is linked to; '' for none."""
        return self._combinations.get((paragraph_style,), "") if paragraph_style in self._run_ins else ""

    def _names(self, look: str) -> tuple[str, str]:
        if look not in self._run_ins:
            return CHARACTER_STYLES[look]
        levels, level = self._run_ins[look]
        return f"{look}Char", f"{levels.run_in_name(level)} 字符"

    def markup(self, sheet: StyleSheet) -> str:
        """All `w:style` elements for what was given out, and that of note calls."""
        styles = [
            _style(style_id, self._name(looks), self._look(looks, sheet), looks[0] if looks[0] in self._run_ins else "")
            for looks, style_id in self._combinations.items()
            if looks and len(set(looks)) == len(looks)
        ]
        calls = [
            _style(FOOTNOTE_CALL, "footnote reference", value("vertAlign", "superscript")),
            _style(COMMENT_CALL, "annotation reference", value("sz", 16)),
            _style(INDEX_MARK, "索引标记", "<w:vanish/>"),
        ]
        return "".join([*styles, *calls])

    def _name(self, looks: Iterable[str]) -> str:
        return " ".join([self._names(look)[1] for look in looks])

    def _look(self, looks: tuple[str, ...], sheet: StyleSheet) -> str:
        """The run properties of looks inside one another: the inner ones win."""
        styles = [self._style_of(look, sheet) for look in looks if look not in _VERTICAL]
        font = next((style.font for style in reversed(styles) if style.font), None)
        tint = next((style.color for style in reversed(styles) if style.color), None)
        dots = next((style.dots for style in reversed(styles) if style.dots in _DOTS), None)
        raised = next((look for look in reversed(looks) if look in _VERTICAL), None)
        return "".join(
            [
                fonts(sheet.families[font]) if font else "",
                color(tint) if tint else "",
                value("vertAlign", raised) if raised else "",
                value("em", _DOTS[dots]) if dots else "",
            ]
        )

    def _style_of(self, look: str, sheet: StyleSheet) -> CharacterStyle:
        if look not in self._run_ins:
            return sheet.characters[CharacterRole(look)]
        levels, level = self._run_ins[look]
        heading = sheet.text[levels.heading_role(level)]
        return CharacterStyle(heading.font, heading.color)


def _style(style_id: str, name: str, properties: str, link: str = "") -> str:
    custom = "" if style_id in _BUILT_IN else _CUSTOM
    linked = value("link", link) if link and style_id == f"{link}Char" else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}">{value("name", escape(name))}'
        f"{value('basedOn', 'DefaultParagraphFont')}{linked}<w:rPr>{properties}</w:rPr></w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_BUILT_IN = {"Emphasis", "Strong", "HTMLCode", "Hyperlink", FOOTNOTE_CALL, COMMENT_CALL}
