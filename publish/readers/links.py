"""Where the links of a source lead, as far as that makes sense in a book."""

_KEPT = ("http://", "https://", "mailto:")


def link_target(address: str) -> str:
    """The address when it leads out into the web, else nothing: other files and scripts are not in the book."""
    address = address.strip()
    return address if address.lower().startswith(_KEPT) else ""
