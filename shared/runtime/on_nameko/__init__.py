"""Services in nameko's containers, on eventlet's green threads. Nothing else imports either."""
