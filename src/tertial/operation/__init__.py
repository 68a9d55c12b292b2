"""How the installation itself is: whether it answers, what it counts, what it is made of."""
