"""Runs the stages in order; the only place that touches the output folder.

Catalogues are in `publish.pipeline.catalog`: they alone need lxml, which takes long to load.
"""

from publish.pipeline.build import build
from publish.pipeline.bundle import BundlePlan, Container, Splitting, bundle
from publish.pipeline.check import check
from publish.pipeline.clean_files import CleanRun, Existing, check_reports, clean_files, write_reports
from publish.pipeline.journal import Journal
from publish.pipeline.report import BuildReport, Listener, OutputFile, Progress, RuleCount, Step
from publish.pipeline.restore_files import restore_files
from publish.pipeline.show import Stage, plan_for, show, show_neutral
from publish.pipeline.workers import Workers, available

__all__ = [
    "BuildReport",
    "BundlePlan",
    "CleanRun",
    "Container",
    "Existing",
    "Journal",
    "Listener",
    "OutputFile",
    "Progress",
    "RuleCount",
    "Splitting",
    "Stage",
    "Step",
    "Workers",
    "available",
    "build",
    "bundle",
    "check",
    "check_reports",
    "clean_files",
    "plan_for",
    "restore_files",
    "show",
    "show_neutral",
    "write_reports",
]
