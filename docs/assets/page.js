// What makes reading easier where there is JavaScript; every page is whole without it.
(() => {
  // The contents follow the reading.
  const links = new Map([...document.querySelectorAll(".pm-toc--side a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const bottom = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  let asked = ""; // the part that a reader has gone to, until they scroll on
  const mark = () => {
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 24;
    const passed = heads.filter((head) => head.getBoundingClientRect().top <= line).pop();
    const now = asked || (bottom() ? heads.at(-1)?.id : passed?.id);
    for (const [id, a] of links) {
      if (id === now) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    asked = links.has(id) ? id : "";
    mark();
  };
  if (heads.length) {
    for (const a of links.values()) a.addEventListener("click", () => setTimeout(go));
    for (const moves of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moves, () => (asked = ""), { passive: true });
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    addEventListener("hashchange", go);
    go();
  }

  // Links to the same page in another language keep the place.
  const place = () => location.hash || (heads.length && scrollY > innerHeight / 2 ? `#${heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3).pop()?.id ?? ""}` : "");
  for (const a of document.querySelectorAll(".pm-langs a")) {
    a.addEventListener("click", () => (a.hash = place().length > 1 ? place() : ""));
  }

  // The menus close on Esc, on a tap elsewhere, and when a link is followed.
  const menus = [...document.querySelectorAll(".pm-menu, .pm-also")];
  addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    for (const menu of menus) {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    }
  });

  // Paper says on which day it was printed.
  const foot = document.querySelector('meta[name="pm-foot"]');
  if (foot) {
    const today = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    foot.content += ` · ${foot.dataset.asOf.replace("%(date)s", today)}`;
  }

  // Sections for other places than the reader's are folded; the address says which they are.
  const here = document.querySelector(".pm-here");
  const wanted = new URLSearchParams(location.search).get("for");
  if (here && wanted !== null) {
    const open = wanted.split(",");
    for (const link of here.querySelectorAll("a")) {
      if (new URL(link.href).searchParams.get("for") === wanted) link.setAttribute("aria-current", "true");
    }
    for (const section of document.querySelectorAll(".pm-law")) {
      const head = section.querySelector("h2[id]");
      if (!head || open.includes(head.id)) continue;
      const fold = document.createElement("details");
      fold.className = "pm-folded";
      const summary = fold.appendChild(document.createElement("summary"));
      summary.dataset.policyAside = "";
      summary.textContent = here.dataset.show;
      const who = section.querySelector(".pm-words") ?? section.querySelector(".pm-law__who") ?? head;
      while (who.nextSibling) fold.append(who.nextSibling);
      section.append(fold);
    }
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  // A part that an address leads to stands open.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target?.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();
})();
