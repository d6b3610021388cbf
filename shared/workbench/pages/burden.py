"""减负表: how often each department asked each town for something, and what of it was known."""

import io
from urllib.parse import quote, urlencode

from werkzeug import Response
from xlsxwriter import Workbook

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures import asks
from shared.workbench.figures.asks import Ask
from shared.workbench.figures.table import Table, table_of
from shared.workbench.ledgers.two_days import TwoDays, one_day
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.saying import clause, organisation

LISTED = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def burden(visit: Visit) -> Response:
    """Departments by towns, months by towns, what was asked though known; and what was chosen of it
    one by one, each with where its rows are."""
    day, args = one_day(visit), visit.request.args
    month, department, town = (args.get(n, "") for n in ("month", "department", "town"))
    visit.foresee(asks.questions(visit, day), _known_already(visit, day))
    found = asks.asks(visit, day)
    kept = {name: value for name, value in day.address.items() if value}
    of_month = asks.chosen(found.of, month, "", "")
    listed = asks.chosen(found.of, month, department, town)
    within = urlencode({**kept, **({"month": month} if month else {})})
    retyped = _retyped(visit, day)
    return visit.page(
        "burden.html",
        tables=[asks.by_department(of_month, within), asks.by_month(found.of, urlencode(kept))],
        retyped=retyped,
        months=sorted({ask.month for ask in found.of}, reverse=True),
        listed=sorted(listed, key=lambda ask: (ask.month, ask.service), reverse=True)[:LISTED],
        count=sum(ask.times for ask in listed),
        more=len(listed) > LISTED,
        month=month,
        department=department,
        town=town,
        called=asks.called,
        away=[visit.bench.settings.services[s].title for s in found.away],
        day=day,
        when=urlencode(kept),
        file="/burden/file.xlsx?" + within,
    )


def file(visit: Visit) -> Response:
    """The same as XLSX: the table of departments, and every line of it."""
    day = one_day(visit)
    month = visit.request.args.get("month", "")
    visit.foresee(asks.questions(visit, day), _known_already(visit, day))
    found = asks.chosen(asks.asks(visit, day).of, month, "", "")
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        for table in (
            asks.by_department(found, ""),
            asks.by_month(found, ""),
            *_retyped(visit, day),
        ):
            _write(book, table)
        sheet = book.add_worksheet("明细")
        sheet.write_row(0, 0, ["月份", "部门", "镇", "条款", "件数", "业务"])
        for at, ask in enumerate(found, 1):
            sheet.write_row(at, 0, _line(visit, ask))
    on = f"{day.until or visit.bench.today()}{'所发生' if day.happened else ''}"
    named = f"attachment; filename*=UTF-8''{quote(f'减负表-{on}.xlsx')}"
    return Response(content.getvalue(), 200, {"Content-Disposition": named}, content_type=XLSX)


def _retyped(visit: Visit, day: TwoDays) -> list[Table]:
    """What was asked though known, by service; of services that have nothing of it nothing."""
    services = visit.bench.settings.services
    answers = visit.get_all(_known_already(visit, day))
    return [
        table_of(
            service,
            {**answer, "title": f"{services[service].title}：{answer['title']}"},
            {},
            day.until,
            happened=day.happened,
        )
        for service, answer in zip(services, answers, strict=True)
        if not isinstance(answer, Away | Declined) and answer["marks"]
    ]


def _known_already(visit: Visit, day: TwoDays) -> list[Question]:
    return [Question(s, "/figures/retyped", day.past) for s in visit.bench.settings.services]


def _write(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.title.replace("：", " ")[:31])
    sheet.write_row(0, 0, [table.corner, *table.head])
    for at, side in enumerate(table.sides, 1):
        sheet.write_row(at, 0, [side.title, *(cell.number for cell in side.cells)])


def _line(visit: Visit, ask: Ask) -> list[str | int]:
    title = visit.bench.settings.services[ask.service].title
    by, town = asks.called(ask.department), organisation(ask.town)
    return [ask.month, by, town, clause(ask.clause), ask.times, title]


ROUTES: Routes = [Route("GET", "/burden", burden), Route("GET", "/burden/file.xlsx", file)]
