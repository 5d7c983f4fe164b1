"""A node: adding one, changing one, removing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.network.views import NodeRow
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import OUR_AE, Auth, Kind, Node, Tls
from spcxr_desktop.ui import network_texts, theme
from spcxr_desktop.ui.dialogs.sheet import FormDialog
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

Save = Callable[[Node, str | None, bool], object]
_PEM = "Certificates (*.pem *.crt *.cer *.key);;All files (*)"
_EXAMPLE = "https://pacs.example/dicom-web"


class NodeDialog(FormDialog):
    """``row`` None: a new one. ``save`` is called with the node, with its password or token where one was typed, and
    whether it is asked to vouch for what it took. It closes when ``done_with`` is called without an error."""

    def __init__(self, window: MainWindow, row: NodeRow | None, save: Save) -> None:
        super().__init__(window, "Change the node" if row is not None else "Add a node", "Save", 560)
        self._save = save
        node = row.node if row is not None else None
        self.name = self.field("Name", text=node.name if node is not None else "")
        self.kind = _combo("Protocol", network_texts.NODE_KINDS)
        self.body.addWidget(_titled("Protocol", self.kind))
        self.body.addWidget(self.kind)
        self._fill_dimse(node)
        self.commit.setChecked(row is not None and row.commit)
        self._fill_web(node)
        self._fill_tls(node)
        self.body.addStretch(1)
        self.below.addWidget(label(network_texts.ENCRYPT_HONEST, "quiet", 9))
        self.kind.setCurrentIndex(max(self.kind.findData(node.kind), 0) if node is not None else 0)
        self.auth.setCurrentIndex(max(self.auth.findData(node.auth), 0) if node is not None else 0)
        for combo in (self.kind, self.auth):
            combo.currentIndexChanged.connect(lambda _place: self._arrange())
        self.tls.toggled.connect(lambda _on: self._arrange())
        self.url.textChanged.connect(lambda _text: self._arrange())
        self.act.clicked.connect(self._try)
        self._arrange()
        self.name.setFocus()

    def done_with(self, error: UserError | None) -> None:
        """It was saved, or why it was not."""
        self.act.setEnabled(True)
        if error is None:
            self.accept()
        else:
            self.refuse(error)

    def refuse(self, error: UserError | None) -> None:
        """All three parts: what would be right is what helps here."""
        super().refuse(error)
        if error is not None:
            self._why.quote(network_texts.three(error))
            self._why.setAccessibleName(self._why.text())
        self._settle()

    def node(self) -> Node:
        """As it stands in the form. Raises UserError."""
        kind = cast(Kind, self.kind.currentData())
        name = self.name.text().strip()
        files = (self.ca_file, self.certificate_file, self.key_file)
        ca_file, certificate_file, key_file = (field.text().strip() for field in files)
        tls = Tls(kind == "dimse" and self.tls.isChecked(), ca_file, certificate_file, key_file)
        if kind == "dimse":
            port = int(self.port.text() or 0)
            return Node(name, kind, self.host.text().strip(), port, self.called_ae.text().strip(),
                        self.calling_ae.text().strip(), tls=tls)  # fmt: skip
        auth = cast(Auth, self.auth.currentData())
        user = self.user.text().strip() if auth == "basic" else ""
        return Node(name, kind, url=self.url.text().strip().rstrip("/"), auth=auth, user=user, tls=tls)

    # ---- making ------------------------------------------------------------------------------------------

    def _fill_dimse(self, node: Node | None) -> None:
        self._dimse, column = self._group()
        self.host, self.port = QLineEdit(node.host if node is not None else ""), QLineEdit()
        self.port.setValidator(QIntValidator(0, 99999, self.port))
        self.port.setText(str(node.port) if node is not None and node.port else "104")
        theme.fix(self.port, 110)
        column.addLayout(_beside((_above("Host", self.host), 1), (_above("Port", self.port), 0)))
        self.called_ae = QLineEdit(node.called_ae if node is not None else "")
        self.calling_ae = QLineEdit(node.calling_ae if node is not None else OUR_AE)
        titles = (("Its AE title", self.called_ae), ("Our AE title", self.calling_ae))
        column.addLayout(_beside(*((_above(title, field), 1) for title, field in titles)))
        column.addWidget(label(network_texts.AE_WHY, "quiet", 9))
        self.tls = QCheckBox(tr("Encrypt with TLS"))
        self.tls.setChecked(node is not None and node.tls.on)
        self.commit = QCheckBox(tr("Ask it to vouch for what was sent (storage commitment)"))
        for tick in (self.tls, self.commit):
            column.addWidget(tick)

    def _fill_web(self, node: Node | None) -> None:
        self._web, column = self._group()
        self.url = QLineEdit(node.url if node is not None else "")
        self.url.setPlaceholderText(_EXAMPLE)
        column.addLayout(_above("Address", self.url))
        self.auth = _combo("Sign-in", network_texts.AUTHS)
        column.addLayout(_above("Sign-in", self.auth))
        self._user_part, user = self._group(column)
        self.user = QLineEdit(node.user if node is not None else "")
        user.addLayout(_above("User", self.user))
        self._secret_part, secret = self._group(column)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        if node is not None and node.auth != "none":
            self.secret.setPlaceholderText(tr(network_texts.KEEP_SECRET))
        secret.addLayout(_above("Password or token", self.secret))
        secret.addWidget(label(network_texts.SECRET_WHY, "quiet", 9))

    def _fill_tls(self, node: Node | None) -> None:
        self._files, column = self._group()
        tls = node.tls if node is not None else Tls()
        self.ca_file = self._file(column, "Certificates of the authority to trust", tls.ca_file)
        self.ca_file.setPlaceholderText(tr("Those of the system"))
        self.certificate_file = self._file(column, "Our certificate, where the node asks for one", tls.certificate_file)
        self.key_file = self._file(column, "Its private key", tls.key_file)

    def _group(self, where: QVBoxLayout | None = None) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE + 2)
        (where if where is not None else self.body).addWidget(part)
        return part, column

    def _file(self, column: QVBoxLayout, title: str, path: str) -> QLineEdit:
        line = QLineEdit(path)
        browse = QPushButton(tr("Choose…"))
        browse.setAutoDefault(False)
        browse.setAccessibleName(f"{tr('Choose…')} {tr(title)}")
        browse.clicked.connect(lambda: self._browse(line))
        column.addWidget(_titled(title, line))
        row = QHBoxLayout()
        row.addWidget(line, 1)
        row.addWidget(browse)
        column.addLayout(row)
        return line

    # ---- doing -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Show what the protocol and the sign-in need."""
        self.refuse(None)
        dimse = self.kind.currentData() == "dimse"
        auth = self.auth.currentData()
        self._dimse.setVisible(dimse)
        self._web.setVisible(not dimse)
        self._user_part.setVisible(auth == "basic")
        self._secret_part.setVisible(auth != "none")
        self._files.setVisible(self.tls.isChecked() if dimse else self.url.text().lower().startswith("https:"))
        self._settle()

    def _settle(self) -> None:
        """As high as what is shown now, once that is laid out."""
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle_size)

    def _browse(self, line: QLineEdit) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a certificate"), line.text(), tr(_PEM))
        if name:
            line.setText(name)

    def _try(self) -> None:
        self.refuse(None)
        try:
            node = self.node()
        except UserError as error:
            self.refuse(error)
            return
        self.act.setEnabled(False)
        secret = (self.secret.text() or None) if node.auth != "none" else None
        self._save(node, secret, node.kind == "dimse" and self.commit.isChecked())


class RemoveDialog(FormDialog):
    """Asks once more. ``remove`` is called where the answer is yes."""

    def __init__(self, window: MainWindow, node: Node, remove: Callable[[], object]) -> None:
        super().__init__(window, "Remove the node", "Remove", 480)
        self.row("Node", f"{node.name}\n{network_texts.where(node)}")
        self.body.addWidget(label(network_texts.REMOVE_WHY, "quiet"))
        self.body.addStretch(1)
        self.act.clicked.connect(remove)
        self.act.clicked.connect(self.accept)
        self.act.setDefault(False)
        self.leave.setDefault(True)
        self.leave.setFocus()


def _combo(name: str, choices: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(tr(name))
    for value, title in choices.items():
        combo.addItem(tr(title), value)
    return combo


def _titled(title: str, field: QWidget) -> QWidget:
    name = label(title, wrap=False)
    name.setBuddy(field)
    field.setAccessibleName(tr(title))
    return name


def _above(title: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE // 2)
    column.addWidget(_titled(title, field))
    column.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
    return column


def _beside(*parts: tuple[QVBoxLayout, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE * 2)
    for column, stretch in parts:
        row.addLayout(column, stretch)
    return row
