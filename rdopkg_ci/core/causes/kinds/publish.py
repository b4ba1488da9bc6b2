"""Publishing what was built: package indexes, repositories, releases."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Pattern

KINDS = (
    Kind('published-before', 'publish', Blame.PACKAGE, (
        Pattern('over the previously published', r'cannot publish over (?:the )?previously published', PROOF),
        Pattern('file already exists', r'^(?:HTTPError: )?400 .*File already exists', PROOF),
        Pattern('already uploaded', r'^error: .*crate version .* is already uploaded', PROOF),
        Pattern('repushing of gem versions', r'Repushing of gem versions is not allowed', PROOF),
        Pattern('already_exists', r'HTTP 422: .*already_exists|Release\.tag_name already exists', STRONG + 3),
    )),
    Kind('createrepo', 'publish', Blame.CI, (
        Pattern('c_createrepolib: critical: ', r'C_CREATEREPOLIB: Critical: ', PROOF),
        Pattern('createrepo', r'^(?:\S*/)?createrepo(?:_c)?: (?:error|.*[Ff]ailed)', STRONG + 2),
        Pattern(' must exist', r'^Directory \S+ must exist', STRONG + 2),
    )),
    Kind('upload', 'publish', Blame.CI, (
        Pattern('httperror: ', r'^(?:ERROR +)?HTTPError: 4\d\d .* from https?://', STRONG + 3),
        Pattern('failed to publish', r'^error: failed to publish|^\S*twine\S*: error: ', STRONG + 2),
    )),
)
