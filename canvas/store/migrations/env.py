"""Alembic's way in: it runs on the connection, and in the transaction, that `migrate` holds.

Alembic executes this file; imported by anything else, outside a migration, it does nothing.
"""

from alembic import context

if hasattr(context, "config"):  # only while Alembic runs a command
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
    context.run_migrations()
