"""Being stopped, which is no error."""


class Stopped(Exception):
    """The person, or the end of the program, has stopped long work; nothing half-done is left."""
