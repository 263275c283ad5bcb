"""One file a figure; each has a `FIGURE`."""
