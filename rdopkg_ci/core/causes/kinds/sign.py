"""Signing packages, tags and repositories: keys, agents, passphrases."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, WRAPPER, Kind, Pattern

KINDS = (
    Kind('sign', 'signing', Blame.CI, (
        Pattern("gpg: can't connect to the", r"^gpg: can't connect to the agent", PROOF + 1),
        Pattern('could not exec', r'^(?:error: )?[Cc]ould not exec \S*gpg', PROOF),
        Pattern('no secret key', r'^gpg: .*: No secret key', PROOF - 1),
        Pattern('secret key not available', r'^gpg: .*: secret key not available', PROOF - 1),
        *(Pattern(literal, r'\b[Rr]equest (?:was )?(?:refused|denied)\b', STRONG + 4, near='gpg exec failed|gpg: |qubes-gpg|rpmsign|--addsign') for literal in ('request refused', 'request denied', 'request was ')),
        Pattern('gpg: ', r'^gpg: (?:signing failed|no default secret key|public key decryption failed|decryption failed|agent_genkey failed)', PROOF - 1),
        Pattern('ioctl for device', r'^gpg: .*Inappropriate ioctl for device', PROOF - 1),
        Pattern('gnupg agent unusable', r'GnuPG agent unusable', PROOF - 2),
        Pattern('failed to sign the data', r'gpg failed to sign the data', WRAPPER + 9),
        Pattern('gpg exec failed', r'gpg exec failed', WRAPPER + 9),
        Pattern('exited non-zero', r'gpg2? exited non-zero', WRAPPER + 9),
        Pattern('pass phrase ', r'^Pass phrase (?:check failed|is incorrect)', PROOF - 1),
        Pattern('you must set "%_gpg_name"', r'You must set "%_gpg_name"', PROOF),
        Pattern('sigul', r'^(?:ERROR: |Error: )?sigul\b.*(?:[Ff]ailed|[Ee]rror|denied)', STRONG + 3),
    )),
)
