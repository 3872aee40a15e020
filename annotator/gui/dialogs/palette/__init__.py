"""One field for labels, values, commands, articles and words in the text."""
