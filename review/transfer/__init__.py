"""A whole site as a folder of JSON Lines, and back: the one other door to the rows of a record.

Whatever stands in the database is carried as it is, so nothing here asks the rules, and nothing goes by way of the
workflow; the triggers and constraints stay on, and the record must hold before anything is kept.
"""

from review.transfer.exporting import export_site, one_moment
from review.transfer.importing import import_site

__all__ = ["export_site", "import_site", "one_moment"]
