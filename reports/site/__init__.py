"""The public site: Datasette over what was published, with templates, styles and plugins of our own."""
