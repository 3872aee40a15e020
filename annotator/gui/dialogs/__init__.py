"""What floats over the window: the palette, sheets, questions; and the first screen."""
