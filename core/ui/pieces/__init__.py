"""The smallest pieces that any page is made of: escaped text, components of our own, choices, small lines."""
