"""The one place that asks the clock and the environment; everything else is told the moment."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from .moment import Moment


def now(environment: Mapping[str, str] = os.environ) -> Moment:
    """Take the moment of this build: SOURCE_DATE_EPOCH (seconds since 1970) where it is set."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return Moment(datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC))
