"""The application without widgets: session, operations, tasks, actions. No Qt here."""
