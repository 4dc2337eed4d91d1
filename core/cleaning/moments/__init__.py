"""When something happened: days, times of day, parts of a year, and how long a period is."""
