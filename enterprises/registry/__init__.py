"""The public registry of a day, as each process keeps it in memory.

The list of enterprises is answered from here: whom a reader finds, how many there are
of each kind, in which order. ``image`` is that memory, made of ``bits`` (sets of
numbers), ``facets`` and ``roll``; ``rows`` fills it from the database; ``changes``
tells each process what others changed, and ``current`` hands out what holds now.
"""
