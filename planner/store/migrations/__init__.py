"""How has the schema of the store come to be? One module for each step, run in order by `planner.store.migrate`."""
