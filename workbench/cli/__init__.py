"""The command line: `workbench <noun> <verb>`, the same verbs as window and console."""
