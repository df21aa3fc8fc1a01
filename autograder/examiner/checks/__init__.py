"""The library of checks: one module an exercise. Used by the hidden suites and by the student's self-check alike."""
