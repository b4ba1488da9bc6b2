"""The kinds of causes, a family a file. A new family is a new file: it is found by being here."""

from __future__ import annotations

import importlib
import pkgutil

from rdopkg_ci.core.causes.kind import Kind


def load() -> tuple[Kind, ...]:
    """Every kind, the heaviest first: of several that fit a line the first one counts."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [kind for name in names for kind in importlib.import_module(f'{__name__}.{name}').KINDS]
    return tuple(sorted(found, key=lambda kind: -kind.weight))
