"""What the lines around a cause hold where a tool was at work: they tell what was being done."""

from __future__ import annotations

BACKENDS = (
    r'\b(?:5432|3306|6379|27017|5672|9092|9200|1521|1433)\b.{0,20}(?:refused|failed: Connection)'
    r'|refused.{0,80}:(?:5432|3306|6379|27017|5672|9092|9200|1521|1433)\b'
    r"|Communications link failure|Can't connect to (?:local )?MySQL server"
    r'|Is the server running (?:on|locally)|ServerSelectionTimeoutError|NoBrokersAvailable'
)
# What the build of a project says beside what it misses.
BUILDS = (
    r'(?m)make(?:\[\d+\])?: \*\*\* \[[^\]]+\] \S+ (?:1|2|127)\b|\bnpm ERR! (?:code ELIFECYCLE'
    r'|spawn ENOENT|syscall spawn)|^ ?---> Running in |returned a non-zero code: '
    r'|^ ?(?:#\d+|=> ERROR|>) \[.{1,40}\] RUN |^(?:STEP \d+\S*|INFO\[\d+\]) RUN '
    r'|did not complete successfully: exit code|^ninja: build stopped'
    r'|\bInvocationError\b|^\S+: (?:runtests: )?commands\[\d+\]|^nox > '
)
# Where the build or the tests of a project run, or what packagers use.
PROJECTS = (
    r'(?m)^> \S+@\d\S* \w|^yarn run v\d|\bnpm (?:ERR!|error) |\berror Command failed with exit code'
    r'|(?i:\bbuild(?: & deploy| is)? fail(?:ure|ed)\b)|^error: could not compile|^RPM build errors'
    r'|Executing\(%|^dh_\w|dpkg-buildpackage: |={4,} test session starts|^Ran \d+ tests? in '
    r'|^\[INFO\] Building |^> Task :|^-- (?:The C|Configuring|Detecting)|^webpack '
    r'|\b(?:tito|bodhi|fedpkg|rpkg|osc)\b'
    r'|^(?:[+$] |(?:##\[group\])?Run )(?:sudo )?(?:\./)?(?:make|cmake|ninja|meson|configure|npm|npx'
    r'|yarn|pnpm|tox|nox|pytest|mvnw?|gradlew?|ant|sbt|cargo|go|bundle|rake|dotnet|rpmbuild|mock)\b'
)
# What sets machines up, or deploys to them, writes so.
PROVISIONS = (
    r'(?m)\b(?:TASK|PLAY|RUNNING HANDLER) (?:\[|RECAP)|\bPLAYBOOK: |^ *==> [\w.-]+: '
    r"|\bui(?: error)?: +==> |Builds finished but no artifacts|^Build '[\w.-]+' errored"
    r'|^Vagrant |The SSH command responded with|\bfatal: \[|^│ Error: |^Terraform |\.tf line \d'
    r'|\.pkr\.hcl line \d|Stacktrace dumped to|^Total states run: |\bCloud-init v\. '
    r'|Applied catalog in|Compiled catalog for|/Stage\[main\]|Using configured environment'
    r'|^ +pulumi:pulumi:Stack|^\+ (?:sudo )?(?:terraform|tofu|helm|kubectl|oc|ansible-\w+'
    r'|salt\S*|packer|vagrant|pulumi|argocd|eksctl|kops|kustomize) |\beksctl version '
)
# And what installs packages by their names.
INSTALLS = (
    r'(?m)^(?:[\w.-]+[:|] |[\d.]+s(?=\$))?(?:[+$] |(?:##\[group\])?Run )?(?:sudo (?:-\w+ )*)?'
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
    r'|(?i:\b(?:nova|neutron|keystone|glance|cinder|ironic|swift|heat)\b)'
)
# And by these a deployment itself is tested.
TESTS_ROLES = r'(?i:\b(?:test )?kitchen\b|\binspec\b|\bmolecule\b|serverspec|INFO +Running \w+ > )'
# Where a script of the job itself was at work.
JOBS_OWN = (
    r'(?m)^ *File "\S*(?:/tmp/(?:jenkins|hudson)\d|@tmp/|/_temp/)'
    r'|^ *File "\S*/(?:ci|\.ci|\.github|scripts?|tools|jenkins|deploy\w*|provision\w*)/\S+\.py"'
    r'|^[$+] (?:sudo )?(?:python\S*|bash|sh|ruby|node|perl) \S*\b(?:ci|\.github|scripts?|tools'
    r'|jenkins|deploy\w*|provision\w*)/\S+'
)
# The own code of the service that runs the job.
SERVICE = r'\bat (?:hudson|jenkins|org\.jenkinsci|com\.cloudbees)\.'
