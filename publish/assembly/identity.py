"""What identifies a book and its state: both must be equal whenever the same book is built again."""

import re
import uuid
from datetime import UTC, datetime

from publish.manifest.plan import Manifest

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_FIRST_ZIP_YEAR = 1980  # neither earlier dates nor none fit into a zip archive


def identifier(manifest: Manifest) -> str:
    """The manifest's identifier, else a UUID made of the title and the names of the sources.

    The sources' text stays out of it: a corrected book is a new state of the same book (EPUB 3.3, 5.4.1), told by
    `modified`.
    """
    if manifest.metadata.identifier:
        return manifest.metadata.identifier
    names = [source.name for part in manifest.parts for source in part.sources]
    told = "\n".join([manifest.metadata.title, manifest.metadata.subtitle, manifest.metadata.organisation, *names])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}"


def modified(date: str, epoch: int | None) -> str:
    """The time of the book's state, as EPUB writes it: SOURCE_DATE_EPOCH if set, else the manifest's date, else 1980.

    `date` is ISO 8601 (year, month or day); `epoch` counts seconds since 1970 (reproducible-builds.org).
    """
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _DATE.fullmatch(date)
    if not found or int(found[1]) < _FIRST_ZIP_YEAR:
        return f"{_FIRST_ZIP_YEAR}-01-01T00:00:00Z"
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}T00:00:00Z"


def printed_date(date: str, language: str) -> str:
    """An ISO 8601 date as Chinese readers write it, 2024年5月1日 (GB/T 9704, 7.3.5.4); other languages keep it."""
    if not language.lower().startswith("zh") or not _DATE.fullmatch(date):
        return date
    return "".join(f"{int(field)}{unit}" for field, unit in zip(date.split("-"), "年月日", strict=False))
