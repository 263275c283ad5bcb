"""The bundled example: fictional reports on sociale wijkteams, their site and their hand-made codings."""
