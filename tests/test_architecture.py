"""docs/architecture.md tells the truth: its lists of rooms and contracts are those of the code."""

import architecture


def test_the_page_lists_the_rooms_and_the_contracts_of_the_code():
    page = architecture.PAGE.read_text("utf-8")
    assert page == architecture.updated(page), "run 'make architecture'"


def test_every_module_says_what_it_is_for():
    assert "(says nothing)" not in architecture.rooms()
