"""Between the core and Qt: events, threads and errors."""
