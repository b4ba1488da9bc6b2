"""Builds of the JVM: maven and its plugins, gradle, ant, sbt, android; what they report of
themselves.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

KINDS = (
    Kind('maven-goal', 'maven', Blame.PACKAGE, (
        Pattern('failed to execute goal ', r'Failed to execute goal .*(?:[Uu]nauthorized|Could not transfer|No space|could not be resolved|Failed to install)', STRONG + 3),
        Pattern('failed to execute goal ', r'Failed to execute goal .*(?:[Tt]here (?:are|were) test failures|Compilation failure|See log for details|Pattern above)', LIKELY + 2),
        Pattern('failed to execute goal ', r'Failed to execute goal ', LIKELY + 5, 1),
    )),
    Kind('maven-config', 'config_error', Blame.CI, (
        Pattern('missingproject', r'requires a project to execute but there is no POM|MissingProjectException', STRONG + 4),
        Pattern('there is no pom in this directory', r'there is no POM in this directory', STRONG + 5),
        Pattern('no plugin found for prefix ', r'No plugin found for prefix ', STRONG + 5),
        Pattern('[error] unknown lifecycle phase ', r'^\[ERROR\] Unknown lifecycle phase ', STRONG + 5),
        Pattern('could not find the selected project in the', r'Could not find the selected project in the reactor', STRONG + 5),
        *(Pattern(literal, r'^\[(?:FATAL|ERROR)\] +(?:Non-parseable POM|Malformed POM|Non-readable POM|Non-parseable settings)', PROOF) for literal in ('parseable', 'malformed pom', 'readable pom')),
        Pattern('[error]', r"^\[ERROR\] +'[\w.]+' for \S+ is missing", PROOF - 1),
        Pattern('[error]', r"^\[ERROR\] +'[\w.]+'.* must (?:be|specify) ", PROOF - 1),
        Pattern('not defined correctly', r'JAVA_HOME (?:environment variable )?is not (?:defined correctly|set)', STRONG + 5),
        Pattern('java_home is set to an invalid directory', r'JAVA_HOME is set to an invalid directory', STRONG + 5),
        Pattern('could not create the java virtual machine', r'Could not create the Java Virtual Machine', STRONG + 4),
        Pattern('unrecognized ', r'^Unrecognized (?:VM )?option', STRONG + 5),
    )),
    Kind('maven-enforcer', 'config_error', Blame.PACKAGE, (
        Pattern(' failed with message', r'Rule \d+: \S+ failed with message', PROOF, 2),
        Pattern('dependency convergence error for ', r'Dependency convergence error for ', PROOF - 2, 2),
        Pattern('failed while enforcing ', r'Failed while enforcing ', PROOF - 2),
    )),
    Kind('maven-release', 'packaging', Blame.CI, (
        Pattern('cannot prepare the release because', r'Cannot prepare the release because', STRONG + 5),
        Pattern('unable to ', r'Unable to (?:commit files|tag SCM|check out from SCM)', STRONG + 4),
    )),
    Kind('coverage-rule', 'lint', Blame.PACKAGE, (
        Pattern('rule violated for ', r'Rule violated for ', PROOF, 1),
    )),
    Kind('java-formatting', 'lint', Blame.PACKAGE, (
        Pattern('the following files had format violations', r'The following files had format violations', PROOF, 2),
        Pattern(' non-complying files, failing build', r'Found \d+ non-complying files, failing build', STRONG + 5),
        Pattern('files must be formatted', r'\d+ files? must be formatted', STRONG + 4),
        Pattern('formatted', r'^\[(?:ERROR|error)\] .*(?:has not been (?:previously )?formatted|isn.t formatted properly|is not formatted)', STRONG + 4),
    )),
    Kind('license-check', 'lint', Blame.PACKAGE, (
        Pattern('too many files with unapproved license', r'Too many files with unapproved license', STRONG + 5),
        Pattern('missing header in: ', r'^\[(?:WARNING|ERROR)\] +Missing header in: ', PROOF),
        Pattern('some files do not have the expected license', r'Some files do not have the expected license header', LIKELY + 6),
    )),
    Kind('java-bugs', 'lint', Blame.PACKAGE, (
        Pattern('[error] ', r'^\[ERROR\] (?:(?:High|Medium|Low): )?.*\bAt \w+\.\w+:\[lines? ', PROOF),
        Pattern(' failure: ', r'(?:PMD|CPD) Failure: ', PROOF, 1),
        Pattern('rule violations were found', r'\b\d{1,7} (?:PMD|Checkstyle|FindBugs|SpotBugs) (?:rule )?violations were found', LIKELY + 6),
        Pattern(': error: ', r'^\S+\.(?:java|kt|xml|gradle)(?::\d+)?: Error: .*\[\w+\]$', PROOF, 1),
        Pattern('.kt:', r'^(?:\S+: )?\S+\.kts?:\d+:\d+: (?:Lint error > |\S.* (?:\[[\w-]+\]|\([\w:-]+\))$)', STRONG + 4),
    )),
    Kind('java-api', 'api_compat', Blame.PACKAGE, (
        Pattern('[error] ', r'^\[ERROR\] \d{4}: \S+: ', PROOF),
        Pattern('api problems', r'The following API problems caused the build to fail', STRONG + 5, 3),
        Pattern('there is at least one incompatibility: ', r'There is at least one incompatibility: ', STRONG + 5),
    )),
    Kind('java-crash', 'test_crash', Blame.TEST, (
        Pattern('a fatal error has been detected by the java', r'A fatal error has been detected by the Java Runtime Environment', PROOF, 2),
        Pattern('the forked vm terminated without', r'[Tt]he forked VM terminated without', PROOF - 3),
        Pattern(' error in the fork', r'There was (?:a timeout or other|an) error in the fork(?:ed process)?', STRONG + 5),
        Pattern('[error] crashed tests:', r'^\[ERROR\] Crashed tests:', STRONG, 1),
        Pattern("process 'gradle test executor ", r"^>? ?Process 'Gradle Test Executor \d+' finished with non-zero", STRONG + 4),
        Pattern('gradle build daemon disappeared', r'Gradle build daemon disappeared unexpectedly', STRONG),
    )),
    Kind('gradle-wrong', 'gradle', Blame.PACKAGE, (
        Pattern('execution failed for task ', r'^(?:> )?Execution failed for task ', LIKELY + 5, 2),
        Pattern('a problem ', r'^(?:> )?A problem (?:occurred|was found) ', LIKELY + 5, 2),
        Pattern('> ', r"^> (?!Task|Build error|There were failing|Process '|Run |A failure|Compilation|Could not resolve all|Get more)(?:[A-Z][a-z]+ [a-z']|[a-z]+(?:\.\w+)+(?:Exception|Error)\b)", LIKELY + 8, 1),
        Pattern('* what went wrong:', r'^\* What went wrong:', LIKELY + 3, 3),
    )),
    Kind('gradle-script', 'config_error', Blame.PACKAGE, (
        Pattern('could not ', r'^>? ?Could not (?:find method|get unknown property|set unknown property|find property|compile (?:build|settings|script)|open \w+ generic class cache|create plugin|create task)', STRONG + 4, 1),
        Pattern('not found in', r"^>? ?(?:Task|Project) '.*' (?:is )?(?:not found|ambiguous) in ", STRONG + 4),
        Pattern('plugin [id: ', r'^>? ?Plugin \[id: ', STRONG + 5, 1),
        Pattern('project with path ', r'^>? ?Project with path ', STRONG + 5, 1),
        Pattern('could not determine ', r'^>? ?Could not determine (?:java version|the dependencies of)', STRONG, 2),
        Pattern('unsupported class file major version', r'Unsupported class file major version', PROOF),
        Pattern('minimum supported gradle version is', r'Minimum supported Gradle version is', STRONG + 5),
        Pattern('could not find ', r'^>? ?Could not find (?:tools\.jar|or load main class org\.gradle)', STRONG + 5),
        Pattern('exception in thread "main" ', r'^Exception in thread "main" .*(?:UnknownHost|SocketTimeout|FileNotFound|IO)Exception: .*(?:gradle|distributions)', STRONG + 4),
    )),
    Kind('android-sdk', 'config_error', Blame.CI, (
        Pattern(' not been accepted', r'licen[cs]es? ha(?:ve|s) not been accepted', STRONG + 5, 1),
        Pattern(' not accepted', r'License for package .* not accepted', STRONG + 5),
        Pattern('sdk location not found', r'SDK location not found', PROOF),
        Pattern('failed to find ', r'[Ff]ailed to find (?:target with hash string|Build Tools revision|Platform SDK)', PROOF),
        Pattern('not configured', r'NDK (?:is )?not configured', STRONG + 5),
        Pattern('no toolchains found in the ndk', r'No toolchains found in the NDK', STRONG + 5),
    )),
    Kind('android-build', 'compile_error', Blame.PACKAGE, (
        Pattern('error: ', r'^(?:ERROR: ?|AAPT: |\S+\.xml:\d+(?::\d+)?: )(?:AAPT: )?error: (?!failed)', PROOF + 1),
        Pattern('resource linking failed', r'Android resource (?:linking|compilation) failed', STRONG, 1),
        Pattern('manifest merger failed', r'Manifest merger failed', STRONG + 5, 1),
        Pattern('duplicate class ', r'^>? ?Duplicate class \S+ found in modules', PROOF),
        Pattern('cannot fit requested classes in a single dex', r'Cannot fit requested classes in a single dex file', PROOF),
        Pattern('dexexception: ', r'DexException: ', STRONG + 4),
        Pattern('errors', r'^>? ?Lint found (?:fatal )?errors', LIKELY + 6),
    )),
    Kind('ant', 'ant', Blame.PACKAGE, (
        Pattern('.xml:', r'^(?:\[\w+\] )?(?:[A-Za-z]:)?[^\s:][^:]{0,300}\.xml:\d+: (?:.*[Tt]ests? failed|Compile failed|The following error occurred|[Tt]here were|(?:exec|Java|apply|Javadoc) returned:? )', WRAPPER + 10),
        Pattern('.xml:', r'^(?:\[\w+\] )?(?:[A-Za-z]:)?[^\s:][^:]{0,300}\.xml:\d+: (?!warning|Compile failed|The following error occurred|.*[Tt]ests? failed|[Tt]here were|(?:exec|Java|apply|Javadoc) returned:? )\S', PROOF - 2, 1),
    ), last=True, follows=('auth-failed', 'git-fatal')),
    Kind('sbt', 'sbt', Blame.PACKAGE, (
        Pattern('[error] not a valid ', r'^\[error\] Not a valid (?:command|key|project)', STRONG + 4),
        Pattern('[error] ', r'^\[error\] (?:deduplicate: different file contents|\(\S+ ?/? ?\S+\) (?:deduplicate|\d+ error\(s\) were encountered during merge))', STRONG + 4),
        Pattern('[error] (', r'^\[error\] \(.+\) ', WRAPPER + 9),
    )),
    Kind('sbt-resolve', 'missing_dependency', Blame.PACKAGE, (
        Pattern('error downloading ', r'^\[error\].*Error downloading ', PROOF, 1),
        Pattern('unresolved dependency: ', r'unresolved dependency: ', PROOF),
    )),
)
