"""Catalogues: read by independent programs, held to what Atom and the OPDS specifications ask for."""

import json
import shutil
import subprocess
import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import jsonschema
import pytest
import validate
from lxml import etree
from PIL import Image

from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.model.book import BookMetadata
from publish.pipeline import Journal, build
from publish.pipeline.bundle import BundlePlan, Splitting, bundle
from publish.pipeline.catalog import CatalogPlan, catalog
from publish.writers.opds import read_ebook
from publish.writers.opds.shelf import identifier_uri

HERE = Path(__file__).parent
GRAMMAR = HERE / "opds-1.2.rnc"
SCHEMA = json.loads((HERE / "opds-2.0.schema.json").read_text("utf-8"))
MANIFESTS = {
    "one": "title: 讲话 & <选编>\nsources: [a.md]\neditors: [张三, 李四]\ndate: 2024-05-06\nsubjects: [讲话]\n"
    "description: 供学习参考。\nrights: 内部资料\nidentifier: 978-7-02-000220-7\n",
    "two": "title: 总结\nsources: [a.md]\ncover: false\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """A folder with a bundle, a build, a broken e-book, and what a catalogue has no use for."""
    home = tmp_path_factory.mktemp("书架 shelf")
    for name, text in MANIFESTS.items():
        (home / name).mkdir()
        (home / name / "a.md").write_text("# 会议通知\n\n定于下周召开会议。\n", "utf-8")
        (home / name / "collection.yaml").write_text(text, "utf-8")
    bundle(load_manifest(home / "one/collection.yaml").value, BundlePlan(splitting=Splitting.DOCUMENTS))
    build(load_manifest(home / "one/collection.yaml").value, ("epub",))
    build(load_manifest(home / "two/collection.yaml").value, ("pdf", "epub"))
    (home / "broken.epub").write_bytes(b"PK no book")
    (home / ".hidden").mkdir()
    shutil.copy(home / "two/build/总结.epub", home / ".hidden")
    return home


def catalogued(shelf: Path, **plan: str) -> Journal:
    journal = Journal()
    catalog(shelf, CatalogPlan(**plan), journal)
    return journal


@pytest.fixture
def atom(shelf) -> feedparser.FeedParserDict:
    catalogued(shelf, title="办公室书架")
    feed = feedparser.parse((shelf / "catalog.xml").read_bytes())
    assert not feed.bozo
    return feed


@pytest.fixture
def opds2(shelf) -> dict:
    catalogued(shelf, title="办公室书架")
    return json.loads((shelf / "catalog.json").read_text("utf-8"))


@pytest.fixture
def jing(missing):
    """Holds feeds to the grammar with the validator inside of EPUBCheck; gives the messages of each."""

    def judge(*feeds: Path) -> list[list[str]]:
        libraries = next((validate.CACHE / "venv").glob("lib/python3*/site-packages/epubcheck/lib"), None)
        if not libraries or not shutil.which("java"):
            missing(f"java or EPUBCheck ({validate.CACHE}) is not there")
        command = ["java", "-cp", f"{libraries}/*", "com.thaiopensource.relaxng.util.Driver", "-c", GRAMMAR, *feeds]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=120)
        lines = done.stdout.splitlines()
        assert bool(lines) == bool(done.returncode), done.stderr
        return [[line for line in lines if f"/{feed.name}:" in line] for feed in feeds]

    return judge


def local(shelf: Path, href: str) -> Path:
    assert not urlsplit(href).scheme
    return shelf / unquote(href)


def test_an_independent_parser_reads_the_atom_feed(atom):
    assert atom.version == "atom10"
    assert (atom.feed.title, atom.feed.author) == ("办公室书架", "办公室书架")
    assert [link.rel for link in atom.feed.links] == ["self", "start", "alternate"]
    assert atom.feed.links[0].type == "application/atom+xml;profile=opds-catalog;kind=acquisition"
    assert [entry.title for entry in atom.entries] == ["总结", "讲话 & <选编>"]
    assert len({atom.feed.id, *(entry.id for entry in atom.entries)}) == 3
    assert atom.feed.updated == max(entry.updated for entry in atom.entries)


def test_an_entry_tells_what_the_book_says(atom):
    entry = atom.entries[1]
    assert [author.name for author in entry.authors] == ["张三", "李四"]
    assert (entry.id, entry.updated, entry.summary) == (
        "urn:isbn:9787020002207",
        "2024-05-06T00:00:00Z",
        "供学习参考。",
    )
    assert entry.rights == "内部资料"
    assert [tag.term for tag in entry.tags] == ["讲话"]


def test_every_address_of_the_feed_leads_to_a_file_of_its_type(shelf, atom):
    for entry in atom.entries:
        relations = [link.rel for link in entry.links]
        assert "http://opds-spec.org/image" in relations
        assert "http://opds-spec.org/image/thumbnail" in relations
        files = [link for link in entry.links if link.rel == "http://opds-spec.org/acquisition/open-access"]
        assert files[0].type == "application/epub+zip"
        for link in files:
            path = local(shelf, link.href)
            assert (path.stat().st_size, path.suffix in (".epub", ".pdf", ".docx")) == (int(link.length), True)


def test_a_bundle_offers_all_its_forms_and_no_single_documents(atom):
    titles = [[link.get("title") for link in entry.links if "acquisition" in link.rel] for entry in atom.entries]
    assert titles == [["EPUB", "PDF"], ["EPUB", "PDF", "Word", "PDF, small screen"]]


@pytest.mark.validators
@pytest.mark.parametrize("url", ["", "https://example.org/书/"])
def test_the_atom_feed_keeps_to_the_specifications(shelf, jing, url):
    catalogued(shelf, title="办公室书架", url=url)
    assert jing(shelf / "catalog.xml") == [[]]


def first(feed: etree._Element, query: str) -> etree._Element:
    return feed.xpath(query, namespaces={"a": "http://www.w3.org/2005/Atom"})[0]


def cut(query: str):
    return lambda feed: first(feed, query).getparent().remove(first(feed, query))


def put(query: str, name: str, value: str):
    return lambda feed: first(feed, query).set(name, value)


def say(query: str, text: str):
    return lambda feed: setattr(first(feed, query), "text", text)


def twice(query: str):
    return lambda feed: first(feed, query).addnext(deepcopy(first(feed, query)))


def drop_all(query: str):
    return lambda feed: [cut(query)(feed) for _ in feed.xpath(query, namespaces={"a": "http://www.w3.org/2005/Atom"})]


ACQUIRED = "//a:entry[2]/a:link[starts-with(@rel, 'http://opds-spec.org/acquisition')]"
BREACHES = {
    "no id": cut("a:id"),
    "two ids of an entry": twice("//a:entry/a:id"),
    "an id that is no IRI": say("//a:entry/a:id", "9787020002207"),
    "no title": cut("//a:entry/a:title"),
    "no time": cut("//a:entry/a:updated"),
    "a time without zone": say("a:updated", "2024-05-06T00:00:00"),
    "a day instead of a time": say("//a:entry/a:updated", "2024-05-06"),
    "nobody wrote it": cut("a:author"),
    "an author without name": cut("//a:entry[2]/a:author/a:name"),
    "a category without term": lambda feed: first(feed, "//a:category").attrib.pop("term"),
    "a link that leads nowhere": lambda feed: first(feed, ACQUIRED).attrib.pop("href"),
    "an address with a space": put(ACQUIRED, "href", "a b.epub"),
    "a file without type": lambda feed: first(feed, ACQUIRED).attrib.pop("type"),
    "nothing to acquire": drop_all(ACQUIRED),
    "neither content nor another form": cut("//a:entry/a:link[@rel='alternate']"),
    "a cover that few programs show": put("//a:link[@rel='http://opds-spec.org/image']", "type", "image/webp"),
    "a price is missing": put(ACQUIRED, "rel", "http://opds-spec.org/acquisition/buy"),
    "no place of its own": cut("a:link[@rel='self']"),
    "less than the whole type": put("a:link[@rel='start']", "type", "application/atom+xml"),
    "a summary with marks": put("//a:summary", "type", "html"),
    "a title of Dublin Core": lambda feed: etree.SubElement(first(feed, "a:entry"), "{http://purl.org/dc/terms/}title"),
    "an element that Atom has not": lambda feed: etree.SubElement(
        first(feed, "a:entry"), first(feed, "a:id").tag + "s"
    ),
}


@pytest.mark.validators
def test_the_grammar_refuses_what_the_specifications_forbid(shelf, jing, tmp_path):
    catalogued(shelf)
    paths = [tmp_path / f"{number:02}.xml" for number in range(len(BREACHES))]
    for path, spoil in zip(paths, BREACHES.values(), strict=True):
        feed = etree.parse(shelf / "catalog.xml").getroot()
        spoil(feed)
        path.write_bytes(etree.tostring(feed))
    assert [breach for breach, found in zip(BREACHES, jing(*paths), strict=True) if not found] == []


@pytest.mark.validators
def test_the_library_of_a_reading_program_reads_both_forms_alike(shelf, missing):
    """Readium's, by which Thorium reads catalogues."""
    if not (validate.NODE / "r2-opds-js").is_dir():
        missing(f"r2-opds-js ({validate.NODE}) is not there")
    catalogued(shelf, title="办公室书架")
    command = ["node", HERE / "opds-client.cjs", validate.NODE, shelf]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    for feed in told.values():
        assert feed["metadata"]["title"] == "办公室书架"
        assert [each["metadata"]["title"] for each in feed["publications"]] == ["总结", "讲话 & <选编>"]
        about = feed["publications"][1]["metadata"]
        assert (about["identifier"], about["description"]) == ("urn:isbn:9787020002207", "供学习参考。")
        assert about.get("author", about.get("editor")) == ["张三", "李四"]
    atom, json_feed = (
        [
            (link["href"], link["type"])
            for each in feed["publications"]
            for link in each["links"]
            if "acquisition" in link["rel"]
        ]
        for feed in told.values()
    )
    assert atom == json_feed
    assert len(atom) == 6


def test_the_json_feed_keeps_to_the_specification(opds2):
    jsonschema.Draft202012Validator(SCHEMA).validate(opds2)
    assert opds2["metadata"]["numberOfItems"] == len(opds2["publications"]) == 2
    assert opds2["publications"][1]["metadata"]["editor"] == ["张三", "李四"]


def test_the_schema_refuses_what_the_specification_forbids(opds2):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for spoil in (
        lambda feed: feed.pop("links"),
        lambda feed: feed["links"].pop(0),
        lambda feed: feed["publications"][0].pop("images"),
        lambda feed: feed["publications"][0]["links"].pop(0),
        lambda feed: [link.pop("href") for link in feed["publications"][0]["links"]],
        lambda feed: feed["publications"][0]["metadata"].update(identifier="no uri"),
    ):
        spoiled = json.loads(json.dumps(opds2))
        spoil(spoiled)
        assert not validator.is_valid(spoiled)


def test_each_publication_has_a_record_and_a_cover(shelf, opds2):
    for publication in opds2["publications"]:
        record = local(shelf, publication["links"][0]["href"])
        assert json.loads(record.read_text("utf-8"))["metadata"] == publication["metadata"]
        with Image.open(local(shelf, publication["images"][0]["href"])) as cover:
            assert (cover.format, cover.width) == ("PNG", 600)


def test_addresses_can_be_absolute(shelf):
    catalogued(shelf, url="https://example.org/书/")
    feed = feedparser.parse((shelf / "catalog.xml").read_bytes())
    hrefs = [link.href for entry in [feed.feed, *feed.entries] for link in entry.links]
    assert all(href.startswith("https://example.org/%E4%B9%A6/") for href in hrefs)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads((shelf / "catalog.json").read_text("utf-8")))


