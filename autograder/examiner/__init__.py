"""Examine a submission: ask its guest, identify the mathematics from the answers, judge. numpy, never torch."""
