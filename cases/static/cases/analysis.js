// The crossing of two dimensions as a chart: a click leads to the cases, the look follows the page's.
const place = document.querySelector("[data-crossing]");
const ROW = 34;
const AROUND = 90;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(data) {
  const text = { color: colour("--ink2"), fontFamily: colour("--font") };
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: text,
    legend: { type: "scroll", top: 0, textStyle: text },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour("--line") } } },
    yAxis: { type: "category", inverse: true, data: data.rows, axisLabel: { ...text, width: 160, overflow: "truncate" } },
    series: data.series.map((one) => ({
      name: one.name,
      type: "bar",
      stack: "all",
      data: one.values.map((value) => ({ value: value.n, url: value.url })),
    })),
  };
}

function draw() {
  const data = JSON.parse(document.getElementById("crossing").textContent);
  place.hidden = false;
  const chart = globalThis.echarts.init(place, null, { renderer: "svg", height: data.rows.length * ROW + AROUND });
  chart.setOption(options(data));
  chart.on("click", (event) => {
    if (event.data?.url) location.assign(event.data.url);
  });
  addEventListener("resize", () => chart.resize());
  const again = () => chart.setOption(options(data));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

if (place) draw();
