"""How far the coders of a project agree: numbers, what stands behind them, and what is printed."""
