// The running foot on paper. A style sheet made here is none in the page, which allows none.
(() => {
  const foot = document.querySelector('meta[name="pm-foot"]');
  if (!foot || !document.adoptedStyleSheets) return;
  const sheet = new CSSStyleSheet({ media: "print" });
  const words = CSS.escape(foot.content.trim().replace(/\s+/g, " "));
  sheet.replaceSync(`@page { @bottom-left { content: "${words}" } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})();
