"""The sheets of all files as one: put under one another, one name per touchpoint, one currency."""
