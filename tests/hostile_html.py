"""Pieces of HTML that try to run a script, to reach the network, or to read the disk.

``{canary}`` stands for the address of a server that must never hear of them.
"""

SCRIPTS = (
    "<script>document.title='ran'</script>",
    "<script src='{canary}/s.js'></script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "<svg onload=\"document.title='ran'\"></svg>",
    "<svg><script>document.title='ran'</script></svg>",
    "<body onload=\"document.title='ran'\">",
    "<details open ontoggle=\"document.title='ran'\"><summary>x</summary></details>",
    "<video><source onerror=\"document.title='ran'\"></video>",
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>",
    "<iframe src=\"javascript:parent.document.title='ran'\"></iframe>",
    "<input autofocus onfocus=\"document.title='ran'\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=\"document.title='ran'\"></style>",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='ran'>\">",
    "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=\"ran()\">",
    "<template><script>document.title='ran'</script></template>",
    "<a id=x href=\"javascript:document.title='ran'\">x</a>",
    "<img src=\"x` `<script>document.title='ran'</script>\"` `>",
    "<script>fetch('{canary}/fetch')</script>",
    "<script>new WebSocket('{canary}/ws'.replace('http','ws'))</script>",
    "<script>navigator.sendBeacon('{canary}/beacon')</script>",
)
LOADS = (
    "<img src='{canary}/img.png'>",
    "<img srcset='{canary}/srcset.png 1x'>",
    "<picture><source srcset='{canary}/source.png'><img src='x.png'></picture>",
    "<video src='{canary}/v.mp4' poster='{canary}/poster.png'></video>",
    "<audio src='{canary}/a.mp3' autoplay></audio>",
    "<video><track src='{canary}/t.vtt' default kind=captions></video>",
    "<iframe src='{canary}/frame'></iframe>",
    "<object data='{canary}/object'></object>",
    "<embed src='{canary}/embed'>",
    "<link rel=stylesheet href='{canary}/l.css'>",
    "<link rel=prefetch href='{canary}/prefetch'>",
    "<link rel=preload as=image href='{canary}/preload.png'>",
    "<link rel=icon href='{canary}/icon.png'>",
    "<style>@import '{canary}/import.css'; body{background:url({canary}/bg.png)}</style>",
    "<p style=\"background:url('{canary}/style.png')\">x</p>",
    "<p style=\"list-style-image:url('{canary}/list.png')\">x</p>",
    "<svg><image href='{canary}/svg.png'/></svg>",
    "<svg><use href='{canary}/use.svg#a'/></svg>",
    "<meta http-equiv=refresh content='0;url={canary}/refresh'>",
    "<form action='{canary}/form'><button>send</button></form>",
    "<table background='{canary}/table.png'><tr><td>x</td></tr></table>",
    "<input type=image src='{canary}/input.png'>",
    "<base href='{canary}/'><img src='based.png'>",
    "<a href='/x' ping='{canary}/ping'>x</a>",
)
ALL = SCRIPTS + LOADS


def aimed_at(canary: str, pieces: tuple[str, ...] = ALL) -> tuple[str, ...]:
    """Return the pieces with the address of the server in them."""
    return tuple(piece.replace("{canary}", canary) for piece in pieces)
