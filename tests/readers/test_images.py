"""Images that Markdown files and web pages name."""

import base64
import io

import pytest
from PIL import Image

from publish.model.ports import Source
from publish.readers import read

from .dump import dump


def png(width: int = 2) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, 1)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "图 一.png").write_bytes(png())
    (folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    (tmp_path / "outside.png").write_bytes(png())
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    return folder


def told(source: Source) -> tuple[str, list[str]]:
    outcome = read(source)
    return dump(outcome.value), [diagnostic.code for diagnostic in outcome.diagnostics]


def test_a_picture_in_a_paragraph_becomes_a_block_after_it(home):
    text = "前![说明](图%20一.png)后\n\n![只有图](<图 一.png>)\n"
    outcome = read(Source("a.md", text.encode(), folder=str(home)))
    assert dump(outcome.value).splitlines() == ["1:1 '前后'", "1:1 image(说明) ''", "3:1 image(只有图) ''"]
    assert [(asset.media_type, asset.width, asset.height) for asset in outcome.value.assets] == [("image/png", 2, 1)]


def test_a_web_page_may_carry_its_pictures_and_their_size():
    address = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    page = f'<p>文<img src="{address}" alt="图" width="96" height="48px"></p>'
    [block, image] = read(Source("a.html", page.encode())).value.document.blocks
    assert block.text == "文"
    assert image.hints.image is not None
    assert (image.hints.image.width, image.hints.image.height) == (914_400, 457_200)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://192.0.2.1/x.png", "R021"),
        ("//192.0.2.1/x.png", "R021"),
        ("file:///etc/passwd", "R021"),
        ("gone.png", "R020"),
        ("../outside.png", "R023"),
        ("/etc/passwd", "R023"),
        ("link.png", "R023"),
        ("bad.png", "R022"),
        ("data:image/png;base64,!!!", "R022"),
        ("data:image/svg+xml,<svg/>", "R022"),
    ],
)
def test_what_cannot_be_had_leaves_its_description(home, address, code):
    page = f"<p>前<img src='{address}' alt='说明'>后</p>"
    assert told(Source("a.html", page.encode(), folder=str(home))) == ("1:1 '前说明后'", [code])


def test_one_picture_used_twice_is_stored_and_complained_about_once(home):
    page = "<img src='图 一.png'><img src='图 一.png'>" + "<p>甲</p>"
    assert len(read(Source("a.html", page.encode(), folder=str(home))).value.assets) == 1
