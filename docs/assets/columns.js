// Two columns, at #columns: the older text beside the newer one, made of the redline that is on the
// page. Taking `ins` out of a change gives the older words, taking `del` out the newer ones.
(() => {
  const redline = document.querySelector("[data-redline]");
  const tab = document.querySelector(".pm-views__columns");
  if (!redline || !tab) return;
  const sides = [...document.querySelectorAll(".pm-pair time")].map((time) => time.textContent);
  const without = (change, gone) => {
    const copy = change.cloneNode(true);
    copy.querySelectorAll(`${gone}, [data-redline-cue]`).forEach((it) => {
      const before = it.previousSibling; // the space before words goes with them
      if (before && before.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/ $/, "");
      it.remove();
    });
    copy.querySelectorAll("[id]").forEach((it) => it.removeAttribute("id"));
    copy.querySelectorAll("p, li, h3, h4, h5, h6, tr, tbody, ul, ol, table").forEach((it) => it.textContent.trim() || it.remove());
    const side = document.createElement("div");
    side.append(...copy.childNodes);
    if (!side.textContent.trim()) side.append("–");
    return side;
  };
  const columns = () => {
    const made = document.createElement("div");
    made.className = "pm-two pm-text";
    const heads = document.createElement("div");
    heads.className = "pm-cols pm-heads";
    heads.append(...sides.slice(0, 2).map((text) => Object.assign(document.createElement("div"), { textContent: text })));
    made.append(heads);
    for (const part of redline.children) {
      if (part.matches(".pm-same, .pm-change:not([id])")) continue;
      const changed = part.matches(".pm-change") || part.querySelector(".pm-change, ins, del");
      if (!changed) {
        if (/^H\d$/.test(part.tagName)) made.append(part.cloneNode(true));
        continue;
      }
      const bar = part.querySelector(":scope > .pm-bar");
      if (bar) made.append(bar.cloneNode(true));
      const row = document.createElement("div");
      row.className = "pm-cols";
      row.append(without(part, "ins"), without(part, "del"));
      made.append(row);
    }
    made.querySelectorAll("[id]").forEach((it) => it.removeAttribute("id"));
    redline.after(made);
    return made;
  };
  let made;
  const show = () => {
    const asked = location.hash === "#columns";
    if (asked && !made) made = columns();
    document.documentElement.classList.toggle("pm-columns", asked);
    if (asked) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  };
  tab.href = "#columns"; // which is no place on the page, so that it is a link by script alone
  tab.hidden = false;
  addEventListener("hashchange", show);
  show();
})();
