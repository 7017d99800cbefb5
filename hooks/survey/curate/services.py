"""Where records are asked for: every address of another host that curating uses, and how often it may be asked.

The paces follow what the services ask of programs: arXiv's terms of use for its APIs (one request in three seconds over
one connection), dblp's FAQ on crawling (one or two seconds between requests). Crossref and DataCite state limits far
above one request a second for those who say who they are; OpenReview and the ACL Anthology state none that we found.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

# Set to an address such as `http://127.0.0.1:8001`, all services are asked there, each below a folder of its id.
ELSEWHERE = "SURVEY_SERVICES"


@dataclass(frozen=True, slots=True)
class Service:
    """A public API: what it is called, where it is, and the seconds that two requests to it lie apart at least."""

    id: str
    name: str
    address: str
    pace: float = 1.0

    @property
    def base(self) -> str:
        """Where it is asked, without a slash at the end."""
        elsewhere = os.environ.get(ELSEWHERE, "")
        return f"{elsewhere.rstrip('/')}/{self.id}" if elsewhere else self.address


ARXIV = Service("arxiv", "arXiv", "https://export.arxiv.org", pace=3.0)
CROSSREF = Service("crossref", "Crossref", "https://api.crossref.org")
DATACITE = Service("datacite", "DataCite", "https://api.datacite.org")
ANTHOLOGY = Service("anthology", "the ACL Anthology", "https://aclanthology.org")
OPENREVIEW = Service("openreview", "OpenReview", "https://api2.openreview.net")
OPENREVIEW_OLD = Service("openreview-old", "OpenReview", "https://api.openreview.net")
DBLP = Service("dblp", "dblp", "https://dblp.org", pace=2.0)
SERVICES = (ARXIV, CROSSREF, DATACITE, ANTHOLOGY, OPENREVIEW, OPENREVIEW_OLD, DBLP)

# Hosts whose links are not tried: their records are asked for, and their pages are not made for programs.
VOUCHED = ("arxiv.org", "aclanthology.org", "openreview.net", "doi.org")


def host_of(url: str) -> Service:
    """The host of a link, as something that is asked at a pace of its own."""
    parts = urlsplit(url)
    return Service(f"links/{parts.netloc}", parts.netloc, f"{parts.scheme}://{parts.netloc}", pace=2.0)


# Where readers find what has an identifier.
DOI_PAGE = "https://doi.org/{}"
ARXIV_PAGE = "https://arxiv.org/abs/{}"
ARXIV_PDF = "https://arxiv.org/pdf/{}"
ANTHOLOGY_PAGE = "https://aclanthology.org/{}/"
ANTHOLOGY_PDF = "https://aclanthology.org/{}.pdf"
OPENREVIEW_PAGE = "https://openreview.net/forum?id={}"
OPENREVIEW_PDF = "https://openreview.net/pdf?id={}"
