"""What readers get: tables, the public database, the kennissynthese and the site."""
