"""The public pages that are kept whole for visitors who have not signed in, as data: docs/caching.md.

A page is on this list when everybody who has not signed in sees the same at the same moment, and when whatever it shows
changes by an act, by publishing, at midnight or at an instant that its app told `core.page_cache.register`.
"""

import re

# Names of addresses. Pages of the tree are all one: Wagtail keeps a restricted one from strangers with a form or a
# redirect, and neither is kept.
PAGES = frozenset(
    {
        "wagtail_serve",
        "record_head",
        "membership:organisation_list",
        "membership:organisation_detail",
        "membership:sector",
        "membership:snapshot",
        "partners:representatives",
        "compact:undertaking_detail",
        "funding:overview",
        "funding:award_list",
        "funding:award_detail",
        "elections:election_list",
        "elections:election_detail",
        "elections:receipt_list",
        "elections:election_result",
    }
)
# Words typed into a search are as many as there are visitors; of queries these alone are kept.
QUERY = re.compile(r"|page=[1-9]\d{0,2}|year=\d{4}")
