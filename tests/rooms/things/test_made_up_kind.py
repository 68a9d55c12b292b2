"""A kind that nobody has heard of takes one declaration, and everything that goes over kinds works for it."""

PAGE = "/KS/2024/mal/"
