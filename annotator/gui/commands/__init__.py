"""The commands of the window: one table, and the menus made from it."""
