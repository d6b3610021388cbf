"""Rows of a spreadsheet as a grid of a page."""
