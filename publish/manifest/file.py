"""What may stand in collection.yaml: the one description, for the loader and for the published schema."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from publish.manifest import checks
from publish.manifest.plan import CaptionKind, Dedup, Form, Format, Numbering
from publish.model.ports import HeadingNumbers, Limits, Profile, Split
from publish.settings import json_schema

Text = Annotated[str, Meta(extra={"check": checks.filled})]
Date = Annotated[
    str,
    Meta(extra={"wanted": "a date", "check": checks.iso_date}, extra_json_schema={"pattern": checks.DATE_FORM}),
]
Language = Annotated[
    str,
    Meta(
        extra={"wanted": "a language code", "check": checks.language},
        extra_json_schema={"pattern": checks.LANGUAGE_FORM},
    ),
]
Encoding = Annotated[str, Meta(extra={"wanted": "the name of an encoding", "check": checks.encoding})]
Pattern = Annotated[str, Meta(extra={"wanted": "a regular expression", "check": checks.pattern})]
FileName = Annotated[str, Meta(extra={"wanted": "a file name", "check": checks.file_name})]
Depth = Annotated[int, Meta(ge=0, le=7)]

_USUAL = Limits()


class LetterheadEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of official documents (版头), instead of their own."""

    form: Annotated[
        Form,
        Meta(description="document; letter (信函); order (命令), whose title is its masthead.", examples=["letter"]),
    ] = Form.DOCUMENT
    issuer: Annotated[Text, Meta(description="The masthead (发文机关标志).", examples=["云岭县人民政府文件"])] = ""
    number: Annotated[
        Text, Meta(description="The number (发文字号); for a single file only.", examples=["云政发〔2024〕3号"])
    ] = ""
    copy_number: Annotated[
        Text, Meta(description="The number of the copy (份号); for a single file only.", examples=["000001"])
    ] = ""
    secrecy: Annotated[Text, Meta(description="Secrecy and its term (密级).", examples=["机密★1年"])] = ""
    urgency: Annotated[Text, Meta(description="Urgency (紧急程度).", examples=["特急"])] = ""
    signatory: Annotated[
        Text,
        Meta(
            description="Who signs a document to a higher office (签发人); for a single file only.", examples=["张三"]
        ),
    ] = ""


class SourceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files, and what is to be said of them that they do not say themselves."""

    path: Annotated[
        Text, Meta(description="A file, a folder, or a pattern such as 'docs/*.md'.", examples=["docs/*.md"])
    ] = ""
    title: Annotated[
        Text,
        Meta(description="Title of the document, instead of its own; for a single file only.", examples=["工作报告"]),
    ] = ""
    author: Annotated[Text, Meta(description="Author of the documents, instead of their own.", examples=["李明"])] = ""
    date: Annotated[Date, Meta(description="Date of the documents, instead of their own.", examples=["2023-05-04"])] = (
        ""
    )
    encoding: Annotated[
        Encoding,
        Meta(description="Encoding of text files, where it is recognised wrongly.", examples=["gb18030"]),
    ] = ""
    split: Annotated[
        Split | tuple[Text, ...],
        Meta(
            description="A file that holds several documents: taken apart (auto), kept as one (never), or taken apart "
            "at these lines, with which its documents begin.",
            examples=["never", ["第一篇", "第二篇"]],
            extra={"wanted": "auto, never or a list of lines"},
        ),
    ] = Split.AUTO
    letterhead: Annotated[
        LetterheadEntry, Meta(description="The head of official documents (版头), instead of their own.")
    ] = LetterheadEntry()


Listed = Annotated[
    str | SourceEntry,
    Meta(extra={"wanted": "a path, or a mapping with path"}, examples=["docs/报告.md"]),
]


class ItemEntry(SourceEntry, frozen=True, forbid_unknown_fields=True):
    """An entry of `sources`: files with what is to be said of them, or a part with sources of its own."""

    part: Annotated[
        Text, Meta(description="Title of a part; its documents stand under `sources`.", examples=["第一编　讲话"])
    ] = ""
    sources: Annotated[
        tuple[Listed, ...],
        Meta(description="The documents of the part, written as on the outermost level.", examples=[["docs/*.md"]]),
    ] = ()


Item = Annotated[
    str | ItemEntry,
    Meta(
        extra={"wanted": "a path, a mapping with path, or a mapping with part and sources"},
        examples=["docs/报告.md"],
    ),
]


class ContentsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of contents."""

    depth: Annotated[
        Depth,
        Meta(
            description="1 shows the documents only, 2 their first heading level too, and so on; 0: none.", examples=[2]
        ),
    ] = 2
    title: Annotated[
        Text,
        Meta(
            description="Title of the contents; by default 目录, or as the book's language has it.", examples=["总目"]
        ),
    ] = ""


class IndexEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The index at the end of PDF and Word file."""

    terms: Annotated[
        tuple[Text, ...],
        Meta(description="Names and terms; every page that has them is listed.", examples=[["河长制", "网格员"]]),
    ] = ()
    documents: Annotated[
        bool, Meta(description="Whether the numbers of official documents (国发〔2024〕5号) are listed too.")
    ] = False
    title: Annotated[
        Text,
        Meta(
            description="Title of the index; by default 索引, or as the book's language has it.", examples=["人名索引"]
        ),
    ] = ""


class CleaningEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is cleaned away."""

    profile: Annotated[
        Profile, Meta(description="careful: safe rules only; standard: all rules; off: none.", examples=["careful"])
    ] = Profile.STANDARD
    on: Annotated[
        tuple[Text, ...], Meta(description="Rules that run whatever the profile says.", examples=[["C301"]])
    ] = ()
    off: Annotated[
        tuple[Text, ...], Meta(description="Rules that do not run, by code or name.", examples=[["C401"]])
    ] = ()
    patterns: Annotated[
        tuple[Pattern, ...],
        Meta(description="Regular expressions of your own; what they match is removed.", examples=[["内部资料.*"]]),
    ] = ()


class LimitsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much one source may ask for: what asks for more is damaged or means harm, or is named here."""

    file_mb: Annotated[int, Meta(ge=1, le=4096, description="Size of a source, in megabytes.", examples=[500])] = (
        _USUAL.file_mb
    )
    unpacked_mb: Annotated[
        int,
        Meta(
            ge=1,
            le=8192,
            description="Size of a Word file, an e-book or the streams of a PDF, unpacked, in megabytes; a single part "
            "may have an eighth.",
            examples=[1024],
        ),
    ] = _USUAL.unpacked_mb
    image_mb: Annotated[int, Meta(ge=1, le=1024, description="Size of an image, in megabytes.", examples=[100])] = (
        _USUAL.image_mb
    )
    image_megapixels: Annotated[
        int, Meta(ge=1, le=178, description="Width times height of an image, in millions.", examples=[150])
    ] = _USUAL.image_megapixels
    pdf_pages: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Pages of a PDF file that is a source.", examples=[20000])
    ] = _USUAL.pdf_pages
    seconds: Annotated[
        int, Meta(ge=1, le=86_400, description="Time that LibreOffice may take for a source.", examples=[600])
    ] = _USUAL.seconds


class NamesEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file name for each format."""

    pdf: Annotated[FileName, Meta(description="Name of the PDF file.", examples=["汇编-打印"])] = ""
    docx: Annotated[FileName, Meta(description="Name of the Word file.", examples=["汇编-修改"])] = ""
    epub: Annotated[FileName, Meta(description="Name of the e-book.", examples=["汇编-手机"])] = ""
    html: Annotated[FileName, Meta(description="Name of the web page.", examples=["汇编-网页"])] = ""
    md: Annotated[FileName, Meta(description="Name of the Markdown file.", examples=["汇编-存档"])] = ""


class OutputsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written, and where."""

    formats: Annotated[
        tuple[Format, ...] | Format,
        Meta(description="The formats; PDF, Word and EPUB when none is named.", examples=[["pdf", "docx"]]),
    ] = ()
    name: Annotated[
        FileName | NamesEntry,
        Meta(
            description="The files' name without suffix, one for all or one per format; by default the title.",
            examples=["汇编"],
        ),
    ] = ""
    folder: Annotated[Text, Meta(description="Where the files go, relative to the manifest.", examples=["build"])] = (
        "build"
    )


class WordEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Word files have beside the text."""

    comments: Annotated[
        bool, Meta(description="Whether the remarks on the sources stand in the margin as comments.", examples=[True])
    ] = False
    tracked: Annotated[
        bool,
        Meta(
            description="Whether the cleaning is there as tracked changes, to be accepted or rejected.", examples=[True]
        ),
    ] = False
    embed_fonts: Annotated[
        bool, Meta(description="Whether the open faces of the PDF travel along, cut down to the characters in use.")
    ] = False
    heading_numbers: Annotated[
        HeadingNumbers,
        Meta(
            description="Numbers of headings: as text, or counted by Word where that gives the same (automatic).",
            examples=["automatic"],
        ),
    ] = HeadingNumbers.TEXT


class ManifestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection: what it is called, of what it is made, how it looks. Only title and sources are needed."""

    title: Annotated[Text, Meta(description="Title of the collection.", examples=["办公室材料汇编"])]
    sources: Annotated[
        tuple[Item, ...] | Text,
        Meta(
            description="The documents in reading order: files, folders, patterns, or parts with a title.",
            extra={"wanted": "a path or a list of paths and parts"},
            examples=[["前言.md", "docs/*.docx"]],
        ),
    ]
    subtitle: Annotated[Text, Meta(description="Subtitle of the collection.", examples=["二〇二三年卷"])] = ""
    editors: Annotated[
        Text | tuple[Text, ...], Meta(description="Who edited it: a name or a list.", examples=[["李明", "王芳"]])
    ] = ()
    organisation: Annotated[Text, Meta(description="Who publishes it.", examples=["县政府办公室"])] = ""
    date: Annotated[
        Date, Meta(description="Date of publication: a year, a month or a day.", examples=["2023-05-04"])
    ] = ""
    language: Annotated[Language, Meta(description="Language of the text (BCP 47).", examples=["zh-CN"])] = "zh-CN"
    identifier: Annotated[
        Text, Meta(description="ISBN, DOI or a name that no other book has.", examples=["urn:isbn:9787020002207"])
    ] = ""
    rights: Annotated[Text, Meta(description="Who holds the rights.", examples=["内部资料，注意保存"])] = ""
    description: Annotated[
        Text, Meta(description="What it is about, for catalogues.", examples=["全县各部门的年度总结。"])
    ] = ""
    subjects: Annotated[
        Text | tuple[Text, ...], Meta(description="Key words for catalogues.", examples=[["公文", "总结"]])
    ] = ()
    cover: Annotated[
        bool | Text,
        Meta(
            description="true or 'generated': a cover made of the title; false: none; or the path of an image.",
            examples=["cover.jpg"],
        ),
    ] = True
    title_page: Annotated[bool, Meta(description="Whether there is a title page.", examples=[False])] = True
    colophon: Annotated[
        bool, Meta(description="Whether a last page says where the documents come from.", examples=[False])
    ] = True
    style: Annotated[
        Text, Meta(description="The looks: book, gbt9704, or a style file of your own.", examples=["book", "my.yaml"])
    ] = "book"
    toc: Annotated[
        bool | Depth | ContentsEntry,
        Meta(description="The table of contents: true, false, a depth, or depth and title.", examples=[2]),
    ] = True
    lists: Annotated[
        tuple[CaptionKind, ...],
        Meta(
            description="Lists after the contents of PDF and Word file: of tables, of figures.", examples=[["tables"]]
        ),
    ] = ()
    index: Annotated[
        tuple[Text, ...] | IndexEntry,
        Meta(
            description="The index of PDF and Word file: a list of terms, or terms, document numbers and title.",
            extra={"wanted": "a list of terms, or a mapping"},
            examples=[["河长制", "网格员"]],
        ),
    ] = ()
    numbering: Annotated[
        Numbering,
        Meta(
            description="Numbers of headings: as they are (keep), taken away (strip), or counted anew (uniform).",
            examples=["uniform"],
        ),
    ] = Numbering.KEEP
    clean: Annotated[
        bool | Profile | CleaningEntry,
        Meta(
            description="Cleaning: a profile, or a mapping with rules and patterns; false: off.", examples=["careful"]
        ),
    ] = Profile.STANDARD
    dedup: Annotated[
        Dedup,
        Meta(
            description="Of documents that are nearly the same: print all (report), the first, or the longest one.",
            examples=["keep-first"],
        ),
    ] = Dedup.REPORT
    outputs: Annotated[
        tuple[Format, ...] | OutputsEntry,
        Meta(description="Formats, file names and folder, or only a list of formats.", examples=[["pdf", "epub"]]),
    ] = ()
    word: Annotated[
        WordEntry,
        Meta(description="What Word files have beside the text.", examples=[{"comments": True, "tracked": True}]),
    ] = WordEntry()
    limits: Annotated[
        LimitsEntry, Meta(description="How much one source may ask for.", examples=[{"file_mb": 500}])
    ] = LimitsEntry()
    reference: Annotated[
        Text,
        Meta(description="A Word file whose styles and page set-up Word files take.", examples=["单位模板.docx"]),
    ] = ""


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of manifests."""
    schema = json_schema(ManifestFile, "Manifest of a collection (publish)")
    schema["$defs"]["SourceEntry"]["required"] = ["path"]
    schema["$defs"]["ItemEntry"]["oneOf"] = [{"required": ["path"]}, {"required": ["part", "sources"]}]
    return schema
