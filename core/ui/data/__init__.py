"""What was read, what each column became, where every touchpoint stands, whose business it is, and corrections."""
