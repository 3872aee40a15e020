"""What happens in several steps: projects, import, export, the command palette."""
