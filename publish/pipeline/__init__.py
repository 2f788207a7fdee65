"""Runs the stages in order; the only place that touches the output folder."""

from publish.pipeline.build import build
from publish.pipeline.journal import Journal
from publish.pipeline.report import BuildReport, Listener, OutputFile, Progress, RuleCount, Step
from publish.pipeline.show import Stage, plan_for, show, show_neutral
from publish.pipeline.workers import Workers, available

__all__ = [
    "BuildReport",
    "Journal",
    "Listener",
    "OutputFile",
    "Progress",
    "RuleCount",
    "Stage",
    "Step",
    "Workers",
    "available",
    "build",
    "plan_for",
    "show",
    "show_neutral",
]
