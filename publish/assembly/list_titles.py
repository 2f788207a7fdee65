"""What the lists of a book are called in its language, where the manifest does not say."""

import msgspec

from publish.languages import Tongue, tongue_of


class ListTitles(msgspec.Struct, frozen=True):
    """The titles of the contents, the index and the lists of tables and figures."""

    contents: str
    index: str
    tables: str
    figures: str


_TITLES = {
    Tongue.SIMPLIFIED: ListTitles("目录", "索引", "表目录", "图目录"),
    Tongue.TRADITIONAL: ListTitles("目錄", "索引", "表目錄", "圖目錄"),
    Tongue.JAPANESE: ListTitles("目次", "索引", "表目次", "図目次"),
    Tongue.ENGLISH: ListTitles("Contents", "Index", "Tables", "Figures"),
}


def list_titles(language: str) -> ListTitles:
    """The titles in the language of a tag (BCP 47)."""
    return _TITLES[tongue_of(language)]
