"""Where are plans kept? SQLAlchemy on SQLite by default, on PostgreSQL by one setting."""
