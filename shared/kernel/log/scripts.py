"""Scripts of SQL beside this file, one a dialect."""

from importlib.resources import files

from sqlalchemy import Connection


def run(connection: Connection, name: str) -> None:
    """Run `name`.<dialect>.sql in the connection's transaction."""
    dialect = connection.dialect.name
    said = files(__package__).joinpath(f"{name}.{dialect}.sql").read_text(encoding="utf-8")
    if dialect == "postgresql":
        # The driver reads % as its own.
        connection.exec_driver_sql(said.replace("%", "%%"))
        return
    for statement in said.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
