"""Libraries of a language that cannot be had: pip, maven, gradle, bundler, go, cargo,
composer.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, WRAPPER, Kind, Pattern

# At work where these are: others find no such thing as well.
# The innermost link of a chain that is told by its indent.
_GRADLE_SAYS = r'^> (Could not (?:GET|HEAD) .+|No cached version .+|.*(?:timed out|[Cc]onnection (?:refused|reset)).*)'
_GRADLE = 'gradle|* what went wrong|> task |build failed with an exception|> could not resolve'

KINDS = (
    Kind('pip-no-version', 'missing_dependency', Blame.PACKAGE, (
        Pattern('could not find a version that satisfies', r'Could not find a version that satisfies', PROOF),
        Pattern('no matching distribution found', r'No matching distribution found', PROOF - 2),
        Pattern('requires a different python', r'requires a different Python', PROOF),
        Pattern('no such file', r'^(?:ERROR: )?Could not open requirements file', STRONG + 3),
        Pattern('invalid requirement', r'^(?:ERROR: )?Invalid requirement', STRONG + 3),
        Pattern("' is not installable", r"^(?:ERROR: )?Directory '.+' is not installable", STRONG + 3),
        Pattern('cannot uninstall ', r'^(?:ERROR: )?Cannot uninstall ', STRONG + 3),
        Pattern('error: externally-managed-environment', r'^error: externally-managed-environment', STRONG + 3, 2),
    ), follows=('dns', 'network-error')),
    # What a build asks the network for, it should have been given: that nothing answers is no fault.
    Kind('setuptools-download', 'missing_dependency', Blame.PACKAGE, (
        Pattern('could not find suitable distribution', r'Could not find suitable distribution for Requirement', PROOF + 4),
        Pattern('no local packages or working', r'^No local packages or working download links found for', PROOF + 3),
    )),
    Kind('pip-conflict', 'missing_dependency', Blame.PACKAGE, (
        Pattern('resolutionimpossible', r'ResolutionImpossible', STRONG),
        Pattern('error: cannot install ', r'ERROR: Cannot install ', PROOF),
    )),
    Kind('pip-build', 'packaging', Blame.PACKAGE, (
        Pattern('failed building wheel', r'Failed (?:building wheel|to build) ', STRONG - 5),
        Pattern('failed to build', r'ERROR: (?:Failed|Could not) (?:to )?build ', STRONG - 5),
        Pattern('could not build wheels for', r'Could not build wheels for', STRONG - 5),
        Pattern('error: subprocess-exited-with-error', r'^error: subprocess-exited-with-error', WRAPPER + 8),
        Pattern('error: metadata-generation-failed', r'^error: metadata-generation-failed', WRAPPER + 9),
    )),
    Kind('maven-resolve', 'missing_dependency', Blame.PACKAGE, (
        Pattern('could not resolve dependencies for project', r'Could not resolve dependencies for project', PROOF),
        Pattern('error', r'Non-resolvable (?:parent|import) POM', PROOF),
        Pattern('could not find artifact', r'^(?:\[ERROR\].*)?Could not find artifact', STRONG),
        *(Pattern(f'failed to {what}', rf'Failed to {what}', STRONG + 4) for what in ('collect dependencies', 'read artifact descriptor')),
        Pattern('could not be resolved', r'(?:\[ERROR\]|Plugin) .*could not be resolved', STRONG + 6),
    )),
    Kind('maven-transfer', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Pattern('could not transfer ', r'\[ERROR\].*Could not transfer (?:artifact|metadata)', STRONG + 5),
    )),
    Kind('gradle-resolve', 'missing_dependency', Blame.PACKAGE, (
        Pattern('could not ', r'^>? ?Could not (?:resolve|find|download|get|GET) (?!artifact|host|method|unknown|property|tools\.jar|or load)', STRONG, 1, near=_GRADLE),
        Pattern('> could not find ', r'^> Could not find [\w.-]+:[\w.-]+:', STRONG + 4),
        Pattern('could not install gradle distribution', r'Could not install Gradle distribution', STRONG + 3),
    ), reason=_GRADLE_SAYS),
    Kind('bundler', 'missing_dependency', Blame.PACKAGE, (
        Pattern('could not find ', r'Could not find (?:gem|\S+ in (?:any of|locally))', PROOF),
        Pattern('bundler could not find compatible versions', r'^Bundler could not find compatible versions for gem', PROOF, 4),
        Pattern('an error occurred while installing', r'An error occurred while installing', STRONG - 2),
        Pattern('gemfile specified', r'^Your Ruby version is .*Gemfile specified', PROOF),
        Pattern('gemfile requires', r'^You have already activated .*Gemfile requires', STRONG + 4),
        Pattern('requires ruby version', r'requires [Rr]uby version', STRONG + 3),
        Pattern('gemnotfound', r'Bundler::(?:GemNotFound|VersionConflict)', STRONG + 2),
        Pattern('cannot load such file', r'cannot load such file', STRONG + 2),
    )),
    Kind('gem-extension', 'compile_error', Blame.PACKAGE, (
        Pattern(' is missing. please ', r'^\S.* is missing\. Please (?:locate|install|check)', PROOF),
        Pattern("mkmf.rb can't find header", r"mkmf\.rb can't find header", PROOF),
        Pattern('the compiler failed to generate an', r'The compiler failed to generate an executable file', PROOF, 1),
        Pattern('extconf.rb failed', r'^\*\*\* extconf\.rb failed \*\*\*', STRONG + 2),
        Pattern('extconf failed', r'^ERROR: .*extconf failed', STRONG + 2),
        Pattern('failed to build gem native extension', r'Failed to build gem native extension', STRONG + 1),
    ), about=r'^checking for (\S.{0,100}\.\.\. no)$'),
    Kind('go-module', 'missing_dependency', Blame.PACKAGE, (
        Pattern('go: updates to go.', r'^go: updates to go\.(?:mod|sum) needed', STRONG + 4),
        Pattern('import cycle not allowed', r'import cycle not allowed', STRONG + 4),
        Pattern("can't load package", r"^can't load package", STRONG + 3),
        Pattern('build constraints exclude all go files', r'build constraints exclude all Go files', STRONG + 3),
        *(Pattern(literal, rf'(?i)^go: (?!downloading|finding|extracting).*\b{literal}', STRONG + 3, 1) for literal in ('error', 'not found', 'cannot', 'no required', 'unknown revision', 'missing', 'invalid ', 'dial ', 'inconsistent', 'verifying module', '410 gone', 'checksum mismatch')),
        Pattern('cannot find ', r'cannot find (?:package|module providing)', STRONG + 3),
        Pattern('no required module provides package', r'no required module provides package', STRONG + 3),
        Pattern('missing go.sum entry', r'missing go\.sum entry', STRONG + 3),
    )),
    Kind('cargo-resolve', 'missing_dependency', Blame.PACKAGE, (
        Pattern('failed to select a version', r'failed to select a version', PROOF, 3),
        Pattern('no matching package named', r'no matching package named', PROOF, 2),
        Pattern('the lock file ', r'the lock file .*needs to be updated but --locked', STRONG + 3),
        Pattern('cannot be built because it requires rustc', r'cannot be built because it requires rustc', STRONG + 3),
        Pattern('error: failed to ', r'^error: failed to (?:get|load|download|parse|fetch)', STRONG + 2, 3),
        Pattern('error: failed to run custom build', r'^error: failed to run custom build', STRONG + 8, 3),
    )),
    Kind('composer', 'missing_dependency', Blame.PACKAGE, (
        Pattern('your requirements could not be resolved', r'Your requirements could not be resolved', PROOF - 3, 4),
        *(Pattern(literal, r'^- .{1,300} -> (?:your |found |no matching|could not|it is missing|satisfiable by .*but|the requested)', PROOF) for literal in (' -> your ', ' -> found ', ' -> no matching', ' -> could not', ' -> it is missing', ' -> satisfiable by', ' -> the requested')),
        Pattern('could not be found', r'^- The requested (?:package|PHP extension) \S+', PROOF),
        Pattern('missing from your system', r'^- .{1,200}requires? .*missing from your system', PROOF),
        Pattern('- root composer.json requires ', r'^- Root composer\.json requires ', PROOF),
        Pattern('not match the constraint', r'^- .{1,300} not match ', PROOF),
    )),
    Kind('conda', 'missing_dependency', Blame.PACKAGE, (
        *(Pattern(literal, r'(?:PackagesNotFound|ResolvePackageNotFound|PackageNotFoundError)', PROOF, 3, near='conda|mamba') for literal in ('packagesnotfound', 'packagenotfound')),
        Pattern('unsatisfiableerror', r'UnsatisfiableError', PROOF, 3),
        Pattern('condahttperror: ', r'^CondaHTTPError: ', PROOF),
        *(Pattern(literal, r'^(?:Conda|Environment|Specs|Lib[Mm]amba)\w+(?:Error|NotFound): ', STRONG + 3, 2) for literal in ('error: ', 'notfound: ')),
    )),
    Kind('version-solving', 'missing_dependency', Blame.PACKAGE, (
        Pattern('version solving failed', r'version solving failed', PROOF),
        Pattern('no solution found when resolving', r'No solution found when resolving', PROOF, 3),
        Pattern('not compatible with some', r"project's (?:supported )?Python requirement .* is not compatible", PROOF),
        Pattern(' was last generated', r'(?:changed|modified) .*since \S+ was last generated', PROOF),
        Pattern('pipfile.lock (', r'Pipfile\.lock \(\w+\) (?:is )?out of date', PROOF),
        Pattern('error: the lockfile at ', r'^error: The lockfile at .* needs to be updated', PROOF),
        Pattern('unable to find installation candidates for', r'Unable to find installation candidates for', PROOF),
        Pattern('could not resolve dependencies:', r'Could not resolve dependencies:$', PROOF, 3),
        Pattern('constructing the build plan, the following', r'constructing the build plan, the following', PROOF, 3),
        Pattern('unsatisfiable requirements detected', r'Unsatisfiable requirements detected', PROOF, 2),
        Pattern('cocoapods could not find compatible', r'CocoaPods could not find compatible versions', PROOF, 3),
        Pattern('[!] unable to find a specification', r'^\[!\] Unable to find a specification', PROOF),
    ), reason=r'^\[__\d+\] (?:rejecting|unknown package): (.+)'),
    Kind('perl-module', 'missing_dependency', Blame.PACKAGE, (
        Pattern("can't locate ", r"Can't locate \S+ in @INC", PROOF),
        Pattern("! couldn't find module or a distribution", r"^! Couldn't find module or a distribution", PROOF),
        Pattern('! installing the dependencies failed', r'^! Installing the dependencies failed', STRONG),
    )),
    Kind('r-package', 'missing_dependency', Blame.PACKAGE, (
        Pattern('error in l', r'^Error in (?:library|loadNamespace)', STRONG + 4, 1),
        Pattern('lazy loading failed', r'^ERROR: (?:lazy loading|configuration|compilation) failed for package', STRONG - 3),
        Pattern(' failed for package', r'^ERROR: (?:lazy loading|configuration|compilation) failed for package', STRONG - 3),
        Pattern(' not available', r"(?:package|dependenc(?:y|ies)) .* (?:is|are) not available", STRONG),
    )),
    Kind('nuget', 'missing_dependency', Blame.PACKAGE, (
        Pattern('error nu', r'error NU\d+', PROOF),
    ), reason=r'error NU\d+: +(Response status code .+|.*(?:No such host|[Cc]onnection|timed out|not known).*)'),
    Kind('pip-hash', 'missing_dependency', Blame.PACKAGE, (
        Pattern('do not match the hashes', r'DO NOT MATCH THE HASHES', PROOF, 3),
    )),
)
