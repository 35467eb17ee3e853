"""The right date that is nearest to a wrong one: offered as a cure, never taken as meant."""

import re
from calendar import monthrange

_NUMBER = re.compile(r"\d+", re.ASCII)
_CENTURY = 2000


def near_date(written: str) -> str | None:
    """`31/03/2023`, or with ` 13:25`, for something that looks like a date; None for no date."""
    numbers = _NUMBER.findall(written)
    if len(numbers) < 3:
        return None
    day, month, year = numbers[:3] if len(numbers[0]) < 4 else numbers[2::-1]
    day_number, month_number, year_number = int(day), int(month), int(year)
    if len(year) <= 2:
        year_number += _CENTURY
    if month_number > 12 >= day_number:
        day_number, month_number = month_number, day_number
    if not (1 <= month_number <= 12 and 1 <= day_number <= 31 and 1900 <= year_number < 3000):
        return None
    day_number = min(day_number, monthrange(year_number, month_number)[1])
    found = f"{day_number:02}/{month_number:02}/{year_number}"
    if len(numbers) >= 5 and int(numbers[3]) < 24 and int(numbers[4]) < 60:
        found += f" {int(numbers[3]):02}:{int(numbers[4]):02}"
    return found
