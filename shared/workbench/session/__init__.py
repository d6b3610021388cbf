"""Sessions and drafts, kept on the server."""
