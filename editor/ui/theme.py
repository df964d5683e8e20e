"""The program's two tables of colours, and how they reach Qt's own widgets."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from editor.resources import resource_path


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the window and of the text pane, as ``#rrggbb``."""

    dark: bool
    window: str
    base: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    selection: str
    error: str
    error_base: str
    warning: str
    good: str
    notice: str
    chip: str
    current_line: str
    match: str
    current_match: str
    added: str
    added_word: str
    removed: str
    removed_word: str
    heading: str
    code: str
    link: str
    marker: str
    quote: str
    html: str
    liquid: str
    attribute: str


LIGHT = Palette(
    dark=False,
    window="#f5f5f3",
    base="#ffffff",
    raised="#fbfbfa",
    text="#1f2328",
    muted="#5f6672",
    border="#d3d5d9",
    accent="#2563b8",
    on_accent="#ffffff",
    selection="#cfe1fb",
    error="#b3261e",
    error_base="#fdf0ef",
    warning="#835400",
    good="#2f6b3a",
    notice="#fdf3dc",
    chip="#e6ecf5",
    current_line="#f6f7f9",
    match="#fbe7a6",
    current_match="#f7bd4f",
    added="#e6f4e8",
    added_word="#b7e0be",
    removed="#fcebea",
    removed_word="#f6c6c2",
    heading="#1c4b8f",
    code="#8c3b14",
    link="#1f62b5",
    marker="#9a4f00",
    quote="#3f6145",
    html="#73399b",
    liquid="#9b2a6c",
    attribute="#6b5d12",
)

DARK = Palette(
    dark=True,
    window="#212327",
    base="#191b1e",
    raised="#2a2d32",
    text="#e2e4e8",
    muted="#9ba2ad",
    border="#43474f",
    accent="#74aaf7",
    on_accent="#10151c",
    selection="#2d4a73",
    error="#f5938c",
    error_base="#3a2324",
    warning="#e3b25f",
    good="#8cc99a",
    notice="#3a3120",
    chip="#30363f",
    current_line="#1f2226",
    match="#5c4d1c",
    current_match="#7a5c0c",
    added="#1e3224",
    added_word="#2f5a3b",
    removed="#3b2426",
    removed_word="#6b3336",
    heading="#8fbcff",
    code="#e6a57f",
    link="#79b0f5",
    marker="#e0a35c",
    quote="#9cc4a2",
    html="#c79ae8",
    liquid="#f09ac6",
    attribute="#cdbb68",
)

