// "Which version was in force on …?": answers from the list that is on the page, which answers
// without this script too. Sentences and dates come with the page; nothing is formatted here.
(() => {
  const form = document.querySelector("[data-pm-on]");
  if (!form) return;
  const rows = [...document.querySelectorAll(".pm-versions > li[data-from]")];
  const answer = form.querySelector("output");
  const show = () => {
    const day = form.on.value;
    if (!day) return;
    const hit = rows.find((row) => row.dataset.from <= day && (!row.dataset.until || day <= row.dataset.until));
    const first = rows[rows.length - 1];
    rows.forEach((row) => (row === hit ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current")));
    const words = form.dataset;
    const sentence = hit ? (day > words.today ? words.future : words.then) : first && day < first.dataset.from ? words.before : words.none;
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
    history.replaceState(null, "", `?on=${form.on.value}`);
  });
  const asked = new URLSearchParams(location.search).get("on");
  if (asked && /^\d{4}-\d\d-\d\d$/.test(asked)) {
    form.on.value = asked;
    show();
  }
})();
