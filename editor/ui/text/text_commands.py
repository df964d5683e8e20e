"""The table of text commands: what a menu or a toolbar offers for the text pane."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP

from editor.ui.text.line_edits import (
    cycle_heading,
    toggle_bullet_list,
    toggle_code_block,
    toggle_heading,
    toggle_numbered_list,
    toggle_quote,
    toggle_task_list,
)
from editor.ui.text.passage import TextEdit
from editor.ui.text.text_edits import (
    toggle_bold,
    toggle_code,
    toggle_italic,
    toggle_link,
    toggle_strike,
)

# How far from the selection the fences of a code block are looked for, in lines.
_FENCE_CONTEXT = 400


@dataclass(frozen=True, slots=True)
class TextCommand:
    """One command: ``label`` is to be translated in the context ``TextCommands``.

    ``icon`` is a name in ``resources/icons`` or empty; ``shortcut`` is in Qt's portable form.
    """

    name: str
    label: str
    shortcut: str
    edit: TextEdit
    icon: str = ""
    context: int = 0


def _headings() -> tuple[TextCommand, ...]:
    labels = (
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 1")),
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 2")),
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 3")),
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 4")),
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 5")),
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading 6")),
    )
    return tuple(
        TextCommand(
            f"heading_{level}", label, f"Ctrl+{level}", partial(toggle_heading, level=level)
        )
        for level, label in enumerate(labels, start=1)
    )


TEXT_COMMANDS: tuple[TextCommand, ...] = (
    TextCommand(
        "bold", str(QT_TRANSLATE_NOOP("TextCommands", "Bold")), "Ctrl+B", toggle_bold, "bold"
    ),
    TextCommand(
        "italic",
        str(QT_TRANSLATE_NOOP("TextCommands", "Italic")),
        "Ctrl+I",
        toggle_italic,
        "italic",
    ),
    TextCommand(
        "strikethrough",
        str(QT_TRANSLATE_NOOP("TextCommands", "Strikethrough")),
        "Ctrl+Shift+X",
        toggle_strike,
    ),
    TextCommand(
        "link", str(QT_TRANSLATE_NOOP("TextCommands", "Link")), "Ctrl+K", toggle_link, "link"
    ),
    TextCommand(
        "heading",
        str(QT_TRANSLATE_NOOP("TextCommands", "Heading")),
        "",
        partial(toggle_heading, level=2),
        "heading",
    ),
    TextCommand(
        "next_heading",
        str(QT_TRANSLATE_NOOP("TextCommands", "Next heading level")),
        "Ctrl+Shift+H",
        cycle_heading,
    ),
    *_headings(),
    TextCommand(
        "bullet_list",
        str(QT_TRANSLATE_NOOP("TextCommands", "Bullet list")),
        "Ctrl+Shift+8",
        toggle_bullet_list,
        "bullet_list",
    ),
    TextCommand(
        "numbered_list",
        str(QT_TRANSLATE_NOOP("TextCommands", "Numbered list")),
        "Ctrl+Shift+7",
        toggle_numbered_list,
        "numbered_list",
    ),
    TextCommand(
        "task_list",
        str(QT_TRANSLATE_NOOP("TextCommands", "Task list")),
        "Ctrl+Shift+9",
        toggle_task_list,
    ),
    TextCommand(
        "quote",
        str(QT_TRANSLATE_NOOP("TextCommands", "Quote")),
        "Ctrl+Shift+.",
        toggle_quote,
        "quote",
    ),
    TextCommand(
        "code",
        str(QT_TRANSLATE_NOOP("TextCommands", "Code")),
        "Ctrl+E",
        toggle_code,
        "code",
        _FENCE_CONTEXT,
    ),
    TextCommand(
        "code_block",
        str(QT_TRANSLATE_NOOP("TextCommands", "Code block")),
        "Ctrl+Shift+C",
        toggle_code_block,
        context=_FENCE_CONTEXT,
    ),
)
"""Every command, in the order of a menu."""
