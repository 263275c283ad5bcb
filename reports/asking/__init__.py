"""Questions in plain Dutch, answered with literal quotes or with the word that there is nothing; nothing is made up."""
