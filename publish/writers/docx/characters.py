"""Character styles: one for every combination of looks that the text uses, since a run can carry only one."""

from collections.abc import Iterable

from publish.model.style import CharacterRole, CharacterStyle, StyleSheet
from publish.writers.docx.markup import escape, value
from publish.writers.docx.names import CHARACTER_STYLES, FOOTNOTE_CALL
from publish.writers.docx.properties import color, fonts

_VERTICAL = {"superscript", "subscript"}


class CharacterStyles:
    """Gives out the ids of character styles and remembers which combinations are in use."""

    def __init__(self) -> None:
        self._combinations: dict[tuple[str, ...], str] = {(): ""}
        for look in CHARACTER_STYLES:
            self.id((look,))

    def id(self, looks: tuple[str, ...]) -> str:
        """The id of the style that joins these looks, the outermost first; '' for none."""
        found = self._combinations.get(looks)
        if found is None:
            joined = tuple(dict.fromkeys(looks))
            found = "".join([CHARACTER_STYLES[look][0] for look in joined])
            self._combinations[looks] = self._combinations[joined] = found
        return found

    def markup(self, sheet: StyleSheet) -> str:
        """All `w:style` elements for what was given out, and that of note calls."""
        styles = [
            _style(style_id, _name(looks), _look(looks, sheet))
            for looks, style_id in self._combinations.items()
            if looks and len(set(looks)) == len(looks)
        ]
        return "".join([*styles, _style(FOOTNOTE_CALL, "footnote reference", value("vertAlign", "superscript"))])


def _name(looks: Iterable[str]) -> str:
    return " ".join([CHARACTER_STYLES[look][1] for look in looks])


def _style(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character"{"" if style_id in _BUILT_IN else _CUSTOM} w:styleId="{style_id}">'
        f"{value('name', escape(name))}{value('basedOn', 'DefaultParagraphFont')}<w:rPr>{properties}</w:rPr></w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_BUILT_IN = {"Emphasis", "Strong", "HTMLCode", "Hyperlink", FOOTNOTE_CALL}


def _look(looks: tuple[str, ...], sheet: StyleSheet) -> str:
    """The run properties of looks inside one another: the inner ones win."""
    styles: list[CharacterStyle] = [sheet.characters[CharacterRole(look)] for look in looks if look not in _VERTICAL]
    font = next((style.font for style in reversed(styles) if style.font), None)
    tint = next((style.color for style in reversed(styles) if style.color), None)
    raised = next((look for look in reversed(looks) if look in _VERTICAL), None)
    return "".join(
        [
            fonts(sheet.families[font]) if font else "",
            color(tint) if tint else "",
            value("vertAlign", raised) if raised else "",
        ]
    )
