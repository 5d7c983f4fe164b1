"""The network as the window sees it: nodes, search, retrieving, the outbox, the watched folder, the receiver."""
