"""Services on plain threads, their HTTP read by cheroot. Nothing is patched."""
