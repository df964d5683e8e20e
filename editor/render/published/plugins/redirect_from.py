"""jekyll-redirect-from: a post with ``redirect_to`` is published as a page that sends on."""

from editor.render.liquid.values import to_s, truthy
from editor.render.published.fidelity import Reason
from editor.render.published.plugins.plugin import PagePart, Plugin


def _sent_on(page: str, part: PagePart) -> str:
    written = part.document.data.values.get("redirect_to")
    target = written[0] if isinstance(written, list) and written else written
    if truthy(target) and target != []:
        part.build.remark(
            Reason(
                f"“redirect_to” sends visitors on to {to_s(target)}; the post itself is shown here",
                part.document.data.path,
            )
        )
    return page


PLUGIN = Plugin(after_layouts=_sent_on)
