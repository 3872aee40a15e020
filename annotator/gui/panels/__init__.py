"""The columns and lines around the text: fed with values, they answer with signals."""
