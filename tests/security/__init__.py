"""What those could do who might attack, tried. One file a subject; the six kinds of caller:

- nobody: no token, or one that proves nothing;
- a town: a person of the least of all organisations;
- another department: a person of the city who is not of the one that operates the service;
- a service: the token that one service shows to another;
- the broker's user: a connection to the broker with a department's, or a service's, rights;
- the database's role: a connection to a service's store with the rights of its service.

`callers.py` makes the first four; the fixtures `broker` and `database` of all tests the others.
"""
