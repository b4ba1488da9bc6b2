"""Whether production is what was tested, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rdopkg_ci.core.publication.verified import Mismatch, Verified
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import safe, safe_line
from rdopkg_ci.view.promote import counted

# As much of a checksum as tells people that it is another one.
SHORT = 12
NEXT = (
    'next: an admin: find out who changed production; what was published lies in the generations'
    ' of stage'
)


def text(targets: Sequence[Verified], left: Sequence[Target], unrecorded: Sequence[str]) -> str:
    """A line a target, below it a line for each RPM that is not as tested; then what was not looked
    at, and why.
    """
    lines = [line for target in targets for line in _lines(target)]
    if left:
        named = ', '.join(map(str, left))
        lines.append(f'not in the policy any more, so not looked at: {named}')
    if unrecorded:
        lines.append(f'pushed without checksums, so not looked at: {", ".join(unrecorded)}')
    if any(target.mismatches for target in targets):
        lines.append(NEXT)
    return safe(''.join(f'{line}\n' for line in lines))


def _lines(found: Verified) -> Iterator[str]:
    said = [f'{counted(found.as_tested)} listed as tested']
    if found.mismatches:
        said.append(f'{len(found.mismatches)} not')
    if found.replaced:
        said.append(f'{found.replaced} gone for newer ones')
    if found.others:
        said.append(f'{found.others} of no update')
    yield f'{found.target}: {", ".join(said)}'
    for one in found.mismatches:
        yield f'  {one.record.update}  {safe_line(_told(one))}'


def _told(one: Mismatch) -> str:
    published = one.record.published
    if one.found is None:
        return f'{published.path} was published, but production does not list it'
    algorithm, _, digest = one.found.partition(':')
    if algorithm != 'sha256':
        return f'{published.path} is listed without a SHA-256'
    now, then = digest[:SHORT], published.sha256[:SHORT]
    return f'{published.path} was published as {then}…, but production lists {now}…'


def data(
    targets: Sequence[Verified], left: Sequence[Target], unrecorded: Sequence[str]
) -> dict[str, Any]:
    return {
        'verified': [_data(one) for one in targets],
        'left': list(map(str, left)),
        'unrecorded': list(unrecorded),
    }


def _data(found: Verified) -> dict[str, Any]:
    return {
        'target': str(found.target),
        'as_tested': found.as_tested,
        'replaced': found.replaced,
        'others': found.others,
        'mismatches': [
            {
                'update': one.record.update,
                'path': safe_line(one.record.published.path),
                'published': f'sha256:{one.record.published.sha256}',
                'found': one.found,
            }
            for one in found.mismatches
        ],
    }
