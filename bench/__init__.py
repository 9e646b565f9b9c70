"""How Promulgate builds beside others, on a corpus of any size: `make bench`."""
