"""Numbers for the lists and tables of one source."""


class Counters:
    """Gives each list and each table of a source its number, from 0."""

    def __init__(self) -> None:
        self._lists = 0
        self._tables = 0

    def next_list(self) -> int:
        """The number of a list that begins."""
        self._lists += 1
        return self._lists - 1

    def next_table(self) -> int:
        """The number of a table that begins."""
        self._tables += 1
        return self._tables - 1
