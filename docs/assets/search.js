// Narrows the list of all parts down to those that hold the words asked for, best first. The list on the
// page is the index: nothing else is loaded, unless another version is to be searched.
import MiniSearch from "./minisearch.js";

const form = document.getElementById("pm-search");
const note = document.getElementById("pm-found");
const hits = document.querySelector(".pm-hits");
const scope = document.getElementById("pm-scope");
const said = form.dataset;
const german = /^de\b/.test(said.language);

// Letters without case, accents, and what Arabic writes in several ways.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ى: "ي", ة: "ه", ک: "ك", ی: "ي", ـ: "" };
const fold = (words) => {
  const bare = words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđłıىةکیـ]/g, (letter) => LETTERS[letter]);
  return german ? bare.replace(/([aou])e/g, "$1") : bare; // Loeschung is Löschung
};
const tokens = (words) => fold(words).match(/[\p{L}\p{N}_]+/gu) ?? [];
const stem = (word) => word.replace(/^[وفبك]?ال(?=..)|^لل(?=..)/, "");
const LONG = 7; // letters from which a word may be a compound, or have something before it
// A word, and its ends: so that a word inside another is found by its beginning.
const ends = (word) => {
  const bare = stem(word);
  const found = [word, bare];
  if ([...bare].length >= LONG) for (let at = 1; at <= bare.length - 4; at += 1) found.push(bare.slice(at));
  return [...new Set(found)];
};

const index = (parts) => {
  const search = new MiniSearch({ fields: ["title", "words", "where"], tokenize: tokens, processTerm: ends });
  search.addAll(parts);
  return search;
};
const ASKED = {
  processTerm: stem,
  prefix: true,
  fuzzy: (word) => (word.length > 4 && !/[\d_]/.test(word) ? 0.12 : false),
  weights: { prefix: 0.6, fuzzy: 0.2 },
  boost: { title: 3, where: 0.5 },
};
const find = (search, parts, asked) => {
  let found = search.search(asked, { ...ASKED, combineWith: "AND" });
  if (!found.length) {
    // Of a long question, most words will do.
    const least = Math.ceil(tokens(asked).length * 0.6);
    found = search.search(asked, ASKED).filter((hit) => hit.queryTerms.length >= least);
  }
  const whole = tokens(asked).join(" ");
  const holds = (id) => ` ${parts[id].folded} `.includes(` ${whole} `);
  const score = (hit) => hit.score * (holds(hit.id) ? 2 : 1);
  return found.map((hit) => ({ ...parts[hit.id], score: score(hit), terms: hit.match })).sort((a, b) => b.score - a.score);
};

// What to show of a part: the words around the first that was found, with all of them marked.
const AROUND = 90;
const marked = (text, asked) => {
  const terms = tokens(asked).map(stem);
  const words = [...text.matchAll(/[\p{L}\p{N}_]+/gu)];
  const near = (word) => {
    const folded = stem(fold(word));
    return terms.some((term) => folded === term || (term.length > 2 && folded.includes(term)) || (term.length > 5 && folded.length > 4 && term.startsWith(folded.slice(0, -2))));
  };
  const found = words.filter((word) => near(word[0]));
  const first = found[0]?.index ?? 0;
  const sentence = text.lastIndexOf(". ", first);
  const from = first < AROUND ? 0 : sentence > first - 2 * AROUND ? sentence + 2 : text.indexOf(" ", first - AROUND) + 1;
  const to = Math.min(text.length, from + 260);
  const nodes = [from ? "… " : ""];
  let at = from;
  for (const word of found.filter((word) => word.index >= from && word.index + word[0].length <= to)) {
    nodes.push(text.slice(at, word.index), Object.assign(document.createElement("mark"), { textContent: word[0] }));
    at = word.index + word[0].length;
  }
  const rest = text.slice(at, to);
  nodes.push(to < text.length ? `${rest.replace(/\s\S*$/, "")} …` : rest);
  return nodes;
};

