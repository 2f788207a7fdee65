"""The outsider sets: noise and look-alikes in their documents, and whole documents with their truth.

Both sets were written before their author had read a rule. `python tests/cleaners/outsider_sets.py first` prints the
figures; with the folder of score.py in PUBLISH_SHARED also the scores of the whole documents.
"""

import html
import importlib.util
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from publish.cleaners import clean
from publish.model.ports import Source
from publish.readers import read
from publish.structure import infer, neutral_form

HOME = Path(__file__).parent / "outsider"
_MARKED = re.compile("⟦(.*?)⟧")
_HIDDEN = re.compile(r'<span class="([\w-]+)">.*?</span>')


@dataclass(frozen=True)
class Item:
    """A document with one item in it, and what it should become."""

    name: str
    text: str
    wanted: str


def lines_of(text: str) -> str:
    """The lines with text, blanks at their ends left out."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def cleaned_lines(text: str, name: str = "item.txt") -> str:
    """What reading and cleaning leave of a text."""
    reading = read(Source(name, text.encode("utf-8"))).value
    return lines_of("\n".join(block.text for block in clean(reading.document).value.document.blocks))


def noise(name: str) -> Iterator[Item]:
    """The items of a set that have to go."""
    for place, item, carrier in _items(name, "noise.md"):
        with_item = item.replace("⟦", "").replace("⟧", "")
        kept = _MARKED.sub("", item) if place == "inside" else None
        yield Item(item, _placed(carrier, place, with_item), lines_of(_placed(carrier, place, kept)))


def lookalikes(name: str) -> Iterator[Item]:
    """The items of a set that have to stay."""
    for place, item, carrier in _items(name, "lookalikes.md"):
        text = _placed(carrier, place, item)
        yield Item(item, text, lines_of(text))


def _items(name: str, file: str) -> Iterator[tuple[str, str, list[str]]]:
    """Place, text and carrier of each item; the carriers take turns."""
    carriers = re.findall(
        rf"^## {name}\n\n(.*?)(?=^## |\Z)", (HOME / "carriers.md").read_text(), re.MULTILINE | re.DOTALL
    )
    number = 0
    for section in re.split(r"^## ", (HOME / name / file).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        place, _, body = section.partition("\n")
        for item in re.findall(r"^- (.+)$", body, re.MULTILINE):
            yield place, re.sub(" ?⏎ ?", "\n", item), carriers[number % len(carriers)].strip().split("\n\n")
            number += 1


def _placed(carrier: list[str], place: str, item: str | None) -> str:
    at = {"top": 0, "sub": 1, "mid": 3, "inside": 3, "end": len(carrier)}[place]
    return "\n".join((*carrier[:at], *([] if item is None else [item]), *carrier[at:])) + "\n"


@dataclass
class Whole:
    """A whole document: its source, and the truth in the form of score.py."""

    name: str
    source: str
    truth: dict[str, Any]


@dataclass
class _Draft:
    """What is known while the lines of a whole document are read."""

    settings: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    survive: list[str] = field(default_factory=list)
    pending: list[dict[str, Any]] = field(default_factory=list)
    collection: str = ""


def wholes(name: str) -> Iterator[Whole]:
    """The whole documents of a set.

    A line is a key and its text: C title of a collection, T title, H1 heading, R2 run-in heading|rest, P paragraph,
    N a line of noise, X noise as HTML; ⟦…⟧ is noise inside of a line.
    """
    for path in sorted((HOME / name / "documents").iterdir()):
        draft = _Draft()
        for line in path.read_text("utf-8").splitlines():
            _take(draft, line, path.suffix)
        yield Whole(path.name, _source(draft, path.suffix), _truth(draft, path.name))


def _take(draft: _Draft, line: str, suffix: str) -> None:
    if setting := re.fullmatch(r"(wrap|indent|css): ?(.*)", line):
        draft.settings[setting[1]] = setting[2]
        return
    key, _, text = line.partition(" ")
    draft.gone.extend(html.unescape(found).strip("\n⏎") for found in _MARKED.findall(text))
    shown, kept = _MARKED.sub(r"\1", text).replace("|", "" if key[0] == "R" else "|"), _MARKED.sub("", text)
    if suffix == ".html" and key != "X":
        kept = html.unescape(re.sub("<[^>]+>", "", _HIDDEN.sub(lambda span: _shown(span, draft), kept)))
    draft.lines.append(_line(draft, key, shown, suffix))
    if key in ("N", "X"):
        draft.gone.append(html.unescape(re.sub("<[^>]+>", "", text)).replace("\\", "").lstrip("> "))
    elif key == "C":
        draft.collection = kept
    else:
        _block(draft, key, kept)


def _shown(span: re.Match[str], draft: _Draft) -> str:
    """A span as a browser shows it: nothing where the page's own style hides its class."""
    hidden = re.findall(r"\.([\w-]+)(?=[^{}]*\{display:none)", draft.settings.get("css", ""))
    return "" if span[1] in hidden else span[0]


