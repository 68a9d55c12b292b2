// Draws the Vega-Lite specification beside a chart over its still picture. No eval: expressions are interpreted.
import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { Handler } from "vega-tooltip";

const swedish = {
  decimal: ",",
  thousands: "\u00a0",
  grouping: [3],
  currency: ["", "\u00a0kr"],
  minus: "\u2212",
};
const INK = "#545f67";
const look = {
  font: "Inter, system-ui, sans-serif",
  background: "transparent",
  locale: { number: swedish },
  mark: { color: "#0b5563" },
  axis: { labelColor: INK, titleColor: INK, gridColor: "#dde1e3", domainColor: "#717a80", tickColor: "#717a80", labelFontSize: 12 },
  legend: { labelColor: INK, titleColor: INK, labelFontSize: 12 },
  view: { stroke: null },
};
const tooltip = new Handler({ disableDefaultStyle: true });

async function draw(place) {
  const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const drawing = place.querySelector(".chart-drawing");
  const stage = document.createElement("div");
  const { spec: compiled } = compile({ width: "container", ...spec }, { config: look });
  drawing.replaceChildren(stage);
  await new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    container: stage,
    hover: true,
    tooltip: tooltip.call,
  }).runAsync();
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target);
  }
}, { rootMargin: "100% 0px" });

/** Draws the chart shortly before it comes into view. */
export function start(place) {
  seen.observe(place);
}
