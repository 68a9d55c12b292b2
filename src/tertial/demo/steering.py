"""Stores the sample municipality's steering model."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tertial.accounts.system import the_system
from tertial.goals.actions.steering_model import save_part, save_steering_model
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part
from tertial.organisation.models import Unit


def load_steering_model(tree: Mapping[str, Any], municipality: Unit) -> SteeringModel:
    """The steering model of the sample file, with its levels, scale, statuses and origins in their order."""
    model = save_steering_model(
        by=the_system(),
        municipality=municipality,
        name=tree["name"],
        tolerance_percent=Decimal(tree["tolerance_percent"]),
        indicator_weight_percent=Decimal(tree["indicator_weight_percent"]),
        words=tree["words"],
    )
    parts: dict[str, type[Part]] = {
        "levels": Level,
        "scale": ScaleStep,
        "assignment_statuses": AssignmentStatus,
        "origins": AssignmentOrigin,
    }
    for key, kind in parts.items():
        for position, values in enumerate(tree[key]):
            save_part(by=the_system(), part=kind(steering_model=model), values={**values, "position": position})
    return model
