"""What a comparison with the built site says to the writer."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from editor.render.comparison.exchange import PostComparison, Tally, Verdict

_STEPS_IN_SHORT = 2
"""Steps of the way to a difference that a line has room for."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("comparison", text)


def sentence(compared: Sequence[PostComparison]) -> str:
    """Return what all comparisons come to, such as “49 of your last 50 posts look exactly …”."""
    tally = Tally.of(compared)
    if not tally.posts:
        return _tr("This site has no published posts yet.")
    parts = [_same(tally)]
    for count, one, more in (
        (tally.differ, _tr("{count} differs"), _tr("{count} differ")),
        (tally.not_built, _tr("{count} is not there"), _tr("{count} are not there")),
        (
            tally.older,
            _tr("{count} changed after the site was built"),
            _tr("{count} changed after the site was built"),
        ),
    ):
        if count:
            parts.append((one if count == 1 else more).format(count=count))
    return f"{'; '.join(parts)}."


def _same(tally: Tally) -> str:
    if tally.same == tally.posts == 1:
        return _tr("Your last post looks exactly as published")
    if tally.same == tally.posts:
        text = _tr("All of your last {posts} posts look exactly as published")
    elif tally.same == 1:
        text = _tr("{same} of your last {posts} posts looks exactly as published")
    else:
        text = _tr("{same} of your last {posts} posts look exactly as published")
    return text.format(same=tally.same, posts=tally.posts)


def in_short(one: PostComparison) -> str:
    """Return what is to be said of one post in a line."""
    if one.verdict is Verdict.OLDER:
        return _tr("No verdict: {file} is newer than the page").format(file=one.changed)
    if one.verdict is Verdict.NOT_BUILT:
        return _tr("Not in the built site")
    if one.difference is None:
        return _tr("Looks exactly as published")
    innermost = " › ".join(one.difference.place.split(" › ")[-_STEPS_IN_SHORT:])
    return _tr("Differs at: {place}").format(place=innermost)


def in_full(one: PostComparison) -> str:
    """Return all that is known of one post that is not the same, over several lines."""
    return "\n\n".join(part for part in (_about(one), _sides(one), _why(one)) if part)


def _about(one: PostComparison) -> str:
    if one.verdict is Verdict.NOT_BUILT:
        missing = _tr("The built site has no {file}.").format(file=one.built) if one.built else ""
        return "\n".join((one.path, missing))
    line = one.difference.line if one.difference else 0
    page = f"{one.built}:{line}" if line else one.built
    lines = [one.path, _tr("Published page: {page}").format(page=page)]
    if one.verdict is Verdict.OLDER:
        newer = _tr("{file} changed after this page was built. Build the site again to compare.")
        lines.append(newer.format(file=one.changed))
    return "\n".join(lines)


def _sides(one: PostComparison) -> str:
    difference = one.difference
    if difference is None:
        return ""
    return "\n".join(
        (
            _tr("At: {place}").format(place=difference.place),
            _tr("Here: {text}").format(text=difference.ours),
            _tr("Published: {text}").format(text=difference.theirs),
        )
    )


def _why(one: PostComparison) -> str:
    if one.reasons:
        return "\n".join((_tr("Why it may differ:"), *(f"• {reason}" for reason in one.reasons)))
    if one.verdict is not Verdict.DIFFERS:
        return ""
    return _tr("Nothing known explains this. Please copy the report and send it to us.")
