"""docs/cleaning.md tells of every rule what the table says. Run as a program, this file writes the rules' part anew."""

from pathlib import Path

from publish.cleaners import RULES
from publish.cleaners.damage import KINDS
from publish.model.ports import Rule

PAGE = Path(__file__).parents[2] / "docs" / "cleaning.md"
START, END = "<!-- rules -->", "<!-- end of rules -->"
FAMILIES = {
    "C1": "C1 Invisible and control characters",
    "C2": "C2 Spacing",
    "C3": "C3 Page furniture",
    "C4": "C4 Web pages and promotion",
    "C5": "C5 Marks inside sentences",
    "C6": "C6 Masked words",
    "C7": "C7 Punctuation",
}


def shown(text: str) -> str:
    """A text with invisible characters and line ends made visible."""
    kept = "".join(c if c.isprintable() or c in "\n\u3000" else f"⟨U+{ord(c):04X}⟩" for c in text)
    return kept.replace("\n", " ⏎ ").replace("\u3000", "␣").replace("`", "'") or " "


def section(rule: Rule) -> str:
    lines = [f"### {rule.code} {rule.name}", "", f"{rule.meaning} {rule.reason} *{rule.safety.value.capitalize()}.*"]
    if rule.example != ("", ""):
        lines += ["", f"- before: `{shown(rule.example[0])}`", f"- after: `{shown(rule.example[1])}`"]
    if rule.leave_alone:
        lines.append("- left alone: " + ", ".join(f"`{shown(text)}`" for text in rule.leave_alone))
    return "\n".join(lines)


def rules_part() -> str:
    parts = []
    for family, title in FAMILIES.items():
        parts += [f"## {title}", *(section(rule) for rule in RULES if rule.code.startswith(family))]
    damage = "\n".join(f"| {kind.code} | {kind.what} | {kind.advice} |" for kind in KINDS)
    head = "## C9 Damage that is only reported\n\n| code | what | advice |\n| --- | --- | --- |"
    return "\n\n".join([START, *parts, f"{head}\n{damage}", END])


def test_the_page_tells_what_the_table_says() -> None:
    page = PAGE.read_text("utf-8")
    assert rules_part() in page, "run python tests/cleaners/test_docs.py"


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    before, after = page.split(START)[0], page.split(END)[1]
    PAGE.write_text(before + rules_part() + after, "utf-8")
