"""Git and its kind: clone, fetch, checkout, merge."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Pattern

# What Jenkins says when it runs git; 'stderr: ' alone is anybody's.
_JENKINS_GIT = 'gitexception|hudson.plugins.git|gitclient|git fetch --tags|git.exc'
_GIT = 'git |gitexception|hudson.plugins.git|.git|cloning into|remote: '
# Why: what git itself said, below what Jenkins says of it.
_REASON = r'^stderr: (?!\'?$|[Ww]arning|Cloning|From )(\S.*)|^((?:fatal|ssh): .*|ERROR: (?:Repository|The project|You are not).*)'

KINDS = (
    Kind('git-fatal', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('fatal: ', r'^(?:stderr: |error: |remote: )?fatal: (?!.*\[|Could not read from remote)', STRONG + 3, near=_GIT),
    )),
    Kind('git-stderr', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('stderr: ', r'^stderr: (?!\'|Committer identity|fatal: |[Ww]arning|Cloning|From |Auto|Switched|remote: (?:Counting|Enumerating)|Note: |hint: |INFO|HEAD is now|Reset branch|Your branch)\S', STRONG + 5, near=_JENKINS_GIT),
        Pattern('stdout: conflict', r'^stdout: CONFLICT', STRONG + 5),
    )),
    Kind('git-clone', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('error: error cloning remote repo', r'ERROR: Error cloning remote repo', PROOF),
    ), reason=_REASON),
    Kind('git-fetch', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('error: error fetching remote repo', r'ERROR: Error fetching remote repo', STRONG),
        Pattern('could not', r'Could not (?:checkout|init|read from remote repository)|hudson\.plugins\.git\.GitException: (?!Failed to fetch)', STRONG - 2),
        Pattern('gitexception: failed to fetch from ', r'GitException: Failed to fetch from ', STRONG + 1),
        Pattern('maximum checkout retry attempts reached', r'Maximum checkout retry attempts reached', LIKELY),
    ), reason=_REASON),
    Kind('git-revision', 'scm_checkout', Blame.CI, (
        Pattern("couldn't find any revision to build", r"Couldn't find any revision to build", PROOF),
        Pattern('not found in upstream', r'Remote branch \S+ not found in upstream', PROOF),
        Pattern('repository not found', r'^(?:remote: )?(?:ERROR: )?Repository not found', STRONG + 4),
        Pattern("couldn't find remote ref", r"[Cc]ouldn't find remote ref", PROOF),
        Pattern('error: pathspec', r"error: pathspec", PROOF - 1),
    )),
    Kind('git-conflict', 'scm_merge', Blame.PACKAGE, (
        Pattern('conflict (', r'^CONFLICT \(', PROOF, 1),
        Pattern('automatic merge failed', r'Automatic merge failed', STRONG),
        Pattern('branch not suitable for integration', r'Branch not suitable for integration', STRONG),
        Pattern('error: ', r'error: .*would be overwritten by (?:merge|checkout)', STRONG + 5, 2),
        Pattern('refusing to merge unrelated histories', r'refusing to merge unrelated histories', STRONG + 5),
    )),
    Kind('git-apply', 'scm_merge', Blame.PACKAGE, (
        Pattern('patch does not apply', r'error: .*patch does not apply', PROOF),
    )),
    Kind('git-rejected', 'scm_push', Blame.CI, (
        Pattern('rejected]', r'! \[(?:remote )?rejected\]', STRONG, 1),
        Pattern('error: failed to push some refs', r'error: failed to push some refs', LIKELY + 6),
    )),
    Kind('git-lock', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('error: could not lock ', r'error: could not lock (?:config file|ref)', STRONG + 7),
        Pattern('another git process seems to be running', r'Another git process seems to be running', STRONG + 4),
        Pattern("unable to create '", r"Unable to create '.*\.lock': File exists", STRONG + 7),
    )),
    Kind('git-identity', 'scm_push', Blame.CI, (
        Pattern('unable to auto-detect email address', r'unable to auto-detect email address', STRONG + 4),
        Pattern(' not allowed', r'empty ident name .* not allowed', STRONG + 4),
    )),
    Kind('svn', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('svn: ', r'\bsvn: (?:E\d+|.*[Ff]ailed|.*error)', STRONG + 5),
        Pattern('error: failed to ', r'^ERROR: Failed to (?:check out|update|revert) ', STRONG),
    )),
    Kind('hg', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern('abort: ', r'^abort: ', STRONG + 3),
    )),
    Kind('git-submodule', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Pattern(' failed', r"(?:Clone of|clone of) .* into submodule path .* failed", STRONG),
    )),
)