# What the main window asks for by ``setProperty("role", ...)``, see ``set_role``.
_STYLE_SHEET = """
QLineEdit, QPlainTextEdit[role="field"], QDateTimeEdit, QComboBox, QSpinBox {{
    background: {base}; color: {text};
    border: 1px solid {border}; border-radius: 5px; padding: 3px 6px;
    selection-background-color: {selection}; selection-color: {text};
}}
QPlainTextEdit[role="field"] {{ padding: 1px 2px; }}
QLineEdit:focus, QPlainTextEdit[role="field"]:focus, QDateTimeEdit:focus, QComboBox:focus,
QSpinBox:focus,
QFrame[role="chips"][active="true"] {{
    border: 1px solid {accent};
}}
/* Without this a box that shows no buttons keeps all its room for them, and shows no number. */
QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: 0px; }}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {{
    border: none; background: transparent; padding: 0px; margin-left: 6px;
}}
QLineEdit:read-only, QLineEdit:disabled, QDateTimeEdit:disabled {{
    background: {window}; color: {muted};
}}
QLineEdit[state="error"], QPlainTextEdit[role="field"][state="error"] {{
    border: 1px solid {error}; background: {error_base};
}}
QDateTimeEdit::drop-down, QComboBox::drop-down {{
    subcontrol-origin: padding; subcontrol-position: center right; width: 22px; border: none;
}}
QDateTimeEdit::down-arrow, QComboBox::down-arrow {{
    image: url("{chevron}"); width: 12px; height: 12px;
}}
QPlainTextEdit[role="pane"] {{
    background: {base}; color: {text}; border: none;
    selection-background-color: {selection}; selection-color: {text};
}}
QListWidget[role="list"] {{
    background: {base}; border: 1px solid {border}; border-radius: 5px; padding: 2px;
}}
QListWidget[role="list"]::item {{ padding: 6px 8px; border-radius: 4px; color: {text}; }}
QListWidget[role="list"]::item:selected {{ background: {selection}; color: {text}; }}
QListWidget[role="list"]:focus {{ border: 1px solid {accent}; }}
QFrame[role="chips"] {{ background: {base}; border: 1px solid {border}; border-radius: 5px; }}
QFrame[role="chips"] QLineEdit {{ border: none; background: transparent; padding: 1px 2px; }}
QFrame[role="chip"] {{
    background: {chip}; border: 1px solid {chip}; border-radius: 8px;
}}
QFrame[role="chip"]:focus {{ border: 1px solid {accent}; }}
QFrame[role="chip"] QToolButton {{
    border: none; background: transparent; color: {muted}; padding: 0 2px; font-weight: bold;
}}
QFrame[role="chip"] QToolButton:hover {{ color: {error}; }}
QFrame[role="chips"]:disabled, QPlainTextEdit[role="field"]:disabled {{
    background: {window}; color: {muted};
}}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 3px; background: {base};
}}
QCheckBox::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{check}");
}}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator:checked:focus {{ border-color: {text}; }}
QCheckBox::indicator:disabled {{ border-color: {border}; background: {window}; }}
QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 8px; background: {base};
}}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QRadioButton::indicator:focus {{ border-color: {accent}; }}
QRadioButton::indicator:disabled {{ border-color: {border}; background: {window}; }}
QListWidget::item {{ padding: 5px 8px; }}
QLabel[role="label"] {{ color: {muted}; }}
QLabel[role="hint"] {{ color: {muted}; }}
QLabel[role="error"] {{ color: {error}; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="section"] {{ font-weight: bold; }}
QLabel[role="thumbnail"] {{
    background: {raised}; color: {muted}; border: 1px solid {border}; border-radius: 5px;
}}
QLabel[role="thumbnail"][drop="true"] {{ border: 2px dashed {accent}; color: {accent}; }}
QWidget[role="bar"] {{ background: {window}; border-top: 1px solid {border}; }}
QWidget[role="notice"] {{ background: {notice}; border-bottom: 1px solid {border}; }}
QWidget[role="notice"] QPushButton {{ background: {raised}; }}
QWidget[role="head"] {{ background: {window}; border-bottom: 1px solid {border}; }}
QWidget[role="stage"] {{ background: {window}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{
    background: transparent; color: {text};
    border: 1px solid {border}; border-radius: 5px; padding: 3px 9px;
}}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {raised}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled {{ color: {muted}; }}
QToolButton[role="quiet"] {{ padding: 2px 8px; }}
QPushButton[role="recent"] {{
    background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 5px 8px; text-align: left;
}}
QPushButton[role="recent"]:hover {{ background: {raised}; }}
QPushButton[role="recent"]:focus {{ border-color: {accent}; }}
QPushButton[role="start"] {{
    background: {raised}; border: 1px solid {border}; border-radius: 6px; padding: 9px;
}}
QPushButton[role="start"]:hover {{ border-color: {accent}; }}
QPushButton[role="start"]:focus {{ border: 2px solid {accent}; }}
QToolButton[role="quiet"][state="good"] {{ color: {good}; }}
QToolButton[role="quiet"][state="warning"] {{ color: {warning}; }}
QToolButton[role="quiet"][state="error"] {{ color: {error}; }}
QFrame[role="sheet"] QWidget {{ background: transparent; }}
QFrame[role="sheet"] {{ background: {base}; border: 1px solid {border}; }}
QToolButton[role="quiet"]:checked {{
    background: {selection}; border-color: {accent}; color: {text};
}}
QStatusBar::item {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{
    background: {raised}; color: {text}; border: 1px solid {border}; padding: 3px 5px;
}}
"""

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Mid: "border",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette_for(*, dark: bool) -> Palette:
    """Return the table for a dark or a light window."""
    return DARK if dark else LIGHT


def qt_palette(palette: Palette) -> QPalette:
    """Return ``palette`` as Qt's widgets take it."""
    result = QPalette(QColor(palette.raised), QColor(palette.window))
    for role, name in _ROLES.items():
        result.setColor(role, QColor(getattr(palette, name)))
    for role in _DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return result


def style_sheet(palette: Palette) -> str:
    """Return the rules for what Fusion alone does not draw: fields, chips, bars, hints."""
    colours = {name: getattr(palette, name) for name in Palette.__slots__}
    shade = "dark" if palette.dark else "light"
    drawings = {
        name: resource_path(f"icons/{name}_{shade}.svg").as_posix() for name in ("chevron", "check")
    }
    return _STYLE_SHEET.format(**drawings, **colours)


def apply_theme(app: QApplication, palette: Palette) -> None:
    """Dress the whole program in ``palette``; may be called again when the system's turns."""
    app.setStyle("Fusion")
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))


def set_role(widget: QWidget, **properties: str) -> None:
    """Set the properties that the style sheet looks at (``role="hint"``) and draw anew."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
