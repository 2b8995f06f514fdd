"""The console in the window: a prompt with the dossier's verbs, running in a process of its own."""
