"""Builds of the JVM: maven and its plugins, gradle, ant, sbt, android; what they report of
themselves.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Look

KINDS = (
    Kind('maven-goal', 'maven', Blame.PACKAGE, (
        Look('failed to execute goal ', r'Failed to execute goal .*(?:[Uu]nauthorized|Could not transfer|No space|could not be resolved|Failed to install)', STRONG + 3),
        Look('failed to execute goal ', r'Failed to execute goal .*(?:[Tt]here (?:are|were) test failures|Compilation failure|See log for details|Look above)', LIKELY + 2),
        Look('failed to execute goal ', r'Failed to execute goal ', LIKELY + 5, 1),
    )),
    Kind('maven-config', 'config_error', Blame.CI, (
        Look('missingproject', r'requires a project to execute but there is no POM|MissingProjectException', STRONG + 4),
        Look('there is no pom in this directory', r'there is no POM in this directory', STRONG + 5),
        Look('no plugin found for prefix ', r'No plugin found for prefix ', STRONG + 5),
        Look('[error] unknown lifecycle phase ', r'^\[ERROR\] Unknown lifecycle phase ', STRONG + 5),
        Look('could not find the selected project in the', r'Could not find the selected project in the reactor', STRONG + 5),
        *(Look(hint, r'^\[(?:FATAL|ERROR)\] +(?:Non-parseable POM|Malformed POM|Non-readable POM|Non-parseable settings)', PROOF) for hint in ('parseable', 'malformed pom', 'readable pom')),
        Look('[error]', r"^\[ERROR\] +'[\w.]+' for \S+ is missing", PROOF - 1),
        Look('[error]', r"^\[ERROR\] +'[\w.]+'.* must (?:be|specify) ", PROOF - 1),
        Look('not defined correctly', r'JAVA_HOME (?:environment variable )?is not (?:defined correctly|set)', STRONG + 5),
        Look('java_home is set to an invalid directory', r'JAVA_HOME is set to an invalid directory', STRONG + 5),
        Look('could not create the java virtual machine', r'Could not create the Java Virtual Machine', STRONG + 4),
        Look('unrecognized ', r'^Unrecognized (?:VM )?option', STRONG + 5),
    )),
    Kind('maven-enforcer', 'config_error', Blame.PACKAGE, (
        Look(' failed with message', r'Rule \d+: \S+ failed with message', PROOF, 2),
        Look('dependency convergence error for ', r'Dependency convergence error for ', PROOF - 2, 2),
        Look('failed while enforcing ', r'Failed while enforcing ', PROOF - 2),
    )),
    Kind('maven-release', 'packaging', Blame.CI, (
        Look('cannot prepare the release because', r'Cannot prepare the release because', STRONG + 5),
        Look('unable to ', r'Unable to (?:commit files|tag SCM|check out from SCM)', STRONG + 4),
        Look('gpg: ', r'^gpg: (?:signing failed|no default secret key)', STRONG + 5),
    )),
    Kind('coverage-rule', 'lint', Blame.PACKAGE, (
        Look('rule violated for ', r'Rule violated for ', PROOF, 1),
    )),
    Kind('java-formatting', 'lint', Blame.PACKAGE, (
        Look('the following files had format violations', r'The following files had format violations', PROOF, 2),
        Look(' non-complying files, failing build', r'Found \d+ non-complying files, failing build', STRONG + 5),
        Look('files must be formatted', r'\d+ files? must be formatted', STRONG + 4),
        Look('formatted', r'^\[(?:ERROR|error)\] .*(?:has not been (?:previously )?formatted|isn.t formatted properly|is not formatted)', STRONG + 4),
    )),
    Kind('license-check', 'lint', Blame.PACKAGE, (
        Look('too many files with unapproved license', r'Too many files with unapproved license', STRONG + 5),
        Look('missing header in: ', r'^\[(?:WARNING|ERROR)\] +Missing header in: ', PROOF),
        Look('some files do not have the expected license', r'Some files do not have the expected license header', LIKELY + 6),
    )),
    Kind('java-bugs', 'lint', Blame.PACKAGE, (
        Look('[error] ', r'^\[ERROR\] (?:(?:High|Medium|Low): )?.*\bAt \w+\.\w+:\[lines? ', PROOF),
        Look(' failure: ', r'(?:PMD|CPD) Failure: ', PROOF, 1),
        Look('rule violations were found', r'\d+ (?:PMD|Checkstyle|FindBugs|SpotBugs) (?:rule )?violations were found', LIKELY + 6),
        Look(': error: ', r'^\S+\.(?:java|kt|xml|gradle)(?::\d+)?: Error: .*\[\w+\]$', PROOF, 1),
        Look('.kt:', r'^(?:\S+: )?\S+\.kts?:\d+:\d+: (?:Lint error > |\S.* (?:\[[\w-]+\]|\([\w:-]+\))$)', STRONG + 4),
    )),
    Kind('java-api', 'api_compat', Blame.PACKAGE, (
        Look('[error] ', r'^\[ERROR\] \d{4}: \S+: ', PROOF),
        Look('api problems', r'The following API problems caused the build to fail', STRONG + 5, 3),
        Look('there is at least one incompatibility: ', r'There is at least one incompatibility: ', STRONG + 5),
    )),
    Kind('java-crash', 'test_crash', Blame.TEST, (
        Look('a fatal error has been detected by the java', r'A fatal error has been detected by the Java Runtime Environment', PROOF, 2),
        Look('the forked vm terminated without', r'[Tt]he forked VM terminated without', PROOF - 3),
        Look(' error in the fork', r'There was (?:a timeout or other|an) error in the fork(?:ed process)?', STRONG + 5),
        Look('[error] crashed tests:', r'^\[ERROR\] Crashed tests:', STRONG, 1),
        Look("process 'gradle test executor ", r"^>? ?Process 'Gradle Test Executor \d+' finished with non-zero", STRONG + 4),
        Look('gradle build daemon disappeared', r'Gradle build daemon disappeared unexpectedly', STRONG),
    )),
    Kind('gradle-wrong', 'gradle', Blame.PACKAGE, (
        Look('execution failed for task ', r'^(?:> )?Execution failed for task ', LIKELY + 5, 2),
        Look('a problem ', r'^(?:> )?A problem (?:occurred|was found) ', LIKELY + 5, 2),
        Look('> ', r"^> (?!Task|There were failing|Process '|Run |A failure|Compilation|Could not resolve all|Get more)(?:[A-Z][a-z]+ [a-z']|[a-z]+(?:\.\w+)+(?:Exception|Error)\b)", LIKELY + 8, 1),
        Look('* what went wrong:', r'^\* What went wrong:', LIKELY + 3, 3),
    )),
    Kind('gradle-script', 'config_error', Blame.PACKAGE, (
        Look('could not ', r'^>? ?Could not (?:find method|get unknown property|set unknown property|find property|compile (?:build|settings|script)|open \w+ generic class cache|create plugin|create task)', STRONG + 4, 1),
        Look('not found in', r"^>? ?(?:Task|Project) '.*' (?:is )?(?:not found|ambiguous) in ", STRONG + 4),
        Look('plugin [id: ', r'^>? ?Plugin \[id: ', STRONG + 5, 1),
        Look('project with path ', r'^>? ?Project with path ', STRONG + 5, 1),
        Look('could not determine ', r'^>? ?Could not determine (?:java version|the dependencies of)', STRONG, 2),
        Look('unsupported class file major version', r'Unsupported class file major version', PROOF),
        Look('minimum supported gradle version is', r'Minimum supported Gradle version is', STRONG + 5),
        Look('could not find ', r'^>? ?Could not find (?:tools\.jar|or load main class org\.gradle)', STRONG + 5),
        Look('exception in thread "main" ', r'^Exception in thread "main" .*(?:UnknownHost|SocketTimeout|FileNotFound|IO)Exception: .*(?:gradle|distributions)', STRONG + 4),
    )),
    Kind('android-sdk', 'config_error', Blame.CI, (
        Look(' not been accepted', r'licen[cs]es? ha(?:ve|s) not been accepted', STRONG + 5, 1),
        Look(' not accepted', r'License for package .* not accepted', STRONG + 5),
        Look('sdk location not found', r'SDK location not found', PROOF),
        Look('failed to find ', r'[Ff]ailed to find (?:target with hash string|Build Tools revision|Platform SDK)', PROOF),
        Look('not configured', r'NDK (?:is )?not configured', STRONG + 5),
        Look('no toolchains found in the ndk', r'No toolchains found in the NDK', STRONG + 5),
    )),
    Kind('android-build', 'compile_error', Blame.PACKAGE, (
        Look('error: ', r'^(?:ERROR: ?|AAPT: |\S+\.xml:\d+(?::\d+)?: )(?:AAPT: )?error: (?!failed)', PROOF + 1),
        Look('resource linking failed', r'Android resource (?:linking|compilation) failed', STRONG, 1),
        Look('manifest merger failed', r'Manifest merger failed', STRONG + 5, 1),
        Look('duplicate class ', r'^>? ?Duplicate class \S+ found in modules', PROOF),
        Look('cannot fit requested classes in a single dex', r'Cannot fit requested classes in a single dex file', PROOF),
        Look('dexexception: ', r'DexException: ', STRONG + 4),
        Look('errors', r'^>? ?Lint found (?:fatal )?errors', LIKELY + 6),
    )),
    Kind('ant', 'ant', Blame.PACKAGE, (
        Look('.xml:', r'^(?:\[\w+\] )?(?:[A-Za-z]:)?[^\s:][^:]{0,300}\.xml:\d+: (?:.*[Tt]ests? failed|Compile failed|The following error occurred|[Tt]here were)', WRAPPER + 10),
        Look('.xml:', r'^(?:\[\w+\] )?(?:[A-Za-z]:)?[^\s:][^:]{0,300}\.xml:\d+: (?!warning|Compile failed|The following error occurred|.*[Tt]ests? failed|[Tt]here were)\S', PROOF - 2, 1),
    ), last=True),
    Kind('sbt', 'sbt', Blame.PACKAGE, (
        Look('[error] not a valid ', r'^\[error\] Not a valid (?:command|key|project)', STRONG + 4),
        Look('[error] ', r'^\[error\] (?:deduplicate: different file contents|\(\S+ ?/? ?\S+\) (?:deduplicate|\d+ error\(s\) were encountered during merge))', STRONG + 4),
        Look('[error] (', r'^\[error\] \(.+\) ', WRAPPER + 9),
    )),
    Kind('sbt-resolve', 'missing_dependency', Blame.PACKAGE, (
        Look('error downloading ', r'^\[error\].*Error downloading ', PROOF, 1),
        Look('unresolved dependency: ', r'unresolved dependency: ', PROOF),
    )),
)
