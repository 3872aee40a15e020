"""How far coders agree: every number with the passages it is made of."""
