"""Web pages: one page that holds everything, and a small site. Nothing is lost, nothing leads nowhere or outside."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from extraction import letters
from lxml import html

from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.walk import book_lines
from publish.stylesheet import load_style
from publish.writers.html import write_html, write_site

sys.path.insert(0, str(Path(__file__).parents[1] / "epub"))
from epub_torture import ASSETS, torture

BOOK = torture(12)
OUTSIDE = re.compile(
    rb'(src|poster)="(?!data:|images/|search)|<link[^>]+href="(?!style)|@import|url\((?!"fonts/|"data:font|#)'
)


@pytest.fixture(scope="module")
def manuscript(style_of_book):
    return Manuscript(BOOK, style_of_book, ASSETS)


@pytest.fixture(scope="module")
def style_of_book():
    return load_style("book", Path()).value


@pytest.fixture(scope="module")
def page(manuscript) -> bytes:
    return write_html(manuscript, Pagination({}, ())).value


@pytest.fixture(scope="module")
def site(manuscript) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(write_site(manuscript, Pagination({}, ())).value)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(site: dict[str, bytes]) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(data) for name, data in site.items() if name.endswith(".html")}


def assert_shows_everything(text: str) -> None:
    assert not Counter(letters("".join(book_lines(BOOK)))) - Counter(letters(text))


def assert_headings_skip_nothing(tree: html.HtmlElement) -> None:
    levels = [
        int(element.get("aria-level") or element.tag[1])
        for element in tree.iter()
        if element.get("role") == "heading" or re.fullmatch("h[1-6]", str(element.tag))
    ]
    assert levels[:1] in ([], [1])  # a document without a title may have none
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_page_shows_every_letter(page):
    tree = html.document_fromstring(page)
    assert_shows_everything("".join(tree.xpath("//main//text()")))
    assert_headings_skip_nothing(tree)
    assert tree.get("lang") == "zh-CN"


def test_the_page_needs_nothing_else(page):
    assert not OUTSIDE.search(page)
    assert b"<script" not in page
    assert page.count(b"data:image/png;base64,") >= 2
    assert page.count(b"data:font/ttf;base64,") == 3


def test_every_place_of_the_page_is_one_and_every_link_has_its_place(page):
    tree = html.document_fromstring(page)
    names = Counter(tree.xpath("//@id"))
    assert [name for name, count in names.items() if count > 1] == []
    hrefs = tree.xpath("//a/@href")
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(names)
    assert all(href.startswith(("#", "http://", "https://", "mailto:")) for href in hrefs)
    assert set(tree.xpath("//@aria-labelledby")) <= set(names)


def test_the_site_shows_every_letter(site):
    pages = pages_of(site)
    assert_shows_everything("".join("".join(tree.xpath("//main//text()")) for tree in pages.values()))
    for tree in pages.values():
        assert_headings_skip_nothing(tree)
        assert tree.xpath("//title/text()")


def test_every_link_of_the_site_leads_somewhere(site):
    pages = pages_of(site)
    for name, tree in pages.items():
        for href in tree.xpath("//a/@href"):
            if href.startswith(("http://", "https://", "mailto:")):
                continue
            file, _, place = href.partition("#")
            target = pages[file or name]
            assert not place or target.xpath("//*[@id=$place]", place=place), (name, href)


def test_the_site_asks_for_nothing_outside(site):
    for name, data in site.items():
        assert not name.endswith((".html", ".css")) or not OUTSIDE.search(data), name
    used = {src for tree in pages_of(site).values() for src in tree.xpath("//@src")}
    assert used <= set(site)


def test_the_terms_of_faces_travel_with_them(site):
    assert {name for name in site if name.endswith(".txt")} == {"fonts/OFL-LXGW.txt", "fonts/OFL-NotoSC.txt"}


def test_no_word_of_the_e_books_vocabulary_reaches_web_pages(page, site):
    assert not any(b"epub:" in data or b"xmlns" in data for data in (page, *site.values()) if data[:9] == b"<!DOCTYPE")


def test_both_are_the_same_each_time(manuscript, page):
    assert write_html(manuscript, Pagination({}, ())).value == page
    assert write_site(manuscript, Pagination({}, ())) == write_site(manuscript, Pagination({}, ()))


@pytest.mark.parametrize(
    ("query", "found"), [("举头望明月", 1), ("基本情况 第7篇", 1), ("没有这样的字", 0), ("&lt;", 0)]
)
def test_search_finds_what_the_site_says(site, query, found, tmp_path, missing):
    browser = shutil.which("chromium")
    if not browser:
        missing("chromium is not installed")
    for name, data in site.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    address = f"{(tmp_path / 'search.html').as_uri()}?q={query}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    done = subprocess.run([browser, *options, address], capture_output=True, check=True, timeout=120)
    tree = html.document_fromstring(done.stdout)
    results = tree.xpath("//ol[@id='results']/li")
    assert len(results) == found
    assert all(item.xpath("./a/@href")[0] in site and item.xpath(".//mark") for item in results)
