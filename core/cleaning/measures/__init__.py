"""What numbers are numbers of: units, currencies, scales and judgements, and which column stands for a field."""
