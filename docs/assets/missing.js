// On the page of what is not there: a day on which no version of a policy begins leads to the version of
// that day, and the words are those of the reader's language.
(async () => {
  const box = document.querySelector("[data-pm-missing]");
  const root = new URL(box.dataset.root, location.href).pathname;
  const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : "";
  const sections = [...box.querySelectorAll("section")];
  const wanted = [path.split("/").filter(Boolean).pop() ?? "", ...navigator.languages];
  const spoken = wanted.flatMap((tag) => [tag, tag.split("-")[0]]).map((tag) => sections.find((one) => one.lang.toLowerCase() === tag.toLowerCase())).find(Boolean);
  if (spoken) for (const section of sections) section.hidden = section !== spoken;
  const asked = path.match(/^((?:[\w-]+\/)?[\w-]+)\/(\d{4}-\d\d-\d\d)\/((?:[\w-]+\/)?)$/);
  if (!asked) return;
  const [, policy, day, language] = asked;
  const answer = await fetch(`${root}${policy}/versions.json`);
  if (!answer.ok) return;
  const { versions } = await answer.json();
  const hit = versions.find((version) => version.effective <= day && (!version.until || day < version.until));
  if (hit && hit.version !== day) location.replace(`${root}${policy}/${hit.version}/${language}${location.hash}`);
})();
