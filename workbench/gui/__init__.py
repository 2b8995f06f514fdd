"""The window: what an analyst sees and does. Every change goes through the verbs of the dossier."""
