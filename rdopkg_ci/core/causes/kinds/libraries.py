"""Libraries of a language that cannot be had: pip, maven, gradle, npm, bundler, go, cargo, composer."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Look

KINDS = (
    Kind('pip-no-version', 'missing_dependency', Blame.PACKAGE, (
        Look('could not find a version', r'Could not find a version that satisfies', PROOF),
        Look('no matching distribution', r'No matching distribution found', PROOF - 2),
    )),
    Kind('pip-conflict', 'missing_dependency', Blame.PACKAGE, (
        Look('resolutionimpossible', r'ResolutionImpossible', STRONG),
        Look('cannot install', r'ERROR: Cannot install ', PROOF),
    )),
    Kind('pip-build', 'packaging', Blame.PACKAGE, (
        Look('failed building wheel', r'Failed (?:building wheel|to build) ', STRONG - 5),
        Look('failed to build', r'ERROR: (?:Failed|Could not) (?:to )?build ', STRONG - 5),
    )),
    Kind('maven-resolve', 'missing_dependency', Blame.PACKAGE, (
        Look('could not resolve dependencies', r'Could not resolve dependencies for project', PROOF),
        Look('error', r'Non-resolvable (?:parent|import) POM', PROOF),
        Look('could not find artifact', r'^(?:\[ERROR\].*)?Could not find artifact', STRONG),
        Look('could not be resolved', r'(?:\[ERROR\]|Plugin) .*could not be resolved', STRONG + 6),
    )),
    Kind('maven-transfer', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Look('could not transfer', r'\[ERROR\].*Could not transfer (?:artifact|metadata)', STRONG + 5),
    )),
    Kind('gradle-resolve', 'missing_dependency', Blame.PACKAGE, (
        Look('could not', r'^>? ?Could not (?:resolve|find|download|get|GET) (?!artifact)', STRONG, 1),
    )),
    Kind('npm-error', 'missing_dependency', Blame.PACKAGE, (
        Look('npm', r'^npm (?:ERR!|error) (?:code|404|[A-Z]+ )', STRONG - 5, 3),
    )),
    Kind('npm-missing', 'missing_dependency', Blame.PACKAGE, (
        Look('cannot find module', r"(?:Error: )?Cannot find module ['\"]", STRONG + 2),
        Look('module not found', r'Module not found', STRONG, 1),
    )),
    Kind('bundler', 'missing_dependency', Blame.PACKAGE, (
        Look('could not find', r'Could not find (?:gem|\S+ in (?:any of|locally))', PROOF),
        Look('an error occurred while installing', r'An error occurred while installing', STRONG),
    )),
    Kind('go-module', 'missing_dependency', Blame.PACKAGE, (
        Look('go: ', r'^go: (?!downloading|finding|extracting).*(?:\berror|not found|cannot|no required|unknown revision|missing|invalid|dial|inconsistent)', STRONG + 3, 1),
        Look('cannot find', r'cannot find (?:package|module providing)', STRONG + 3),
        Look('no required module', r'no required module provides package', STRONG + 3),
        Look('missing go.sum', r'missing go\.sum entry', STRONG + 3),
    )),
    Kind('cargo-resolve', 'missing_dependency', Blame.PACKAGE, (
        Look('failed to select a version', r'failed to select a version', PROOF, 3),
        Look('no matching package', r'no matching package named', PROOF, 2),
        Look('failed to ', r'^error: failed to (?:get|load|download|parse|fetch|run custom build)', STRONG + 2, 3),
    )),
    Kind('composer', 'missing_dependency', Blame.PACKAGE, (
        Look('your requirements could not', r'Your requirements could not be resolved', PROOF, 4),
    )),
)
