"""运维: what a service's status says, in words."""
