"""The last posts beside the pages that Jekyll built: how many are the same, where others differ."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.render.comparison.exchange import PostComparison, Verdict
from editor.render.comparison.report import report
from editor.site.site import Site
from editor.ui.dialogs.comparison_words import in_full, in_short, sentence
from editor.ui.theme import set_role
from editor.workspace.comparing import Comparing
from editor.workspace.settings import COMPARED_POSTS, LEAST_COMPARED, MOST_COMPARED, Settings

_SIZE = QSize(760, 600)
_LIST_SHARE, _DETAIL_SHARE = 3, 2
Role = QDialogButtonBox.ButtonRole


class ComparisonDialog(QDialog):
    """Compares posts of ``site``; stays open while the posts that it names are looked at.

    **Signals:** ``open_requested(Path)``: the writer wants to see this post.
    """

    open_requested = Signal(object)

    def __init__(
        self, site: Site, comparing: Comparing, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._site, self._comparing, self._settings = site, comparing, settings
        self._compared: list[PostComparison] = []
        self._shown: list[PostComparison] = []
        self.setWindowTitle(self.tr("Compare with the published pages"))
        self.resize(_SIZE)
        self._make_widgets()
        self._lay_out()
        self._connect_signals()
        self._folder.setText(str(self._first_folder()))
        self._posts.setValue(settings.get(COMPARED_POSTS))
        (self._start if self._start.isEnabled() else self._folder).setFocus()

    # Making it

    def _make_widgets(self) -> None:
        self._folder, self._posts = QLineEdit(self), QSpinBox(self)
        self._folder.setAccessibleName(self.tr("Folder of the built site"))
        self._posts.setAccessibleName(self.tr("How many of the last posts"))
        self._posts.setRange(LEAST_COMPARED, MOST_COMPARED)
        self._posts.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._choose = QPushButton(self.tr("C&hoose…"), self)
        self._start = QPushButton(self.tr("&Start"), self)
        self._progress = QProgressBar(self)
        self._progress.setAccessibleName(self.tr("Posts compared"))
        self._progress.setTextVisible(False)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Posts that are not the same"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self._list, role="list")
        self._detail = QPlainTextEdit(self)
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setAccessibleName(self.tr("What differs"))
        set_role(self._detail, role="field")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._open = self._buttons.addButton(self.tr("&Open the post"), Role.ActionRole)
        self._copy = self._buttons.addButton(self.tr("Copy &report"), Role.ActionRole)
        # Enter in the list opens a post and nothing else.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for text, field, button in (
            (self.tr("&Built site"), self._folder, self._choose),
            (self.tr("&Last posts"), self._posts, self._start),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            rows.addRow(label, _row(field, button))
        self._halves = QSplitter(Qt.Orientation.Vertical, self)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._list)
        self._halves.addWidget(self._detail)
        self._halves.setStretchFactor(0, _LIST_SHARE)
        self._halves.setStretchFactor(1, _DETAIL_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(rows)
        for widget in (self._progress, self._said):
            layout.addWidget(widget)
        layout.addWidget(self._halves, 1)
        layout.addWidget(self._buttons)
        for order in zip(self._tab_order(), self._tab_order()[1:], strict=False):
            self.setTabOrder(*order)
        self._progress.setVisible(False)
        self._show_results()

    def _tab_order(self) -> list[QWidget]:
        return [self._folder, self._choose, self._posts, self._start, self._list, self._detail]

    def _connect_signals(self) -> None:
        self._folder.textChanged.connect(self._check_folder)
        self._folder.returnPressed.connect(self._start.click)
        self._choose.clicked.connect(self._choose_folder)
        self._start.clicked.connect(self._start_or_stop)
        self._list.currentRowChanged.connect(self._show_detail)
        self._list.itemActivated.connect(self._open_current)
        self._open.clicked.connect(self._open_current)
        self._copy.clicked.connect(self._copy_report)
        self._buttons.rejected.connect(self.reject)
        self._comparing.counted.connect(self._progress.setMaximum)
        self._comparing.progressed.connect(self._add)
        self._comparing.finished.connect(self._finish)
        self._comparing.failed.connect(self._fail)

    def _first_folder(self) -> Path:
        usual = self._site.root / self._site.config.destination
        return self._settings.built_folder(self._site.root) or usual

    # Where the pages are

    @Slot()
    def _check_folder(self) -> None:
        there = self._built() is not None
        self._start.setEnabled(there or self._comparing.busy)
        if not self._compared and not self._comparing.busy:
            self._say("" if there else self._how_to_build(), role="hint")

    def _built(self) -> Path | None:
        text = self._folder.text().strip()
        folder = Path(text).expanduser()
        try:
            return folder if text and folder.is_dir() else None
        except (OSError, ValueError):  # a folder that may not be entered, a NUL in the name
            return None

    def _how_to_build(self) -> str:
        return self.tr(
            "There is no built site in this folder. Run “jekyll build” in the site's folder, or "
            "choose the folder that the site was built into, such as a copy of what is online."
        )

    @Slot()
    def _choose_folder(self) -> None:
        start = str(self._built() or self._site.root)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The built site"), start)
        if chosen:
            self._folder.setText(chosen)

    # Comparing

    @Slot()
    def _start_or_stop(self) -> None:
        if self._comparing.busy:
            self._comparing.stop()
            self._end()
            return
        built = self._built()
        if built is None:
            return
        self._settings.remember_built_folder(self._site.root, built)
        self._settings.put(COMPARED_POSTS, self._posts.value())
        self._compared.clear()
        self._show_results()
        self._say(self.tr("Reading the site…"), role="hint")
        self._progress.setRange(0, 0)
        self._progress.setVisible(True)
        self._start.setText(self.tr("&Stop"))
        self._comparing.start(self._site.root, built, self._posts.value())

    @Slot(object)
    def _add(self, one: PostComparison) -> None:
        self._compared.append(one)
        self._progress.setValue(len(self._compared))
        self._say(sentence(self._compared), role="section")
        if one.verdict is not Verdict.SAME:
            self._shown.append(one)
            item = QListWidgetItem(f"{one.title}\n{in_short(one)}")
            item.setToolTip(one.path)
            self._list.addItem(item)
            self._show_parts()
            if self._list.count() == 1:
                self._list.setCurrentRow(0)

    @Slot()
    def _finish(self) -> None:
        self._say(sentence(self._compared), role="section")
        self._end()
        if self._shown and self._start.hasFocus():
            self._list.setFocus()

    @Slot(str)
    def _fail(self, problem: str) -> None:
        self._say(problem, role="error")
        self._end()

    def _end(self) -> None:
        self._progress.setVisible(False)
        self._start.setText(self.tr("&Start"))
        if not self._compared and self._said.property("role") == "hint":
            self._say("", role="hint")
        self._check_folder()
        self._show_parts()

    def _say(self, text: str, *, role: str) -> None:
        set_role(self._said, role=role)
        self._said.setText(text)

    # What came of it

    def _show_results(self) -> None:
        self._shown.clear()
        self._list.clear()
        self._detail.clear()
        self._show_parts()

    def _show_parts(self) -> None:
        self._halves.setEnabled(bool(self._shown))
        self._open.setEnabled(bool(self._shown))
        self._copy.setEnabled(bool(self._compared))

    @Slot(int)
    def _show_detail(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self._detail.setPlainText(in_full(self._shown[row]))

    @Slot()
    def _open_current(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            self.open_requested.emit(self._site.root / self._shown[row].path)

    @Slot()
    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(report(self._compared))

    def done(self, result: int) -> None:
        """Stop comparing when the dialog is closed."""
        self._comparing.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop comparing when the window is closed."""
        self._comparing.stop()
        super().closeEvent(event)


def _row(field: QWidget, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, int(isinstance(field, QLineEdit)))
    row.addWidget(button)
    if not isinstance(field, QLineEdit):
        row.addStretch(1)
    return row