const partOf = (section, item, id) => {
  const title = item.querySelector("h3").textContent;
  const words = item.querySelector("p")?.textContent ?? "";
  return { id, section, item, title, words, where: section.dataset.where, folded: tokens(`${title} ${words}`).join(" ") };
};
const partsOf = (list) =>
  [...list.querySelectorAll("section")].flatMap((section) => [...section.querySelectorAll("li")].map((item) => [section, item])).map(([section, item], id) => partOf(section, item, id));

// Another version, taken apart as the list is.
const versionAt = async (path) => {
  const address = new URL(path, new URL(said.root, location.href));
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const text = page.querySelector("[data-policy-text]");
  text.querySelectorAll("[data-policy-aside]").forEach((aside) => aside.remove());
  const list = document.createElement("div");
  const section = list.appendChild(document.createElement("section"));
  const name = page.title;
  section.dataset.where = name;
  const add = (tag, within, content = "") => Object.assign(within.appendChild(document.createElement(tag)), { textContent: content });
  add("a", add("h2", section), name).href = address;
  const all = add("ul", section);
  all.lang = text.lang;
  all.dir = text.dir;
  let words;
  const begin = (title, anchor, number) => {
    const item = add("li", all);
    const link = add("a", add("h3", item), number ? `${number} ${title}` : title);
    link.href = anchor ? `${address}#${anchor}` : address;
    words = add("p", item);
  };
  begin(name, "", "");
  const blocks = "h2, h3, h4, p, li, tr, dt, dd, blockquote, pre";
  for (const block of text.querySelectorAll(blocks)) {
    if (/^H\d$/.test(block.tagName)) begin(block.textContent.trim(), block.id, block.dataset.no);
    else if (!block.querySelector(blocks)) words.textContent += ` ${block.textContent.trim().replace(/\s+/g, " ")}`;
  }
  return { list, name };
};

const given = new URLSearchParams(location.search);
const asked = (given.get("q") ?? "").trim();
const version = /^(?:[\w-]+\/){1,2}\d{4}-\d\d-\d\d\/([\w-]+\/)?$/.test(given.get("in") ?? "") ? given.get("in") : "";
const all = partsOf(hits);
const texts = { "": { parts: all } };
const shown = hits.cloneNode(false);

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const show = (text) => {
  text.index ??= index(text.parts);
  const found = find(text.index, text.parts, asked);
  const sections = new Map();
  shown.replaceChildren();
  for (const hit of found) {
    if (!sections.has(hit.section)) {
      const section = hit.section.cloneNode(true);
      section.querySelector("ul").replaceChildren();
      sections.set(hit.section, section);
      shown.append(section);
    }
    const item = hit.item.cloneNode(true);
    item.querySelector("p")?.replaceChildren(...marked(hit.words, asked));
    sections.get(hit.section).querySelector("ul").append(item);
  }
  // Of all organizations only the names of parts are here: each can be asked for its words.
  for (const section of hits.querySelectorAll("section:has([data-within])")) {
    if (sections.has(section)) continue;
    const rest = section.cloneNode(true);
    rest.querySelector("ul").remove();
    shown.append(rest);
  }
  for (const link of shown.querySelectorAll("[data-within]")) link.search = `?q=${encodeURIComponent(asked)}`;
  note.textContent = fill(found.length ? said.found : said.none, { words: asked, number: found.length });
  if (hits.isConnected) hits.replaceWith(shown);
  note.dataset.done = "true";
};

form.elements.q.value = asked;
if (asked) {
  show(texts[""]);
  if (version) {
    const { list, name } = await versionAt(version);
    texts.this = { parts: partsOf(list) };
    scope.querySelector("bdi").textContent = name;
    scope.hidden = false;
    scope.addEventListener("change", (event) => show(texts[event.target.value]));
  }
} else form.elements.q.focus();
