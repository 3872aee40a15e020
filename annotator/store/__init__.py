"""The project file: one SQLite database with an append-only log and the tables made from it."""
