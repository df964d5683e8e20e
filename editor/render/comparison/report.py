"""A comparison as text: the sentence, and the posts that are not the same."""

from collections.abc import Iterator, Sequence

from editor.render.comparison.exchange import PostComparison, Tally, Verdict


def summary(compared: Sequence[PostComparison]) -> str:
    """Return the sentence, such as “49 of your last 50 posts look exactly as published; …”."""
    tally = Tally.of(compared)
    if not tally.posts:
        return "This site has no published posts."
    parts = [_same(tally)]
    if tally.differ:
        parts.append(f"{tally.differ} {'differs' if tally.differ == 1 else 'differ'}")
    if tally.not_built:
        parts.append(f"{tally.not_built} {_is(tally.not_built)} not in the built site")
    if tally.older:
        parts.append(f"{tally.older} changed after the site was built")
    return f"{'; '.join(parts)}."


def report(compared: Sequence[PostComparison]) -> str:
    """Return the sentence and below it what is to be said of each post, for reading and copying."""
    lines = [summary(compared)]
    for one in compared:
        if one.verdict is not Verdict.SAME:
            lines.extend(("", *_about(one)))
    marks = dict.fromkeys(mark.partition(" (")[0] for one in compared for mark in one.marks)
    if marks:
        lines.extend(("", f"Not counted, as each build writes it anew: {', '.join(marks)}."))
    return "\n".join(lines) + "\n"


def _same(tally: Tally) -> str:
    if tally.same == tally.posts:
        if tally.posts == 1:
            return "Your last post looks exactly as published"
        return f"All of your last {tally.posts} posts look exactly as published"
    if tally.posts == 1:
        return "Your last post was compared with its published page"
    looks = "looks" if tally.same == 1 else "look"
    return f"{tally.same} of your last {tally.posts} posts {looks} exactly as published"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _about(one: PostComparison) -> Iterator[str]:
    yield f"{one.path}: {one.verdict.value}"
    if one.verdict is Verdict.NOT_BUILT and one.built:
        yield f"  there is no {one.built} in the built site"
    if one.changed:
        yield f"  {one.changed} changed after the page was built; build the site again"
    difference = one.difference
    if difference is not None:
        line = f":{difference.line}" if difference.line else ""
        yield f"  at {difference.place} ({one.built}{line})"
        yield f"  here:      {difference.ours}"
        yield f"  published: {difference.theirs}"
    for reason in one.reasons:
        yield f"  {one.fidelity or 'reason'}: {reason}"
