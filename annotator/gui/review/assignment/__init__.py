"""Handing out work: articles × coders, with the review beside them."""
