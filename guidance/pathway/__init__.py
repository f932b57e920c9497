"""A section's steps as a path: which treatment comes first, what takes its place, what comes if it fails.

``of`` finds the path in the order and the conditions of the steps; ``draw`` lays it out as a picture.
"""

from guidance.pathway.path import Line, Pathway, Turn, Way, of
from guidance.pathway.picture import NARROW, WIDE, Picture, Signs, draw

__all__ = ["NARROW", "WIDE", "Line", "Pathway", "Picture", "Signs", "Turn", "Way", "draw", "of"]
