// Says in the place of a picture or a film why it cannot be shown. Runs after patch.js, in its
// world. On our own page a note takes its place; on the site's own page a drawing does, in the same
// element, so that the layout stays as the site made it.
(() => {
  "use strict";
  const page = globalThis.galleyproof;
  const labels = { missing: "", remote: "" };
  const SIZE = { width: 320, height: 180 }; // of a picture that says nothing of its size
  const COLOURS = { local: ["#fbf1ee", "#9b3a2e"], remote: ["#f1f1ec", "#666c75"] };

  const found = (element) => {
    const address = element.currentSrc || element.src || element.getAttribute("src") || "";
    let url;
    try {
      url = new URL(address, document.baseURI);
    } catch {
      url = new URL("galleyproof://site/");
    }
    const local = url.protocol === "galleyproof:";
    let where = url.href;
    try {
      if (local) where = decodeURI(url.pathname);
    } catch {
      where = url.pathname; // a percent sign that stands for itself
    }
    return { local, where, reason: local ? labels.missing : labels.remote };
  };

  const note = (element) => {
    const { local, where, reason } = found(element);
    const made = document.createElement("span");
    made.className = local ? "gp-missing" : "gp-missing gp-remote";
    const why = document.createElement("span");
    why.className = "gp-missing-reason";
    why.textContent = reason;
    const place = document.createElement("span");
    place.className = "gp-missing-address";
    place.textContent = where;
    made.append(why, " ", place);
    if (element.alt) made.title = element.alt;
    return made;
  };

  const drawing = ({ local, where }, width, height) => {
    const [paper, ink] = COLOURS[local ? "local" : "remote"];
    const name = where.split("/").pop() || where;
    const shown = new Option(name.length > 40 ? `${name.slice(0, 39)}…` : name).innerHTML;
    const text = width >= 120 && height >= 40 ? `<text x="50%" y="50%" fill="${ink}"
      font-family="sans-serif" font-size="13" text-anchor="middle" dy=".35em">${shown}</text>` : "";
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="${paper}"
      stroke="${ink}" stroke-dasharray="4 3"/>${text}</svg>`;
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  };

  const draw = (image) => {
    if (image.src.startsWith("data:image/svg+xml")) return;
    const why = found(image);
    const width = image.width > 1 ? image.width : SIZE.width;
    const height = image.height > 1 ? image.height : SIZE.height;
    page.missing.set(image, image.getAttribute("src"));
    image.title = `${why.reason} ${why.where}`;
    for (const source of image.parentNode?.querySelectorAll?.(":scope > source") ?? []) {
      source.remove();
    }
    image.removeAttribute("srcset");
    image.src = drawing(why, width, height);
  };

  document.addEventListener(
    "error",
    (event) => {
      let element = event.target;
      if (element instanceof HTMLSourceElement) {
        if (element.nextElementSibling) return; // another source is still to be tried
        element = element.parentNode;
      }
      if (!element.isConnected) return;
      if (element instanceof HTMLImageElement && !page.isOwn()) draw(element);
      else if (element instanceof HTMLImageElement || element instanceof HTMLMediaElement) {
        page.swap(element, note(element));
      }
    },
    true,
  );

  Object.assign(page, {
    setLabels(missing, remote) {
      labels.missing = missing;
      labels.remote = remote;
    },
  });
})();
