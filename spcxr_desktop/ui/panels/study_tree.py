"""The chosen study of the worklist as a tree: study, series, images."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from spcxr_desktop.app.worklist import Tree, by_series
from spcxr_desktop.ui import theme
from spcxr_desktop.ui import worklist_texts as texts
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import tr


class StudyTree(QWidget):
    """Shows one study; says so where a file of it is missing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._shown: Tree | None = None
        self._who = label("", "big")
        self._what = label("", "quiet", 9)
        self._hint = label(tr(texts.CHOOSE), "quiet", 9)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Images of the chosen study"))
        self.tree.setHeaderLabels([tr("Image"), tr("Status")])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(theme.SPACE * 2)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading(tr("Study")))
        for part in (self._who, self._what, self._hint):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        self.show_tree(None, force=True)

    def show_tree(self, tree: Tree | None, force: bool = False) -> None:
        """Another study, or the same one with another state."""
        if tree is self._shown and not force:
            return
        self._shown = tree
        self.tree.clear()
        for part in (self._who, self._what, self.tree):
            part.setVisible(tree is not None)
        self._hint.setVisible(tree is None)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        if tree is None:
            return
        self._who.quote(texts.who(tree.study))
        details = (texts.age_sex(tree.study), texts.date(tree.study), texts.description(tree.study))
        self._what.quote("  ·  ".join(part for part in details if part))
        for place, images in enumerate(by_series(tree.images).values(), 1):
            series = QTreeWidgetItem([texts.series(place, images), ""])
            series.setForeground(0, QBrush(QColor(theme.QUIET)))
            self.tree.addTopLevelItem(series)
            for number, image in enumerate(images, 1):
                missing = image.id in tree.missing
                item = QTreeWidgetItem(list(texts.image(number, image, missing)))
                if not image.read:
                    font = item.font(0)
                    font.setWeight(QFont.Weight.DemiBold)
                    item.setFont(0, font)
                item.setForeground(1, QBrush(QColor(theme.WARN if missing else theme.QUIET)))
                series.addChild(item)
            series.setExpanded(True)
        self.tree.setRootIsDecorated(True)
        self.tree.expandAll()
