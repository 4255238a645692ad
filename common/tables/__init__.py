"""Tables as files: CSV and Excel, read and written a row at a time.

What is written can be read again and is the same. Formulas are never run on the way in
and never written on the way out.
"""

from .formulas import neutral, restored
from .reading import Limits, Row, Unreadable, rows_of
from .writing import csv_chunks, write_excel

__all__ = [
    "Limits",
    "Row",
    "Unreadable",
    "csv_chunks",
    "neutral",
    "restored",
    "rows_of",
    "write_excel",
]
