// The receipt: answers from the files for programs, and sends nothing that is pasted anywhere.
import { Client, later, within } from "./promulgate-client.js";

const form = document.querySelector("[data-pm-receipt]");
const answer = document.querySelector("[data-pm-answer]");
const site = new URL("../", import.meta.url);
const client = new Client(site.href);

const add = (parent, tag, words, more = {}) => {
  const made = Object.assign(document.createElement(tag), more);
  made.textContent = words;
  parent.append(made);
  return made;
};
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
// Addresses in files are those at which the site is published; a copy answers at its own.
const here = (address, home) => new URL(within(home, address) ?? address, site).href;

const named = async (path, { url, organizations }) => {
  const known = organizations.flatMap((o) => o.policies.map((p) => [`${o.organization}/${p.policy}/`, p]));
  const [at, policy] = known.flatMap(([id, p]) => [[within(url, p.url) ?? p.url, p], [id, p]]).find(([a]) => path.startsWith(a)) ?? [];
  if (!policy) return undefined;
  const id = known.find(([, p]) => p === policy)[0];
  const file = await client.get(within(url, policy.versions) ?? `${id}versions.json`);
  const rest = path.slice(at.length).split("/");
  const day = rest.find((part) => /^\d{4}-\d\d-\d\d$/.test(part));
  const version = file.versions.find((v) => (day ? v.version === day : ["in-force", "archived"].includes(v.status)));
  const edition = version?.editions.find((e) => rest.includes(e.language)) ?? version?.editions[0];
  return version && { file, version, edition };
};
const found = async (of, list) => {
  if (/^[0-9a-f]{64}$/i.test(of)) return client.find(of.toLowerCase());
  const path = (within(list.url, of) ?? within(site.href, of) ?? of).split(/[?#]/)[0].replace(/^\/|\/*$/g, "");
  return named(`${path}/`, list).catch(() => undefined);
};

const show = async () => {
  let of = form.of.value.trim();
  let day = form.on.value;
  answer.textContent = "";
  if (of.startsWith("{")) {
    try {
      const record = JSON.parse(of);
      of = String(record.sha256 ?? record.privacy_notice ?? "");
      day ||= String(record.accepted_at ?? "").slice(0, 10);
    } catch {
      of = "";
    }
  }
  const words = form.dataset;
  const list = await client.get("policies.json");
  const home = list.url;
  const hit = of && (await found(of, list));
  if (!hit) return add(answer, "p", words.none);
  const { file, version, edition } = hit;
  const title = add(answer, "h2", "");
  const name = fill(words.named, { policy: edition.title, date: version.version });
  add(title, "a", name, { href: here(edition.url, home), lang: edition.language });
  if (day) {
    const inside = version.effective <= day && (version.until ? day < version.until : !version.withdrawal);
    // An instant that is a day alone is that of a text known from a record.
    const recorded = version.effective_instant === version.effective;
    add(answer, "p", fill(inside ? (recorded ? words.recorded : words.then) : words.not, { date: day }));
  }
  if (version.withdrawal) add(answer, "p", version.withdrawal.reasons[edition.language] ?? Object.values(version.withdrawal.reasons)[0]);
  const since = later(hit);
  if (since.length) {
    add(answer, "h3", words.since);
    const list = add(answer, "ul", "");
    for (const each of since) {
      const item = add(list, "li", "");
      add(item, "a", each.version, { href: here(each.url, home) });
      item.append(` ${each.summary ?? ""} `);
      if (each.compare.previous) add(item, "a", words.changes, { href: here(each.compare.previous, home) });
    }
  } else add(answer, "p", words.same);
  if (version.compare.latest) add(add(answer, "p", ""), "a", words.changes, { href: here(version.compare.latest, home) });
  add(answer, "h3", words.record);
  const record = {
    organization: file.organization, policy: file.policy, version: version.version,
    privacy_notice: edition.url, language: edition.language,
    text: edition.text, sha256: edition.sha256, ledger: edition.ledger,
    ...(day && { accepted_at: day }),
  };
  add(add(answer, "pre", "", { dir: "ltr", tabIndex: 0 }), "code", JSON.stringify(record, null, 2));
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
const asked = new URLSearchParams(location.search);
for (const name of ["of", "on"]) if (asked.get(name)) form[name].value = asked.get(name);
if (form.of.value) show();
