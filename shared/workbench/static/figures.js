// Charts, each drawn from the table that stands beside it; a mark leads where its number in the table leads.
"use strict";

const LIGHTS = { 红: "#a61b1b", 黄: "#e3b94f", 绿: "#2f7d4f" };
const COLOURS = ["#1d4f91", "#5b9bd5", "#e08a2e", "#6aa56a", "#8064a2", "#c0504d", "#4bacc6", "#9a8b3d", "#7f8c9b", "#b86fa0"];
const source = document.currentScript.dataset.echarts;

function read(table) {
  const head = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  return { head, rows, sides: rows.map((row) => row.cells[0].textContent) };
}

function series(told, stacked, lying, bound) {
  return told.head.map((name, at) => ({
    name, type: "bar", stack: stacked ? "all" : undefined, barMaxWidth: 28, cursor: "pointer",
    itemStyle: LIGHTS[name] ? { color: LIGHTS[name] } : undefined,
    data: told.rows.map((row) => Number(row.cells[at + 1].dataset.number)),
    markLine: bound.bound && !at ? { silent: true, symbol: "none", data: [lying ? { xAxis: bound.bound } : { yAxis: bound.bound }], label: { formatter: lying ? bound.boundTitle : String(Number(bound.bound)) }, lineStyle: { color: LIGHTS.红 } } : undefined,
  }));
}

function lies(told, shape) {
  const long = told.sides.length > 3 && told.sides.some((side) => side.length > 7);
  return shape === "ranked" || (shape !== "months" && (long || told.sides.length > 10));
}

function option(told, { chart: shape, unit, ...bound }) {
  const lying = lies(told, shape);
  const names = { type: "category", data: told.sides, inverse: lying, axisLabel: { interval: lying || shape === "months" ? "auto" : 0, width: lying ? 150 : undefined, overflow: "truncate", color: "#1c2430" } };
  const values = { type: "value", minInterval: unit ? 0 : 1, name: unit, nameTextStyle: { color: "#1c2430" }, axisLabel: { color: "#1c2430" } };
  return {
    animation: false, color: COLOURS, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: "#1c2430" },
    aria: { enabled: true, decal: { show: told.head.length > 1 } },
    grid: { left: 8, right: lying ? 30 : 12, top: told.head.length > 1 ? 56 : 28, bottom: 4, containLabel: true },
    legend: { type: "scroll", top: 0, show: told.head.length > 1 },
    tooltip: { trigger: "item", renderMode: "richText" },
    xAxis: lying ? values : names, yAxis: lying ? names : values,
    series: series(told, shape === "stacked" || shape === "months", lying, bound),
  };
}

function draw(echarts, box) {
  const table = box.parentElement.querySelector("table");
  const told = read(table);
  box.hidden = false;
  if (lies(told, box.dataset.chart) && told.sides.length > 8) box.classList.add("high");
  const chart = echarts.init(box, null, { renderer: "canvas", devicePixelRatio: 2 });
  chart.setOption(option(told, box.dataset));
  chart.on("click", (mark) => table.tBodies[0].rows[mark.dataIndex]?.cells[mark.seriesIndex + 1]?.querySelector("a")?.click());
  new ResizeObserver(() => chart.resize()).observe(box);
  box.dataset.ready = "yes";
}

import(source).then((echarts) => document.querySelectorAll("[data-chart]").forEach((box) => draw(echarts, box)));
