"""What was uploaded: the bytes of an XLSX, or a word on what it is instead and what to do."""

import codecs
import io
import zipfile
from pathlib import Path

from werkzeug.formparser import parse_form_data

from shared.face.imports.mends import Mends, mends_of
from shared.face.workers import Declined
from shared.policy.languages import Text

_UNPACKED = 256 << 20
_LOOK = 4_096
_SAVE_AS_XLSX = "请用表格软件打开，另存为 .xlsx 后再导入"
_SAVE_AS_XLSX_EN = "open it in a spreadsheet program and save it as .xlsx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN = [
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
]
_PARTS = [
    ("word/", Text("Word 文档", "a Word document")),
    ("xl/workbook.bin", Text(".xlsb 文件", "an .xlsb file")),
    ("content.xml", Text(".ods 文件", "an .ods file")),
]


def opened(upload: Path, content_type: str) -> tuple[bytes, zipfile.ZipFile, Mends]:
    """The bytes of an upload, raw or multipart, the parts of the XLSX that it is, and what was
    mended of it.

    Raises `Declined`.
    """
    book, mends = _content(upload, content_type)
    if not zipfile.is_zipfile(io.BytesIO(book)):
        raise _something_else(_seen(book))
    try:
        parts = zipfile.ZipFile(io.BytesIO(book))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise unreadable() from None
    if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
        raise Declined(Text("文件解压后过大", "The file is too big once unpacked."))
    names = parts.namelist()
    for start, what in _PARTS:
        if any(name.startswith(start) for name in names):
            raise _something_else(what)
    if "[Content_Types].xml" not in names:
        raise _something_else(Text("压缩包", "an archive"))
    return book, parts, mends


def unreadable() -> Declined:
    """For an XLSX that is damaged."""
    return Declined(
        Text(
            f"XLSX 文件已损坏，无法读取；{_SAVE_AS_XLSX}",
            f"The XLSX is damaged and can't be read: {_SAVE_AS_XLSX_EN}.",
        ),
    )


def _something_else(what: Text) -> Declined:
    return Declined(
        Text(
            f"这是{what.zh}，不是 XLSX；{_SAVE_AS_XLSX}",
            f"This is {what.en}, no XLSX: {_SAVE_AS_XLSX_EN}.",
        )
    )


def _seen(book: bytes) -> Text:
    """What a file that is no archive is, by its first bytes."""
    if not book:
        return Text("空文件", "an empty file")
    if book.startswith(_OLE):
        if _ENCRYPTED in book:
            return Text("加密的文件（请先取消密码）", "an encrypted file (take off its password)")
        return Text("旧版 Excel 或 WPS 文件（.xls、.et）", "an old Excel or WPS file (.xls, .et)")
    if book.startswith(b"PK"):
        return Text("残缺的文件（可能没有传完）", "a damaged file (perhaps not all of it was sent)")
    for start, what in _KNOWN:
        if book.startswith(start):
            return what
    return _text(book[:_LOOK], len(book) > _LOOK)


def _text(start: bytes, cut: bool) -> Text:
    """What the first bytes say, if they are text in an encoding that offices use."""
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    tried = [("UTF-16", "utf-16")] if wide else [("UTF-8", "utf-8-sig"), ("GBK", "gb18030")]
    for name, encoding in tried:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(start, final=not cut)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if text.lstrip().lower().startswith(("<html", "<!doctype html", "<table", "<?xml")):
            return Text(f"网页或 XML 文件（{name} 编码）", f"a web page or XML (in {name})")
        return Text(f"文本或 CSV 文件（{name} 编码）", f"a text or CSV file (in {name})")
    return Text("无法识别的文件", "a file of an unknown kind")


def _content(upload: Path, content_type: str) -> tuple[bytes, Mends]:
    """The file; in a form the part `mended` may stand beside it."""
    if not content_type.startswith("multipart/form-data"):
        return upload.read_bytes(), {}
    with upload.open("rb") as body:
        environ = {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(upload.stat().st_size),
            "wsgi.input": body,
        }
        _, form, files = parse_form_data(environ)
        mended = files.pop("mended", None)
        if mended is not None:
            mends = mends_of(mended.read())
        else:  # a part that names no file is a field
            mends = mends_of(form["mended"].encode()) if "mended" in form else {}
        for file in files.values():
            return file.read(), mends
    raise Declined(Text("表单中没有文件", "The form holds no file."))
