"""docs/causes.md, made from the kinds: `python tests/causes_page.py > docs/causes.md` after a
change.
"""

from __future__ import annotations

import sys
from pathlib import Path

HEAD = """\
# Causes

`rdopkg ci explain LOG` names the actual error of a failed log: a line that says what went wrong, the few lines that
prove it with their numbers in the raw log, who has to act, and a *signature*, the stable id of this kind of failure.
Workers use the same function on the log of the step that failed, and `rdopkg ci status` on the console of a worker that
died.

* *to blame*: `package` (who made the update), `test` (who wrote the test), `infrastructure` (machines, networks,
  servers) or `ci` (who runs the jobs: their scripts, playbooks, configuration and credentials, the tools on agents).
* `rdopkg ci disable --signature ID` covers only failures of that kind. Where the test that failed is known, its name
  follows: `go-test:TestCart`; a disable of `go-test` covers all of them.
* The *fingerprint* in `--json` is the same for the same failure in two runs: numbers, hashes and directories do not
  count.

How it judges: a log is read once, as a stream. All lines that hold the literal of any pattern are compared with the patterns of
the kinds below, bare of colours, of dates and times, and of whatever nearly all lines of the log begin with: a line is
judged alike behind whatever prefix.

* *Noise*: lines that say themselves that they are no error (`0 errors`, `will retry`), that Ansible was told to ignore,
  and commands echoed before they run do not count. A line with the form of a tool's own report is taken for what it is,
  whatever words there are in the names of its files and tests; an annotation of the service (`##[error]`) likewise.
* *The cause*: the likeliest kind that is nearest to the end of the step that failed wins, and of that kind the first
  line, for the rest follows from it. Where the service says that a step failed (`Process completed with exit code 1`,
  `Build step '…' marked build as failure`), the step ends there: what comes later, as logs are collected and things are
  put away, is *aftermath* and never the cause. What was said before the step began, or before a build said that it went
  well, was lived with and counts less.
* *What follows*: that apt or pip find no package follows from a server that did not answer shortly before, what ant
  misses from what git was refused, and a test that a harness calls failed from the assertion or the crash above it: that
  is the cause.
* *Headlines*: where the line that says what failed leaves it to another to say why (git's clone, the answer of an Ansible
  module over many lines, a kickstart file, the exception of a module that gave no answer), that one is shown first. Of Ansible's failures the first counts where the recap
  says that none was rescued, and else the last.
* *Passing on*: an exit code, or what else only passes a failure on, is never the answer when there is a better one; nor
  is an exception that says no more than that something failed, such as a pipeline throws at its end.
  Where there is none, the *last words* before it are shown first: a program's own complaint often holds no word of error.
* *How many lines*: up to 6 with a strong cause, 9 with a likely one, 12 with a weak one, where the true one is likelier
  beside it.
* *Scopes*: what was said in a phase of rpmbuild, a command of mock, an installation by yum, dnf or pip, a task of Ansible, a
  step, a stage or a test that ended well was lived with and is no cause. A stage does not end well because one follows that
  tidies up, nor where a tool said in it that its build failed. So is what failed and went well when it was done again: a task in a later run of the
  same play, a host that was asked by hand; and what a script did not mind (`|| true`).
* *The outcome* is `succeeded` only where the log says so: the service or the build at its end, or as its last word one tool of
  many, dnf in whatever language, which proves nothing where a strong cause was met. It is
  `failed` where something passes a failure on or proves one, or a trace is the last of all, and else `unknown`: then the last words are shown. The recap of
  a playbook tells of its own plays alone: one that tidies up after a failure does not make it green. A tool that stops
  at the first error (terraform, helm, chef, tox …) and got to its end succeeded, where nothing complains after that.
* *Confidence*: `proof` is a strong cause in the step that failed, near to where its failure was passed on, with nothing else nearly
  as likely and no other complaint right above, and no headline, which leaves the reason to other lines; a `guess` is what was said last.

This page is made from the code; `tests/test_docs.py` sees to it.
"""


TURN = """\
## Whose turn

Who has to act follows from this table: the first row that fits counts. What none fits is the turn of whom the kind
names, in the tables below. Failing tests and compilers quote what they were given, so words in them count for nothing.
"""


def _rules() -> str:
    from rdopkg_ci.core.causes.turn_rules import RULES

    rows = [f'| {rule.when} | {rule.blame.value} |' for rule in RULES]
    return '\n'.join(['| when | to blame |', '| --- | --- |', *rows]) + '\n'


def page() -> str:
    from rdopkg_ci.core.causes.kinds import families

    parts = [HEAD, TURN, _rules()]
    for title, kinds in families().items():
        rows = [f'| `{kind.signature}` | {kind.category} | {kind.blame.value} |' for kind in kinds]
        parts.append(
            '\n'.join(
                [
                    f'## {" ".join(title.split())}',
                    '',
                    '| signature | category | to blame |',
                    '| --- | --- | --- |',
                    *rows,
                ]
            )
            + '\n'
        )
    return '\n'.join(parts)


if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.stdout.write(page())
