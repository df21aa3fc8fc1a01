"""
tries: has a syntax error and nine hundred thousand blank lines, on which a regular expression may backtrack
success: minutes spent on reading the file
expect: max=0 status=graded|unreadable
"""

def (
@@900000 x '\n'@@class
