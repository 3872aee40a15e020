"""Agreement where boundaries are part of the question: Krippendorff's alphas for unitizing."""
