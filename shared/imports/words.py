"""The clerks' words for what commands name by ids."""

from shared.registry.loader import registry

TOWNS = {town.name: town.id for town in registry().towns.values()}
COUNTIES = {county.name: county.id for county in registry().counties.values()}
