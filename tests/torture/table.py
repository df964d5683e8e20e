"""Every trial there is: a new one is a file beside this one and a line here."""

from torture import (
    disk_full,
    identity,
    io_errors,
    kill_points,
    outside_seen,
    outside_writes,
    power_cuts,
    published,
    random_kills,
    short_write,
    slow_disk,
)
from torture.trial import Trial

TRIALS: tuple[Trial, ...] = (
    kill_points.TRIAL,
    random_kills.TRIAL,
    power_cuts.TRIAL,
    disk_full.TRIAL,
    io_errors.TRIAL,
    short_write.TRIAL,
    identity.TRIAL,
    published.TRIAL,
    outside_writes.TRIAL,
    outside_seen.TRIAL,
    slow_disk.TRIAL,
)
