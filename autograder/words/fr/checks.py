"""The French titles of the hidden checks: the property that each one holds a submission to."""

CHECKS: dict[str, str] = {}