def test_a_broken_e_book_is_told_of_and_left_out(shelf):
    (diagnostic,) = [each for each in catalogued(shelf).diagnostics if each.code == "W410"]
    assert str(diagnostic.span) == "broken.epub:1:1"


def test_an_unpacked_e_book_is_told_of_and_left_out(shelf, tmp_path):
    copy = shutil.copytree(shelf, tmp_path / "copy")
    (copy / "unpacked.epub").mkdir()
    assert [str(each.span) for each in catalogued(copy).diagnostics] == ["broken.epub:1:1", "unpacked.epub:1:1"]


def test_where_no_e_book_can_be_read_each_is_named(tmp_path):
    for name in ("a.epub", "b.epub"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(PublishError) as raised:
        catalogued(tmp_path)
    assert [each.code for each in raised.value.diagnostics] == ["W410", "W410", "W411"]


def test_a_catalogue_is_the_same_each_time_and_forgets_what_is_gone(shelf, tmp_path):
    copy = shutil.copytree(shelf, tmp_path / "copy")
    catalogued(copy, title="书架")
    first = {path.name: path.read_bytes() for path in (copy / "catalog").iterdir()}
    catalogued(copy, title="书架")
    assert {path.name: path.read_bytes() for path in (copy / "catalog").iterdir()} == first
    shutil.rmtree(copy / "two")
    catalogued(copy, title="书架")
    assert len(list((copy / "catalog").iterdir())) == len(first) - 2


def test_a_folder_without_books_is_an_error(tmp_path):
    with pytest.raises(PublishError, match="no e-book"):
        catalogued(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("identifier", "uri"),
    [
        ("urn:x-a:1", "urn:x-a:1"),
        ("https://example.org/b", "https://example.org/b"),
        ("978-7-02-000220-7", "urn:isbn:9787020002207"),
        ("7020002207", "urn:isbn:7020002207"),
    ],
)
def test_identifiers_are_uris(identifier, uri):
    assert identifier_uri(identifier) == uri
    assert identifier_uri("年度总结").startswith("urn:uuid:")


def test_e_books_of_others_are_read_too():
    """EPUB 2: the cover is named by a meta element, there is no time of modification."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        '<dc:title>旧书</dc:title><meta name="cover" content="c"/></metadata><manifest>'
        '<item id="c" href="i%20m.jpg" media-type="image/jpeg"/></manifest></package>'
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        archive.writestr("META-INF/container.xml", f'{container}full-path="O/c.opf"/></rootfiles></container>')
        archive.writestr("O/c.opf", package)
        archive.writestr("O/i m.jpg", b"picture")
    record = read_ebook(target.getvalue(), "old.epub").value
    assert record is not None
    assert (record.metadata, record.cover) == (BookMetadata("旧书", language=""), b"picture")
