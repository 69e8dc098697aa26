"""Finding one's cases: the list, panels, tasks, the page of the Compact Board, and reminders."""
