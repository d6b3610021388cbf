"""Ledgers 台账 brought in from spreadsheets: each row of a template is one command."""

from shared.face.imports.template import Column, Template, template, templates_of

__all__ = ["Column", "Template", "template", "templates_of"]
