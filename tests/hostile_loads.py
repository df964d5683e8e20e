"""Pieces of pages that ask a server for something; ``{canary}`` stands for its address."""

import hostile_html

_MORE = (
    "<style>@import url('{canary}/import-url.css');</style>",
    "<style>@font-face{font-family:f;src:url({canary}/f.woff2)} p{font-family:f}</style><p>x</p>",
    "<style>p{background:image-set('{canary}/set.png' 1x)}</style><p>x</p>",
    "<style>p{background:-webkit-image-set(url({canary}/webkit-set.png) 1x)}</style><p>x</p>",
    "<style>p::before{content:url({canary}/content.png)}</style><p>x</p>",
    "<style>p{cursor:url({canary}/cursor.png),auto}</style><p>x</p>",
    "<style>p{border-image:url({canary}/border.png) 1}</style><p>x</p>",
    "<style>p{mask-image:url({canary}/mask.png)}</style><p>x</p>",
    "<style>p{filter:url({canary}/filter.svg#f)}</style><p>x</p>",
    "<style>p{shape-outside:url({canary}/shape.png);float:left}</style><p>x</p>",
    "<style>p{--a:url({canary}/var.png);background:var(--a)}</style><p>x</p>",
    "<style>p{offset-path:url({canary}/path.svg#p)}</style><p>x</p>",
    "<style>p{background:u\\72l({canary}/escaped.png)}</style>",
    "<style>@media all{body{background:url('{canary}/media.png')}}</style>",
    "<style>@property --x{syntax:'<url>';inherits:false;initial-value:url({canary}/p)}</style>",
    "<style>p{clip-path:url({canary}/clip.svg#c)}</style>",
    "<link rel=preconnect href='{canary}'>",
    "<link rel=dns-prefetch href='{canary}'>",
    "<link rel=modulepreload href='{canary}/module.js'>",
    "<link rel=manifest href='{canary}/manifest.json'>",
    "<link rel=preload as=font crossorigin href='{canary}/preload.woff2'>",
    "<link rel=preload as=image imagesrcset='{canary}/imagesrcset.png 1x'>",
    "<link rel=apple-touch-icon href='{canary}/touch.png'>",
    "<link rel=prerender href='{canary}/prerender'>",
    "<link rel='alternate stylesheet' title=x href='{canary}/alternate.css'>",
    '<script type=speculationrules>{"prefetch":[{"urls":["{canary}/speculation"]}]}</script>',
    "<svg><image xlink:href='{canary}/xlink.png'/></svg>",
    "<svg><filter id=f><feImage href='{canary}/feimage.png'/></filter><rect filter=url(#f)></svg>",
    "<svg><rect fill='url({canary}/fill.svg#a)' width=9 height=9 /></svg>",
    "<svg><script href='{canary}/svg.js'/></svg>",
    "<svg><pattern id=p href='{canary}/pattern.svg#a'/><rect fill=url(#p) /></svg>",
    "<svg><style>@import '{canary}/svg.css';</style></svg>",
    "<svg><foreignObject><img src='{canary}/foreign.png'></foreignObject></svg>",
    "<img loading=lazy src='{canary}/lazy.png'>",
    "<img src='{canary_no_scheme}/no-scheme.png'>",
    "<img longdesc='{canary}/longdesc' src=x><image src='{canary}/image.png'>",
    "<picture><source type=image/webp srcset='{canary}/webp 1x'><img></picture>",
    "<body background='{canary}/body.png'>",
    "<td background='{canary}/td.png'>",
    "<audio autoplay><source src='{canary}/source.mp3'></audio>",
    "<video autoplay muted><source src='{canary}/source.mp4'></video>",
    "<frameset><frame src='{canary}/frame'></frameset>",
    "<iframe srcdoc=\"<img src='{canary}/srcdoc.png'>\"></iframe>",
    "<iframe src=\"data:text/html,<img src='{canary}/data.png'>\"></iframe>",
    "<applet code='{canary}/applet'></applet>",
    "<bgsound src='{canary}/sound'>",
    "<html manifest='{canary}/appcache'>",
    "<meta http-equiv=Link content='<{canary}/header.css>; rel=stylesheet'>",
    "<p style='background:image-set(\"{canary}/inline-set.png\" 1x)'>x</p>",
    "<input type=image src='{canary}/button.png' formaction='{canary}/formaction'>",
    "<template shadowrootmode=open><img src='{canary}/shadow.png'></template>",
    "<portal src='{canary}/portal'></portal>",
)


def vectors(canary: str) -> tuple[str, ...]:
    """Return every piece with the address of the server in it."""
    no_scheme = canary.partition(":")[2]
    more = (piece.replace("{canary_no_scheme}", no_scheme) for piece in _MORE)
    return hostile_html.aimed_at(canary, (*hostile_html.ALL, *more))
