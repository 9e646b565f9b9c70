// "Which version was in force on …?": answers from the list that is on the page, which answers
// without this script too. Sentences and dates come with the page; nothing is formatted here.
(() => {
  const form = document.querySelector("[data-pm-on]");
  if (!form) return;
  const rows = [...document.querySelectorAll(".pm-versions > li[data-from]")];
  const all = [...document.querySelectorAll(".pm-versions > li[data-published]")];
  // What was known here on a day: seals and withdrawals of later days do not count.
  const asKnown = (day, known) => {
    const gone = (row, by) => row.dataset.withdrawn && row.dataset.withdrawn <= known && row.dataset.withdrawn <= by;
    const told = all.filter((row) => row.dataset.published <= known && !gone(row, row.dataset.effective));
    const hit = told.find((row) => row.dataset.effective <= day);
    return { told, hit: hit && !gone(hit, day) ? hit : undefined };
  };
  const answer = form.querySelector("output");
  // A day that the calendar does not have is told; what a field cannot read has no value.
  const isDay = (words) => /^\d{4}-\d\d-\d\d$/.test(words) && new Date(`${words}T00:00Z`).toJSON()?.startsWith(words);
  const drawing = document.querySelector(".pm-time > svg");
  const pin = document.querySelector(".pm-asked-pin");
  const mark = (day) => {
    const at = (words) => Date.parse(`${words}T00:00Z`);
    const { from, to } = drawing.dataset;
    const share = day ? (at(day) - at(from)) / (at(to) - at(from)) : -1;
    const inside = share >= 0 && share <= 1;
    pin.setAttribute("visibility", inside ? "visible" : "hidden");
    if (inside) pin.setAttribute("x", `${100 * (document.dir === "rtl" ? 1 - share : share)}%`);
  };
  const show = (day = form.on.value) => {
    const known = form.known.value;
    const impossible = [form.on, form.known].some((field) => field.validity.badInput) || (day && !isDay(day));
    rows.forEach((row) => row.removeAttribute("aria-current"));
    mark(impossible ? "" : day);
    answer.textContent = impossible ? form.dataset.impossible : "";
    if (impossible || !day) return;
    const then = known && asKnown(day, known);
    const hit = then ? then.hit : rows.find((row) => row.dataset.from <= day && (!row.dataset.until || day <= row.dataset.until));
    const listed = then ? then.told : rows;
    const first = listed[listed.length - 1];
    hit?.setAttribute("aria-current", "true");
    const words = form.dataset;
    const sentence = then && !first ? words.unknown : hit
      ? "archived" in hit.dataset ? words.record : day > words.today ? words.future : words.then
      : first && day < first.dataset.effective ? ("archived" in first.dataset ? words.beforeRecord : words.before) : words.none;
    const [start, end = ""] = sentence.split("{version}");
    answer.textContent = start;
    const named = hit || first;
    if (sentence.includes("{version}") && named) {
      const link = named.querySelector("h3 a").cloneNode(true);
      answer.append(link, end);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    if (form.on.value) history.replaceState(null, "", `?on=${form.on.value}${form.known.value && `&known=${form.known.value}`}`);
  });
  const given = new URLSearchParams(location.search);
  const asked = given.get("on");
  if (asked) {
    form.on.value = isDay(asked) ? asked : "";
    if (isDay(given.get("known") ?? "")) form.known.value = given.get("known");
    show(asked);
  }
})();

// Any two versions: to the page that compares them, or to those of the steps between.
(() => {
  const form = document.querySelector("[data-pm-pick]");
  if (!form) return;
  const links = [...document.querySelectorAll(".pm-pairs a")];
  const days = [...form.old.options, ...form.new.options].map((option) => option.value);
  const between = (old, to) => links.find((a) => a.dataset.old === old && a.dataset.new === to);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [old, to] = [form.old.value, form.new.value];
    const answer = form.querySelector("output");
    const page = between(old, to);
    if (page) return location.assign(page.href);
    const steps = [...new Set(days)].filter((day) => old <= day && day <= to).sort();
    const pages = steps.slice(1).map((day, at) => between(steps[at], day));
    answer.textContent = old < to && pages.every(Boolean) ? `${form.dataset.steps} ` : form.dataset.order;
    if (old >= to || !pages.every(Boolean)) return;
    pages.forEach((a, at) => {
      const link = a.cloneNode();
      link.textContent = a.closest("div").querySelector("dt time").textContent;
      answer.append(at ? ", " : "", link);
    });
  });
})();
