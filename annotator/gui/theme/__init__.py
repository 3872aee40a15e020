"""How things look: colours, type, icons, the style sheet, and small painted controls."""
