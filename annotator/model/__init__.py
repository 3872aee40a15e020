"""What the field talks about: frozen values without input, output or toolkit."""
