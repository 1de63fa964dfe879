"""The rooms of the package, as tests hold the code to them and `make house` counts them."""

# In the order of the flow: a room imports from those above it only.
ROOMS = (
    "values",
    "words",
    "reading",
    "library",
    "graph",
    "config",
    "addresses",
    "project",
    "checks",
    "drawing",
    "writing",
    "search",
    "pages",
    "report",
    "compare",
    "export",
    "commands",
    "host",
)
