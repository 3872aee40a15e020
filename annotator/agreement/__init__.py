"""How far coders agree: pure statistics on plain items and units, for any data."""
