"""What a dashboard is made of here: rows of panels, each with its questions to Prometheus."""

from collections.abc import Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import bargauge, dashboard, prometheus, stat, table, timeseries
from grafana_foundation_sdk.builders.common import ReduceDataOptions, VizLegendOptions
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import LegendDisplayMode, LegendPlacement
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DataSourceRef,
    DataTransformerConfig,
    VariableRefresh,
)
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")
WIDTH = 24
HEIGHT = 8


@dataclass(frozen=True)
class Ask:
    """An expression, and what its series are called: `{{label}}` is a label's value."""

    expr: str
    legend: str = ""
    now: bool = False


@dataclass(frozen=True)
class Graph:
    """A figure over time."""

    title: str
    asks: Sequence[Ask]
    unit: str = "short"
    span: int = 12
    about: str = ""


@dataclass(frozen=True)
class Figure:
    """How it stands, large."""

    title: str
    asks: Sequence[Ask]
    unit: str = "short"
    span: int = 6
    about: str = ""


@dataclass(frozen=True)
class Bars:
    """How it stands, by what it is grouped by."""

    title: str
    asks: Sequence[Ask]
    unit: str = "short"
    span: int = 12
    about: str = ""


@dataclass(frozen=True)
class Matrix:
    """How it stands by two labels, one the rows and one the columns."""

    title: str
    asks: Sequence[Ask]
    rows: str
    columns: str
    span: int = WIDTH
    unit: str = "short"
    about: str = ""


Panel = Graph | Figure | Bars | Matrix


@dataclass(frozen=True)
class Dashboard:
    """`by_service` asks for one service at a time, as `$service`."""

    uid: str
    title: str
    panels: Sequence[Panel]
    by_service: bool = False
    since: str = "now-6h"


def written(one: Dashboard) -> str:
    """A dashboard as Grafana takes it."""
    made = (
        dashboard.Dashboard(one.title)
        .uid(one.uid)
        .tags(["zhenxing"])
        .refresh("30s")
        .time(one.since, "now")
        .timezone("Asia/Shanghai")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .editable()
    )
    if one.by_service:
        made = made.with_variable(
            dashboard.QueryVariable("service")
            .label("服务 service")
            .datasource(SOURCE)
            .query("label_values(zhenxing_log_position, service)")
            .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        )
    for panel in one.panels:
        made = made.with_panel(_built(panel))
    return JSONEncoder(sort_keys=True, indent=2).encode(made.build()) + "\n"


def _built(panel: Panel) -> object:
    match panel:
        case Graph():
            made = (
                timeseries.Panel()
                .fill_opacity(8)
                .legend(
                    VizLegendOptions()
                    .display_mode(LegendDisplayMode.LIST)
                    .placement(LegendPlacement.BOTTOM)
                    .show_legend(True)
                )
            )
        case Figure():
            made = stat.Panel().reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        case Bars():
            made = bargauge.Panel().reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        case Matrix():
            made = table.Panel().with_transformation(
                DataTransformerConfig(
                    id_val="groupingToMatrix",
                    options={
                        "rowField": panel.rows,
                        "columnField": panel.columns,
                        "valueField": "Value",
                    },
                )
            )
    made = (
        made.title(panel.title).datasource(SOURCE).unit(panel.unit).span(panel.span).height(HEIGHT)
    )
    if panel.about:
        made = made.description(panel.about)
    for number, ask in enumerate(panel.asks):
        made = made.with_target(_asked(panel, ask, chr(ord("A") + number)))
    return made


def _asked(panel: Panel, ask: Ask, ref: str) -> object:
    query = prometheus.Dataquery().datasource(SOURCE).expr(ask.expr).ref_id(ref)
    if ask.legend:
        query = query.legend_format(ask.legend)
    if isinstance(panel, Matrix):
        return query.instant().format(PromQueryFormat.TABLE)
    return query.range() if isinstance(panel, Graph) else query.instant()
