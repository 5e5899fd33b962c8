"use strict";
// Charts when they come into view, and the filters. Every text is set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const compact = new Intl.NumberFormat(data.lang, {notation: "compact", maximumFractionDigits: 2});
  const plain = new Intl.NumberFormat(data.lang, {maximumFractionDigits: 3});
  const tick = (value) => (Math.abs(value) >= 1e6 ? compact : plain).format(value);
  const ROW = 46;
  const ruler = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  const measure = (text, weight = 400) => {
    ruler.font = `${weight} 13px ${family}`;
    return ruler.measureText(text).width;
  };

  /** The text, or as much of it as `width` pixels hold. */
  const fit = (text, width, weight = 400) => {
    if (measure(text, weight) <= width) return text;
    let end = text.length;
    while (end > 1 && measure(text.slice(0, end) + "…", weight) > width) end -= 1;
    return text.slice(0, end).trimEnd() + "…";
  };

  /** One picture with one name for a screen reader; what it shows stands in words beside it. */
  function put(box, svg) {
    for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    svg.setAttribute("role", "img");
    box.replaceChildren(svg);
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", svg.getAttribute("aria-label"));
    }
  }

  /** One row for each value: words above, interval below, a mark for each outlet. */
  function chart(box) {
    const spec = data.charts[box.dataset.chart];
    const width = Math.max(240, box.clientWidth);
    const rows = spec.values.map((value, row) => {
      const label = fit(value.words + (value.asOf ? ` (${value.asOf})` : ""), width - 10, 600);
      const indent = measure(label, 600) + 10;
      return {...value, row, label, indent, names: width - indent > 60 ? fit(value.outlets.join(", "), width - indent - 12) : ""};
    });
    const low = (d) => d.min ?? spec.low;
    const high = (d) => d.max ?? spec.high;
    const at = (d) => d.middle ?? d.min ?? d.max;
    const bound = rows.filter((d) => d.min !== null || d.max !== null);
    const about = bound.filter((d) => d.middle !== null);
    const wide = bound.filter((d) => d.middle === null && d.min !== null && d.max !== null && d.min !== d.max);
    const points = bound.filter((d) => d.middle !== null || d.min === null || d.max === null || d.min === d.max);
    const dots = rows.flatMap((d) => d.outlets.slice(0, 24).map((outlet, n) => ({...d, outlet, n, of: Math.min(24, d.outlets.length)})));
    const base = 6;
    const text = {textAnchor: "start", fontSize: 13, fontFamily: family, fill: "var(--ink)", stroke: "var(--plot-background)", strokeWidth: 5};
    const svg = Plot.plot({
      className: "kc-plot", width, height: rows.length * ROW + 34, marginLeft: 4, marginRight: 10, marginTop: 4, marginBottom: 30,
      ariaLabel: box.dataset.label,
      x: {type: spec.log ? "log" : "linear", domain: [spec.low, spec.high]},
      y: {domain: [-0.5, rows.length - 0.5], reverse: true, axis: null},
      marks: [
        Plot.axisX({ticks: Math.max(4, Math.floor(width / 130)), tickFormat: tick, tickSize: 4, fontSize: 12, label: null, color: "var(--soft)"}),
        Plot.gridX({ticks: Math.max(4, Math.floor(width / 130)), stroke: "var(--rule)", strokeOpacity: 1}),
        Plot.text(rows, {x: spec.low, y: "row", dy: -13, text: "label", fontWeight: 600, ...text}),
        ...rows.map((row) => Plot.text([row], {x: spec.low, y: "row", dy: -13, dx: row.indent, text: "names", ...text, fill: "var(--soft)"})),
        Plot.link(about, {x1: "min", x2: "max", y: "row", dy: base, stroke: "currentColor", strokeWidth: 7, strokeOpacity: 0.3}),
        Plot.link(wide, {x1: "min", x2: "max", y: "row", dy: base, stroke: "currentColor", strokeWidth: 7, strokeOpacity: 0.45}),
        Plot.arrow(bound.filter((d) => d.max === null), {x1: at, x2: high, y: "row", dy: base, stroke: "currentColor", strokeWidth: 2, headLength: 9}),
        Plot.arrow(bound.filter((d) => d.min === null), {x1: at, x2: low, y: "row", dy: base, stroke: "currentColor", strokeWidth: 2, headLength: 9}),
        Plot.ruleX(wide.flatMap((d) => [{...d, end: d.min}, {...d, end: d.max}]), {x: "end", y1: (d) => d.row - 0.15, y2: (d) => d.row + 0.15, dy: base, stroke: "currentColor", strokeWidth: 2.5}),
        Plot.dot(points, {x: at, y: "row", dy: base, r: 5.5, stroke: "currentColor", strokeWidth: 2, fill: (d) => (d.ring ? "var(--plot-background)" : "currentColor"), title: "words"}),
        ...dots.map((d) => Plot.dot([d], {x: (e) => (e.middle === null && e.min !== null && e.max !== null ? (spec.log ? Math.sqrt(e.min * e.max) : (e.min + e.max) / 2) : at(e)),
          y: "row", dx: (d.n - (d.of - 1) / 2) * 8, dy: base + 14, r: 3, fill: "var(--soft)", title: "outlet"})),
      ],
    });
    put(box, svg);
  }

  /** Columns of names joined by lines as thick as there are claims. */
  function network(box) {
    const spec = data.network;
    const column = Math.max(170, Math.min(330, box.clientWidth / spec.columns));
    const width = column * spec.columns;
    const thick = (d) => 1 + Math.min(7, Math.sqrt(d.claims));
    const svg = Plot.plot({
      className: "kc-plot", width, height: Math.max(90, spec.tallest * 30 + 12), marginLeft: 8, marginRight: column - 8, marginTop: 4, marginBottom: 4,
      ariaLabel: spec.label,
      x: {domain: [0, spec.columns - 1], axis: null}, y: {domain: [0, spec.tallest], reverse: true, axis: null},
      marks: [
        Plot.link(spec.links, {x1: (d) => d.column + (measure(fit(d.from, column - 50)) + 14) / column, x2: (d) => d.column + 1 - 5 / column, y1: "a", y2: "b", curve: "bump-x", stroke: "var(--update)", strokeOpacity: 0.4, strokeWidth: thick, title: (d) => `${d.from} → ${d.to}: ${d.words}`}),
        Plot.dot(spec.nodes, {x: "column", y: "place", r: 4, fill: "var(--ink)"}),
        Plot.text(spec.nodes, {x: "column", y: "place", dx: 9, textAnchor: "start", fontSize: 13, fontFamily: family, fill: "var(--ink)", text: (d) => fit(d.name, column - 50), title: "name"}),
      ],
    });
    put(box, svg);
  }

  /** A row for each outlet, a dot for each article, placed at its day. */
  function timeline(box) {
    const spec = data.timeline;
    const width = Math.max(320, box.clientWidth);
    const days = new Set(spec.points.map((d) => d.day));
    const points = spec.points.map((d) => ({...d, date: new Date(d.day)}));
    const label = new Intl.DateTimeFormat(data.lang, {day: "numeric", month: "short", timeZone: "UTC"});
    const margin = Math.min(190, width * 0.36);
    const [first, last] = [d3.min(points, (d) => d.date), d3.max(points, (d) => d.date)];
    const ticks = days.size <= width / 110 ? [...days].sort().map((day) => new Date(day)) : Math.max(2, Math.floor(width / 120));
    const svg = Plot.plot({
      className: "kc-plot", width, height: spec.rows.length * 30 + 40, marginLeft: margin, marginRight: 26, marginBottom: 32, marginTop: 6,
      ariaLabel: spec.label,
      x: {type: "utc", domain: [first, last]}, y: {domain: spec.rows, axis: null}, r: {range: [3, 11]},
      marks: [
        Plot.axisX({ticks, tickFormat: (d) => label.format(d), fontSize: 12, color: "var(--soft)", label: null}),
        Plot.ruleY(spec.rows, {y: (d) => d, stroke: "var(--rule)"}),
        Plot.text(spec.rows, {frameAnchor: "left", y: (d) => d, dx: -margin + 2, textAnchor: "start", fontSize: 13, fontFamily: family, fill: "var(--ink)", text: (d) => fit(d, margin - 18), title: (d) => d}),
        Plot.dot(points, {x: "date", y: "outlet", r: "claims", fill: "var(--update)", fillOpacity: 0.75, stroke: "var(--plot-background)", title: "words", className: "go"}),
      ],
    });
    svg.addEventListener("click", (event) => {
      const name = event.target.querySelector?.("title")?.textContent;
      const hit = points.find((d) => d.words === name);
      if (hit) location.hash = hit.anchor;
    });
    put(box, svg);
  }

  const draw = (box) => {
    box.dataset.drawn = box.clientWidth;
    (box.dataset.chart !== undefined ? chart : box.dataset.network !== undefined ? network : timeline)(box);
  };
  const boxes = [...document.querySelectorAll(".figure")]; // before any list takes its cards out
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting && +entry.target.dataset.drawn !== entry.target.clientWidth) draw(entry.target);
  }, {rootMargin: "400px"});
  boxes.forEach((box) => seen.observe(box));
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      for (const box of boxes) if (box.dataset.drawn !== undefined && box.isConnected && +box.dataset.drawn !== box.clientWidth) draw(box);
    }, 150);
  });

  // Lists: the filters choose, and a page at a time stands in the document, so that thousands stay quick.
  const form = document.querySelector(".filters");
  if (!form) return;
  // Whoever types 10000 finds 10.000.
  const fold = (text) => text.normalize("NFC").toLocaleLowerCase(data.lang).replace(/\s+/g, " ").replace(/(\d)[.,](?=\d{3}(?!\d))/g, "$1");
  const lists = [...document.querySelectorAll("[data-list]")].map((parent) => ({
    parent, size: +parent.dataset.list, first: 0, chosen: [], pager: parent.nextElementSibling,
    items: [...parent.children].map((element) => ({
      element, status: element.dataset.status, text: null,
      outlets: element.dataset.outlets.split(" "), sources: element.dataset.sources.split(" "),
    })),
  }));
  const all = lists.flatMap((list) => list.items);

  const lay = (list) => {
    const page = list.chosen.slice(list.first, list.first + list.size);
    list.parent.replaceChildren(...page.map((item) => item.element));
    list.pager.hidden = list.chosen.length <= list.size;
    const end = list.first + page.length;
    list.pager.querySelector("span").textContent = data.words.page.replace("{x}", plain.format(list.first + 1))
      .replace("{y}", plain.format(end)).replace("{z}", plain.format(list.chosen.length));
    for (const button of list.pager.querySelectorAll("button")) button.disabled = +button.dataset.step < 0 ? list.first === 0 : end >= list.chosen.length;
  };
  const choose = () => {
    const wanted = fold(form.elements.text.value).trim().split(" ").filter(Boolean);
    const outlet = form.elements.outlet.value;
    const source = form.elements.source.value;
    const statuses = new Set([...form.querySelectorAll("[name=status]:checked")].map((box) => box.value));
    const fits = (item) => {
      if (!statuses.has(item.status) || (outlet && !item.outlets.includes(outlet)) || (source && !item.sources.includes(source))) return false;
      if (wanted.length && item.text === null) item.text = fold(item.element.textContent);
      return wanted.every((word) => item.text.includes(word));
    };
    for (const list of lists) {
      list.chosen = list.items.filter(fits);
      list.first = 0;
      lay(list);
    }
    const shown = lists.reduce((sum, list) => sum + list.chosen.length, 0);
    form.querySelector("output").textContent = shown
      ? data.words.shown_of.replace("{x}", plain.format(shown)).replace("{y}", plain.format(all.length)) : data.words.nothing_found;
  };
  for (const list of lists) {
    list.pager.addEventListener("click", (event) => {
      const step = +event.target.dataset?.step;
      if (!step) return;
      list.first += step * list.size;
      lay(list);
      list.parent.closest("section").scrollIntoView();
    });
  }
  let typing;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(choose, all.length > 500 ? 200 : 0);
  });
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", (event) => event.preventDefault());

  // A link back from an article leads to its card on whatever page it stands, even if the filters hide it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    const holds = (item) => item.element.id === id || item.element.querySelector(`[id="${CSS.escape(id)}"]`);
    for (const list of lists) {
      const item = list.items.find(holds);
      if (!item) continue;
      if (!list.chosen.includes(item)) {
        form.reset();
        choose();
      }
      list.first = Math.floor(list.chosen.indexOf(item) / list.size) * list.size;
      lay(list);
      // Setting the same fragment again makes the browser find its target, now that it is there.
      location.replace("#" + id);
    }
  };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => lists.forEach((list) => list.parent.replaceChildren(...list.chosen.map((item) => item.element))));
  // Paper shows charts that nobody scrolled to; past this many, printing would wait too long, and the words are there.
  addEventListener("beforeprint", () => boxes.filter((box) => box.dataset.drawn === undefined && box.isConnected).slice(0, 300).forEach(draw));
  addEventListener("afterprint", () => lists.forEach(lay));
  form.hidden = false;
  choose();
  reveal();
})();
