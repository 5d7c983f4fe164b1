"""A program that does nothing but empty the outbox of a data folder, given as its argument; made to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from spcxr_desktop.app.network.asking import Asking
from spcxr_desktop.app.network.hub import Hub
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.sending import Sending
from spcxr_desktop.app.network.wire import real_wire
from spcxr_desktop.app.tasks import Tasks


def main(data: Path) -> int:
    tasks = Tasks(lambda changes: None)
    hub = Hub(lambda: data, tasks, lambda changes: None, real_wire)
    assert hub.open(), hub.notice
    nodes = Nodes(hub, Asking(hub))
    nodes.load()
    sending = Sending(hub, nodes, lambda items: True)
    tasks.start("network", "network", lambda task: hub.run([sending], task), lambda: None)
    while not sending.view.rows or sending.view.unsent:
        time.sleep(0.01)
    hub.stop()
    tasks.close()
    hub.close()
    return len(tasks.faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
