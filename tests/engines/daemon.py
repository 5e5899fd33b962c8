"""Spark's daemon of Python workers with all that they import loaded before it forks them: seconds less for each."""

from __future__ import annotations

import pyarrow  # noqa: F401
from pyspark import worker  # noqa: F401
from pyspark.daemon import manager

from kursk_claims.engines import partitions
from kursk_claims.models import Article

partitions._extractor(None)(Article(id="a", text="Rund 500 Menschen kamen, sagte die Polizei."))

if __name__ == "__main__":
    manager()
