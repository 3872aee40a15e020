"""Deciding between coders: the articles in review, the desk of one article, what goes back."""
