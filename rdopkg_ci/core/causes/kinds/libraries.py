"""Libraries of a language that cannot be had: pip, maven, gradle, npm, bundler, go, cargo, composer."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind

KINDS = (
    Kind('pip-no-version', 'could not find a version', r'Could not find a version that satisfies', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('pip-no-version', 'no matching distribution', r'No matching distribution found', PROOF - 2, 'missing_dependency', Blame.PACKAGE),
    Kind('pip-conflict', 'resolutionimpossible', r'ResolutionImpossible', STRONG, 'missing_dependency', Blame.PACKAGE),
    Kind('pip-conflict', 'cannot install', r'ERROR: Cannot install ', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('pip-build', 'failed building wheel', r'Failed (?:building wheel|to build) ', STRONG - 5, 'packaging', Blame.PACKAGE),
    Kind('pip-build', 'failed to build', r'ERROR: (?:Failed|Could not) (?:to )?build ', STRONG - 5, 'packaging', Blame.PACKAGE),
    Kind('maven-resolve', 'could not resolve dependencies', r'Could not resolve dependencies for project', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('maven-resolve', 'error', r'Non-resolvable (?:parent|import) POM', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('maven-resolve', 'could not find artifact', r'^(?:\[ERROR\].*)?Could not find artifact', STRONG, 'missing_dependency', Blame.PACKAGE),
    Kind('maven-resolve', 'could not be resolved', r'(?:\[ERROR\]|Plugin) .*could not be resolved', STRONG + 6, 'missing_dependency', Blame.PACKAGE),
    Kind('maven-transfer', 'could not transfer', r'\[ERROR\].*Could not transfer (?:artifact|metadata)', STRONG + 5, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('gradle-resolve', 'could not', r'^>? ?Could not (?:resolve|find|download|get|GET) (?!artifact)', STRONG, 'missing_dependency', Blame.PACKAGE, 1),
    Kind('npm-error', 'npm', r'^npm (?:ERR!|error) (?:code|404|[A-Z]+ )', STRONG - 5, 'missing_dependency', Blame.PACKAGE, 3),
    Kind('npm-missing', 'cannot find module', r"(?:Error: )?Cannot find module ['\"]", STRONG + 2, 'missing_dependency', Blame.PACKAGE),
    Kind('npm-missing', 'module not found', r'Module not found', STRONG, 'missing_dependency', Blame.PACKAGE, 1),
    Kind('bundler', 'could not find', r'Could not find (?:gem|\S+ in (?:any of|locally))', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('bundler', 'an error occurred while installing', r'An error occurred while installing', STRONG, 'missing_dependency', Blame.PACKAGE),
    Kind('go-module', 'go: ', r'^go: (?!downloading|finding|extracting).*(?:\berror|not found|cannot|no required|unknown revision|missing|invalid|dial|inconsistent)', STRONG + 3, 'missing_dependency', Blame.PACKAGE, 1),
    Kind('go-module', 'cannot find', r'cannot find (?:package|module providing)', STRONG + 3, 'missing_dependency', Blame.PACKAGE),
    Kind('go-module', 'no required module', r'no required module provides package', STRONG + 3, 'missing_dependency', Blame.PACKAGE),
    Kind('go-module', 'missing go.sum', r'missing go\.sum entry', STRONG + 3, 'missing_dependency', Blame.PACKAGE),
    Kind('cargo-resolve', 'failed to select a version', r'failed to select a version', PROOF, 'missing_dependency', Blame.PACKAGE, 3),
    Kind('cargo-resolve', 'no matching package', r'no matching package named', PROOF, 'missing_dependency', Blame.PACKAGE, 2),
    Kind('cargo-resolve', 'failed to ', r'^error: failed to (?:get|load|download|parse|fetch|run custom build)', STRONG + 2, 'missing_dependency', Blame.PACKAGE, 3),
    Kind('composer', 'your requirements could not', r'Your requirements could not be resolved', PROOF, 'missing_dependency', Blame.PACKAGE, 4),
)
