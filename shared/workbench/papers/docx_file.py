"""A sheet as .docx: A4, the heads of tables repeated, position, time and person in the foot."""

import io
from typing import Any

from shared.workbench.papers.sheet import Block, Sheet
from shared.workbench.words.saying import Id

_FONT = "宋体"


def written(sheet: Sheet) -> bytes:
    """The file. What writes it is loaded now and not before: nobody else needs its memory."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    sides = Mm(210), Mm(297)
    page.orientation = WD_ORIENT.LANDSCAPE if sheet.wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = reversed(sides) if sheet.wide else sides
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(24)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = head.add_run(sheet.title)
    title.bold, title.font.size = True, Pt(20)
    if sheet.about:
        about = document.add_paragraph(sheet.subject)
        about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in sheet.missing:
        document.add_paragraph(line)
    if sheet.to:
        document.add_paragraph(f"{'、'.join(sheet.to)}：")
    for part in sheet.parts:
        if part.title:
            document.add_paragraph().add_run(part.title).bold = True
        for block in part.blocks:
            _add(document, block)
    if sheet.closing:
        document.add_paragraph(sheet.closing).paragraph_format.keep_with_next = bool(sheet.ends)
    for number, line in enumerate(sheet.ends, 1):
        signed = document.add_paragraph(line)
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signed.paragraph_format.keep_with_next = number < len(sheet.ends)
    _add(document, sources(sheet))
    foot = page.footer.paragraphs[0]
    small = foot.add_run(f"{sheet.foot}　第 ")
    small.font.size = Pt(8)
    _page_number(foot.add_run())
    foot.add_run(" 页").font.size = Pt(8)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def sources(sheet: Sheet) -> Block:
    """What the sheet rests on."""
    rows = tuple((d.title, str(d.position), Id(d.hash[:16]) or "—") for d in sheet.drawn)
    return Block("依据", rows, head=("业务", "记录位置", "该处哈希（前 16 位）"))


def _add(document: Any, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if block.title:
        document.add_paragraph().add_run(block.title).bold = True
    if not block.rows:
        document.add_paragraph("无")
        return
    table = document.add_table(rows=0, cols=len(block.head) or 2)
    table.style = "Table Grid"
    if block.head:
        _fill(table.add_row(), block.head)
        _repeat(table.rows[0])
    for row in block.rows:
        cells = _fill(table.add_row(), row)
        for number in block.numbers:
            cells[number].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.note:
        document.add_paragraph(block.note)


def _fill(row: Any, texts: tuple[str, ...]) -> Any:
    cells = row.cells
    for cell, text in zip(cells, texts, strict=True):
        cell.text = _plain(text)
    return cells


def _plain(text: str) -> str:
    """XML holds no control characters; an ideographic space is none, though Python prints it not."""
    return "".join(char for char in text if char.isprintable() or char in "\n\u3000\xa0")


def _repeat(row: Any) -> None:
    """Say that a row is repeated at the head of each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _page_number(run: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
