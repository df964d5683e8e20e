"""The tags, filters and variables that Jekyll 4 and Liquid document (jekyllrb.com/docs/liquid/,
/docs/variables/, shopify.github.io/liquid): what the site ``reference`` has to use."""

TAGS = (
    "#", "assign", "break", "capture", "case", "comment", "continue", "cycle", "decrement", "echo",
    "else", "elsif", "for", "highlight", "if", "ifchanged", "include", "include_relative",
    "increment", "link", "liquid", "post_url", "raw", "tablerow", "unless", "when",
)  # fmt: skip
"""``render`` is Liquid's too: Jekyll refuses it (see ``mistakes``)."""

FILTERS = (
    "abs", "absolute_url", "append", "array_to_sentence_string", "at_least", "at_most",
    "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode",
    "capitalize", "ceil", "cgi_escape", "compact", "concat", "date", "date_to_long_string",
    "date_to_rfc822", "date_to_string", "date_to_xmlschema", "default", "divided_by", "downcase",
    "escape", "escape_once", "find", "find_exp", "first", "floor", "group_by", "group_by_exp",
    "inspect", "join", "jsonify", "last", "lstrip", "map", "markdownify", "minus", "modulo",
    "newline_to_br", "normalize_whitespace", "number_of_words", "plus", "pop", "prepend", "push",
    "relative_url", "remove", "remove_first", "remove_last", "replace", "replace_first",
    "replace_last", "reverse", "round", "rstrip", "sample", "sassify", "scssify", "shift", "size",
    "slice", "slugify", "smartify", "sort", "sort_natural", "split", "strip", "strip_html",
    "strip_index", "strip_newlines", "times", "to_integer", "truncate", "truncatewords", "uniq",
    "unshift", "upcase", "uri_escape", "url_decode", "url_encode", "where", "where_exp",
    "xml_escape",
)  # fmt: skip

VARIABLES = (
    "content", "forloop.first", "forloop.index", "forloop.index0", "forloop.last",
    "forloop.length", "forloop.parentloop", "forloop.rindex", "forloop.rindex0", "include.name",
    "jekyll.environment", "jekyll.version", "layout.kind", "page.categories", "page.collection",
    "page.content", "page.date", "page.dir", "page.draft", "page.excerpt", "page.ext", "page.id",
    "page.name", "page.next", "page.output", "page.path", "page.previous", "page.relative_path",
    "page.slug", "page.tags", "page.title", "page.url", "paginator.page", "site.baseurl",
    "site.categories", "site.collections", "site.config", "site.data", "site.documents",
    "site.html_files", "site.html_pages", "site.pages", "site.posts", "site.related_posts",
    "site.static_files", "site.tags", "site.time", "site.title", "site.url", "tablerowloop.col",
    "tablerowloop.row", "theme.root",
)  # fmt: skip
