"""The reading view: an article with its marks, laid out and painted line by line."""
