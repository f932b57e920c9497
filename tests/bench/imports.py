"""10,000 references taken in from one file: how long, and how much memory this process took at most.

Budget: 60 seconds and 300 MB. The memory is this bench's own while it runs first, as its name has it.
"""

import os
import platform
import resource
import sys
import time

from django.db import connection
from django.utils import timezone

from guidance import editing, queries
from guidance.models.imports import ImportStage
from guidance.roles import Role
from tests.cast import person

RECORDS, SECONDS, MEGABYTES = 10_000, 60, 300
ABSTRACT = "Invented words of an abstract that nobody wrote. " * 35  # left out, as most of a real export is

RECORD = """TY  - JOUR\r
TI  - An invented trial {n} of water in hiccup\r
T2  - Journal of Invented Trials\r
AU  - Name{n}, Ann B.\r
AU  - Other, Carl\r
AU  - Third, Dora\r
PY  - {year}\r
VL  - {volume}\r
SP  - {n}\r
DO  - 10.5555/invented.{n}\r
AB  - {abstract}\r
ER  - \r
"""


def a_file() -> bytes:
    records = (RECORD.format(n=n, year=1990 + n % 35, volume=n % 90, abstract=ABSTRACT) for n in range(1, RECORDS + 1))
    return "".join(records).encode()


def main() -> None:
    editor, content = person("importer", Role.EDITOR), a_file()
    print(f"import of {RECORDS} references, a file of {len(content) // 1_000_000} MB")
    print(f"  {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}, {sys.platform}")
    begin = time.perf_counter()
    run = editing.start_import(content=content, by=editor, at=timezone.now())
    shown, longest = time.perf_counter() - begin, 0.0
    while run.stage != ImportStage.DONE.value:
        since = time.perf_counter()
        run = editing.take_slice(run=run, taken=run.taken, by=editor, at=timezone.now())
        longest = max(longest, time.perf_counter() - since)
    taken, most = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  shown after {shown:.1f} s, all in after {taken:.1f} s (budget {SECONDS}); longest slice {longest:.2f} s")
    print(f"  {most:.0f} MB at most (budget {MEGABYTES}), {queries.import_counts(run)['new']} new")
    if taken > SECONDS or most > MEGABYTES:
        raise SystemExit("over the budget")
