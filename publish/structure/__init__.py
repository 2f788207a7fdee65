"""From the cleaned lines of a source to its documents."""

from publish.structure.infer import infer
from publish.structure.neutral import neutral_form

__all__ = ["infer", "neutral_form"]
