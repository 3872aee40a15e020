"""The workspaces beside the coding: handing out work, deciding, comparing."""
