"""What the program is built on: checked without network as far as that goes, and never called sound for want of it."""

import subprocess
import sys

import audit
import pytest
from building import ROOT


def test_the_environment_passes_what_can_be_checked_without_network():
    assert audit.consistent().state == "ok"
    assert audit.licensed().state == "ok"


def test_what_is_not_as_locked_is_named(tmp_path, monkeypatch):
    (tmp_path / "lock").write_text("lxml==0.0.1\n")
    monkeypatch.setattr(audit, "LOCK", tmp_path / "lock")
    assert audit.locked() == audit.Finding("FAILED", "not installed as locked: lxml==0.0.1 (make lock)")


@pytest.mark.parametrize(
    ("found", "state", "told"),
    [
        ([{"name": "甲", "vulns": [{"id": "CVE-1"}, {"id": "CVE-2"}]}], "FAILED", "甲 CVE-1, CVE-2"),
        (
            [{"name": "甲", "skip_reason": "not found"}, {"name": "乙", "vulns": []}],
            "skipped",
            "about 1 of 2 packages: 甲",
        ),
        ([{"name": "甲", "vulns": []}], "ok", "no weakness is known of 1 packages"),
    ],
)
def test_what_the_list_of_weaknesses_comes_to(found, state, told):
    finding = audit.weaknesses(found)
    assert finding.state == state
    assert told in finding.told


def test_without_the_tool_it_says_why_it_skips(monkeypatch):
    monkeypatch.setattr(audit.shutil, "which", lambda _: None)
    assert audit.sound() == audit.Finding("skipped", "pip-audit is not installed (pipx install pip-audit)")


def test_the_script_prints_a_line_for_each_check():
    command = [sys.executable, ROOT / "scripts" / "audit.py"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env={"PATH": ""})
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["locked", "consistent", "licensed", "sound"]
