"""Documents of a collection tell on each other: what says too little in one of them says enough in many."""

import sys
from pathlib import Path

import pytest

from publish.cache import Cache
from publish.diagnostics import Diagnostic
from publish.manifest import load_manifest
from publish.manifest.plan import Manifest
from publish.model.edits import Edit
from publish.pipeline import Journal, Workers, build, check
from publish.pipeline.examine import examine
from publish.pipeline.material import Material, prepare
from publish.plugins import load_tables

SUBJECTS = ("水利", "教育", "林业", "交通", "卫生", "文旅", "民政", "粮食")
UNSEEN = (">>> 云栖出品", "v：yunqi_88", "【云栖文斋 好稿分享】")
"""None of these is enough for any rule as long as it stands in one document alone."""
COMMON = (
    "同志们：",
    "谢谢大家！",
    "一、基本情况",
    "（一）加强组织领导",
    "下一步工作打算",
    "以上是我的总结，谢谢大家",
    "朋友们，大家上午好！",
    "（内部文件，注意保存）",
    "（征求意见稿）",
    "【工作总结】",
    "打印：张三 校对：李四",
    "电子邮箱：bgs@163.com",
    "县政府门户网站 www.abc.gov.cn",
    "三、会员权益",
    "序号 姓名 单位 备注",
    "★ 重点工作",
    "某某县人民政府办公室",
)


def report(subject: str, *lines: str) -> str:
    """A report with lines between its paragraphs."""
    text = [f"关于{subject}工作的报告", f"{subject}系统全年各项任务推进有力，成效明显，群众满意。"]
    for number, line in enumerate(lines, 1):
        text += [line, f"{subject}方面第{number}项任务已经完成，有关部门按照分工抓好了落实。"]
    return "\n".join([*text, f"{subject}工作的报告到此为止，不当之处请指出。"]) + "\n"


def collection(folder: Path, *texts: str) -> Manifest:
    """A collection of these documents."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts, 1):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    names = ", ".join(f"{number}.txt" for number in range(1, len(texts) + 1))
    (folder / "collection.yaml").write_text(f"title: 文集\nsources: [{names}]\nstyle: book\n", "utf-8")
    return load_manifest(folder / "collection.yaml").value


def edits(manifest: Manifest) -> list[Edit]:
    return [edit for each in examine(manifest, load_tables().value, Journal()) for edit in each.cleaned.edits]


@pytest.mark.parametrize("line", UNSEEN)
def test_a_line_of_a_site_is_taken_out_where_many_documents_have_it(tmp_path: Path, line: str) -> None:
    few = collection(tmp_path / "few", *(report(subject, line) for subject in SUBJECTS[:2]), report(SUBJECTS[2]))
    assert edits(few) == []
    many = collection(tmp_path / "many", *(report(subject, line) for subject in SUBJECTS[:6]), report(SUBJECTS[6]))
    found = edits(many)
    assert [(edit.rule, edit.before) for edit in found] == [("C414", line)] * 6
    assert {edit.reason for edit in found} == {"line that stands in 5 documents of the collection or more"}


def test_lines_that_documents_of_an_office_have_in_common_survive(tmp_path: Path) -> None:
    assert edits(collection(tmp_path, *(report(subject, *COMMON) for subject in SUBJECTS))) == []


def test_a_name_that_one_document_offers_is_known_in_the_others(tmp_path: Path) -> None:
    offer = "“云栖小灶”会员独享，翻录必究，售后VX：abcd-01，用后给好评。"
    texts = [report("水利", offer), report("教育", "云栖小灶"), report("林业", "某某小灶")]
    found = [(edit.rule, edit.before) for edit in edits(collection(tmp_path, *texts))]
    assert ("C414", "云栖小灶") in found
    assert not any("某某" in before for _, before in found)


def test_a_careful_profile_does_not_listen(tmp_path: Path) -> None:
    manifest = collection(tmp_path, *(report(subject, UNSEEN[0]) for subject in SUBJECTS))
    text = (tmp_path / "collection.yaml").read_text("utf-8")
    (tmp_path / "collection.yaml").write_text(text + "clean: {profile: careful}\n", "utf-8")
    assert edits(manifest)
    assert edits(load_manifest(tmp_path / "collection.yaml").value) == []


def shown(material: Material) -> tuple[object, ...]:
    """What may not depend on who did the work."""
    return material.sources, material.edits, material.reasons


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_all_commands_and_any_number_of_workers_take_out_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.pipeline.workers._WORTH_FORKING", 0)
    monkeypatch.setattr("publish.pipeline.workers._WORTH_STARTING", 0)
    monkeypatch.setattr("publish.pipeline.material.CHUNK_FILES", 1)
    manifest = collection(tmp_path, *(report(subject, *UNSEEN) for subject in SUBJECTS[:4]), report(SUBJECTS[4]))
    tables = load_tables().value
    alone, shared = (prepare(manifest, tables, Journal(), Workers(count)) for count in (1, 2))
    assert shown(shared) == shown(alone)
    assert alone.edits["C414"] == 4 * len(UNSEEN)
    checked, built = check(manifest, workers=Workers(2)), build(manifest, ("epub",))
    assert checked.edits == built.edits
    assert {count.code: count.count for count in built.edits}["C414"] == 4 * len(UNSEEN)
    assert of_sources(checked.diagnostics) == of_sources(built.diagnostics)


def of_sources(diagnostics: tuple[Diagnostic, ...]) -> set[Diagnostic]:
    return {each for each in diagnostics if each.code[0] in "RCSA"}


def test_one_more_document_leaves_what_is_remembered_of_the_others(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")

    def entries(*texts: str) -> int:
        """How many entries a build adds to the cache."""
        before = set(cache.folder.glob("*/*"))
        build(collection(tmp_path / "home", *texts), ("epub",), cache=cache)
        return len(set(cache.folder.glob("*/*")) - before)

    dirty = [report(subject, UNSEEN[0]) for subject in SUBJECTS]
    # Of each source: alone, with what the others tell, what it is compared by, its pages, its file; the rest once.
    assert entries(*dirty[:5]) <= 5 * 5 + 3
    assert entries(*dirty[:5], report("金融")) <= 5 + 3  # nobody tells of it, and it tells of nobody
    assert entries(*dirty[:6]) <= 5 + 3  # one more document with the line; the build takes the place of the last
    assert entries(*dirty[:6]) == 0
