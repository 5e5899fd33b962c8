"use strict";
// Search, filters and pages of the list. Every text is set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const plain = new Intl.NumberFormat(data.lang, {maximumFractionDigits: 3});

  // A link into what is folded unfolds it.
  const unfold = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const found = id && document.getElementById(id);
    for (let fold = found && found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (found) found.scrollIntoView({block: "nearest"});
  };
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });

  const form = document.querySelector(".filters");
  if (!form) return;
  // Whoever types 10000 finds 10.000; Tote finds Toten, and what is known by another word of its kind.
  const fold = (text) => text.normalize("NFC").toLocaleLowerCase(data.lang).replace(/\s+/g, " ").replace(/(\d)[.,](?=\d{3}(?!\d))/g, "$1");
  const stem = (word) => word.replace(/(?<=\p{L}{3})(?:ern|em|en|er|es|e|n|s)$/u, "");
  const words = (text) => new Set((text.match(/[\p{L}\d]+/gu) ?? []).map(stem));
  const lists = [...document.querySelectorAll("[data-list]")].map((parent) => ({
    parent, size: +parent.dataset.list, first: 0, chosen: [], pager: parent.nextElementSibling,
    items: [...parent.children].map((element) => ({
      element, status: element.dataset.status, text: null, stems: null,
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

  const chips = [...form.querySelectorAll("[name=status]")];
  const {outlet: outletChoice, source: sourceChoice, text: search} = form.elements;
  const found = (item, wanted) => {
    if (!wanted.length) return true;
    if (item.text === null) {
      item.text = fold(item.element.textContent);
      item.stems = words(fold(`${item.text} ${item.element.dataset.terms}`));
    }
    return wanted.every((word) => item.text.includes(word) || item.stems.has(stem(word)));
  };
  const choose = () => {
    const wanted = fold(search.value).trim().split(" ").filter(Boolean);
    const statuses = new Set(chips.filter((box) => box.checked).map((box) => box.value));
    const outlet = outletChoice.value;
    const source = sourceChoice.value;
    // Each filter counts what the others leave.
    const counts = {status: new Map(), outlet: new Map(), source: new Map()};
    const count = (of, key) => counts[of].set(key, (counts[of].get(key) ?? 0) + 1);
    const shown = new Set();
    for (const item of all) {
      if (!found(item, wanted)) continue;
      const fits = {status: statuses.has(item.status), outlet: !outlet || item.outlets.includes(outlet), source: !source || item.sources.includes(source)};
      if (fits.outlet && fits.source) count("status", item.status);
      if (fits.status && fits.source) for (const key of item.outlets) count("outlet", key);
      if (fits.status && fits.outlet) for (const key of item.sources) count("source", key);
      if (fits.status && fits.outlet && fits.source) shown.add(item);
    }
    for (const box of chips) box.parentElement.querySelector("b").textContent = plain.format(counts.status.get(box.value) ?? 0);
    for (const [select, of] of [[outletChoice, "outlet"], [sourceChoice, "source"]]) {
      for (const option of select.options) {
        if (option.value) option.textContent = `${option.dataset.name} (${plain.format(counts[of].get(option.value) ?? 0)})`;
      }
    }
    for (const list of lists) {
      list.chosen = list.items.filter((item) => shown.has(item));
      list.first = 0;
      lay(list);
    }
    form.querySelector("output").textContent = shown.size
      ? data.words.shown_of.replace("{x}", plain.format(shown.size)).replace("{y}", plain.format(all.length)) : data.words.nothing_found;
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
      unfold();
    }
  };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => lists.forEach((list) => list.parent.replaceChildren(...list.chosen.map((item) => item.element))));
  addEventListener("afterprint", () => lists.forEach(lay));
  form.hidden = false;
  choose();
  reveal();
  unfold();
})();
