"""What the focused mark carries: its label, answers, relations and note."""
