"""What is known from the last build: rows, outputs, deliveries. The only user of sqlite3."""
