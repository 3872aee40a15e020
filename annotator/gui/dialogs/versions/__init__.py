"""Rows in two versions, side by side, to choose from."""
