"""Gamma: agreement on units that are matched first, wherever they lie and whatever they overlap."""
