"""What was missed against the unit that puts it right: what to take up first, when it will be done, what will lapse."""

from fullcount.audit.backlog.forecast import Forecast, Work, forecast
from fullcount.audit.backlog.limits import Limits, limits_of
from fullcount.audit.backlog.order import Unit, planned

__all__ = ["Forecast", "Limits", "Unit", "Work", "forecast", "limits_of", "planned"]
