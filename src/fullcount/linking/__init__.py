"""Which crime answers which report: references first, then probability on time, place, people and offence.

Here are the blocking, the comparisons, the calibration and the assignment; `pipeline` executes them.
"""
