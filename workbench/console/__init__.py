"""The console: the names that a console or a script starts with, and the process that runs them."""
