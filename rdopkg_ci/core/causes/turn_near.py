"""What the lines around a cause hold where a tool was at work: they tell what was being done."""

from __future__ import annotations

from rdopkg_ci.core.causes.phrases import Phrases

_BACKENDS = '(?:5432|3306|6379|27017|5672|9092|9200|1521|1433)'
BACKENDS = Phrases(
    ('refused', rf'\b{_BACKENDS}\b.{{0,20}}refused|refused.{{0,80}}:{_BACKENDS}\b'),
    ('failed: connection', rf'\b{_BACKENDS}\b.{{0,20}}failed: Connection'),
    ('communications link failure', 'Communications link failure'),
    ("can't connect to ", "Can't connect to (?:local )?MySQL server"),
    ('is the server running ', 'Is the server running (?:on|locally)'),
    ('serverselectiontimeouterror', 'ServerSelectionTimeoutError'),
    ('nobrokersavailable', 'NoBrokersAvailable'),
)
# What the build of a project says beside what it misses.
BUILDS = Phrases(
    (': *** [', r'make(?:\[\d+\])?: \*\*\* \[[^\]]+\] \S+ (?:1|2|127)\b'),
    ('npm err! ', r'\bnpm ERR! (?:code ELIFECYCLE|spawn ENOENT|syscall spawn)'),
    ('---> running in ', '^ ?---> Running in '),
    ('returned a non-zero code: ', 'returned a non-zero code: '),
    (
        ' run ',
        r'^ ?(?:#\d+|=> ERROR|>) \[.{1,40}\] RUN |^(?:STEP \d+\S*|INFO\[\d+\]) RUN ',
    ),
    ('did not complete successfully: ', 'did not complete successfully: exit code'),
    ('ninja: build stopped', '^ninja: build stopped'),
    ('invocationerror', r'\bInvocationError\b'),
    ('commands[', r'^\S+: (?:runtests: )?commands\[\d+\]'),
    ('nox > ', '^nox > '),
)
# Where the build or the tests of a project run, or what packagers use.
PROJECTS = Phrases(
    ('> ', r'^> \S+@\d\S* \w'),
    ('yarn run v', r'^yarn run v\d'),
    ('npm err', r'\bnpm (?:ERR!|error) '),
    ('error command failed with ', r'\berror Command failed with exit code'),
    ('build', r'(?i:\bbuild(?: & deploy| is)? fail(?:ure|ed)\b)'),
    ('error: could not compile', '^error: could not compile'),
    ('rpm build errors', 'RPM build errors'),
    ('executing(%', r'Executing\(%'),
    ('dh_', r'^dh_\w'),
    ('dpkg-buildpackage: ', 'dpkg-buildpackage: '),
    (' test session starts', '={4,} test session starts'),
    ('ran ', r'^Ran \d+ tests? in '),
    ('[info] building ', r'^\[INFO\] Building '),
    ('> task :', '^> Task :'),
    ('-- ', '^-- (?:The C|Configuring|Detecting)'),
    ('webpack ', '^webpack '),
    *((tool, rf'\b{tool}\b') for tool in ('tito', 'bodhi', 'fedpkg', 'rpkg', 'osc')),
    *(
        (
            begin.lower(),
            rf'^{re_begin}(?:sudo )?(?:\./)?(?:make|cmake|ninja|meson|configure|npm|npx'
            r'|yarn|pnpm|tox|nox|pytest|mvnw?|gradlew?|ant|sbt|cargo|go|bundle|rake|dotnet'
            r'|rpmbuild|mock)\b',
        )
        for begin, re_begin in (('+ ', r'\+ '), ('$ ', r'\$ '), ('run ', r'(?:##\[group\])?Run '))
    ),
)
# What sets machines up, or deploys to them, writes so.
PROVISIONS = Phrases(
    *(
        (begin.lower(), rf'\b{begin}(?:\[|RECAP)')
        for begin in ('TASK ', 'PLAY ', 'RUNNING HANDLER ')
    ),
    ('playbook: ', r'\bPLAYBOOK: '),
    ('==> ', r'^ *==> [\w.-]+: |\bui(?: error)?: +==> '),
    ('builds finished but no artifacts', 'Builds finished but no artifacts'),
    ("' errored", r"^Build '[\w.-]+' errored"),
    ('vagrant ', '^Vagrant |^\\+ (?:sudo )?vagrant '),
    ('the ssh command responded with', 'The SSH command responded with'),
    ('fatal: [', r'\bfatal: \['),
    ('│ error: ', '^│ Error: '),
    ('terraform ', r'^Terraform |^\+ (?:sudo )?terraform '),
    ('.tf line ', r'\.tf line \d'),
    ('.pkr.hcl line ', r'\.pkr\.hcl line \d'),
    ('stacktrace dumped to', 'Stacktrace dumped to'),
    ('total states run: ', '^Total states run: '),
    ('cloud-init v. ', r'\bCloud-init v\. '),
    ('applied catalog in', 'Applied catalog in'),
    ('compiled catalog for', 'Compiled catalog for'),
    ('/stage[main]', r'/Stage\[main\]'),
    ('using configured environment', 'Using configured environment'),
    ('pulumi:pulumi:stack', '^ +pulumi:pulumi:Stack'),
    (
        '+ ',
        r'^\+ (?:sudo )?(?:tofu|helm|kubectl|oc|ansible-\w+|salt\S*|packer|pulumi|argocd|eksctl'
        '|kops|kustomize) ',
    ),
    ('eksctl version ', r'\beksctl version '),
)
# And what installs packages by their names.
INSTALLS = Phrases(
    (
        ' install ',
        r'^(?:[\w.-]+[:|] |[\d.]+s(?=\$))?(?:[+$] |(?:##\[group\])?Run )?(?:sudo (?:-\w+ )*)?'
        r'(?:yum|dnf|apt|apt-get|zypper)\b.* install ',
    ),
)
# What makes images of machines.
IMAGES = Phrases(
    ('livemedia-creator', 'livemedia-creator'),
    ('kiwi', r'\b[Kk]iwi(?:-ng|\w*Error)\b'),
    ('image-', 'disk-?image-(?:builder|create)'),
    ('virt-', r'\bvirt-(?:install|customize|builder)\b'),
    *((tool, rf'\b{tool}\b') for tool in ('lorax', 'anaconda', 'mkosi', 'osbuild', 'debootstrap')),
)
# What is tested is deployed by these.
DEPLOYS_TESTED = Phrases(
    *((word, word) for word in ('packstack', 'tripleo', 'overcloud', 'undercloud')),
    *((word, word) for word in ('devstack', '/opt/stack/', 'openstack')),
    *(
        (word, rf'(?i:\b{word}\b)')
        for word in ('nova', 'neutron', 'keystone', 'glance', 'cinder', 'ironic', 'swift', 'heat')
    ),
)
# And by these a deployment itself is tested.
TESTS_ROLES = Phrases(
    *((tool, rf'(?i:\b{tool}\b)') for tool in ('kitchen', 'inspec', 'molecule')),
    ('serverspec', '(?i:serverspec)'),
    ('running ', r'(?i:INFO +Running \w+ > )'),
)
_OWN = r'(?:ci|\.github|scripts?|tools|jenkins|deploy\w*|provision\w*)'
# Where a script of the job itself was at work.
JOBS_OWN = Phrases(
    ('file "', r'^ *File "\S*(?:/tmp/(?:jenkins|hudson)\d|@tmp/|/_temp/)'),
    ('.py"', rf'^ *File "\S*/(?:{_OWN}|\.ci)/\S+\.py"'),
    *(
        (begin, rf'^{re_begin}(?:sudo )?(?:python\S*|bash|sh|ruby|node|perl) \S*\b{_OWN}/\S+')
        for begin, re_begin in (('$ ', r'\$ '), ('+ ', r'\+ '))
    ),
)
# The own code of the service that runs the job.
SERVICE = Phrases(('at ', r'\bat (?:hudson|jenkins|org\.jenkinsci|com\.cloudbees)\.'))
