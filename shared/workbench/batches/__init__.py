"""批量: one command for many matters, tried first; each row stands for itself."""
