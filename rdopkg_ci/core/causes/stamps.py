"""How dates, times and levels are written before a line."""

from __future__ import annotations

_CLOCK = r'\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?[AP]M\b)?'
_ZONE = r'(?: ?(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d\d:?\d\d)(?![\w-]))?'
_MONTH = r'(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
_DAY = r'(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?'
_DATE = (
    r'(?:\d{4}[-/.]\d\d[-/.]\d\d'
    rf'|(?:{_DAY} )?{_MONTH} {{1,2}}\d{{1,2}},?(?: \d{{4}})?'
    rf'|(?:{_DAY} )?\d{{1,2}}[ /-]{_MONTH}[ /-]\d{{2,4}}'
    r'|\d{1,2}/\d{1,2}/\d{2,4})'
)
# A date with its clock or a clock alone, in brackets or not, and what is set after it.
TIME = (
    rf'[\[(<]?(?:{_DATE}[T :_,]{{1,2}}{_CLOCK}(?: \d{{4}})?|{_CLOCK}|\d{{10}}\.\d{{1,9}}(?=[ \]]))'
    rf'{_ZONE}(?: \d{{4}})?[\])>]?(?:\s?[:|,]|\s[-–](?=\s))?(?=\s|$)\s*'
)
LEVEL = r'(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|SEVERE)'
