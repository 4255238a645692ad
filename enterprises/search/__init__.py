"""Full-text search of public enterprises, the same on every database.

``writing`` stores the analysed texts of enterprises, ``terms`` is the inverted index
that each process makes of them, ``reading`` finds. Text and query go through
`common.analysis`; what is found is ranked here, so that no database's own opinion of a
language or of an order comes into it.
"""

from .writing import deferred, index, is_incomplete, rebuild

__all__ = ["deferred", "index", "is_incomplete", "rebuild"]
