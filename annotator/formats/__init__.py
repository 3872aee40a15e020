"""One file a format: bytes to values of the model and back, without a project."""
