"""Formats that carry bare texts."""
