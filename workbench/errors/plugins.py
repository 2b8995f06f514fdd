"""What may stand in the way of a plugin."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class NoSuchPart(WorkbenchError):
    """Neither the program nor a plugin brings what has that name."""

    def __init__(self, hook: str, name: str, known: tuple[str, ...]) -> None:
        there = f"There are: {', '.join(known)}." if known else "There are none."
        super().__init__(f"Nothing called {name!r} is among the {hook}. {there}")


class PluginFailed(WorkbenchError):
    """A plugin that broke down; it is left out until the program ends."""

    def __init__(self, plugin: str, fault: str) -> None:
        self.plugin = plugin
        super().__init__(
            f"The plugin “{plugin}” broke down ({fault}) and is left out"
            " until you start again. Nothing was changed. Tell its author, or take it out."
        )


class PluginCutOff(WorkbenchError):
    """A plugin that was at work as a process ended that should not have."""

    def __init__(self, plugin: str) -> None:
        self.plugin = plugin
        super().__init__(
            f"The plugin “{plugin}” was at work as the program, or its console, broke off. It is"
            " left out until you let it work again: in the palette, “Let the plugin work again”,"
            f" or workbench plugins allow {plugin!r}. What was saved is safe."
        )
