"""Sentences for what the rules of a codebook say about marks.

Of several sentences for one code, the first is used whose fields the problem has.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

FINDINGS: Mapping[str, tuple[str, ...]] = {
    # the text
    "marks_to_check": (
        N_("To check after the correction of the text: {count} marks of the earlier version."),
    ),
    # answers
    "missing_attribute": (N_("{label}: {attribute} is not answered."),),
    "missing_relation_attribute": (N_("Relation {relation}: {attribute} is not answered."),),
    "missing_document_field": (N_("About the article: {attribute} is not answered."),),
    "answer_not_applicable": (
        N_("{attribute} is answered with “{value}”, and the question does not apply here."),
    ),
    "value_not_offered": (N_("“{value}” is not offered for {attribute} with the other answers."),),
    "value_deprecated": (N_("The value “{value}” of {attribute} is no longer in use."),),
    "pattern": (N_("“{value}” has not the form that {attribute} asks for: {pattern}."),),
    "not_a_url": (N_("“{value}” is no web address (http:// or https://)."),),
    "text_too_long": (N_("The answer to {attribute} has more than {most} characters."),),
    "out_of_range": (
        N_("{value} is no number from {least} to {most}, as {attribute} asks for."),
        N_("{value} is less than {least}, the least that {attribute} takes."),
        N_("{value} is more than {most}, the most that {attribute} takes."),
    ),
    "not_whole": (N_("{value} is not a whole number, as {attribute} asks for."),),
    # labels and places
    "label_abstract": (N_("{value} only groups other labels; choose one of those."),),
    "label_deprecated": (N_("The label {value} is no longer in use."),),
    "overlap": (N_("{label} overlaps {other_label}, which its rule does not allow."),),
    "not_within": (N_("{label} must lie within: {within}."),),
    "within_forbidden": (N_("{label} must not lie within {other_label}."),),
    "too_many_fragments": (N_("{label} has {value} fragments; {most} are the most."),),
    "too_long_span": (N_("{label} has {value} characters; {most} are the most."),),
    "too_short_span": (N_("{label} has {value} characters; {least} are the least."),),
    "too_many_marks": (N_("{label} is marked {value} times; allowed: {allowed}."),),
    "too_few_marks": (N_("{label} is marked {value} times; expected: {allowed}."),),
    # relations
    "relation_to_itself": (N_("Relation {relation} leads from {source_label} to itself."),),
    "relation_same_label": (
        N_("Relation {relation} links marks of one label, not {source_label} and {target_label}."),
    ),
    "relation_end_illegal": (
        N_("Relation {relation} cannot lead from {source_label} to {target_label}."),
    ),
    "relation_not_applicable": (N_("Relation {relation} does not apply with these answers."),),
    "relation_count": (
        N_("{label}: relations “{relation}” {direction}: {value}, expected {allowed}."),
    ),
    "relation_circle": (N_("Relations {relation} lead in a circle."),),
}
"""By code."""
