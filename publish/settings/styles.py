"""Where style files are: the manifest checks a style's name, the stylesheet reads its file."""

from pathlib import Path

from publish.resources import resource_folder

_SUFFIXES = (".yaml", ".yml")


def builtin_styles() -> tuple[str, ...]:
    """The names of the styles that travel with the program."""
    return tuple(sorted(path.stem for path in resource_folder("styles").glob("*.yaml")))


def builtin_style(name: str) -> Path | None:
    """The file of a built-in style."""
    return resource_folder("styles") / f"{name}.yaml" if name in builtin_styles() else None


def own_style(name: str, folder: Path) -> Path | None:
    """The file of a style of one's own, by path or bare name ('my', 'my.yaml', 'looks/my.yaml')."""
    names = [name] if name.endswith(_SUFFIXES) else [f"{name}{suffix}" for suffix in _SUFFIXES]
    return next((folder / file for file in names if (folder / file).is_file()), None)


def find_style(name: str, folder: Path) -> Path | None:
    """The file of a style: one's own in `folder`, else the built-in one of this name, else None."""
    return own_style(name, folder) or builtin_style(name)


def known_styles(folder: Path) -> tuple[str, ...]:
    """The names that could be given: the built-in styles, and the YAML files in the folder."""
    own = {path.name for suffix in _SUFFIXES for path in folder.glob(f"*{suffix}") if path.is_file()}
    return (*builtin_styles(), *sorted(own))
