"""The adjudication screen: queue, article and card of the cases that coders read differently."""
