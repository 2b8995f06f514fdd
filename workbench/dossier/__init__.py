"""The verbs: what an analyst can do to a dossier; window, console and command line call these."""
