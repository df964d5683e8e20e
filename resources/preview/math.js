// Typesets formulas with KaTeX as the site's own script would. Runs after patch.js, in its world.
(() => {
  "use strict";
  const page = globalThis.galleyproof;
  const LONGEST_FORMULA = 10_000; // characters; KaTeX takes time for each
  const MOST_EXPANSIONS = 1_000; // of macros in a formula, fewer in a long one
  const MOST_EXPANDED = 1_000_000; // characters that a formula may grow to
  const LARGEST_SIZE = 100; // em, of a rule or a gap
  const MOST_SCANNED = 20_000_000; // characters looked through for the ends of formulas in one go
  const LONGEST_GO_MS = 2_000; // what comes after is left as it is written
  const MOST_KEPT = 500; // formulas, so that a block which changes elsewhere costs little
  const NOTHING = { tokens: [], numArgs: 1 }; // what stands for commands of no effect here
  const DEFINITION = /\\(?:(?:re|provide)?newcommand|[egx]?def|let|global|DeclareMathOperator)\b/;
  const DEFINED = /\\newcommand\*?\s*\{?(\\[A-Za-z]+)/g;
  const OPERATOR = /\\DeclareMathOperator\*?\s*\{(\\[A-Za-z]+)\}\s*\{([^{}]*)\}/g;
  const STYLE = `.gp-math-error { border-bottom: 1px dotted #c5221f; font-family: monospace; }
    .gp-diagram-error { color: #c5221f; font: 0.85em/1.4 sans-serif; white-space: pre-wrap; }`;

  let settings = null;
  let dressed = false; // whether the page has the style of formulas
  let labels = { long: "", many: "" };
  let opening = null; // finds what a formula may begin with
  let delimiters = [];
  let kept = new Map();
  let macros = {}; // the site's own, and what formulas have defined since
  let version = 0; // of the macros: the same formula may mean something else in another
  let going = null; // when this go began, and how much was looked through in it

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  const dress = () => {
    if (dressed) return;
    dressed = true;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("katex/katex.min.css", document.URL).href; // beside our own page
    document.head.append(link);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const begin = () => {
    if (going) return;
    going = { start: performance.now(), scanned: 0 };
    setTimeout(() => (going = null));
  };

  // Where the formula from `from` on ends, -1 when it does not; braces must match, as in TeX.
  const endOf = (text, from, right) => {
    let depth = 0;
    let at = from;
    const last = Math.min(text.length, from + LONGEST_FORMULA);
    for (; at < last; at++) {
      if (depth <= 0 && text.startsWith(right, at)) return at;
      const letter = text[at];
      if (letter === "\\") at++;
      else if (letter === "{") depth++;
      else if (letter === "}") depth--;
    }
    going.scanned += at - from;
    return -1;
  };

  // The text in pieces, formulas among them; null when there are none.
  const pieces = (text) => {
    const found = [];
    let done = 0;
    opening.lastIndex = 0;
    for (let match; (match = opening.exec(text)) && going.scanned < MOST_SCANNED; ) {
      if (match[0] === "\\$") {
        found.push(text.slice(done, match.index), "$");
        done = opening.lastIndex;
        continue;
      }
      const one = delimiters.find(({ left }) => left === match[0]);
      const from = opening.lastIndex;
      const end = endOf(text, from, one.right);
      if (end < 0) continue;
      const after = end + one.right.length;
      const source = text.slice(match.index, after);
      const tex = one.left.startsWith("\\begin") ? source : text.slice(from, end);
      found.push(text.slice(done, match.index), { tex, source, display: one.display });
      done = opening.lastIndex = after;
    }
    return found.length ? [...found, text.slice(done)] : null;
  };

  const numberless = (tex) =>
    tex.replace(/\\(begin|end)\{(equation|align|alignat|gather|multline)\}/g, "\\$1{$2*}");

  // What MathJax knows and KaTeX does not, in KaTeX's words.
  const known = (tex) =>
    tex
      .replace(/\{multline(\*?)\}/g, "{gather$1}")
      .replace(/\\begin\{eqnarray\*?\}/g, "\\begin{array}{rcl}")
      .replace(/\\end\{eqnarray\*?\}/g, "\\end{array}")
      .replace(OPERATOR, "\\newcommand{$1}{\\operatorname{$2}}");

  // MathJax lets a command be defined once more, and so does a block that is put in again.
  const forgetDefined = (tex) => {
    for (const [, name] of tex.matchAll(DEFINED)) delete macros[name];
  };

  const failed = (source, message) => {
    const span = document.createElement("span");
    span.className = "gp-math gp-math-error";
    span.textContent = source;
    span.title = message;
    return span;
  };

  const typeset = ({ tex, source, display }) => {
    const span = document.createElement("span");
    span.className = "gp-math";
    if (tex.length > LONGEST_FORMULA) return failed(source, labels.long);
    if (performance.now() - going.start > LONGEST_GO_MS) return failed(source, labels.many);
    const mathjax = settings.math === "mathjax";
    const plain = settings.numbered ? tex : numberless(tex);
    const meant = mathjax ? known(plain) : plain;
    if (DEFINITION.test(tex)) {
      forgetDefined(meant);
      version += 1;
    }
    try {
      katex.render(meant, span, {
        displayMode: display,
        throwOnError: true,
        trust: false,
        strict: "ignore",
        maxExpand: Math.min(MOST_EXPANSIONS, Math.floor(MOST_EXPANDED / (tex.length + 1))),
        maxSize: LARGEST_SIZE,
        globalGroup: mathjax, // what one formula defines holds for the later ones
        macros,
      });
    } catch (error) {
      return failed(source, String(error.message || error));
    }
    return span;
  };

  const formula = (piece) => {
    const key = `${version} ${piece.display} ${piece.source}`;
    let node = kept.get(key);
    if (!node) {
      node = typeset(piece);
      if (kept.size >= MOST_KEPT) kept = new Map();
      if (node.title !== labels.many && !DEFINITION.test(piece.tex)) kept.set(key, node);
    }
    return node.cloneNode(true);
  };

  const holdsMath = (element, holding) => {
    const classes = element.classList;
    if (classes.contains("gp-math") || settings.never_in.includes(element.localName)) return false;
    if (settings.again_in_classes.some((name) => classes.contains(name))) return true;
    return holding && !settings.never_in_classes.some((name) => classes.contains(name));
  };

  const replace = (text) => {
    const found = pieces(text.data);
    if (!found) return;
    const nodes = found.filter((piece) => piece !== "");
    text.replaceWith(...nodes.map((piece) => (piece.tex === undefined ? piece : formula(piece))));
  };

  const walk = (root) => {
    const waiting = [[root, true]];
    while (waiting.length) {
      const [parent, holding] = waiting.pop();
      for (const node of [...parent.childNodes]) {
        if (node.nodeType === Node.TEXT_NODE) {
          if (holding) replace(node);
        } else if (node.nodeType === Node.ELEMENT_NODE && node.localName !== "svg") {
          const inside = holdsMath(node, holding);
          const again = settings.again_in_classes.length && !node.classList.contains("gp-math");
          if (inside || again) waiting.push([node, inside]);
        }
      }
    }
  };

  Object.assign(page, {
    // What `Typesetting.as_json` says, null to leave everything as it is written.
    setTypesetting(wanted, texts) {
      settings = wanted;
      labels = texts;
      kept = new Map();
      macros = { "\\label": NOTHING, "\\require": NOTHING, ...(wanted && wanted.macros) };
      page.mathSettings = settings;
      if (!settings) return;
      delimiters = [...settings.delimiters].sort((a, b) => b.left.length - a.left.length);
      const lefts = delimiters.map(({ left }) => escape(left));
      if (settings.escapes) lefts.unshift("\\\\\\$");
      opening = lefts.length ? new RegExp(lefts.join("|"), "g") : null;
      dress();
    },
    // Typeset the formulas below `root`, an element or a fragment. Twice does no more than once.
    typesetMath(root) {
      if (!settings || !settings.math || !opening) return;
      begin();
      root.normalize();
      walk(root);
    },
  });
})();
