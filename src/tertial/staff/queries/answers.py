"""The fields of a row of answers, from one to five."""

FIELDS = ("ones", "twos", "threes", "fours", "fives")
