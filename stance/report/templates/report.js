"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const PER_PAGE = 10;

  // Every text goes in as text, never as markup.
  function make(tag, properties = {}, ...children) {
    const { data = {}, ...rest } = properties;
    const element = Object.assign(document.createElement(tag), rest);
    Object.assign(element.dataset, data);
    element.append(...children);
    return element;
  }

  async function unpack() {
    const bytes = Uint8Array.from(atob($("#payload").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const page = JSON.parse(await new Response(stream).text());
    const columns = Object.entries(page.held.passages);
    page.held.passages = columns[0][1].map((_, k) => Object.fromEntries(columns.map(([name, values]) => [name, values[k]])));
    return page;
  }

  // Tables: sort by a column, filter rows, save as CSV.

  function sortable(table) {
    const heads = $$("thead th:not(.opens)", table);
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort($("tbody", table), column, down ? -1 : 1);
      });
    });
  }

  function sort(body, column, sign) {
    const key = (row) => {
      const cell = row.cells[column];
      const text = cell.textContent.trim();
      const value = Number(cell.dataset.v ?? text.replaceAll(",", ""));
      return text === "" || Number.isNaN(value) ? text : value;
    };
    const empty = (value) => value === "" || value === "–" || value === "unknown";
    const rows = [...body.rows].map((row) => [key(row), row]);
    rows.sort(([a], [b]) => {
      if (empty(a) || empty(b)) return empty(a) - empty(b);
      if (typeof a === "number" && typeof b === "number") return sign * (a - b);
      return sign * String(a).localeCompare(String(b), "en", { numeric: true });
    });
    body.append(...rows.map(([, row]) => row));
  }

  function filterable(box) {
    const input = $(".tools input", box);
    const rows = [...$("tbody", box).rows];
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const apply = () => {
      const wanted = input.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !texts.get(row).includes(wanted); });
      const shown = rows.filter((row) => !row.hidden).length;
      $(".count", box).textContent = wanted ? `${number(shown)} of ${many(rows.length, "row")}` : many(rows.length, "row");
    };
    input.addEventListener("input", apply);
    apply();
    $(".tools", box).hidden = false;
  }

  // A button at the end of each row, for the passages that have its values.
  function openable(box, by, open) {
    $("thead tr", box).append(make("th", { className: "opens", scope: "col" }, "texts"));
    [...$("tbody", box).rows].forEach((row) => {
      const cell = Object.fromEntries(by.map((name, k) => [name, row.cells[k].textContent]));
      const button = make("button", { type: "button", className: "read" }, "Read");
      button.setAttribute("aria-label", `Read the passages of ${Object.values(cell).join(", ")}`);
      button.addEventListener("click", () => open(cell));
      row.append(make("td", { className: "opens" }, button));
    });
  }

  function save(name, text) {
    // The mark at the front tells spreadsheets that this is UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    make("a", { href: address, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  // Passages: those of a cell, with the words that moved the model.

  function marked(passage) {
    const letters = Array.from(passage.t);
    const parts = [];
    let at = 0;
    for (let k = 0; k < (passage.m || []).length; k += 3) {
      const [gap, length, step] = passage.m.slice(k, k + 3);
      const start = at + gap;
      const word = letters.slice(start, start + length).join("");
      const side = step > 0 ? "up" : "down";
      parts.push(letters.slice(at, start).join(""), make("mark", { className: `${side} s${Math.abs(step)}` }, word));
      at = start + length;
    }
    return [...parts, letters.slice(at).join("")];
  }

  const number = (n) => n.toLocaleString("en");
  const many = (n, word) => `${number(n)} ${word}${n === 1 ? "" : "s"}`;
  const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

  function shown(passage, page) {
    const label = page.labels[passage.l];
    const percent = (k) => `${(passage.p[k] / 10).toFixed(0)} %`;
    const chip = make("span", { className: "label" }, `${label.title} ${percent(passage.l)}`);
    chip.style.color = label.colour;
    const others = page.labels.map((_, k) => k).filter((k) => k !== passage.l);
    others.sort((a, b) => passage.p[b] - passage.p[a]);
    const said = others.slice(0, 2).map((k) => `, ${page.labels[k].title} ${percent(k)}`).join("");
    const item = make("li", {}, chip, make("span", { className: "said" }, said));
    item.style.borderColor = label.colour;
    if (passage.t !== undefined) item.append(make("p", { className: "passage" }, ...marked(passage)));
    if (passage.w && passage.w.length) {
      const spelled = [...item.querySelectorAll("mark")].map((mark) => mark.textContent);
      const words = passage.w.map(([k, hundredths]) => `${spelled[k]} ${signed(hundredths / 100)}`).join(", ");
      item.append(make("p", { className: "said" }, `Strongest words: ${words}`));
    }
    return item;
  }

  function article(document_, passages, page) {
    const head = make("h3", {}, document_.title || document_.id);
    const url = document_.url && /^https?:/.test(document_.url) ? document_.url : null;
    const facts = ["source", "source_type", "author", "date", "year"].map((key) => document_[key]).filter(Boolean);
    const line = make("p", { className: "said" }, [...new Set(facts)].join(" · "));
    if (url) line.append(" · ", make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "original"));
    return make("article", {}, head, line, make("ol", {}, ...passages.map((passage) => shown(passage, page))));
  }

  function reader(page) {
    const { by, labels, held } = page;
    const state = { cell: {}, label: "", words: "", order: "reading", pages: 1 };
    const form = $("#filters");

    function select(title, options, change) {
      const box = make("select", {}, ...options.map(([value, text]) => make("option", { value }, text)));
      box.addEventListener("change", () => { change(box.value); state.pages = 1; draw(); });
      form.append(make("label", {}, title, box));
      return box;
    }

    const boxes = {};
    by.forEach((name) => {
      const values = held.by[name].map((value, k) => [String(k), value]);
      values.sort((a, b) => a[1].localeCompare(b[1], "en", { numeric: true }));
      boxes[name] = select(page.names[name], [["", "all"], ...values], (value) => { state.cell[name] = value; });
    });
    select("label", [["", "all"], ...labels.map((label, k) => [String(k), label.title])], (value) => { state.label = value; });
    const orders = [["reading", "as read"], ["unsure", "least sure first"]];
    if (held.passages.some((passage) => passage.s !== undefined)) orders.push(["low", "lowest position first"], ["high", "highest position first"]);
    select("order", orders, (value) => { state.order = value; });
    const search = make("input", { type: "search", autocomplete: "off" });
    search.addEventListener("input", () => { state.words = search.value.trim().toLowerCase(); state.pages = 1; draw(); });
    form.append(make("label", {}, "words in the text", search));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;

    function kept(passage) {
      if (by.some((name, k) => state.cell[name] && String(passage.c[k]) !== state.cell[name])) return false;
      if (state.label && String(passage.l) !== state.label) return false;
      return !state.words || (passage.t || "").toLowerCase().includes(state.words);
    }

    const rank = {
      reading: () => 0,
      unsure: (passages) => Math.min(...passages.map((passage) => Math.max(...passage.p))),
      low: (passages) => mean(passages),
      high: (passages) => -mean(passages),
    };
    const mean = (passages) => passages.reduce((sum, passage) => sum + passage.s, 0) / passages.length;

    function draw() {
      const groups = new Map();
      held.passages.filter(kept).forEach((passage) => {
        if (!groups.has(passage.d)) groups.set(passage.d, []);
        groups.get(passage.d).push(passage);
      });
      const found = [...groups.entries()].map(([d, passages]) => [rank[state.order](passages), d, passages]);
      found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const n = found.reduce((sum, [, , passages]) => sum + passages.length, 0);
      const all = held.total.passages > held.passages.length
        ? ` This page holds ${number(held.passages.length)} of ${number(held.total.passages)} passages.` : "";
      $("#found").textContent = `${many(found.length, "document")}, ${many(n, "passage")}.${all}`;
      const some = found.slice(0, state.pages * PER_PAGE);
      $("#documents").replaceChildren(...some.map(([, d, passages]) => article(held.documents[d], passages, page)));
      $("#more").hidden = some.length === found.length;
    }

    $("#more").addEventListener("click", () => {
      const last = $$("#documents article").length;
      state.pages += 1;
      draw();
      const next = $$("#documents article h3")[last];
      if (next) { next.tabIndex = -1; next.focus(); }
    });

    function open(cell) {
      by.forEach((name) => {
        const k = name in cell ? held.by[name].indexOf(cell[name]) : -1;
        state.cell[name] = k < 0 ? "" : String(k);
        boxes[name].value = state.cell[name];
      });
      state.pages = 1;
      draw();
      const title = $("#passages-title");
      title.focus({ preventScroll: true });
      title.scrollIntoView();
    }

    $$(".data[data-by]").forEach((box) => openable(box, JSON.parse(box.dataset.by), open));
    draw();
  }

  // What overflows must be reachable with the keyboard.
  function reachable() {
    $$(".scroll").forEach((box) => {
      const overflows = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (overflows) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", box.dataset.name);
      } else {
        ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
      }
    });
  }

  $$(".data").forEach((box) => { sortable($("table", box)); filterable(box); });
  reachable();
  addEventListener("resize", reachable);
  if (typeof DecompressionStream === "undefined") {
    $("#found").textContent = "This browser is too old to unpack the passages; figures and tables can be read.";
    $$(".csv").forEach((button) => { button.disabled = true; });
    return;
  }
  unpack().then((page) => {
    $$(".csv").forEach((button) => {
      const { id } = button.closest(".data");
      button.addEventListener("click", () => save(id, page.tables[id]));
    });
    reader(page);
    document.documentElement.dataset.ready = "yes";
  });
})();
