"""The coding workspace: panels, reading view and what connects them."""
