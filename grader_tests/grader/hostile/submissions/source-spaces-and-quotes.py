"""
tries: has a syntax error and lines of hundreds of thousands of blanks, quotes, word characters and equal signs
success: minutes spent on reading the file
expect: max=0 status=graded|unreadable
"""

def (
a@@150000 x ' '@@
@@200000 x 'w'@@
@@60000 x 'a= '@@
@@100000 x '"'@@
@@100000 x '\\"'@@
@@50000 x '%%%'@@
!@@20000 x 'x\\\n'@@