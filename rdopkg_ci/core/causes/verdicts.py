"""The words by which services, builds and tools say how it went."""

from __future__ import annotations

import re

from rdopkg_ci.core.causes import translations

# What the service that ran the job says of it: the last such word is the last word.
VERDICT = re.compile(
    rb'(Finished: SUCCESS|[Yy]our build exited with 0\b|Job succeeded|CircleCI received exit code'
    rb' 0\b|\] Successful task run'
    rb'|^Build success\s*$|Job complete, result: SUCCESS)'
    rb'|Finished: [A-Z]+|[Yy]our build exited with \d|ERROR: Job failed|CircleCI received exit code'
    rb' \d|\] Unsuccessful task run'
    rb'|^Build failed\s*$|Job complete, result: [A-Z]+',
    re.M,
)
# One of these is in each of them, cheap to look for.
VERDICTS = (
    b'Finished: ',
    b'Job complete, result: ',
    b'our build exited with ',
    b'Job ',
    b'CircleCI received exit code ',
    b'uccessful task run',
    b'Build ',
)
# The last line of GitHub's and Azure's logs, which hold an annotation when anything failed.
ENDED = re.compile(rb'Cleaning up orphan processes|##\[section\]Finishing: Finalize Job')
_RECAP = r'unreachable[=:] ?0 +failed[=:] ?0\b'
RECAP = re.compile(_RECAP)
# What a build says when all of it went well, whatever sounded like an error on the way: Maven, sbt,
# mock, koji, OBS, rpmbuild, packstack, devstack, TripleO, Ansible, Anaconda. Some say it anywhere
# in a line,
_SAID = re.compile(
    rf'BUILD SUCCESS|DEPLOY_SUCCESS|Overcloud Deployed|{_RECAP}'
    r'|Thread Done: AnaConfigurationThread|All kickstart %post script'
    r'|Copying anaconda logs$',
)
# and some at its beginning.
_BEGINS = re.compile(
    r'\[success\] Total time|INFO: Done\(|\d+ build \(.+\) completed successfully$'
    r'|\S+ finished "build \S+" at |Executing\((?:%clean|--clean|rmbuild)\): '
    r'|\*{4} Installation completed successfully \*|stack\.sh completed in \d+ seconds'
    r'|This is your host (?:ip|IP address): |Undercloud install complete'
    r'|Deployment successful|Image file \S+ created|Build completed successfully'
    r'|==> Builds finished\. The artifacts of successful builds are'
    r'|-----> Test Kitchen is finished\.|Results are in /'
    r'|==> [\w.-]+: Machine \'.+\' has a post `vagrant up` message'
)
# And what a tool says that stops at the first error: terraform, helm, kubectl, kiwi, chef, tox,
# nox, cypress. What complains after it is another's.
_STOPS = re.compile(
    r'(?:Apply|Destroy) complete! Resources: |No changes\. Your infrastructure matches'
    r'|STATUS: deployed$|\w+ "\S+" successfully rolled out$'
    r'|(?:\[ INFO +\]: [\d:]+ \| )?Result files:$'
    r'|Chef (?:Infra )?Client finished, |Infra Phase complete, \d|congratulations :\)$'
    r'|nox > Session \S+ was successful\.|✔ +All specs passed!',
)
# What one tool of many says: it counts for the job only as the last word of all, where nothing
# passed a failure on.
DONE = re.compile(
    r'^(?:=+ )?\d+ passed\b(?!.*\b(?:failed|errors?)\b)|^OK(?: \(.*\))?$|^test result: ok\.|^\d+'
    r' passing\b|^100% tests passed'
    r'|^Tests: +(?:\d+ (?:skipped|todo), )*\d+ passed, \d+ total|^Result: PASS$|^\d+ examples, 0'
    r' failures(?:, \d+ pending)?$'
    r'|^\[  PASSED  \] \d+ tests?\.|^ok\s+\S+\s+(?:[\d.]+s|\(cached\))|^Build'
    r' succeeded\.'
    r'|no offenses detected$|^All checks passed!|^Success: no issues found|^\*\* (?:BUILD|TEST)'
    r' SUCCEEDED \*\*'
    r'|^Successfully tagged |^Status: OK$|^Complete!$|completed in \d+ seconds|\bexit'
    r' 0$|\bFailed: 0\b|^total: \d+ tests? passed$'
    r'|^\d+ tests?, \d+ passed, 0 failed$|^Finish: run$|\bsuccessfully installed\b'
    r'|^RESULTS +: .*\bERROR 0 .*\bFAIL 0 .*\bINTERRUPT 0\b'
    r'|^Failed: +0$'
    r'|^webpack [\d.]+ compiled |^\[100%\] Built target |^(?:#\d+ )?naming to \S+ (?:\S+ )?done$'
    r'|^total size is [\d,.]+ +speedup is '
    # apt and zypper; dnf and yum in whatever language
    r'|^Processing triggers for \S+ \(\S+\) \.\.\.$|^Nothing to do\.$'
    r'|^(?:Running post-transaction scripts|\(\d+/\d+\) Installing: ).*\[done\]$'
    rf'|{"|".join(map(translations.line, translations.COMPLETE))}',
)
GAVE_UP = re.compile(r'\++ (?:\S+ +)?exit [1-9]\d{0,2}$')
# A line of the trace with which a program dies.
FRAME = re.compile(
    r"(?:from )?/\S{1,300}:\d+:in [`'].+'$|at [\w.$<>/]{1,200}\([\w.$ ]{1,100}(?::\d+)?\)$"
)
# What Vagrant or Packer says as it sets up a machine, and a line of that machine.
SETS_UP = re.compile(rb'==> [\w.-]+: (?:Running provisioner: |Provisioning with )')
GUEST = re.compile(rb'(?:==>|   ) [\w.-]+: (?!.*(?:[Ee]rror\b|FAILED))')
# What it may add.
ADDED = re.compile(
    r'^(?:Snapshots:|Time:|Time Elapsed|Ran all test|Total Test time|Randomized with|Finished in'
    r'|JOB TIME|0 (?:Warning|Error)\(s\)|\d+ pending$|Sum of execute time'
    r'|Total (?:states run|run time): |-{4,}$'
    r'|\?\s+\S+\s+\[no test files\]|(?:#\d+ )?DONE [\d.]+s$)',
)


def is_built(bare: str) -> bool:
    """Whether a line says that a build went well."""
    return _BEGINS.match(bare) is not None or _SAID.search(bare) is not None


def is_finished(bare: str) -> bool:
    """Whether a line is the last word of a tool that stops at the first error."""
    return _STOPS.match(bare) is not None
