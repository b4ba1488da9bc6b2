"""What is said where a machine, a network, a service, a right or the job itself is at fault."""

from __future__ import annotations

MACHINE = (
    r'[Nn]o space left|[Dd]isk quota|[Oo]ut of memory|Cannot allocate memory|more space needed'
    r'|Quota exceeded|Read-only file system|not enough (?:free )?(?:(?:disk )?space|memory)'
    r'|number of available CPUs|available memory|[Ii]nput/output error|Too many open files'
    r'|[Ss]tale (?:NFS )?file handle|KVM is not available|/dev/kvm\b|hardware acceleration'
    r'|\w+LimitExceeded\b|exceeded quota|Insufficient\w*Capacity|No valid host was found'
    r'|[Mm]aximum number of .{1,60} (?:has been )?(?:reached|exceeded)|\bexit(?: code)? -(?:9|15)\b'
    r'|\bheap (?:space|out of memory)|Failed to clean project: Failed to delete'
    r'|used by another process|Unable to delete (?:file|directory)|Failed to create MD5 hash'
)
DEVICES = (
    r'[Ff]ailed to (?:create directory|mount|unmount)|\bu?mount: |\bu?mount(?:ing)? (?:of )?/'
    r'|zeroing free blocks'
    r'|\blosetup\b|\b[Ll]oop(?:back)? device|\bmkfs\b|mksquashfs|grub2?-install|[Nn]o such device'
    r'|(?:[Rr]esource|[Tt]arget|[Dd]evice) (?:is )?busy'
)
NETWORK = (
    r'[Cc]onnection (?:refused|timed out|reset|closed|was refused|to the server)|ConnectException'
    r'|[Cc]ould(?: not|n.t) resolve host|[Nn]ame resolution|Name or service not known'
    r'|UnknownHost|[Nn]o route to host|[Nn]etwork is unreachable|\bE(?:TIMEDOUT|CONNREFUSED'
    r'|CONNRESET|NOTFOUND|AI_AGAIN)\b|HTTP(?:/[\d.]+)? ?(?:Error )?50[0-4]'
    r'|\b(?:[Gg]ot|[Rr]eturned|[Ss]tatus|[Rr]esponse|[Cc]ode|[Ee]rror)(?: code)?:? 50[0234]\b'
    r'|\(HTTP 50\d\)|\b50\d Server Error|50[234] (?:Bad Gateway|Service|Gateway)|[Bb]ad [Gg]ateway'
    r'|Timeout was reached|Operation t(?:oo slow|imed out)|spurious network error'
    r'|Service Unavailable|[Mm]ax retries exceeded|[Rr]ead timed out|ConnectionError'
    r'|Curl error|TLS handshake|i/o timeout|[Uu]nable to establish connection|No more mirrors'
    r'|Failed to download (?:metadata|packages)|Could not transfer (?:artifact|metadata)'
    r'|SSH encountered an unknown error'
    r'|not have a Release file|410 Gone|timed out waiting for the condition'
    r'|[Uu]nknown [Hh]ost|[Cc]onnect(?:ion)? timed out|No URLs in mirrorlist|[Nn]o more mirrors'
    r'|[Ee]rror downloading packages|[Ff]ailed to (?:download|synchronize)|unable to resolve host'
    r'|not match intended download|Failed to connect to \S+ port|Could not get lock'
    r'|another process using it|\bnodedown\b|[Hh]ost (?:is )?unreachable'
    r'|[Tt]oo [Mm]any [Rr]equests|toomanyrequests|repomd\.xml'
    r'|[Tt]imed? ?out when waiting for|[Tt]imed out (?:pinging|waiting for (?:SSH|the machine|VM))'
    r'|[Tt]imeout waiting for SSH|did not return\. \[|[Ff]ailed to fetch (?:https?|ftp)://'
    r'|Unable to fetch some archives|timeout while waiting for state'
    r'|[Cc]ould not (?:verify that (?:this|your) server is running)|acquiring the state lock'
)
SERVICES = (
    r'[Uu]nable to (?:re)?start service|\bJob for \S+ failed|[Ff]ailed to (?:re)?start \S+\.service'
    r"|Could not (?:re)?start Service\[|Could not set 'running' on ensure"
    r'|Systemd start for \S+ failed|change from \W?stopped\W? to \W?running\W? failed'
    r'|"Status": "exited"|container \S+ is unhealthy|dependency failed to start'
)
# Services that are what is tested.
TESTED_SERVICES = (
    r'\b(?:openstack|nova|neutron|glance|keystone|cinder|heat|swift|ironic|octavia|placement|mistral'
    r'|designate|barbican|manila|ceilometer|gnocchi|aodh|trove|sahara|magnum|zaqar|horizon)-\w+'
)
# What a deployment sets up before what is tested, and the commands that do it; not that a package
# of theirs is missing.
BASES = (
    r'^(?!.*\b(?:yum|dnf|apt-get|zypper) .*install).*(?:/Stage\[main\]/(?:Mysql|Mariadb|Galera'
    r'|Rabbitmq|Apache|Memcached|Mongodb|Redis|Haproxy|Firewall|Ntp|Chrony|Ssh|Sysctl|Vswitch'
    r"|Pacemaker|Corosync)\b|(?:Execution of '|\]: |Error: '?)[^' ]{0,80}\b(?:mysql|mysqladmin"
    r'|rabbitmqctl|rabbitmq-plugins|pcs|ovs-vsctl|iptables|firewall-cmd|semanage|setsebool|sysctl'
    r'|nmcli|ntpdate|chronyc|vgcreate|pvcreate|mkswap|swapon)\b)'
)
# What packstack finds on a host before it deploys anything.
UNPREPARED = (
    r'[Cc]ouldn.t detect ipaddress|[Cc]an(?:not|.t) find (?:the )?(?:interface|device)'
    r'|Failed to run remote script|Failed to set \w+ repo|since NetworkManager'
    r'|[Nn]o such interface|[Aa]nswer ?file'
)
RIGHTS = (
    r'[Uu]nauthori[sz]ed|[Nn]ot authorized|[Nn]ot allowed to use'
    r'|\b40[13]\b.{0,40}(?:Forbidden|for URL)|\((?:error |HTTP )?40[13]\)'
    r'|(?:[Ii]nvalid|incorrect) (?:user(?:name)?|password|credentials|token)'
    r'|(?:password|username) you provided|(?:code is|status code)[: ]+40[0135]\b'
    r'|: \./\S+: Permission denied|are you root|[Ii]nsufficient privileges|[Aa]uthentication failed'
    r'|Permission denied \([a-z]|[Cc]redentials?\b|ReasonPhrase: ?(?:Forbidden|Unauthorized)'
    r"|Access denied for user|Access to the path '.+' is denied|\bEACCES\b"
    r'|\bcode E40[13]\b|[Uu]nable to authenticate'
)
TESTED = (
    r'TASK \[[^\]]{0,150}\b(?:[Rr]un\w*\b.{0,40}\b[Tt]ests?|tempest|smoke)\b'
    r'|TASK \[[Tt]ests?\b|AssertionError|\btests? failed|FAILED \(|failed tests?\b'
)
JOB = (
    r'undefined variable|is undefined|[Cc]ould ?n.t resolve (?:module|action)|template error'
    r'|sshpass|[Vv]ault|authentication (?:failed|required)|requires authentication'
    r'|[Cc]redential|must be installed|be installed on the ansible controller|parsing errors'
    r'|[Ss]udo password|non TTY|no tty|host key'
    r'|could not be found on the Ansible|No such (?:image|flavor)'
)
UNMET = r'[Nn]othing provides|conflicts with|Depsolve Error|unmet dependencies|[Rr]equires: '
PACKAGES = (
    r'[Uu]nable to find a match|[Nn]o package|[Nn]o match|[Uu]nable to locate package'
    r'|No matching package'
)
DEPLOYED = r'[Ff]ailed containers|\b(?:docker-puppet|container_startup|paunch|db[_-]sync)\b'
BROWSERS = (
    r'SessionNotCreated|[Ss]ession not created|cannot open display|DevToolsActivePort'
    r'|cannot find \w+ binary|webdriver\.\w+\.driver|[Cc]hrome ?[Dd]river only supports'
    r'|[Cc]ould not start a new session|no (?:display|DISPLAY)|Unable to obtain driver'
    r'|UnreachableBrowser|\bXvfb\b|no screens found'
    r"|\w+driver. executable needs to be in PATH|[Ll]aunch: Executable doesn't exist at"
    r'|Cypress binary is missing|to download new browsers'
)
RUNTIME = (
    r'no such file or directory, open \S+package\.json|there is no POM in this directory'
    r'|EBADENGINE|Unsupported engine|Your Ruby version is|InterpreterNotFound'
    r"|requires PHP extension|requires a different Python|requires Python '\S+' but the running"
    r"|\bKeyError: '[A-Z][A-Z\d_]+'|JAVA_HOME (?:is|environment variable is) not"
    r'|SDK location not found|Minimum supported Gradle version is|externally-managed-environment'
    r'|requires (?:at least )?(?:Gradle|Maven|Java|JDK|Node(?:\.js)?|rustc|Go|PHP) v?\d'
    r'|requires go >= |or (?:higher|newer|later|greater) is required|does not support Node'
    r'|[Yy]ou are running (?:\w+ )?v?\d|Unsupported class file major version'
    r'|[Cc]ould not find python interpreter|Cannot run program '
)
