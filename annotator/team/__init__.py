"""Several copies of a project: files that are joined, folders in which copies meet."""
