"""Formats that carry marks."""
