"""What `rdopkg ci` offers, and how every command ends."""

COMMANDS = {
    'status': 'show the board: per update and target green or red, and the cause',
    'show': 'show everything of one update, also of one that was pushed long ago',
    'gate': 'do whatever is next: start runs, vote, merge, move what passed',
    'retry': 'run again what is red, when something around it has changed',
    'withdraw': 'take an update out: abandon its review, move its file to failed/',
    'promote': 'publish what is ready to stage, test it there, then to production',
    'check': 'look again whether the builds of what waits can be had',
    'explain': 'name the actual error in failed logs',
    'topic': 'print the topics computed from update files',
    'policy': 'check a policy: a file, or that of the rdo-update repo',
    'disable': 'leave a target out of judgement until a date, with a reason',
    'enable': 'take a target back into judgement',
    'jobs': 'create the jobs on the Jenkins, or bring them up to date; a diff first',
    'doctor': 'check that everything is there that is needed, with the remedy',
    'run': 'be one worker: run one phase for one target and write result.json',
}

EXIT_CODES = """\
exit codes:
  0  all green or done
  1  the tool, the network or a server failed
  2  wrong usage or invalid input
  3  CI is red
  4  not authorised
  8  not finished yet"""
