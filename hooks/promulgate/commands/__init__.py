"""What `python -m promulgate` can do: check, publish, hold what was published to its word."""
