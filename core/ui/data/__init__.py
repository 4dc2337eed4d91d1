"""What was read, what each column became, where every touchpoint stands, what kind of business it is, and the choices about it."""
