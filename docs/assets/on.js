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
  const show = () => {
    const day = form.on.value;
    if (!day) return;
    const known = form.known.value;
    const then = known && asKnown(day, known);
    const hit = then ? then.hit : rows.find((row) => row.dataset.from <= day && (!row.dataset.until || day <= row.dataset.until));
    const listed = then ? then.told : rows;
    const first = listed[listed.length - 1];
    rows.forEach((row) => (row === hit ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current")));
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
    history.replaceState(null, "", `?on=${form.on.value}${form.known.value && `&known=${form.known.value}`}`);
  });
  const given = new URLSearchParams(location.search);
  const asked = given.get("on");
  const isDay = (words) => words && /^\d{4}-\d\d-\d\d$/.test(words);
  if (isDay(asked)) {
    form.on.value = asked;
    if (isDay(given.get("known"))) form.known.value = given.get("known");
    show();
  }
})();
