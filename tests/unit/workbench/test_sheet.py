"""A paper as texts: the same on a page and as .docx; its foot stays a text in a style sheet."""

import io

import msgspec
from docx import Document

from shared.workbench.papers.docx_file import written
from shared.workbench.papers.foot import stylesheet
from shared.workbench.papers.sheet import Block, Drawn, Part, Sheet, decoded, encoded, text
from shared.workbench.words.saying import Link, Pairs, Table

SHEET = Sheet(
    title="督办单",
    about="断头路",
    to=("发展和改革委员会",),
    parts=(
        Part(
            "督导",
            (
                Block("事项", (("镇", "涛雒镇"), ("时限", "2026-03-01"))),
                Block("经过", (("交办", "1,200"),), head=("办理", "金额"), numbers=(1,)),
                Block("批示", ()),
            ),
        ),
    ),
    closing="请按时限办结。",
    drawn=(Drawn("supervision", "督导", 18, "ab" * 32),),
    absent=(),
    at="2026-02-01 09:30",
    by="住房和城乡建设局 张三",
)


def test_a_sheet_is_the_same_bytes_and_the_same_sheet_again():
    assert encoded(decoded(encoded(SHEET))) == encoded(SHEET)


def test_the_draft_says_what_the_page_says_and_repeats_the_heads_of_tables():
    draft = Document(io.BytesIO(written(SHEET)))
    texts = [p.text for p in draft.paragraphs]
    assert texts[0] == "督办单" and {"断头路", "发展和改革委员会：", "请按时限办结。", "无"} <= set(
        texts
    )
    facts, course, sources = draft.tables
    assert [c.text for c in facts.rows[0].cells] == ["镇", "涛雒镇"]
    assert "w:tblHeader" in course.rows[0]._tr.xml and "w:tblHeader" not in course.rows[1]._tr.xml
    assert [c.text for c in sources.rows[1].cells] == ["督导", "18", "ab" * 8]
    foot = draft.sections[0].footer.paragraphs[0]
    assert SHEET.foot in foot.text and "PAGE" in foot._p.xml
    assert round(draft.sections[0].page_width.mm) == 210


def test_a_signature_stands_on_no_page_without_what_it_signs():
    signed = msgspec.structs.replace(SHEET, signature=("市财政局", "演示-李四", "2026-02-01"))
    closing, *lines = (
        p for p in Document(io.BytesIO(written(signed))).paragraphs
        if p.text in (signed.closing, *signed.ends)
    )  # fmt: skip
    kept = [p.paragraph_format.keep_with_next for p in (closing, *lines)]
    assert kept == [True, True, True, False]


def test_the_draft_keeps_the_spaces_that_a_page_shows_and_no_control_character():
    block = Block("", (("参加", "演示-张三\u3000演示-李四\x07"),))
    draft = Document(
        io.BytesIO(written(msgspec.structs.replace(SHEET, parts=(Part("", (block,)),))))
    )
    assert draft.tables[0].rows[0].cells[1].text == "演示-张三\u3000演示-李四"


def test_a_sheet_is_signed_by_who_draws_it_unless_it_says_who_signs():
    assert SHEET.ends == ("住房和城乡建设局", "2026-02-01")
    lines = "市发展和改革委员会", "演示-王局长", "2026-01-20"
    signed = msgspec.structs.replace(SHEET, signature=lines)
    assert decoded(encoded(signed)).ends == lines
    texts = [p.text for p in Document(io.BytesIO(written(signed))).paragraphs]
    assert "演示-王局长" in texts and "2026-02-01" not in texts


def test_who_is_addressed_signs_nothing_by_drawing_it():
    received = msgspec.structs.replace(SHEET, by="发展和改革委员会 李四")
    assert received.ends == ()
    assert msgspec.structs.replace(received, signature=("某局", "2026-01-20")).ends[0] == "某局"


def test_the_draft_too_says_as_of_when_it_is_and_what_it_is_without():
    past = msgspec.structs.replace(SHEET, as_of="2026-01-05T17:30:00+08:00", absent=("用地保障",))
    texts = [p.text for p in Document(io.BytesIO(written(past))).paragraphs]
    assert "断头路（截至 2026-01-05 17:30:00 的记录）" in texts
    assert "用地保障暂不可用，未包括在内。" in texts


def test_a_table_of_many_columns_lies_on_its_side():
    many = Block("", (tuple("一二三四五六七八九十"),), head=tuple("甲乙丙丁戊己庚辛壬癸"))
    lying = msgspec.structs.replace(SHEET, parts=(Part("", (many,)),))
    assert lying.wide and not SHEET.wide
    page = Document(io.BytesIO(written(lying))).sections[0]
    assert page.page_width > page.page_height
    assert "A4 landscape" in stylesheet(lying.foot, wide=lying.wide)
    assert "landscape" not in stylesheet(SHEET.foot, wide=SHEET.wide)


def test_the_foot_names_person_time_and_positions():
    assert SHEET.foot == "住房和城乡建设局 张三　2026-02-01 09:30　依据记录位置：督导 18"


def test_nothing_in_a_foot_ends_its_text():
    told = stylesheet('"; } body { display: none } /*\\')
    inside = told.removeprefix('@page { @bottom-left { content: "').removesuffix('"; } }\n')
    assert not set('";{}*/') & set(inside)
    assert "涛雒镇" in stylesheet("涛雒镇")


def test_what_has_parts_is_one_text():
    assert (
        text(Pairs([("镇", Link("涛雒镇", "town", "taoluo")), ("额", "1 元")]))
        == "镇 涛雒镇；额 1 元"
    )
    assert text(Table(["甲", "乙"], [["1", "—"], ["2", "3"]])) == "甲 1；甲 2，乙 3"
    assert text(["一", "二"]) == "一、二"
