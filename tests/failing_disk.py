"""A disk that fails where a test says so, as SQLite reports it."""

from __future__ import annotations

from annotator.store.engine import SqliteError, sqlite3

IOERR_FSYNC, IOERR_WRITE, FULL = 10 | 4 << 8, 10 | 3 << 8, 13


def error(code: int, text: str = "no") -> SqliteError:
    made = sqlite3.OperationalError(text)
    made.sqlite_errorcode = code
    return made


class Failing:
    """A connection of which one statement fails, once or until it is mended."""

    def __init__(self, real, statement: str, code: int, *, is_rolled_back: bool = False) -> None:
        self.real, self.statement, self.code = real, statement, code
        self.is_rolled_back = is_rolled_back
        self.is_broken = True

    def __getattr__(self, name: str):
        return getattr(self.real, name)

    def execute(self, sql: str, *values):
        if self.is_broken and sql.startswith(self.statement):
            if self.is_rolled_back:
                self.real.execute("ROLLBACK")
            raise error(self.code)
        return self.real.execute(sql, *values)

    def executemany(self, sql: str, rows):
        if self.is_broken and sql.startswith(self.statement):
            raise error(self.code)
        return self.real.executemany(sql, rows)


WRITING = ("BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "DELETE", "RELEASE", "COMMIT")


class FailingFrom:
    """A connection whose writing statements fail from one of them on, until it is mended."""

    def __init__(self, real, number: int, code: int) -> None:
        self.real, self.code = real, code
        self.left = number

    def __getattr__(self, name: str):
        return getattr(self.real, name)

    def _count(self, sql: str) -> None:
        if sql.lstrip().startswith(WRITING):
            self.left -= 1
            if self.left < 0:
                raise error(self.code)

    def execute(self, sql: str, *values):
        self._count(sql)
        return self.real.execute(sql, *values)

    def executemany(self, sql: str, rows):
        self._count(sql)
        return self.real.executemany(sql, rows)
