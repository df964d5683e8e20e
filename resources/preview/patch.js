// Puts the article's changed blocks into the page. Runs after frame.js, in its world.
(() => {
  "use strict";
  const page = globalThis.galleyproof;
  const base = document.querySelector("head > base");
  let blocks = []; // for each block of the article, its top-level nodes

  const parse = (html) => {
    const content = page.parse(html);
    if (page.typesetMath) page.typesetMath(content);
    return [...content.childNodes];
  };

  // The browser knows no mail and would drop the click; our own address passes it on.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "mailto:") {
      event.preventDefault();
      location.href = "galleyproof://app/mail#" + encodeURIComponent(link.href);
    }
  });

  Object.assign(page, {
    // The element of a block, undefined for bare text.
    element(index) {
      return blocks[index] && blocks[index].find((node) => node instanceof Element);
    },
    // Put `pieces` in place of `count` blocks from `start` on.
    patch(start, count, pieces) {
      const after = blocks.slice(start + count).find((nodes) => nodes.length);
      const next = after ? after[0] : page.slot.end;
      for (const nodes of blocks.slice(start, start + count)) {
        for (const node of nodes) node.remove();
      }
      const added = pieces.map(parse);
      for (const nodes of added) {
        for (const node of nodes) next.parentNode.insertBefore(node, next);
      }
      if (page.drawDiagrams) added.flat().forEach((node) => page.drawDiagrams(node));
      blocks.splice(start, count, ...added);
      this.forgetPlace();
    },
    // Relative images start from here; those that are there already are patched in anew.
    setBase(address) {
      base.href = address;
    },
    // Whether the node lies in the article.
    holds(node) {
      return blocks.some((nodes) => nodes.some((one) => one.contains(node)));
    },
    scrollToTop() {
      scrollTo(0, 0);
    },
    scrollToId(name) {
      const target = name ? document.getElementById(name) : document.body;
      if (target) target.scrollIntoView();
    },
    // Put `other` in the place of a node, which may be a block of its own.
    swap(node, other) {
      for (const nodes of blocks) {
        const at = nodes.indexOf(node);
        if (at >= 0) nodes[at] = other;
      }
      node.replaceWith(other);
    },
  });
})();
