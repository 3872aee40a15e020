"""Qt models of documents, spans and problems, refreshed by id."""
