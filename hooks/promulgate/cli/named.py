"""What a command was given the name of."""

from ..model.entities import Library, Organization
from ..model.history import Policy
from ..problems import near
from .refusal import RefusalError


def find_policy(library: Library, given: str) -> tuple[Organization, Policy]:
    """Find `<organization>/<policy>`; raise RefusalError where there is none."""
    name = given.strip("/")
    known = {
        f"{organization.id}/{policy.id}": (organization, policy)
        for organization in library.organizations.values()
        for policy in organization.policies.values()
    }
    if name not in known:
        raise RefusalError(f"There is no policy '{name}'. {near(name, known, 'There is')}")
    return known[name]
