"""Reads what the settings of the study show: its own roles and its attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas import method
from canvas.store import Connection, attributes, removal, study_settings
from canvas.store.removal import Use
from canvas.store.row_types import AttributeRow


@dataclass(frozen=True)
class StudyPage:
    """The roles of the study's own, as rows with their letter and colour, and its attributes.

    `uses` says per key of such a role what rests on it, `letter` is proposed for a further one. `attributes` are rows
    of `store.attributes`, also those no longer in use.
    """

    own_roles: list[dict]
    uses: Mapping[str, list[Use]]
    letter: str
    attributes: list[AttributeRow]


def study_page(connection: Connection) -> StudyPage:
    """Return what the settings of a study that has begun show."""
    own_roles = method.with_signs(study_settings.require_begun(connection)["own_roles"])
    return StudyPage(
        own_roles,
        {row["key"]: removal.uses_of_role(connection, row["key"]) for row in own_roles},
        study_settings.free_letters(connection)[0],
        attributes.every(connection, retired=True),
    )


def choices_in_use(connection: Connection, attribute_id: str) -> dict[str, int]:
    """Return how many times each choice of an attribute is filled in; those that are not are left out."""
    return attributes.usage_counts(connection, attribute_id)
