"""What is kept: the only place with SQL. One module per noun; reading and writing go through a `Study`."""

from sqlalchemy import Connection

from canvas.store.database.locations import default_target, demo_target, exists, without_password
from canvas.store.opening import open_study
from canvas.store.study import Study, Writer

__all__ = ["Connection", "Study", "Writer", "default_target", "demo_target", "exists", "open_study", "without_password"]
