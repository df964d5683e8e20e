// Finds lines of the text in the page and the other way round. Runs after patch.js, in its world.
//
// Both panes look at one place: the line that stands as far down their view as they are scrolled
// through their whole. So the top of one goes with the top of the other, the end with the end, and
// a line in the middle stands in the middle of both. Of what a layout puts below the article only
// the beginning counts: at its end the writer wants the last lines in sight, not a long foot.
(() => {
  "use strict";
  const page = globalThis.galleyproof;
  const root = document.documentElement;
  const FOOT = 0.4; // share of the view below the last line at the end
  let lines = []; // for each block the line it starts on, 0 where that is not known
  let rising = null; // the blocks with a known line, those that go back (footnotes) left out
  let end = 2; // one more than the last line of the text
  let place = null; // the line to stay at when the page is laid out anew
  let printedFrom = null; // where the page stood before it was printed, while it is
  let led = false; // whether the text leads there, and not the reader of the page

  const blocks = () => {
    if (rising) return rising;
    rising = [];
    let last = 0;
    lines.forEach((line, index) => {
      if (line > last && page.element(index)) {
        rising.push(index);
        last = line;
      }
    });
    return rising;
  };

  const top = (element) => element.getBoundingClientRect().top + scrollY;
  const bottom = (element) => element.getBoundingClientRect().bottom + scrollY;

  // How far the page goes with the text: to the end of the article and as much of its foot as
  // leaves the last lines in sight.
  const height = () => {
    const seen = (index) => page.element(index)?.getClientRects().length;
    let last = lines.length - 1;
    while (last >= 0 && !seen(last)) last -= 1;
    const whole = root.scrollHeight;
    return last < 0 ? whole : Math.min(whole, bottom(page.element(last)) + FOOT * innerHeight);
  };

  // The last of the blocks for which `before` holds, -1 when there is none.
  const lastBlock = (before) => {
    const known = blocks();
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(known[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const firstTop = () => (blocks().length ? top(page.element(blocks()[0])) : 0);

  // Pairs of line and height, both rising: the block, what is marked inside it, the block after it.
  // The ends of the page belong to the ends of the text, unless only the text `itself` counts.
  const anchors = (at, itself) => {
    const known = blocks();
    const found = [];
    const add = (line, y) => {
      const last = found[found.length - 1];
      if (!last || (line > last[0] && y >= last[1])) found.push([line, y]);
    };
    // what stands above the text goes with line 1
    if (at < 0 || (lines[known[at]] === 1 && !itself)) add(1, itself ? firstTop() : 0);
    if (at >= 0) {
      const block = page.element(known[at]);
      const first = lines[known[at]];
      add(first, top(block));
      for (const element of block.querySelectorAll("[data-gp-line]")) {
        const hidden = element.getClientRects().length === 0;
        if (!hidden) add(first + Number(element.dataset.gpLine), top(element));
      }
    }
    const next = known[at + 1];
    const limit = next === undefined ? end : lines[next];
    const below = () => (itself && at >= 0 ? bottom(page.element(known[at])) : height());
    const y = next === undefined ? below() : top(page.element(next));
    while (found.length > 1 && found[found.length - 1][0] >= limit) found.pop();
    found.push([Math.max(limit, found[found.length - 1][0] + 1), y]);
    return found;
  };

  // Reads the pairs from column `from` to column `to`, between two of them in proportion.
  const between = (pairs, value, from, to) => {
    let index = 1;
    while (index < pairs.length - 1 && pairs[index][from] <= value) index += 1;
    const [a, b] = [pairs[index - 1], pairs[index]];
    const size = b[from] - a[from];
    const share = size > 0 ? Math.min(1, Math.max(0, (value - a[from]) / size)) : 0;
    return a[to] + share * (b[to] - a[to]);
  };

  const heightOf = (line, itself = false) =>
    between(anchors(lastBlock((it) => lines[it] <= line), itself), line, 0, 1);
  const lineAt = (y, itself = false) => {
    const block = lastBlock((it) => lines[it] === 1 || top(page.element(it)) <= y);
    return between(anchors(block, itself), y, 1, 0);
  };

  const room = () => Math.max(0, height() - innerHeight);
  const go = (y) => scrollTo({ top: y, behavior: "instant" });
  const stay = () => {
    if (place !== null) go((heightOf(place) * room()) / height());
  };

  const lineClicked = (event) => {
    const on = event.target;
    if (event.defaultPrevented || event.button !== 0 || !(on instanceof Element)) return 0;
    if (blocks().length === 0 || !page.holds(on)) return 0;
    if (on.closest("a[href], summary, input, label, audio, video")) return 0;
    return Math.floor(lineAt(event.clientY + scrollY, true));
  };

  const tell = (verb, line) => {
    if (line > 0) location.href = `galleyproof://app/${verb}#${line}`;
  };

  document.addEventListener("click", (event) => {
    if (getSelection().isCollapsed) tell("line", lineClicked(event));
  });
  document.addEventListener("dblclick", (event) => tell("edit", lineClicked(event)));
  // Of images that come after the text was scrolled; while the reader scrolls the page, the
  // browser itself keeps what is in sight where it is.
  document.addEventListener("load", () => page.keepPlace(), true);
  document.addEventListener("error", () => led && setTimeout(stay), true);
  addEventListener("resize", () => printedFrom === null && stay());
  // For paper the page is laid out anew, and back again.
  addEventListener("beforeprint", () => {
    printedFrom = scrollY;
  });
  addEventListener("afterprint", () => {
    const y = printedFrom;
    printedFrom = null;
    go(y);
  });

  Object.assign(page, {
    // In place of `count` lines from `start` on stand `added`; those after them move by `shift`.
    setLines(start, count, added, shift) {
      const after = lines.slice(start + count).map((line) => (line ? line + shift : 0));
      lines = [...lines.slice(0, start), ...added, ...after];
      rising = null;
    },
    // What was measured no longer holds.
    forgetPlace() {
      rising = null;
      place = null;
    },
    // The page was laid out anew.
    keepPlace() {
      if (led) stay();
    },
    scrollToLine(line, textEnd) {
      end = textEnd;
      place = line;
      led = true;
      stay();
    },
    // The line at which the reader of the page is, null for a page that fits into its pane.
    lineInSight(textEnd) {
      end = textEnd;
      if (room() < 1) return null;
      place = lineAt((scrollY * height()) / room());
      led = false;
      return place;
    },
    // Scroll only where the line is out of sight, then to the share `at` of the view's height.
    reveal(line, textEnd, at) {
      end = textEnd;
      const y = heightOf(line, true);
      const edge = innerHeight / 8;
      if (y >= scrollY + edge && y <= scrollY + innerHeight - edge) return;
      place = null;
      go(y - Math.min(0.85, Math.max(0.15, at)) * innerHeight);
    },
  });
})();
