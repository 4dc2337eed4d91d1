"""What was read, what each column became, where every touchpoint stands, and the choices about it."""
