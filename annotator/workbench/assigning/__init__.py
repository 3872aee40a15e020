"""Handing out work: who may, who is who, who codes what, and how far it is."""

from annotator.workbench.assigning.rights import may_review

__all__ = ["may_review"]
