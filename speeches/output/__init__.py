"""What goes out in formats of its own."""
