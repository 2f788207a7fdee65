"""docs/architecture.md tells the truth: its lists of rooms and contracts are those of the code."""

import importlib
import re

import architecture


def test_the_page_lists_the_rooms_and_the_contracts_of_the_code():
    page = architecture.PAGE.read_text("utf-8")
    stale = architecture.updated(page) != page
    assert not stale, "run 'make architecture'"


def test_every_module_says_what_it_is_for():
    assert "(says nothing)" not in architecture.rooms()


def test_every_central_type_is_where_the_page_says():
    rows = re.findall(r"^\| (`[A-Z].*?) \| `([a-z._]+)` \|", architecture.PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows
    for types, module in rows:
        for name in re.findall(r"`(\w+)`", types):
            assert hasattr(importlib.import_module(f"publish.{module}"), name), f"publish.{module} has no {name}"
