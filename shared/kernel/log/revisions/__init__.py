"""What has become of the tables that a store's owner makes, step by step; Alembic reads this folder.

A release's tables are what all revisions make. A revision only adds, so that replicas of the release
before it work on; it changes no event, and there is no way back. Each says the same to a store that
has it already: stores older than this folder hold some of them, unnumbered.
"""
