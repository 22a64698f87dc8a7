"""One figure a module: a function that takes a result and ``ax=None``, draws, and returns the axes.

Nothing is computed here but where things stand, and nothing is shown or written: see `stance.report.save`.
"""
