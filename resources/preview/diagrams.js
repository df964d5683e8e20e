// Draws diagrams with Mermaid as the site's own script would. Runs after math.js, in its world.
(() => {
  "use strict";
  const page = globalThis.galleyproof;
  const LONGEST_DIAGRAM = 20_000; // characters; Mermaid's own limit takes it too long
  const MOST_EDGES = 300;
  const MOST_KEPT = 50; // drawings, so that one which comes back costs nothing
  const waiting = [];
  const kept = new Map();
  let busy = false;
  const prefix = `gp-diagram-${crypto.randomUUID()}`; // Mermaid removes what has an id of its own
  let number = 0;
  let theme = null;

  // The policy forbids style elements; sheets of ours that belong to no element are not forbidden.
  // Mermaid measures its texts as soon as it has put such an element in, so this cannot wait.
  const insertBefore = Node.prototype.insertBefore;
  Node.prototype.insertBefore = function (node, next) {
    if (node instanceof HTMLStyleElement) adopt(node.textContent);
    return insertBefore.call(this, node, next);
  };

  const adopted = new Map();
  const adopt = (css) => {
    const id = (/#([\w-]+)/.exec(css) || [])[1];
    if (!id || adopted.has(id)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    adopted.set(id, sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const forgetSheets = () => {
    for (const [id, sheet] of adopted) {
      const used = document.getElementById(id) || [...kept.values()].some((svg) => svg.id === id);
      if (used) continue;
      adopted.delete(id);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    }
  };

  const start = () => {
    const wanted = page.mathSettings.mermaid_theme;
    if (theme === wanted) return;
    theme = wanted;
    kept.clear();
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      maxTextSize: LONGEST_DIAGRAM,
      maxEdges: MOST_EDGES,
      theme,
    });
  };

  const sourceOf = (element) => {
    const copy = element.cloneNode(true);
    for (const line of copy.querySelectorAll("br")) line.replaceWith("<br/>");
    return copy.textContent.trim();
  };

  const drawn = (source) =>
    new Promise((resolve) => setTimeout(resolve)).then(async () => {
      const id = `${prefix}-${++number}`;
      try {
        const { svg } = await mermaid.render(id, source);
        const holder = document.createElement("div");
        holder.innerHTML = svg;
        for (const style of holder.querySelectorAll("style")) style.remove();
        return holder.firstElementChild;
      } finally {
        const left = document.getElementById(`d${id}`);
        if (left) left.remove();
      }
    });

  const fail = (element, source, error) => {
    const text = document.createElement("span");
    text.className = "gp-diagram-source";
    text.style.whiteSpace = "pre-wrap";
    text.textContent = source;
    const note = document.createElement("span");
    note.className = "gp-diagram-error";
    note.style.display = "block";
    note.textContent = String(error.message || error);
    element.replaceChildren(text, note);
    element.dataset.gpDiagram = "failed";
  };

  // Where the site's script puts the diagram in place of its block of code, its box goes.
  const unbox = (element) => {
    const block = element.localName === "code" && element.closest("pre");
    for (const box of block && page.mathSettings.mermaid_replaces ? [block, element] : []) {
      Object.assign(box.style, { all: "unset", display: "block" });
    }
  };

  const draw = async (element) => {
    const source = sourceOf(element);
    try {
      let svg = kept.get(source);
      if (!svg) {
        svg = await drawn(source);
        if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value);
        kept.set(source, svg);
      }
      element.replaceChildren(svg.cloneNode(true));
      element.dataset.gpDiagram = "drawn";
      unbox(element);
    } catch (error) {
      fail(element, source, error);
    }
  };

  const drawAll = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const element = waiting.shift();
      if (element.isConnected) await draw(element);
    }
    forgetSheets();
    busy = false;
  };

  const selected = (root) => {
    if (!root.querySelectorAll) return [];
    const selector = page.mathSettings.mermaid_selector;
    try {
      const inside = [...root.querySelectorAll(selector)];
      return root instanceof Element && root.matches(selector) ? [root, ...inside] : inside;
    } catch {
      return []; // the site's script says something that is no selector
    }
  };

  // Draw the diagrams in `root`, an element of the page, one after the other.
  page.drawDiagrams = (root) => {
    if (!page.mathSettings || !page.mathSettings.mermaid) return;
    start();
    for (const element of selected(root)) {
      if (element.dataset.gpDiagram || element.closest("svg")) continue;
      element.dataset.gpDiagram = "waiting";
      waiting.push(element);
    }
    drawAll();
  };
})();
