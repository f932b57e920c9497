"""A template of ours that names a variable nobody gave it fails its test."""

import sys
from pathlib import Path

from django.template.base import Node


class StrictVariable(str):
    """For `string_if_invalid`: raises AssertionError in templates under `directories`, is empty elsewhere.

    Django asks it three things in turn: whether it is true (if not, filters are applied as in
    production), whether it holds a %s, and what it is with the variable's name put in there.
    """

    def __new__(cls, directories):
        text = super().__new__(cls)
        text.directories = [Path(directory) for directory in directories]
        return text

    def __bool__(self):
        return any(_template_rendering().is_relative_to(directory) for directory in self.directories)

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        raise AssertionError(f"{_template_rendering()} names “{variable}”, which is not in its context")


def _template_rendering():
    """The file whose node is being rendered: the context only knows the outermost template."""
    frame = sys._getframe(1)
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return Path(node.origin.name)
    return Path()
