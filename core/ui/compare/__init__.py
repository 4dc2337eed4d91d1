"""What changed, against targets, between periods, groups, files and channels."""
