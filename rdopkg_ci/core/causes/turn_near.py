"""What the lines around a cause hold where a tool was at work: they tell what was being done. Each
is the phrases of a tool, between bars; those with plain words in them are found the fastest.
"""

from __future__ import annotations

_BACKENDS = '(?:5432|3306|6379|27017|5672|9092|9200|1521|1433)'
BACKENDS = (
    rf'\b{_BACKENDS}\b.{{0,20}}refused|\b{_BACKENDS}\b.{{0,20}}failed: Connection'
    rf'|refused.{{0,80}}:{_BACKENDS}\b'
    r"|Communications link failure|Can't connect to (?:local )?MySQL server"
    r'|Is the server running (?:on|locally)|ServerSelectionTimeoutError|NoBrokersAvailable'
)
# What the build of a project says beside what it misses.
BUILDS = (
    r'make(?:\[\d+\])?: \*\*\* \[[^\]]+\] \S+ (?:1|2|127)\b|\bnpm ERR! (?:code ELIFECYCLE'
    r'|spawn ENOENT|syscall spawn)|^ ?---> Running in |returned a non-zero code: '
    r'|^ ?(?:#\d+|=> ERROR|>) \[.{1,40}\] RUN |^(?:STEP \d+\S*|INFO\[\d+\]) RUN '
    r'|did not complete successfully: exit code|^ninja: build stopped'
    r'|\bInvocationError\b|^\S+: (?:runtests: )?commands\[\d+\]|^nox > '
)
_MAKES = (
    r'(?:sudo )?(?:\./)?(?:make|cmake|ninja|meson|configure|npm|npx|yarn|pnpm|tox|nox|pytest|mvnw?'
    r'|gradlew?|ant|sbt|cargo|go|bundle|rake|dotnet|rpmbuild|mock)\b'
)
# Where the build or the tests of a project run, or what packagers use.
PROJECTS = (
    r'^> \S+@\d\S* \w|^yarn run v\d|\bnpm (?:ERR!|error) |\berror Command failed with exit code'
    r'|\b(?i:build)(?i: & deploy| is)? (?i:failure|failed)\b|^error: could not compile'
    r'|^RPM build errors'
    r'|Executing\(%|^dh_\w|dpkg-buildpackage: |={4,} test session starts|^Ran \d+ tests? in '
    r'|^\[INFO\] Building |^> Task :|^-- (?:The C|Configuring|Detecting)|^webpack '
    r'|\btito\b|\bbodhi\b|\bfedpkg\b|\brpkg\b|\bosc\b'
    rf'|^\+ {_MAKES}|^\$ {_MAKES}|^(?:##\[group\])?Run {_MAKES}'
)
# What sets machines up, or deploys to them, writes so.
PROVISIONS = (
    r'\bTASK \[|\bPLAY (?:\[|RECAP)|\bRUNNING HANDLER \[|\bPLAYBOOK: |^ *==> [\w.-]+: '
    r"|\bui(?: error)?: +==> |Builds finished but no artifacts|^Build '[\w.-]+' errored"
    r'|^Vagrant |The SSH command responded with|\bfatal: \[|^│ Error: |^Terraform |\.tf line \d'
    r'|\.pkr\.hcl line \d|Stacktrace dumped to|^Total states run: |\bCloud-init v\. '
    r'|Applied catalog in|Compiled catalog for|/Stage\[main\]|Using configured environment'
    r'|^ +pulumi:pulumi:Stack|^\+ (?:sudo )?(?:terraform|tofu|helm|kubectl|oc|ansible-\w+'
    r'|salt\S*|packer|vagrant|pulumi|argocd|eksctl|kops|kustomize) |\beksctl version '
)
# And what installs packages by their names.
INSTALLS = (
    r'^(?:[\w.-]+[:|] |[\d.]+s(?=\$))?(?:[+$] |(?:##\[group\])?Run )?(?:sudo (?:-\w+ )*)?'
    r'(?:yum|dnf|apt|apt-get|zypper)\b.* install '
)
# What makes images of machines.
IMAGES = (
    r'livemedia-creator|\blorax\b|\banaconda\b|\b[Kk]iwi(?:-ng|\w*Error)\b|disk-?image-(?:builder|create)'
    r'|\bmkosi\b|\bosbuild\b|\bdebootstrap\b|\bvirt-(?:install|customize|builder)\b'
)
# What is tested is deployed by these.
DEPLOYS_TESTED = (
    r'packstack|tripleo|overcloud|undercloud|devstack|/opt/stack/|openstack'
    r'|\b(?i:nova)\b|\b(?i:neutron)\b|\b(?i:keystone)\b|\b(?i:glance)\b|\b(?i:cinder)\b'
    r'|\b(?i:ironic)\b|\b(?i:swift)\b|\b(?i:heat)\b'
)
# And by these a deployment itself is tested.
TESTS_ROLES = (
    r'\b(?i:kitchen)\b|\b(?i:inspec)\b|\b(?i:molecule)\b|(?i:serverspec)|(?i:info) +Running \w+ > '
)
_RUNS_OWN = (
    r'(?:sudo )?(?:python\S*|bash|sh|ruby|node|perl) \S*\b(?:ci|\.github|scripts?|tools|jenkins'
    r'|deploy\w*|provision\w*)/\S+'
)
# Where a script of the job itself was at work.
JOBS_OWN = (
    r'^ *File "\S*(?:/tmp/(?:jenkins|hudson)\d|@tmp/|/_temp/)'
    r'|^ *File "\S*/(?:ci|\.ci|\.github|scripts?|tools|jenkins|deploy\w*|provision\w*)/\S+\.py"'
    rf'|^\$ {_RUNS_OWN}|^\+ {_RUNS_OWN}'
)
# The own code of the service that runs the job.
SERVICE = r'\bat (?:hudson|jenkins|org\.jenkinsci|com\.cloudbees)\.'
