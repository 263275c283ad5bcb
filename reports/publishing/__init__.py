"""What everyone may read: rows let through by a whitelist, quotes cut short and checked, and the files made of them."""
