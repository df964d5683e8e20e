"""Every trial there is: a new one is a file beside this one and a line here."""

from torture import (
    clean_ends,
    disk_full,
    identity,
    io_errors,
    kill_points,
    outside_seen,
    outside_writes,
    pictures,
    power_cuts,
    published,
    random_kills,
    recovery_offers,
    short_write,
    slow_disk,
    typing_kills,
)
from torture.trial import Trial

TRIALS: tuple[Trial, ...] = (
    kill_points.TRIAL,
    random_kills.TRIAL,
    typing_kills.TRIAL,
    clean_ends.TRIAL,
    recovery_offers.TRIAL,
    power_cuts.TRIAL,
    disk_full.TRIAL,
    io_errors.TRIAL,
    short_write.TRIAL,
    identity.TRIAL,
    published.TRIAL,
    outside_writes.TRIAL,
    outside_seen.TRIAL,
    slow_disk.TRIAL,
    *pictures.TRIALS,
)
