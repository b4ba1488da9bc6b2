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
        Look('gyp err', r'^gyp ERR! (?:stack Error|build error|find)', STRONG - 6, 1),
        Look('eresolve', r'ERESOLVE|ETARGET|E404|ECONNRESET|ENOTFOUND', STRONG, 1),
        Look('error', r'^(?:error|ERR_PNPM_\w+|➤ YN\d+: .*)\s+(?:Couldn.t find|An unexpected error|Your lockfile|No matching version)', STRONG + 2),
    )),
    Kind('npm-missing', 'missing_dependency', Blame.PACKAGE, (
        Look('cannot find module', r"(?:Error: )?Cannot find module ['\"]", STRONG + 2),
        Look('module not found', r'Module not found', STRONG, 1),
    )),
    Kind('bundler', 'missing_dependency', Blame.PACKAGE, (
        Look('could not find', r'Could not find (?:gem|\S+ in (?:any of|locally))', PROOF),
        Look('an error occurred while installing', r'An error occurred while installing', STRONG),
        Look('gemnotfound', r'Bundler::(?:GemNotFound|VersionConflict)', STRONG + 2),
        Look('cannot load such file', r'cannot load such file', STRONG + 2),
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
    Kind('conda', 'missing_dependency', Blame.PACKAGE, (
        Look('not', r'(?:PackagesNotFound|ResolvePackageNotFound|UnsatisfiableError)', PROOF, 3),
    )),
    Kind('perl-module', 'missing_dependency', Blame.PACKAGE, (
        Look("can't locate", r"Can't locate \S+ in @INC", PROOF),
    )),
    Kind('r-package', 'missing_dependency', Blame.PACKAGE, (
        Look('error in ', r'^Error in (?:library|loadNamespace)', STRONG + 4, 1),
        Look('not available', r"(?:package|dependenc(?:y|ies)) .* (?:is|are) not available", STRONG),
    )),
    Kind('nuget', 'missing_dependency', Blame.PACKAGE, (
        Look('error nu', r'error NU\d+', PROOF),
    )),
    Kind('pip-hash', 'missing_dependency', Blame.PACKAGE, (
        Look('do not match the hashes', r'DO NOT MATCH THE HASHES', PROOF, 3),
    )),
)
