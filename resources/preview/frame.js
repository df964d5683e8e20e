// Builds what stands around the article: our own page, or the layout of the writer's site. Runs in
// the browser's ApplicationWorld, apart from the page itself, whose own scripts are switched off.
//
// The engine runs no timers here, so timers.js comes first.
//
// The article's nodes lie between two comments, so that the site's style sheets see them where the
// published page has them, with no element of ours around them.
(() => {
  "use strict";
  const root = document.documentElement;
  const head = document.head;
  const slot = { start: document.createComment("article"), end: document.createComment("/article") };
  const STYLE_WAIT_MS = 800; // a page without its style is shown after this
  let styles = []; // the elements of the frame's style sheets, in their order
  let waiting = 0; // how many of them are still on their way
  const missing = new WeakMap(); // pictures that could not be shown, with their addresses
  let dark = false;
  let own = true; // whether the frame is ours, and follows the window's colours by itself

  // The page's elements with an id are names of this world too, and libraries ask for some.
  for (const name of ["exports", "module", "define", "require", "process", "Buffer", "global"]) {
    Object.defineProperty(globalThis, name, { value: undefined, writable: true });
  }

  // A control in a form stands for the form's property of its name, so that `form.attributes` may be
  // an input: none may be called as anything that a script reads of an element.
  const LISTED = "button, fieldset, img, input, object, output, select, textarea";

  const OUTSIDE = "link, meta, base, script, iframe, frame, object, embed, portal";

  const parse = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    // What opens a connection before any policy is asked; nothing here needs them.
    for (const gone of template.content.querySelectorAll(OUTSIDE)) gone.remove();
    for (const control of template.content.querySelectorAll(LISTED)) {
      for (const attribute of ["id", "name"]) {
        if (control.getAttribute(attribute) in HTMLFormElement.prototype) {
          control.removeAttribute(attribute);
        }
      }
    }
    return template.content;
  };

  // --- attributes and children, changed where they differ ------------------------------------

  const setAttributes = (element, wanted) => {
    for (const { name } of [...element.attributes]) {
      if (!(name in wanted)) element.removeAttribute(name);
    }
    for (const [name, value] of Object.entries(wanted)) {
      if (/^on/i.test(name) || element.getAttribute(name) === value) continue;
      if (name === "src" && missing.get(element) === value) continue;
      try {
        element.setAttribute(name, value);
      } catch {
        // a name that a parser takes and the document does not, such as `"`
      }
    }
  };

  const attributesOf = (element) =>
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));

  const morph = (old, fresh) => {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      old.replaceWith(fresh);
    } else if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
    } else {
      setAttributes(old, attributesOf(fresh));
      morphChildren(old, fresh);
    }
  };

  const morphChildren = (old, fresh) => {
    const before = [...old.childNodes];
    const after = [...fresh.childNodes];
    let start = 0;
    while (start < Math.min(before.length, after.length) && before[start].isEqualNode(after[start])) {
      start += 1;
    }
    let end = 0;
    const most = Math.min(before.length, after.length) - start;
    while (end < most && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    const pairs = Math.min(gone.length, come.length);
    for (let index = 0; index < pairs; index += 1) morph(gone[index], come[index]);
    for (const node of gone.slice(pairs)) node.remove();
    const next = end ? before.at(-end) : null;
    for (const node of come.slice(pairs)) old.insertBefore(node, next);
  };

  // --- style sheets ----------------------------------------------------------------------------

  const styleKey = (style) => JSON.stringify([style.href, style.css, style.media]);

  const styleElement = (style) => {
    const element = document.createElement(style.href ? "link" : "style");
    if (style.href) element.rel = "stylesheet";
    else element.textContent = style.css;
    if (style.media) element.media = style.media;
    if (style.href) element.href = style.href;
    element.gpKey = styleKey(style);
    element.addEventListener("load", showScheme);
    return element;
  };

  const settled = (element) =>
    new Promise((done) => {
      element.addEventListener("load", done);
      element.addEventListener("error", done);
      setTimeout(done, STYLE_WAIT_MS);
    });

  // The page comes with the style of our own frame, so that the first article need not wait.
  for (const element of head.querySelectorAll("link[data-own]")) {
    element.gpKey = styleKey({ href: element.getAttribute("href"), css: "", media: "" });
    styles.push(element);
  }

  // `blank`: the page showed nothing before, so nobody misses it until it has its style.
  const setStyles = (wanted, blank) => {
    const kept = new Map(styles.map((element) => [element.gpKey, element]));
    const waited = [];
    styles = wanted.map((style) => {
      const old = kept.get(styleKey(style));
      kept.delete(styleKey(style));
      if (old) return old;
      const element = styleElement(style);
      if (style.href) waited.push(settled(element));
      return element;
    });
    // In their order, and only those moved that stand elsewhere: a moved sheet is loaded again.
    let last = head.querySelector("base");
    for (const element of styles) {
      if (last.nextElementSibling !== element) last.after(element);
      last = element;
    }
    // What goes is taken out when its successor is there, so that the page never stands bare.
    const drop = () => {
      waiting = 0;
      for (const element of kept.values()) element.remove();
      showScheme();
    };
    waiting = waited.length;
    if (!waiting) return drop();
    const bare = blank || !kept.size;
    // Not even laid out: a long article would be twice, and its style had to wait for the first
    // time. But diagrams measure their letters.
    const [name, value] = galleyproof.drawDiagrams ? ["visibility", "hidden"] : ["display", "none"];
    if (bare) root.style.setProperty(name, value);
    Promise.all(waited).then(() => {
      drop();
      if (!bare) return;
      root.style.removeProperty(name);
      if (!root.getAttribute("style")) root.removeAttribute("style");
      galleyproof.keepPlace();
    });
  };

  // --- light and dark --------------------------------------------------------------------------

  const SCHEME = /prefers-color-scheme\s*:\s*(light|dark)/gi;
  const swapped = (media) =>
    media.replace(SCHEME, (_, name) =>
      `prefers-color-scheme: ${name.toLowerCase() === "dark" ? "light" : "dark"}`);

  // The browser asks the system; the writer may want to see the other one. So the questions that
  // the page asks are turned round where the answers differ.
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;

  const showMedia = (holder, get, set) => {
    holder.gpMedia ??= get();
    if (!/prefers-color-scheme/i.test(holder.gpMedia)) return;
    const media = dark === systemIsDark ? holder.gpMedia : swapped(holder.gpMedia);
    if (media !== get()) set(media);
  };

  const showRules = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSImportRule && rule.styleSheet) showSheet(rule.styleSheet);
      if (rule instanceof CSSMediaRule) {
        showMedia(rule.media, () => rule.media.mediaText, (text) => (rule.media.mediaText = text));
      }
      if (rule.cssRules) showRules(rule.cssRules);
    }
  };

  const showSheet = (sheet) => {
    try {
      showRules(sheet.cssRules);
    } catch {
      // a sheet that is not there
    }
  };

  const showScheme = () => {
    if (own || waiting) return;
    for (const sheet of document.styleSheets) showSheet(sheet);
    for (const element of document.querySelectorAll("source[media], link[media], style[media]")) {
      showMedia(element, () => element.media, (text) => (element.media = text));
    }
    root.style.removeProperty("color-scheme");
    const declared = getComputedStyle(root).colorScheme;
    if (/\blight\b/.test(declared) && /\bdark\b/.test(declared)) {
      root.style.colorScheme = dark ? "dark" : "light";
    }
  };

  globalThis.galleyproof = {
    slot,
    missing,
    parse,
    isOwn() {
      return own;
    },
    // Stand the article in this frame; its nodes stay as they are.
    setFrame(frame) {
      const blank = own && [null, slot.end].includes(slot.start.nextSibling);
      own = frame.own;
      const article = new DocumentFragment();
      while (slot.start.nextSibling && slot.start.nextSibling !== slot.end) {
        article.append(slot.start.nextSibling);
      }
      slot.start.remove();
      slot.end.remove();
      const fresh = document.createElement("body");
      fresh.append(parse(frame.html));
      const place = frame.slot && fresh.querySelector(frame.slot); // none: it holds the article
      if (place) place.replaceWith(document.createComment("article"));
      if (this.typesetMath) this.typesetMath(fresh);
      const theme = root.dataset.theme;
      setAttributes(root, frame.root);
      setAttributes(document.body, frame.body);
      if (own && theme) root.dataset.theme = theme;
      morphChildren(document.body, fresh);
      this.placeSlot(article);
      setStyles(frame.styles, blank);
      if (this.drawDiagrams) this.drawDiagrams(document.body);
      this.setDark(dark);
      this.forgetPlace();
    },
    // The mark that came with the frame gives its place to the article's own.
    placeSlot(article) {
      const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
      let mark = comments.nextNode();
      while (mark && mark.data !== "article") mark = comments.nextNode();
      slot.start.remove();
      slot.end.remove();
      if (mark && mark !== slot.start) mark.replaceWith(slot.start, article, slot.end);
      else new DocumentFragment().append(slot.start, article, slot.end);
    },
    // Whether every style sheet of the frame is there.
    isStyled() {
      return waiting === 0;
    },
    setDark(wanted) {
      dark = wanted;
      if (own) root.dataset.theme = dark ? "dark" : "light";
      showScheme();
    },
  };
})();
