"""Every trial there is: a new one is a file beside this one and a line here."""

from torture import short_write
from torture.trial import Trial

TRIALS: tuple[Trial, ...] = (short_write.TRIAL,)
