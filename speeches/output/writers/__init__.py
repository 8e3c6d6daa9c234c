"""One format a file: plain values in, text out. Pure."""
