"""The history: the list of acts, and the article as it was at any of them."""
