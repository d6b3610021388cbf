"""证据包: what stands in the logs about some matters, as one file that anybody can verify."""
