"""Codebooks: read, checked against their language, and applied to marks."""
