"""Keeps docs/architecture.md to the code: writes its lists of rooms and of contracts anew.

A module's line is the first paragraph of its docstring, a contract's comes from pyproject.toml. The lists stand between
comments of the form <!-- rooms --> and <!-- /rooms -->.
"""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"


def rooms() -> str:
    """A table for the modules beside each other in publish/, and one for each package."""
    folders = [ROOT / "publish", *sorted(path.parent for path in (ROOT / "publish").glob("*/**/__init__.py"))]
    return "\n\n".join(map(_room, folders))


def _room(folder: Path) -> str:
    modules = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    head = [f"### {folder.relative_to(ROOT).as_posix()}/", "", _purpose(folder / "__init__.py")]
    table = [f"| `{path.name}` | {_purpose(path)} |" for path in modules]
    return "\n".join([*head, "", "| module | what it is for |", "|---|---|", *table] if table else head)


def _purpose(path: Path) -> str:
    says = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "(says nothing)"
    return " ".join(says.split("\n\n")[0].split()).replace("|", "\\|")


def contracts() -> str:
    """The contracts of the import linter, as in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return "\n".join(map(_contract, settings["tool"]["importlinter"]["contracts"]))


def _contract(contract: dict[str, list[str]]) -> str:
    lines = [f"- **{contract['name']}.**"]
    if "layers" in contract:
        lines += ["", "  ```", *(f"  {layer}" for layer in contract["layers"]), "  ```", ""]
    elif "forbidden_modules" in contract:
        lines.append(f"  {_names(contract['source_modules'])} may not import {_names(contract['forbidden_modules'])}.")
    else:
        lines.append(f"  {_names(contract['modules'])} may not import each other.")
    return "\n".join(lines)


def _names(modules: list[str]) -> str:
    return ", ".join(f"`{module.removeprefix('publish.')}`" for module in modules)


def updated(page: str) -> str:
    """The page with its lists as the code has them."""
    for name, text in (("rooms", rooms()), ("contracts", contracts())):
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        page, count = between.subn(lambda found, text=text: f"{found[1]}{text}\n{found[2]}", page)
        assert count == 1, f"the page has no place for its {name}"
    return page


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text("utf-8")), "utf-8")
