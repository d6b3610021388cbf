"""Makes the standard library cooperative. Imported before anything else opens a socket."""

import os
import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
# The system's resolver: Eventlet's own costs 20 MB, passes /etc/nsswitch.conf by, and names are
# looked up only when a connection is made.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")

import eventlet  # noqa: E402

eventlet.monkey_patch()
