"""rpmsign: signed copies of RPMs, made once per RPM and key.

A signature holds the time it was made at, so signing again would give another checksum. Every
signed copy is therefore kept, under the checksum of what was signed, and a promotion that is run
again publishes the same bytes::

    CACHE/DIGEST-OF-KEY-NAME/SHA256-OF-ORIGINAL.rpm
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.processes import command
from rdopkg_ci.doors.publication import placing
from rdopkg_ci.errors import CiError, UsageError

# Time enough for a person to type a passphrase and for a hardware token to sign a big batch.
TIMEOUT = 3600.0
_SIGNATURES = '%{RSAHEADER:pgpsig}%{DSAHEADER:pgpsig}%{SIGPGP:pgpsig}%{SIGGPG:pgpsig}'


def known(originals: Iterable[str], key: str, cache: Path) -> Mapping[str, Path]:
    """The signed copies that there are, by the SHA-256 of the original."""
    places = {sha256: _place(sha256, key, cache) for sha256 in originals}
    return {sha256: place for sha256, place in places.items() if place.is_file()}


def sign(originals: Mapping[str, Path], key: str, cache: Path) -> Mapping[str, Path]:
    """A signed copy of each RPM; both sides by the SHA-256 of the original, which stays as it is.

    ``key`` is the name of a GPG key. Raises MissingTool without rpmsign, CiError when it fails or
    leaves a copy unsigned.
    """
    if not key.isprintable() or '%' in key:
        raise UsageError(f'sign_key: {quoted(key)} is not the name of a key')
    with held(cache / '.lock', TIMEOUT):
        missing = {
            sha256: path
            for sha256, path in originals.items()
            if not _place(sha256, key, cache).is_file()
        }
        if missing:
            _sign(missing, key, cache)
    return known(originals, key, cache)


def _sign(originals: Mapping[str, Path], key: str, cache: Path) -> None:
    scratch = placing.empty(cache / '.work')
    copies = {sha256: scratch / f'{sha256}.rpm' for sha256 in sorted(originals)}
    for sha256, copy in copies.items():
        shutil.copyfile(originals[sha256], copy)
    paths = [str(copy) for copy in copies.values()]
    command.run(
        'rpmsign', '--addsign', '--define', f'_gpg_name {key}', *_gpg(), *paths, timeout=TIMEOUT
    )
    _check(paths)
    for sha256, copy in copies.items():
        placing.sync(copy)
        placing.put(copy, _place(sha256, key, cache), scratch)
    shutil.rmtree(scratch)


def _gpg() -> Sequence[str]:
    """Debian's rpm looks for a gpg2 that Debian has no more."""
    found = shutil.which('gpg')
    if found is None or Path(command.run('rpm', '--eval', '%{?__gpg}').text or '.').is_file():
        return ()
    return ('--define', f'__gpg {found}')


def _check(paths: Sequence[str]) -> None:
    said = command.run(
        'rpm', '-qp', '--nosignature', '--nodigest', '--queryformat', f'{_SIGNATURES}\n', *paths
    ).text.splitlines()
    if len(said) != len(paths) or any(not line.replace('(none)', '').strip() for line in said):
        raise CiError('rpmsign ended well, but left an RPM without a signature')


def _place(sha256: str, key: str, cache: Path) -> Path:
    return cache / hashlib.sha256(key.encode()).hexdigest()[:16] / f'{sha256}.rpm'
