"""减负表: how often each department asked each town for something, and what of it was known."""

import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode

from werkzeug import Response
from xlsxwriter import Workbook

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures import asks, known_elsewhere
from shared.workbench.figures.asks import Ask
from shared.workbench.figures.known_elsewhere import KnownElsewhere
from shared.workbench.figures.table import Table, table_of
from shared.workbench.ledgers.two_days import TwoDays, one_day
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.saying import clause, organisation

LISTED = 200
ASKED = ("月份", "部门", "镇", "条款", "件数", "业务")
KNOWN = ("填报日期", "镇", "业务", "填报项目", "已知业务", "来源", "是否未变")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def burden(visit: Visit) -> Response:
    """Departments by towns, months by towns, what was asked though known; and what was chosen of it
    one by one, each with where its rows are."""
    day, args = one_day(visit), visit.request.args
    month, department, town = (args.get(n, "") for n in ("month", "department", "town"))
    elsewhere = _elsewhere(visit, day)
    found = asks.asks(visit, day)
    kept = {name: value for name, value in day.address.items() if value}
    of_month = asks.chosen(found.of, month, "", "")
    listed = asks.chosen(found.of, month, department, town)
    within = urlencode({**kept, **({"month": month} if month else {})})
    service, typed_by, same = (args.get(n, "") for n in ("typed_in", "typed_by", "same"))
    titles = _titles(visit)
    return visit.page(
        "burden.html",
        tables=[asks.by_department(of_month, within), asks.by_month(found.of, urlencode(kept))],
        retyped=[
            *_retyped(visit, day),
            *known_elsewhere.tables(elsewhere.of, titles, urlencode(kept)),
        ],
        elsewhere=elsewhere,
        typed=known_elsewhere.chosen(elsewhere.of, service, typed_by, bool(same)),
        typed_of=" ".join(
            filter(
                None, (titles.get(service), typed_by and organisation(typed_by), same and "未变")
            )
        ),
        months=sorted({ask.month for ask in found.of}, reverse=True),
        listed=sorted(listed, key=lambda ask: (ask.month, ask.service), reverse=True)[:LISTED],
        count=sum(ask.times for ask in listed),
        more=len(listed) > LISTED,
        most=LISTED,
        month=month,
        department=department,
        town=town,
        called=asks.called,
        away=[titles[s] for s in dict.fromkeys([*found.away, *elsewhere.away])],
        day=day,
        when=urlencode(kept),
        file="/burden/file.xlsx?" + within,
    )


def file(visit: Visit) -> Response:
    """The same as XLSX: the table of departments, and every line of it."""
    day = one_day(visit)
    month = visit.request.args.get("month", "")
    elsewhere = _elsewhere(visit, day).of
    found = asks.chosen(asks.asks(visit, day).of, month, "", "")
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        for table in (
            asks.by_department(found, ""),
            asks.by_month(found, ""),
            *_retyped(visit, day),
            *known_elsewhere.tables(elsewhere, _titles(visit), ""),
        ):
            _write(book, table)
        _list(book, "明细", ASKED, (_line(visit, ask) for ask in found))
        if elsewhere:
            _list(book, "他业务已知明细", KNOWN, (_known_line(visit, one) for one in elsewhere))
    on = f"{day.until or visit.bench.today()}{'所发生' if day.happened else ''}"
    named = f"attachment; filename*=UTF-8''{quote(f'减负表-{on}.xlsx')}"
    return Response(content.getvalue(), 200, {"Content-Disposition": named}, content_type=XLSX)


def _elsewhere(visit: Visit, day: TwoDays) -> KnownElsewhere:
    """What other services knew; all that is asked of services on the way is asked at once."""
    visit.foresee(
        asks.questions(visit, day),
        _known_already(visit, day),
        known_elsewhere.questions(visit, day),
    )
    return known_elsewhere.known_elsewhere(visit, day)


def _titles(visit: Visit) -> dict[str, str]:
    return {name: place.title for name, place in visit.bench.settings.services.items()}


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


def _list(
    book: Workbook, title: str, head: Sequence[str], lines: Iterable[Sequence[str | int]]
) -> None:
    sheet = book.add_worksheet(title)
    for at, line in enumerate((head, *lines)):
        sheet.write_row(at, 0, line)


def _known_line(visit: Visit, one: known_elsewhere.Retyped) -> Sequence[str]:
    titles = _titles(visit)
    town, same = organisation(one.town), "是" if one.same else "否"
    return [one.on, town, titles[one.service], one.about, titles[one.knower], one.told, same]


def _line(visit: Visit, ask: Ask) -> list[str | int]:
    title = visit.bench.settings.services[ask.service].title
    by, town = asks.called(ask.department), organisation(ask.town)
    return [ask.month, by, town, clause(ask.clause), ask.times, title]


ROUTES: Routes = [Route("GET", "/burden", burden), Route("GET", "/burden/file.xlsx", file)]
