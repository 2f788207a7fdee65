"""Whole documents in which nothing is dirt, of other kinds than an office's: not a letter may go."""

import pytest
from material import HERE

from publish.cleaners import clean
from publish.model.ports import Source
from publish.readers import read

# Marks and spaces may be set right (C2, C7); everything else would be a loss.
WHITE_SPACE_AND_MARKS = ("C2", "C7")


@pytest.mark.parametrize("path", sorted((HERE / "kept").iterdir()), ids=lambda path: path.name)
def test_nothing_is_taken_from_a_document_without_dirt(path) -> None:
    document = read(Source(path.name, path.read_bytes())).value.document
    edits = clean(document).value.edits
    assert [edit for edit in edits if not edit.rule.startswith(WHITE_SPACE_AND_MARKS)] == []
