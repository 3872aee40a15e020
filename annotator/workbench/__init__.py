"""Every verb a user can do, written once."""
