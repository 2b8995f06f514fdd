"""The verbs: what an analyst can do to a dossier. Window, console and command line call these and nothing below."""
