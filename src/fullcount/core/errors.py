"""What can go wrong, as one tree.

FullcountError            exit code 1
├── ConfigError           2   force.toml or a code table says something that cannot be
├── InputError            3   an extract cannot be read at all (single rows are quarantined, not raised)
├── RuleError             4   a rule pack or lexicon is missing, damaged or contradicts itself
├── StoreError            5   the output folder is not ours, or its contents are damaged
├── BalanceError          6   a ledger does not balance: a fault of ours, never of the data
├── NotFoundError         7   the report, rule or pack asked for is not there
└── TrailError            8   a trail does not hold: it was changed since its root was published
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it is, what it is, and what to do next."""

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" -> {self.todo}" if self.todo else "")


class FullcountError(Exception):
    """A mistake that the user can mend: carries every fault found, not only the first."""

    exit_code = 1

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  - {fault}" for fault in self.faults)])


class ConfigError(FullcountError):
    exit_code = 2


class InputError(FullcountError):
    exit_code = 3


class RuleError(FullcountError):
    exit_code = 4


class StoreError(FullcountError):
    exit_code = 5


class BalanceError(FullcountError):
    exit_code = 6


class NotFoundError(FullcountError):
    exit_code = 7


class TrailError(FullcountError):
    exit_code = 8
