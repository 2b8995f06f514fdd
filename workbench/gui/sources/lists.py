"""What the side bar lists beside the sources."""

from __future__ import annotations

from workbench.gui.sources.rows import genre_words
from workbench.gui.table.facets import Facet, Plan, Shown
from workbench.model.kinds import Genre

SOURCE_LISTS = Plan(
    kind="source",
    views=(
        Shown(title="All sources", line="", icon="source"),
        Shown(title="Text held", line="is:held", icon="article"),
        Shown(title="Scans without text", line="is:scan", icon="file-text"),
        Shown(title="Known through others", line="-is:held -is:scan", icon="link-simple"),
        Shown(title="No date stated", line="is:undated", icon="calendar-x"),
    ),
    facets=(
        Facet(
            title="Genre",
            field="genre",
            icon="file-text",
            words=lambda each: genre_words(Genre(each)),
        ),
        Facet(title="Publisher", field="publisher", icon="party", link="party"),
    ),
)
