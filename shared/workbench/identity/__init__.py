"""Who comes in: an OpenID provider proves the subject, the register of people says who that is."""
