"""Ledgers 台账 brought in from spreadsheets: each row of a template is one command."""

from shared.imports.template import Column, Template, template
from shared.imports.words import COUNTIES, TOWNS

__all__ = ["COUNTIES", "TOWNS", "Column", "Template", "template"]
