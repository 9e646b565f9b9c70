// Copies the permanent address of a heading or paragraph, and a citation of it. Without this, the same
// links lead to that address.
(() => {
  const meta = document.querySelector('meta[name="pm-cite"]');
  const text = document.querySelector("[data-policy-text]");
  if (!meta || !text) return;
  const words = meta.dataset;
  let open; // the panel that is shown, and the link that it belongs to
  const close = (back) => {
    if (!open) return;
    open.panel.remove();
    open.link.setAttribute("aria-expanded", "false");
    if (back) open.link.focus();
    open = undefined;
  };
  const made = (tag, content, more = {}) => Object.assign(document.createElement(tag), { textContent: content }, more);
  const line = (label, value, kind) => {
    const paragraph = made("p", "");
    const button = made("button", words.copy, { type: "button" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(value);
      button.textContent = words.copied;
    });
    paragraph.append(made("b", label), made(kind, value, kind === "code" ? { dir: "ltr" } : {}), button);
    return paragraph;
  };
  const heading = (element) => {
    const heads = [...text.querySelectorAll("h2[id], h3[id], h4[id]")];
    if (heads.includes(element)) return element;
    return heads.filter((head) => head.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  };
  const citation = (element) => {
    const parts = [words.version];
    const head = heading(element);
    if (head?.dataset.no) parts.push(words.part.replace("{number}", head.dataset.no));
    if (head) parts.push(`“${head.textContent.trim()}”`);
    const number = element !== head && element.id.match(/\d+$/);
    if (number) parts.push(words.paragraph.replace("{number}", number[0]));
    return parts.join(words.dir === "rtl" ? "، " : ", ");
  };
  text.addEventListener("click", (event) => {
    const link = event.target.closest(".pm-cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const again = open?.link === link;
    close();
    if (again) return;
    const element = link.parentElement;
    const panel = made("div", "", { className: "pm-citing", lang: words.lang, dir: words.dir });
    panel.dataset.policyAside = "";
    panel.append(line(words.address, `${meta.content}${new URL(link.href).hash}`, "code"), line(words.citation, citation(element), "q"));
    const shut = made("button", words.close, { type: "button" });
    shut.addEventListener("click", () => close(true));
    panel.append(shut);
    element.after(panel);
    link.setAttribute("aria-expanded", "true");
    open = { panel, link };
    panel.querySelector("button").focus();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  for (const link of text.querySelectorAll(".pm-cite")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
})();
