"""Working days in Denmark: not weekends, not the public holidays of the law."""

from datetime import date, timedelta

# From Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension
# Day, Whit Sunday, Whit Monday. Great Prayer Day is a working day from 2024 on.
AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)
FIXED = ((1, 1), (12, 25), (12, 26))
# Offices are closed then, although the law does not say so.
CLOSED = ((6, 5), (12, 24), (12, 31))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def is_working_day(day: date) -> bool:
    """Say whether somebody is there to answer."""
    return (
        day.weekday() < 5
        and (day.month, day.day) not in (*FIXED, *CLOSED)
        and (day - easter(day.year)).days not in AROUND_EASTER
    )


def after_working_days(day: date, number: int) -> date:
    """Return the day on which so many working days have passed since a day."""
    while number > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day
