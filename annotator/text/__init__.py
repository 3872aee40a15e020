"""All that is known about plain text: offsets, words, search, layout by numbers."""
