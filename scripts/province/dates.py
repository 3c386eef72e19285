"""Days as the law counts them in Vietnam, and the calendar of the rounds."""

import calendar
import datetime

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def day_of(moment):
    return moment.astimezone(VIETNAM).date()


def parse_moment(text):
    """An RFC 3339 time with any number of decimals."""
    head, _, rest = text.rstrip("Z").partition(".")
    moment = datetime.datetime.fromisoformat(head).replace(tzinfo=datetime.timezone.utc)
    return moment + datetime.timedelta(seconds=float("0." + rest) if rest else 0)


def parse_day(text):
    return datetime.date.fromisoformat(text)


def add_months(day, months):
    """The same day of the month, or the month's last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def days_later(day, count):
    return day + datetime.timedelta(days=count)


def is_working_day(day):
    """Saturdays, Sundays and fixed holidays are none; the lunar ones are set each year."""
    return day.weekday() < 5 and (day.month, day.day) not in {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3)}


def working_day_before(day):
    """The last working day before a day."""
    day = days_later(day, -1)
    while not is_working_day(day):
        day = days_later(day, -1)
    return day


def rounds_from(rulebook, day, count):
    """The next `count` provincial rounds whose date for proposals is at least 40 days away: time
    enough for a commune's 15 working days. Pairs (held before, proposals before)."""
    found = []
    for year in range(day.year, day.year + 4):
        for entry in rulebook["rounds"]:
            if entry["level"] != "province":
                continue
            held = parse_day(f"{year}-{entry['hold_before']}")
            proposals = parse_day(f"{year}-{entry['dossiers_before']}")
            if proposals >= days_later(day, 40):
                found.append((held, proposals))
    return sorted(found)[:count]
