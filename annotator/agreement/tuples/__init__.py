"""Matching the units of several coders in tuples, as gamma needs it; plain numbers in and out."""