def _block(draft: _Draft, key: str, text: str) -> None:
    if key == "T":
        fresh = {"title": text, "headings": [], "blocks": [*draft.pending]}
        draft.pending.clear()
        draft.documents.append(fresh)
        return
    whole = text.replace("|", "")
    draft.survive.append(whole)
    if key == "P" and not draft.documents:
        draft.pending.append({"type": "paragraph", "text": whole})
        return
    if key[0] in "HR":
        level = int(key[1])
        heading = {"level": level, "text": text.split("|")[0], "kind": "block" if key[0] == "H" else "runin"}
        if whole.startswith("第") and "条" in whole:
            heading["levels_ok"] = [1, 2, 3]
        draft.documents[-1]["headings"].append(heading)
    draft.documents[-1]["blocks"].append({"type": "heading" if key[0] == "H" else "paragraph", "text": whole})


def _line(draft: _Draft, key: str, text: str, suffix: str) -> str:
    if suffix == ".html":
        if key == "X":
            return text
        tag = {"T": "h1", "H": "h3"}.get(key[0], "p")
        return f"<{tag}>{text}</{tag}>"
    if suffix == ".md":
        return {"T": "# ", "H": "## "}.get(key[0], "") + text + "\n"
    text = html.unescape(text).replace("⏎", "\n")
    width = int(draft.settings.get("wrap", "0"))
    if not width or key in "NT":
        return ("　　" if "indent" in draft.settings and key[0] not in "TN" else "") + text
    rows = []
    for part in ("　　" + text).split("\n"):
        rows += [part[at : at + width] for at in range(0, len(part), width)]
    return "\n".join(rows)


def _source(draft: _Draft, suffix: str) -> str:
    body = "\n".join(draft.lines) + "\n"
    if suffix != ".html":
        return body
    style = f"<style>{draft.settings['css']}</style>" if "css" in draft.settings else ""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{style}</head><body>\n{body}</body></html>\n'


def _truth(draft: _Draft, name: str) -> dict[str, Any]:
    for document in draft.documents:
        texts = "".join(re.sub(r"\s", "", block["text"]) for block in document["blocks"])
        document |= {"first20": texts[:20], "last20": texts[-20:]}
        document["paragraphs"] = sum(block["type"] == "paragraph" for block in document["blocks"])
        document["paragraphs_ok"] = [document["paragraphs"] - 1, document["paragraphs"]]
    gone = [
        {"text": part} | ({"match": "block"} if len(part) < 5 else {})
        for text in draft.gone
        for part in re.split("⏎", text)
        if part.strip()
    ]
    truth = {"form": "publish-truth/1", "source": name, "documents": draft.documents, "gone": gone}
    if draft.collection:
        truth["collection_title"] = draft.collection
    strings = [{"text": text} for text in draft.survive]
    return truth | {"survive": strings, "joins": strings if "wrap" in draft.settings else []}


def files(name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files of a set that has them, each with its truth."""
    for path in sorted((HOME / name / "docs").iterdir()):
        yield path, json.loads((HOME / name / "truth" / f"{path.stem}.json").read_text("utf-8"))


def result_of(whole: Whole) -> dict[str, Any]:
    """What reading, cleaning and structure make of a whole document, in the neutral form."""
    return result_of_bytes(whole.name, whole.source.encode("utf-8"))


def result_of_bytes(name: str, data: bytes) -> dict[str, Any]:
    """The same for the bytes of a file."""
    reading = read(Source(name, data)).value
    return neutral_form((infer(clean(reading.document).value.document).value,))


def load_score(shared: Path) -> ModuleType:
    """The scoring program of the developer corpus."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _measure(name: str) -> None:
    left = [item for item in noise(name) if cleaned_lines(item.text) != item.wanted]
    hit = [item for item in lookalikes(name) if cleaned_lines(item.text) != item.wanted]
    for title, items, total in (("left", left, noise(name)), ("hit", hit, lookalikes(name))):
        print(f"{title}: {len(items)} of {len(list(total))}")  # noqa: T201
        for item in items:
            print("  ", item.name.replace("\n", "⏎"))  # noqa: T201
            got, wanted = cleaned_lines(item.text).split("\n"), item.wanted.split("\n")
            for line in (
                *(f"- {row}" for row in wanted if row not in got),
                *(f"+ {row}" for row in got if row not in wanted),
            ):
                print("       ", line)  # noqa: T201
    if "PUBLISH_SHARED" in os.environ:
        _score(name, load_score(Path(os.environ["PUBLISH_SHARED"])))


def _score(name: str, score: ModuleType) -> None:
    gone, kept, overall = [], [], []
    for whole in wholes(name):
        found = score.score(whole.truth, result_of(whole))
        strings = found["strings"]
        gone.append((strings["noise"]["ok"], strings["noise"]["n"]))
        kept.append((strings["survive"]["ok"], strings["survive"]["n"]))
        overall.append(found["overall"])
        print(whole.name, found["overall"])  # noqa: T201
        for key in ("noise_left", "lost", "not_joined"):
            print("   ", key, strings[key]) if strings[key] else None  # noqa: T201
        for key in ("missed", "extra", "wrong_level"):
            print("   ", key, found["headings"][key]) if found["headings"][key] else None  # noqa: T201
        for key in ("bad_titles", "bad_docs"):
            print("   ", key, found["split"][key]) if found["split"][key] else None  # noqa: T201
    for title, pairs in (("noise removed", gone), ("text kept", kept)):
        print(title, sum(ok for ok, _ in pairs), "of", sum(all_ for _, all_ in pairs))  # noqa: T201
    print("mean score", sum(overall) / len(overall))  # noqa: T201


if __name__ == "__main__":
    _measure(sys.argv[1])
